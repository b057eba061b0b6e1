// Records outside cases (§11.3): each opens as what it is, where it lies, for whom it was sealed, and nowhere else.
import { expect, test } from 'vitest'
import { concat, hexFromBytes, utf8 } from '#crypto/bytes.ts'
import { dropBodyBytes, indexId, insistPlace, keepBodyBytes, leavesEntry, openKept, parseDropBody, parseKeepBody, sealKept } from '#crypto/kept-record.ts'
import type { KeptKind, KeptPlace } from '#crypto/kept-record.ts'
import { OUTSIDE, REPORTER, deskParty, memberParty } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import { deskRecordKey, encodeRecordHead, openRecord, openSummary, parseRecord, sealRecord, sealSummary } from '#crypto/record.ts'
import type { RecordHead } from '#crypto/record.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, memberIdFrom } from '#crypto/types.ts'
import { everyFlip } from './every-flip.ts'
import { codeOf } from './refusal.ts'
import { deskAt, makeWorld } from './world.ts'

const world = makeWorld()
const [mine, theirs] = [deskAt(world, 0), deskAt(world, 1)]
const [key, strange] = [mine, theirs].map(({ keys: [first] }) => (first === undefined ? nobody() : deskRecordKey(first.kem.sk))) as [RecordKey, RecordKey]
const caseId = caseIdFromBytes(randomBytes(32))
const otherCase = caseIdFromBytes(randomBytes(32))
const me = memberParty(memberIdFrom(randomBytes(16)))
const colleague = memberParty(memberIdFrom(randomBytes(16)))
const desk = deskParty(mine.id)
const content = utf8('{"text":"Dear"}')

type RecordKey = ReturnType<typeof deskRecordKey>
function nobody(): never { throw new Error('desk without keys') }

const PLACES: readonly (readonly [KeptKind, Party, KeptPlace['caseId']])[] = [
  ['view', me, null], ['draft', me, null], ['draft', me, caseId], ['snippet', desk, null], ['snippet', me, null], ['register', desk, null],
  ['outcome', desk, null], ['calendar', desk, null], ['calendar', me, null], ['index', desk, caseId]]

function headOf(kind: KeptKind, owner: Party, of: KeptPlace['caseId']): RecordHead {
  return { kind, owner, id: kind === 'index' && of !== null ? indexId(of) : randomBytes(16), version: 1 }
}

test('each kind opens where it was sealed, with a member, or the desk, as its owner', () => {
  for (const [kind, owner, of] of PLACES) {
    const place = { deskId: mine.id, caseId: of }
    const record = parseRecord(sealKept(key, 1, headOf(kind, owner, of), place, content))
    expect(openKept(key, place, record)).toEqual(content)
    expect(record.body.length % 1024).toBe(40)
  }
})

test('a record of another desk, another case, none, or under another desk\'s key does not open', () => {
  for (const [kind, owner, of] of PLACES) {
    const place = { deskId: mine.id, caseId: of }
    const record = parseRecord(sealKept(key, 1, headOf(kind, owner, of), place, content))
    const elsewhere = [{ deskId: theirs.id, caseId: of }, { deskId: mine.id, caseId: otherCase }, { deskId: mine.id, caseId: of === null ? caseId : null }]
    for (const wrong of elsewhere) expect(codeOf(() => openKept(key, wrong, record)), `${kind} elsewhere`).toBe('broken')
    expect(codeOf(() => openKept(strange, place, record))).toBe('broken')
  }
})

test('the head of one record on the words of another does not open: kind, owner, id and version are sealed in', () => {
  const place = { deskId: mine.id, caseId: null }
  const head = headOf('snippet', me, null)
  const { body } = parseRecord(sealKept(key, 1, head, place, content))
  for (const wrong of [{ ...head, kind: 'calendar' }, { ...head, owner: colleague }, { ...head, owner: desk }, { ...head, id: randomBytes(16) }, { ...head, version: 2 }] as const) {
    const record = parseRecord(concat(encodeRecordHead(wrong), new Uint8Array([0, 0, 0, 1]), body))
    expect(codeOf(() => openKept(key, place, record))).toBe('broken')
  }
})

test('a summary is no kept record, and a kept record no summary, also where everything in the head fits', () => {
  const place = { deskId: mine.id, caseId }
  const summary = parseRecord(sealSummary(key, 1, desk, caseId, 1, { words: 'They keep our passports.' }))
  expect(codeOf(() => openKept(key, place, summary))).toBe('broken')
  const kept = parseRecord(sealRecord(key, 1, summary.head, openRecord(key, summary), [new Uint8Array(16), new Uint8Array()]))
  expect(codeOf(() => openSummary(key, desk, caseId, kept))).toBe('broken')
  const draft = headOf('draft', me, null)
  const unbound = parseRecord(sealRecord(key, 1, draft, content))
  expect(codeOf(() => openKept(key, { deskId: mine.id, caseId: null }, unbound))).toBe('broken')
})

test('who may own a kind, and which belongs to a case, is held at sealing, at opening and at the server', () => {
  const wrong: readonly (readonly [KeptKind, Party, KeptPlace['caseId']])[] = [
    ['view', desk, null], ['draft', desk, null], ['register', me, null], ['outcome', me, null], ['index', me, caseId], ['index', desk, null], ['view', me, caseId],
    ['snippet', desk, caseId], ['register', desk, caseId], ['outcome', desk, caseId], ['calendar', me, caseId], ['snippet', REPORTER, null], ['snippet', OUTSIDE, null],
    ['snippet', deskParty(theirs.id), null]]
  for (const [kind, owner, of] of wrong) {
    const place = { deskId: mine.id, caseId: of }
    const head = headOf(kind, owner, of)
    expect(codeOf(() => sealKept(key, 1, head, place, content)), kind).toBe('broken')
    const record = sealRecord(key, 1, head, content)
    expect(codeOf(() => openKept(key, place, parseRecord(record)))).toBe('broken')
    expect(codeOf(() => parseKeepBody(keepBodyBytes({ ...place, record, audit: new Uint8Array() })))).toBe('broken')
  }
  expect(codeOf(() => insistPlace({ ...headOf('index', desk, caseId), id: indexId(otherCase) }, { deskId: mine.id, caseId }))).toBe('broken')
})

test('a byte turned over anywhere in a record is noticed', () => {
  const place = { deskId: mine.id, caseId }
  const bytes = sealKept(key, 1, headOf('draft', me, caseId), place, content)
  const passes = (changed: Uint8Array) => openKept(key, place, parseRecord(changed))
  everyFlip(bytes.slice(0, 38), (changed) => passes(concat(changed, bytes.slice(38))))
  everyFlip(bytes.slice(42), (changed) => passes(concat(bytes.slice(0, 42), changed)), 53)
})

test('bodies of keep and drop come out as they went in; a case of another length or an empty entry is refused', () => {
  const audit = randomBytes(60)
  const record = sealKept(key, 1, headOf('draft', me, caseId), { deskId: mine.id, caseId }, content)
  const body = keepBodyBytes({ deskId: mine.id, caseId, record, audit })
  expect(parseKeepBody(body)).toMatchObject({ deskId: mine.id, caseId, recordBytes: record, audit })
  expect(codeOf(() => parseKeepBody(concat(body.slice(0, 16), new Uint8Array([0, 0, 0, 16]), body.slice(20, 36), body.slice(52))))).toBe('broken')
  const recordId = hexFromBytes(randomBytes(16))
  expect(parseDropBody(dropBodyBytes({ deskId: mine.id, recordId, version: 7 }))).toEqual({ deskId: mine.id, recordId, version: 7, audit: new Uint8Array() })
  expect(codeOf(() => parseDropBody(concat(dropBodyBytes({ deskId: mine.id, recordId, version: 7 }), new Uint8Array(4))))).toBe('broken')
})

test('an entry is due for everything but one\'s own, and the index', () => {
  expect([leavesEntry('draft', me, me), leavesEntry('snippet', me, me), leavesEntry('index', desk, me)]).toEqual([false, false, false])
  expect([leavesEntry('draft', colleague, me), leavesEntry('snippet', desk, me), leavesEntry('register', desk, me)]).toEqual([true, true, true])
  expect(indexId(caseId)).not.toEqual(indexId(otherCase))
})
