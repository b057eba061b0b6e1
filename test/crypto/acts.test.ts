// Acts beside a write (§12.3): one form for each list of them, and nothing that says two things about one.
import { expect, test } from 'vitest'
import { actsBytes, parseActs } from '#crypto/acts.ts'
import type { WrittenAct } from '#crypto/acts.ts'
import { parseWriteBody, writeBodyBytes } from '#crypto/bodies.ts'
import { L, concat, u32, u8 } from '#crypto/bytes.ts'
import { everyFlip } from './every-flip.ts'
import { codeOf } from './refusal.ts'

const clock = 'c1'.repeat(16)
const digest = 'd1'.repeat(32)
const other = 'd2'.repeat(32)
const set = (days: readonly number[], dueDay = days.at(-1) ?? 0): WrittenAct => ({ kind: 'clock-set', clockId: clock, dueDay, notices: days })
const all: readonly WrittenAct[] = [
  { kind: 'watch', untilDay: 0 }, { kind: 'hold', on: false }, { kind: 'decide', proposal: digest, verdict: 'back' }, { kind: 'propose', digest: other },
  { kind: 'clock-stop', clockId: 'c2'.repeat(16) }, set([10, 20, 30, 40])]
const body = { caseId: 'ca'.repeat(32), deskId: 'de'.repeat(16), columns: null, summary: new Uint8Array(), transmissions: [], audit: new Uint8Array(60) }

function raw(...acts: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  return concat(u8(acts.length), ...acts.map(([kind, bytes]) => concat(u8(kind), L(bytes))))
}

test('in whatever order they are given, they travel in one, and come out as they were', () => {
  const bytes = actsBytes(all)
  expect(actsBytes([...all].reverse())).toEqual(bytes)
  expect(parseActs(bytes).map(({ kind }) => kind)).toEqual(['clock-set', 'clock-stop', 'propose', 'decide', 'hold', 'watch'])
  expect(new Set(parseActs(bytes))).toEqual(new Set(all))
})

test('another order, the same twice, none at all and bytes left over are refused', () => {
  const stop = new Uint8Array(16).fill(1)
  const digest32 = new Uint8Array(32).fill(2)
  for (const bytes of [
    raw([3, digest32], [2, stop]), raw([2, stop], [2, stop]), raw(), concat(raw([2, stop]), u8(0)), raw([2, concat(stop, u8(0))]), raw([2, stop.slice(1)]),
    raw([5, u8(2)]), raw([4, concat(digest32, u8(0))]), raw([4, concat(digest32, u8(4))]), raw([6, u8(1)]), new Uint8Array(),
  ]) expect(codeOf(() => parseActs(bytes))).toBe('broken')
  for (const kind of [0, 7, 255]) expect(codeOf(() => parseActs(raw([kind, stop])))).toBe('newer-version')
})

test('no two are about one clock, one proposal, the hold or the watch', () => {
  const twice: readonly (readonly WrittenAct[])[] = [
    [set([10]), set([11])], [set([10]), { kind: 'clock-stop', clockId: clock }], [{ kind: 'propose', digest }, { kind: 'decide', proposal: digest, verdict: 'approve' }],
    [{ kind: 'decide', proposal: digest, verdict: 'approve' }, { kind: 'decide', proposal: digest, verdict: 'aside' }],
    [{ kind: 'hold', on: true }, { kind: 'hold', on: false }], [{ kind: 'watch', untilDay: 1 }, { kind: 'watch', untilDay: 2 }]]
  for (const acts of twice) expect(codeOf(() => actsBytes(acts))).toBe('usage')
  const both = (id: number) => raw([1, concat(new Uint8Array(16), u32(9), u8(1), u32(9))], [2, concat(new Uint8Array(15), u8(id))])
  expect(codeOf(() => parseActs(both(0)))).toBe('broken')
  expect(parseActs(both(1))).toHaveLength(2)
  expect(codeOf(() => parseActs(raw([3, new Uint8Array(32)], [4, concat(new Uint8Array(32), u8(1))])))).toBe('broken')
})

test('notice days rise, are one to four, and end with the day that is due', () => {
  for (const days of [[10, 20, 30, 40], [10, 40], [40]]) expect(parseActs(actsBytes([set(days, 40)]))).toEqual([set(days, 40)])
  const wrong: readonly (readonly [readonly number[], number])[] = [[[], 40], [[10, 20], 40], [[20, 20, 40], 40], [[30, 20, 40], 40], [[0, 40], 40], [[1, 2, 3, 4, 40], 40]]
  for (const [days, due] of wrong) {
    expect(codeOf(() => actsBytes([set(days, due)]))).toBe('usage')
    const bytes = concat(new Uint8Array(16), u32(due), u8(days.length), ...days.map(u32))
    expect(codeOf(() => parseActs(raw([1, bytes])))).toBe('broken')
  }
})

test('ids of another size are a mistake of the caller, as are too many acts', () => {
  for (const act of [{ kind: 'clock-stop', clockId: 'c1' }, { kind: 'propose', digest: clock }, { kind: 'decide', proposal: '', verdict: 'back' }] as const) {
    expect(codeOf(() => actsBytes([act]))).toBe('usage')
  }
  const many = Array.from({ length: 256 }, (_, i): WrittenAct => ({ kind: 'clock-stop', clockId: i.toString(16).padStart(32, '0') }))
  expect(codeOf(() => actsBytes(many))).toBe('usage')
  expect(parseActs(actsBytes(many.slice(1)))).toHaveLength(255)
  expect(codeOf(() => actsBytes([]))).toBe('usage')
})

test('a write carries them behind its entry, never without one, and is without them what it was before', () => {
  const plain = writeBodyBytes(body)
  expect(writeBodyBytes({ ...body, acts: [] })).toEqual(plain)
  expect(parseWriteBody(plain).acts).toEqual([])
  const bytes = writeBodyBytes({ ...body, acts: all })
  expect(bytes.slice(0, plain.length)).toEqual(plain)
  expect(parseWriteBody(bytes)).toMatchObject({ audit: body.audit, acts: parseActs(actsBytes(all)) })
  expect(codeOf(() => writeBodyBytes({ ...body, audit: new Uint8Array(), acts: all }))).toBe('usage')
  const bare = writeBodyBytes({ ...body, audit: new Uint8Array() })
  expect(codeOf(() => parseWriteBody(concat(bare, L(new Uint8Array()), L(actsBytes(all)))))).toBe('broken')
  expect(codeOf(() => parseWriteBody(concat(plain, L(new Uint8Array()))))).toBe('broken')
  expect(codeOf(() => parseWriteBody(concat(bytes, u8(0))))).toBe('broken')
})

test('a byte turned over is refused, or says something else: never the same', () => {
  const bytes = actsBytes(all)
  const said = JSON.stringify(parseActs(bytes))
  everyFlip(bytes, (changed) => JSON.stringify(parseActs(changed)) === said ? true : false)
})
