// Whose an entry of the record is (§15.6), where an own entry stands (§15.5), and where a body with an entry ends (§15.4).
import { expect, test } from 'vitest'
import type { AuditAnswer } from '#crypto/answers.ts'
import { AUDIT_ACTIONS, MAX_DETAILS, auditEntryHash, auditFieldBytes, detailsHashOf, parseAudit } from '#crypto/audit.ts'
import type { AuditField } from '#crypto/audit.ts'
import { openAuditDetails, sealAuditDetails } from '#crypto/audit-details.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { L, concat, hexFromBytes, reader, u8 } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { payloadFrom } from '#crypto/fields.ts'
import type { ListedMember } from '#crypto/members.ts'
import { NOTHING_RECORDED, acceptPlace } from '#crypto/own-record.ts'
import { openRecord } from '#crypto/record-view.ts'
import type { RecordReader } from '#crypto/record-view.ts'
import { caseBodyBytes, parseCaseBody, parseSettingsBody, settingsBodyBytes, takeAudit } from '#crypto/recorded-bodies.ts'
import { signRoster } from '#crypto/roster.ts'
import { randomBytes, randomKey } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { SUBJECT, ZERO, checkpointOver, entryOf, makeRecord, signed } from './records.ts'
import type { Member } from './records.ts'
import { codeOf } from './refusal.ts'
import { bookOf, deskAt, flipped, listOf, makeWorld, nextRoster, person } from './world.ts'

const world = makeWorld()
const [me, colleague, stranger] = [person(), person(), person()]
const myId = me.keys.card.memberId
const [founder] = listOf(world, deskAt(world, 0)).members.values()
function listed(one: Member, removedAt: number | null = null): ListedMember {
  if (!founder) throw new Error('list without members')
  return { ...founder, card: one.keys.card, removedAt }
}
const reading: RecordReader = { instance: world.instance, subject: SUBJECT, listed: [listed(me), listed(colleague)], notes: [], me: myId, own: null, drills: new Map() }

function answer(fields: readonly AuditField[], cards: readonly Member[], seqs: readonly number[] = fields.map((_, i) => i + 1)): AuditAnswer {
  return {
    entries: fields.map((field, i) => ({
      seq: seqs[i] ?? 0, day: 20_500, entry: base64FromBytes(field.entryBytes), sig: base64FromBytes(field.sig), details: base64FromBytes(field.details) })),
    memberCards: cards.map((one) => base64FromBytes(encodeMemberCard(one.keys.card))), names: [],
  }
}
function by(one: Member, n = 0, prev: Uint8Array = ZERO, signer = one): AuditField {
  return signed(signer, entryOf(world.instance, one, n, prev))
}

test('the signature of whom the list does not know is asked of the card that stands beside it, and of no other', () => {
  const told = (field: AuditField, cards: readonly Member[]) => {
    const { entries, faults } = openRecord(reading, answer([field], cards))
    return entries[0]?.signer ?? faults[0]?.kind
  }
  expect(told(by(stranger), [stranger])).toBe('unknown')
  expect(told(by(stranger), [colleague, stranger])).toBe('unknown')
  expect(told(by(stranger), [])).toBe('forged')
  expect(told(by(stranger), [colleague])).toBe('forged')
  expect(told({ ...by(stranger), sig: flipped(by(stranger).sig, 3) }, [stranger])).toBe('forged')
  // Somebody else signs under her name, with the own card beside it.
  expect(told(by(stranger, 0, ZERO, colleague), [stranger, colleague])).toBe('forged')
  // On the list the listed key decides alone, also against the key of a colleague.
  expect(told(by(me, 0, ZERO, colleague), [me, colleague])).toBe('forged')
  expect(told(by(colleague), [])).toBe('checked')
})

test('who stands on one list still and on another no more is a member', () => {
  const twice = { ...reading, listed: [listed(me, 4), listed(me)] }
  expect(openRecord(twice, answer([by(me)], [])).entries[0]?.signer).toBe('checked')
  expect(openRecord({ ...reading, listed: [listed(me, 4), listed(me, 5)] }, answer([by(me)], [])).entries[0]?.signer).toBe('former')
})

test('rows under one number, numbers that fall and links that fit nothing are an order undone', () => {
  const [first, other] = [by(me), by(colleague)]
  const second = by(me, 1, auditEntryHash(first))
  const third = by(me, 2, auditEntryHash(second))
  const faults = (fields: readonly AuditField[], seqs?: readonly number[]) => openRecord(reading, answer(fields, [], seqs)).faults
  expect(faults([first, other, second, third])).toEqual([])
  expect(faults([first, other], [1, 1])).toEqual([{ seq: 1, kind: 'order' }])
  expect(faults([second, other, first])).toEqual([{ seq: 3, kind: 'order' }])
  // The entry between two is not shown here: the later one links to it and not to the first.
  expect(faults([first, third])).toEqual([])
  expect(faults([first, by(me, 1, auditEntryHash(other))])).toEqual([{ seq: 2, kind: 'order' }])
})

test('details open with the key of any epoch of the notes, and without one are nothing', () => {
  const notes = [0, 1].map(() => ({ ctx: hashOf('ctx', randomBytes(32)), key: randomKey('epoch') }))
  const [old, now] = notes
  if (!old || !now) throw new Error('two keys expected')
  const sealed = sealAuditDetails(now, entryOf(world.instance, me, 0, ZERO), payloadFrom('audit', {}))
  const field = signed(me, sealed.entry, sealed.details)
  const details = (held: RecordReader['notes']) => openRecord({ ...reading, notes: held }, answer([field], [])).entries.map((entry) => entry.details)
  expect([details([old, now]), details([now]), details([old]), details([])]).toEqual([[{}], [{}], [null], [null]])
  expect(openRecord({ ...reading, notes }, answer([by(me)], [])).entries.map((entry) => entry.details)).toEqual([null])
  expect(codeOf(() => openAuditDetails([old], sealed.entry, sealed.details))).toBe('broken')
  // A key that is none is a mistake of the caller, whatever comes after it.
  const wrong = { ...old, key: new Uint8Array(5) as unknown as typeof old.key }
  expect(codeOf(() => openAuditDetails([wrong, now], sealed.entry, sealed.details))).toBe('usage')
})

test('an action of a newer version is a row that this one cannot read', () => {
  const newer = signed(me, entryOf(world.instance, me, 0, ZERO, { action: 250 }))
  expect(openRecord(reading, answer([newer], [])).faults).toEqual([{ seq: 1, kind: 'broken' }])
  expect(openRecord(reading, { ...answer([by(me)], []), entries: [{ seq: 1, day: 1, entry: 'AAAA', sig: '', details: '' }] }).faults).toEqual([{ seq: 1, kind: 'broken' }])
  expect(AUDIT_ACTIONS.read).toBeLessThan(250)
})

test('a place and a checkpoint are digests of 64 characters and numbers from their first on', () => {
  const digest = hexFromBytes(new Uint8Array(32).fill(7))
  const at = (n: number, prev: string) => codeOf(() => acceptPlace(NOTHING_RECORDED, world.instance, myId, null, { n, prev, checkpoint: null }))
  expect([at(1, digest), at(1, `0${digest}`), at(1, `${digest}0`), at(-1, digest), at(-1, '0'.repeat(64))]).toEqual(['nothing refused', 'broken', 'broken', 'broken', 'broken'])
  const record = makeRecord()
  const book = bookOf(world)
  const row = (count: number) => {
    const made = checkpointOver(world.instance, world.receipt, record.rows.slice(0, count))
    return { seq: made.seq, head: hexFromBytes(made.head), day: made.day, sig: base64FromBytes(made.sig) }
  }
  const seen = (checkpoint: ReturnType<typeof row>, lists = book) => codeOf(() => acceptPlace(NOTHING_RECORDED, world.instance, myId, lists, { n: 0, prev: '0'.repeat(64), checkpoint }))
  expect([seen(row(1)), seen(row(0)), seen({ ...row(1), seq: 0 }), seen({ ...row(1), seq: 1.5 })]).toEqual(['nothing refused', 'broken', 'broken', 'broken'])
  expect([seen({ ...row(1), head: `0${row(1).head}` }), seen({ ...row(1), head: `${row(1).head}0` })]).toEqual(['broken', 'broken'])
  // A list with another receipt key comes in between: under the key of then it still holds.
  world.rosters.push(signRoster({ ...nextRoster(world), receiptPk: record.receipt.pk }, world.root.sig.sk))
  expect(seen(row(2), bookOf(world))).toBe('nothing refused')
})

test('a body with an entry ends with it', () => {
  const body = caseBodyBytes({ caseId: 'ab'.repeat(32), deskId: 'cd'.repeat(16), audit: new Uint8Array([1]) })
  expect(parseCaseBody(body)).toEqual({ caseId: 'ab'.repeat(32), deskId: 'cd'.repeat(16), audit: new Uint8Array([1]) })
  const settings = settingsBodyBytes({ text: '{}', audit: new Uint8Array([1]) })
  expect(parseSettingsBody(settings)).toEqual({ text: '{}', audit: new Uint8Array([1]) })
  expect([codeOf(() => parseCaseBody(concat(body, u8(0)))), codeOf(() => parseSettingsBody(concat(settings, u8(0))))]).toEqual(['broken', 'broken'])
  const entry = L(new Uint8Array([1, 2]))
  expect([takeAudit(reader(new Uint8Array(0))), takeAudit(reader(entry))]).toEqual([new Uint8Array(0), new Uint8Array([1, 2])])
  expect([codeOf(() => takeAudit(reader(concat(entry, u8(0))))), codeOf(() => takeAudit(reader(L(new Uint8Array(0)))))]).toEqual(['broken', 'broken'])
})

test('details are at most sixty-four blocks with their seal, and the ones that the entry names', () => {
  const field = (length: number) => {
    const details = new Uint8Array(length).fill(7)
    return signed(me, entryOf(world.instance, me, 0, ZERO, { detailsHash: detailsHashOf(details) }), details)
  }
  const read = (of: AuditField) => codeOf(() => parseAudit(auditFieldBytes(of)))
  expect([MAX_DETAILS, read(field(MAX_DETAILS)), read(field(MAX_DETAILS + 1))]).toEqual([64 * 1024 + 40, 'nothing refused', 'broken'])
  expect(read({ ...field(64), details: randomBytes(64) })).toBe('broken')
})
