// The record: layouts in every byte, and each way of changing a stored record noticed by whoever reads it.
import { expect, test } from 'vitest'
import {
  AUDIT_ACTIONS, auditEntryBytes, auditEntryHash, auditFieldBytes, auditFieldFrom, auditGenesis, auditHead, auditSigHolds,
  checkpointHolds, parseAudit, parseAuditEntry,
} from '#crypto/audit.ts'
import { openAuditDetails, sealAuditDetails } from '#crypto/audit-details.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { fieldsFrom, payloadFrom } from '#crypto/fields.ts'
import { randomBytes, randomKey } from '#crypto/sodium.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { everyFlip } from './every-flip.ts'
import { ZERO, checkpointOver, entryOf, makeRecord, signed, wrongWith } from './records.ts'
import type { Recorded } from './records.ts'
import { codeOf } from './refusal.ts'
import { flipped, person } from './world.ts'

const record = makeRecord()
const [member] = record.members
if (member === undefined) throw new Error('no member')
const entry = entryOf(record.instance, member, 3, new Uint8Array(32).fill(5), {
  action: AUDIT_ACTIONS.write, object: new Uint8Array(32).fill(6), rosterSeq: 7, seenSeq: 8, seenHead: hashOf('audit-head', new Uint8Array(32).fill(9)) })

test('entry: 207 bytes, every field comes back, every byte is signed', () => {
  const bytes = auditEntryBytes(entry)
  expect(bytes).toHaveLength(207)
  expect(parseAuditEntry(bytes)).toEqual(entry)
  expect(auditEntryBytes(parseAuditEntry(bytes))).toEqual(bytes)
  const field = signed(member, entry)
  everyFlip(bytes, (changed) => auditSigHolds(member.keys.card.sigPk, auditFieldFrom(changed, field.sig, field.details)))
  everyFlip(field.sig, (changed) => auditSigHolds(member.keys.card.sigPk, { ...field, sig: changed }))
  expect(auditSigHolds(person().keys.card.sigPk, field)).toBe(false)
})

test('an entry of another version, size or shape is refused', () => {
  const bytes = auditEntryBytes(entry)
  expect(codeOf(() => parseAuditEntry(new Uint8Array([2, ...bytes.slice(1)])))).toBe('newer-version')
  for (const wrong of [bytes.slice(1), new Uint8Array([...bytes, 0]), new Uint8Array()]) expect(codeOf(() => parseAuditEntry(wrong))).toMatch(/broken|newer-version/)
  expect(codeOf(() => auditEntryBytes({ ...entry, object: new Uint8Array(31) }))).toBe('usage')
  expect(codeOf(() => parseAuditEntry(auditEntryBytes({ ...entry, n: 0 })))).toBe('broken')
  expect(codeOf(() => parseAuditEntry(auditEntryBytes({ ...entry, prev: hashOf('audit-entry', ZERO) })))).toBe('broken')
  expect(codeOf(() => parseAuditEntry(auditEntryBytes({ ...entry, seenSeq: 0 })))).toBe('broken')
  expect(codeOf(() => parseAuditEntry(auditEntryBytes({ ...entry, seenHead: hashOf('audit-head', ZERO) })))).toBe('broken')
  expect(parseAuditEntry(auditEntryBytes({ ...entry, subject: null })).subject).toBeNull()
})

test('details: sealed for one entry under one epoch of notes, named by their hash', () => {
  const notes = { ctx: hashOf('ctx', randomBytes(32)), key: randomKey('epoch') }
  const made = sealAuditDetails(notes, entry, payloadFrom('audit', { state: 'TRIAGE', text: 'ကျေးဇူး' }))
  expect(made.details.length % 1024).toBe(40)
  const field = signed(member, made.entry, made.details)
  const other = { ctx: hashOf('ctx', randomBytes(32)), key: randomKey('epoch') }
  expect(fieldsFrom('audit', openAuditDetails([other, notes], field.entry, field.details))).toEqual({ state: 'TRIAGE', text: 'ကျေးဇူး' })
  for (const held of [[], [other], [{ ...notes, ctx: other.ctx }], [{ ...notes, key: other.key }]]) {
    expect(codeOf(() => openAuditDetails(held, field.entry, field.details))).toBe('broken')
  }
  expect(codeOf(() => openAuditDetails([notes], { ...field.entry, n: 4 }, field.details))).toBe('broken')
  everyFlip(field.details, (changed) => openAuditDetails([notes], field.entry, changed), 37)
  everyFlip(field.details, (changed) => auditFieldFrom(field.entryBytes, field.sig, changed), 37)
  expect(codeOf(() => auditFieldFrom(field.entryBytes, field.sig, new Uint8Array()))).toBe('broken')
  expect(codeOf(() => auditFieldFrom(signed(member, entry).entryBytes, field.sig, field.details))).toBe('broken')
})

test('the field of a body: one reading, nothing after its end', () => {
  const field = signed(member, entry)
  const bytes = auditFieldBytes(field)
  expect(bytes).toHaveLength(207 + 64 + 4)
  expect(parseAudit(bytes)).toEqual(field)
  for (const wrong of [bytes.slice(0, -1), new Uint8Array([...bytes, 0]), new Uint8Array()]) expect(codeOf(() => parseAudit(wrong))).toMatch(/broken|newer-version/)
  expect(codeOf(() => auditFieldFrom(field.entryBytes, field.sig.slice(1), field.details))).toBe('broken')
})

test('heads and checkpoints: every input counts', () => {
  const [field, genesis] = [signed(member, entry), auditGenesis(record.instance)]
  const heads = [
    auditHead(genesis, 1, dayFrom(5), field), auditHead(genesis, 2, dayFrom(5), field), auditHead(genesis, 1, dayFrom(6), field),
    auditHead(genesis, 1, dayFrom(5), { ...field, sig: flipped(field.sig, 3) }), auditHead(hashOf('audit-head', ZERO), 1, dayFrom(5), field),
    auditHead(genesis, 1, dayFrom(5), { ...field, entryBytes: flipped(field.entryBytes, 3) }), genesis, auditGenesis(makeRecord().instance),
  ]
  expect(new Set(heads.map(hexFromBytes)).size).toBe(heads.length)
  const { checkpoint, receipt, instance } = record
  expect(checkpointHolds(receipt.pk, instance, checkpoint, checkpoint.sig)).toBe(true)
  expect(checkpointHolds(receipt.pk, makeRecord().instance, checkpoint, checkpoint.sig)).toBe(false)
  expect(checkpointHolds(makeRecord().receipt.pk, instance, checkpoint, checkpoint.sig)).toBe(false)
  for (const changed of [{ ...checkpoint, seq: 7 }, { ...checkpoint, day: dayFrom(1) }, { ...checkpoint, head: auditGenesis(instance) }]) {
    expect(checkpointHolds(receipt.pk, instance, changed, checkpoint.sig)).toBe(false)
  }
})

test('an untouched record holds', () => expect(wrongWith(record)).toBeNull())

const rows = () => record.rows.map((row) => ({ ...row }))
const attacks: [string, (changed: Recorded) => void, readonly string[]][] = [
  ['an entry deleted from the middle', (changed) => { changed.rows = rows().filter((_, i) => i !== 3) }, ['chain']],
  ['a member\'s last entry deleted', (changed) => { changed.rows = rows().filter((_, i) => i !== 6) }, ['truncated', 'head']],
  ['the tail cut off', (changed) => { changed.rows = rows().slice(0, 5) }, ['truncated']],
  ['the tail cut off and a checkpoint of another server', (changed) => {
    changed.rows = rows().slice(0, 5)
    changed.checkpoint = checkpointOver(changed.instance, makeRecord().receipt, changed.rows)
  }, ['checkpoint']],
  ['an entry edited', (changed) => {
    changed.rows = rows().map((row, i) => (i === 2 ? { ...row, field: { ...row.field, entryBytes: flipped(row.field.entryBytes, 80) } } : row))
  }, ['forged', 'chain']],
  ['the server\'s day of an entry edited', (changed) => { changed.rows = rows().map((row, i) => (i === 2 ? { ...row, day: 20_499 } : row)) }, ['head']],
  ['an entry inserted by somebody unknown', (changed) => {
    const stranger = person()
    changed.rows = [...rows().slice(0, 2), { seq: 3, day: 20_500, field: signed(stranger, entryOf(changed.instance, stranger, 0, ZERO)) }, ...rows().slice(2)]
  }, ['forged']],
  ['an entry inserted in a member\'s name with another key', (changed) => {
    const last = rows()[0]
    if (last === undefined) throw new Error('no row')
    const name = { ...person(), keys: { ...person().keys, card: member.keys.card } }
    changed.rows = [...rows().slice(0, 2), { seq: 3, day: 20_500, field: signed(name, entryOf(changed.instance, name, 1, auditEntryHash(last.field))) }, ...rows().slice(2)]
  }, ['forged']],
  ['an entry doubled', (changed) => { changed.rows = [...rows().slice(0, 3), ...rows().slice(2)] }, ['chain']],
  ['entries of two members swapped', (changed) => { const [a, b, ...rest] = rows(); if (a && b) changed.rows = [b, a, ...rest] }, ['head']],
  ['entries of one member swapped', (changed) => { const [a, b, c, ...rest] = rows(); if (a && b && c) changed.rows = [c, b, a, ...rest] }, ['chain']],
  ['a fork: another entry under a number that was taken, everything after it anew', (changed) => {
    const own = rows().slice(0, 2)
    const [first] = own
    if (first === undefined) throw new Error('no row')
    const other = signed(member, entryOf(changed.instance, member, 1, auditEntryHash(first.field), { action: AUDIT_ACTIONS.export }))
    changed.rows = [...own, { seq: 3, day: 20_500, field: other }]
  }, ['truncated']],
]

test.each(attacks)('%s: found', (_, attack, found) => {
  const changed = { ...record, rows: rows() }
  attack(changed)
  expect(found).toContain(wrongWith(changed))
})

test('a fork that a member has seen: their next entry names the head that the other branch lacks', () => {
  const branch = { ...record, rows: rows().slice(0, 4) }
  branch.checkpoint = checkpointOver(branch.instance, branch.receipt, branch.rows)
  // Each branch holds alone; the entry that saw the longer one cannot stand on the shorter.
  expect(wrongWith(branch)).toBeNull()
  const saw = entryOf(record.instance, member, 4, new Uint8Array(32).fill(1), { seenSeq: record.checkpoint.seq, seenHead: record.checkpoint.head })
  expect(parseAuditEntry(auditEntryBytes(saw)).seenSeq).toBeGreaterThan(branch.checkpoint.seq)
})
