// What a device remembers of the record, and what it says when the server remembers less.
import { expect, test } from 'vitest'
import type { AuditAnswer, AuditPlace, AuditRow } from '#crypto/answers.ts'
import { AUDIT_ACTIONS, auditEntryHash } from '#crypto/audit.ts'
import type { AuditField } from '#crypto/audit.ts'
import { sealAuditDetails } from '#crypto/audit-details.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { NOTHING_RECORDED, acceptPlace } from '#crypto/own-record.ts'
import { actionNamed, openRecord } from '#crypto/record-view.ts'
import type { RecordReader } from '#crypto/record-view.ts'
import { randomBytes, randomKey } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { SUBJECT, ZERO, checkpointOver, entryOf, makeRecord, signed } from './records.ts'
import type { Row } from './records.ts'
import { codeOf } from './refusal.ts'
import { bookOf, deskAt, flipped, makeWorld, person } from './world.ts'

const world = makeWorld()
const book = bookOf(world)
const record = { ...makeRecord(), instance: world.instance, receipt: world.receipt }
const me = memberAt(0)
const colleague = memberAt(1)
function memberAt(i: number) {
  const held = record.members[i]
  if (held === undefined) throw new Error('two members expected')
  return held
}
const myId = me.keys.card.memberId
const hash = (fill: number) => hexFromBytes(new Uint8Array(32).fill(fill))
const rowsOver = (count: number) => checkpointOver(world.instance, world.receipt, record.rows.slice(0, count))

function place(n: number, prev: string, checkpoint: AuditPlace['checkpoint'] = null): AuditPlace {
  return { n, prev, checkpoint }
}
function told(count: number): NonNullable<AuditPlace['checkpoint']> {
  const { seq, head, day, sig } = rowsOver(count)
  return { seq, head: hexFromBytes(head), day, sig: base64FromBytes(sig) }
}
const accept = (known: typeof NOTHING_RECORDED, answer: AuditPlace) => acceptPlace(known, world.instance, myId, book, answer)

test('a place is taken, remembered, and may only move on', () => {
  const first = accept(NOTHING_RECORDED, place(0, hash(0)))
  expect(first.place.n).toBe(0)
  expect(first.seen).toBeNull()
  const fifth = accept(first.known, place(5, hash(1)))
  expect(accept(fifth.known, place(5, hash(1))).place.n).toBe(5)
  expect(accept(fifth.known, place(9, hash(2))).place.n).toBe(9)
  expect(codeOf(() => accept(fifth.known, place(4, hash(1))))).toBe('rollback')
  expect(codeOf(() => accept(fifth.known, place(0, hash(0))))).toBe('rollback')
  expect(codeOf(() => accept(fifth.known, place(5, hash(2))))).toBe('rollback')
  // Another member of the same browser has a chain of their own.
  expect(acceptPlace(fifth.known, world.instance, colleague.keys.card.memberId, book, place(0, hash(0))).place.n).toBe(0)
})

test('a place that cannot be is refused', () => {
  for (const wrong of [place(0, hash(1)), place(1, hash(0)), place(-1, hash(0)), place(0.5, hash(1)), place(1, 'ab'), place(1, hash(1).toUpperCase().replace('0', 'G'))]) {
    expect(codeOf(() => accept(NOTHING_RECORDED, wrong))).toBe('broken')
  }
})

test('a checkpoint must be signed by a receipt key of a believed list, and only ever grows', () => {
  const { known, seen } = accept(NOTHING_RECORDED, place(1, hash(1), told(4)))
  expect(seen?.seq).toBe(4)
  expect(accept(known, place(1, hash(1), told(8))).seen?.seq).toBe(8)
  expect(accept(known, place(1, hash(1), told(4))).seen?.seq).toBe(4)
  expect(codeOf(() => accept(known, place(1, hash(1), told(3))))).toBe('rollback')
  expect(codeOf(() => accept(known, place(1, hash(1), null)))).toBe('rollback')
  const fork = checkpointOver(world.instance, world.receipt, record.rows.slice(1, 5))
  const forked = { seq: 4, head: hexFromBytes(fork.head), day: fork.day, sig: base64FromBytes(fork.sig) }
  expect(codeOf(() => accept(known, place(1, hash(1), forked)))).toBe('rollback')
  const stranger = makeRecord()
  const foreign = checkpointOver(world.instance, stranger.receipt, record.rows)
  for (const wrong of [
    { ...told(8), seq: 7 }, { ...told(8), day: 1 }, { ...told(8), seq: 0 }, { ...told(8), head: 'xy' }, { ...told(8), head: hash(1) },
    { ...told(8), sig: base64FromBytes(flipped(rowsOver(8).sig, 5)) }, { ...told(8), sig: base64FromBytes(foreign.sig) },
  ]) expect(codeOf(() => accept(known, place(1, hash(1), wrong)))).toBe('broken')
})

test('without a list of desks no checkpoint is looked at, and none is forgotten', () => {
  const before = acceptPlace(NOTHING_RECORDED, world.instance, myId, null, place(0, hash(0), { ...told(8), sig: 'AA' }))
  expect(before.seen).toBeNull()
  const { known } = accept(NOTHING_RECORDED, place(1, hash(1), told(4)))
  expect(acceptPlace(known, world.instance, myId, null, place(1, hash(1), null)).known.checkpoint?.seq).toBe(4)
})

const listed = [me, colleague].map((one) => ({ card: one.keys.card, role: 'lead' as const, addedAt: 0, removedAt: null, ledTill: Infinity }))
const reader: RecordReader = { instance: world.instance, subject: SUBJECT, listed, notes: [], me: myId, own: null, drills: new Map() }
const fresh = () => Array.from({ length: 4 }, (_, i) => i).reduce<Row[]>((rows, i) => {
  const one = i % 2 === 0 ? me : colleague
  const own = rows.filter((row) => row.field.entry.memberId === one.keys.card.memberId).at(-1)
  return [...rows, { seq: i + 1, day: 20_500, field: signed(one, entryOf(world.instance, one, Math.floor(i / 2), own ? auditEntryHash(own.field) : ZERO)) }]
}, [])

function answer(rows: readonly { seq: number; day: number; field: AuditField }[], cards = [me, colleague]): AuditAnswer {
  return {
    entries: rows.map(({ seq, day, field }): AuditRow => (
      { seq, day, entry: base64FromBytes(field.entryBytes), sig: base64FromBytes(field.sig), details: base64FromBytes(field.details) })),
    memberCards: cards.map((one) => base64FromBytes(encodeMemberCard(one.keys.card))),
    names: [{ memberId: myId, name: 'Aye' }],
  }
}

test('entries that hold are shown in words, with whose they are', () => {
  const view = openRecord(reader, answer(fresh()))
  expect(view.faults).toEqual([])
  expect(view.entries.map(({ seq, n, action, signer, by }) => [seq, n, action, signer, by.name])).toEqual([
    [1, 0, 'read', 'checked', 'Aye'], [2, 0, 'read', 'checked', ''], [3, 1, 'read', 'checked', 'Aye'], [4, 1, 'read', 'checked', '']])
  expect(openRecord({ ...reader, listed: [] }, answer(fresh())).entries.map((entry) => entry.signer)).toEqual(Array(4).fill('unknown'))
  expect(openRecord({ ...reader, listed: listed.map((one) => ({ ...one, removedAt: 3 })) }, answer(fresh())).entries[0]?.signer).toBe('former')
  // The own newest entry was stored after the place was told: that is no fault.
  const [, , mine] = fresh()
  if (mine === undefined) throw new Error('no row')
  expect(openRecord({ ...reader, own: { n: 1, prev: mine.field.entry.prev } }, answer(fresh())).faults).toEqual([])
})

test('each fault has its name, and its neighbours are read on', () => {
  const [a, b, c, d] = fresh()
  if (!a || !b || !c || !d) throw new Error('four rows expected')
  const faults = (rows: readonly Row[], who: Partial<RecordReader> = {}) => openRecord({ ...reader, ...who }, answer(rows)).faults
  const edited = { ...b, field: { ...b.field, sig: flipped(b.field.sig, 1) } }
  expect(faults([a, edited, c, d])).toEqual([{ seq: 2, kind: 'forged' }])
  expect(faults([a, b, c, d], { subject: 'cd'.repeat(16) }).map((fault) => fault.kind)).toEqual(Array(4).fill('broken'))
  expect(faults([a, b, c, d], { subject: null }).map((fault) => fault.kind)).toEqual(Array(4).fill('broken'))
  expect(faults([a, b, c, d], { instance: makeRecord().instance })).toHaveLength(4)
  expect(faults([a, b, { ...a, seq: 3 }])).toEqual([{ seq: 3, kind: 'doubled' }])
  expect(faults([b, a])).toEqual([{ seq: 1, kind: 'order' }])
  expect(faults([{ ...c, seq: 1 }, { ...a, seq: 2 }])).toEqual([{ seq: 2, kind: 'order' }])
  const unlinked = { ...c, field: signed(me, entryOf(world.instance, me, 1, new Uint8Array(32).fill(1))) }
  expect(faults([a, b, unlinked])).toEqual([{ seq: 3, kind: 'order' }])
  const strange = { ...a, field: signed(me, entryOf(world.instance, me, 0, ZERO, { action: 999 })) }
  expect(faults([strange, b])).toEqual([{ seq: 1, kind: 'broken' }])
  // The device remembers its own last entry: another one in its place is a fork.
  expect(faults([a], { own: { n: 1, prev: hashOf('audit-entry', new Uint8Array(32).fill(4)) } })).toEqual([{ seq: 1, kind: 'doubled' }])
})

test('a server that hands out another card under a listed name proves nothing', () => {
  const thief = { ...person(), keys: { ...person().keys } }
  const disguised = { secret: thief.secret, keys: { ...thief.keys, card: { ...thief.keys.card, memberId: myId } } }
  const row = { seq: 1, day: 20_500, field: signed(disguised, entryOf(world.instance, disguised, 0, ZERO)) }
  expect(openRecord(reader, answer([row], [disguised])).faults).toEqual([{ seq: 1, kind: 'forged' }])
})

test('details open for readers of the notes and for nobody else', () => {
  const notes = { ctx: hashOf('ctx', randomBytes(32)), key: randomKey('epoch') }
  const made = sealAuditDetails(notes, entryOf(world.instance, me, 0, ZERO, { action: AUDIT_ACTIONS.state }), payloadFrom('audit', { state: 'TRIAGE', desk: 'ab'.repeat(16) }))
  const row = { seq: 1, day: 20_500, field: signed(me, made.entry, made.details) }
  expect(openRecord({ ...reader, notes: [notes] }, answer([row])).entries[0]?.details).toEqual({ state: 'TRIAGE', desk: 'ab'.repeat(16) })
  expect(openRecord(reader, answer([row])).entries[0]?.details).toBeNull()
  expect(openRecord({ ...reader, notes: [{ ...notes, key: randomKey('epoch') }] }, answer([row])).entries[0]?.details).toBeNull()
})

test('a drill counts for the desk whose cards its entry names, and for no other', () => {
  const [desk, other] = [deskAt(world, 0), deskAt(world, 1)]
  const named = hashOf('drill', randomBytes(32))
  const shown = (action: number, object: Uint8Array, drills: RecordReader['drills']) => {
    const row = { seq: 1, day: 20_500, field: signed(me, entryOf(world.instance, me, 0, ZERO, { action, object })) }
    return openRecord({ ...reader, drills }, answer([row])).entries.map((entry) => entry.drilled)
  }
  expect(shown(AUDIT_ACTIONS.drill, named, new Map([[hexFromBytes(named), desk.id]]))).toEqual([desk.id])
  expect(shown(AUDIT_ACTIONS.drill, named, new Map([[hexFromBytes(randomBytes(32)), other.id]]))).toEqual([null])
  expect(shown(AUDIT_ACTIONS.rotate, named, new Map([[hexFromBytes(named), desk.id]]))).toEqual([null])
})

test('every action has one name', () => {
  for (const [name, number] of Object.entries(AUDIT_ACTIONS)) expect(actionNamed(number)).toBe(name)
  expect(actionNamed(0)).toBeNull()
})
