// Vectors of the record: entries with and without details, the chain over them, a checkpoint, and the bodies that carry an entry.
import {
  AUDIT_ACTIONS, auditEntryBytes, auditEntryHash, auditFieldBytes, auditFieldFrom, auditGenesis, auditHead, detailsHashOf, signAuditEntry, signCheckpoint,
} from '#crypto/audit.ts'
import type { AuditEntry, AuditField } from '#crypto/audit.ts'
import { sealAuditDetails } from '#crypto/audit-details.ts'
import { unlockBodyBytes, writeBodyBytes } from '#crypto/bodies.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { caseBodyBytes, settingsBodyBytes } from '#crypto/recorded-bodies.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Talk } from './of-case.ts'
import { DAY } from './scene.ts'
import type { Scene } from './scene.ts'

const NONE = new Uint8Array(32)

function entryFor({ instance, legal }: Scene, n: number, prev: Uint8Array, more: Partial<AuditEntry>): AuditEntry {
  return {
    instance, memberId: legal.founder.memberId, n, prev: hashOf('audit-entry', prev), day: DAY, action: AUDIT_ACTIONS.read, subject: null, object: NONE,
    rosterSeq: 1, seenSeq: 0, seenHead: hashOf('audit-head', NONE), detailsHash: detailsHashOf(new Uint8Array()), ...more,
  }
}

function fieldFor({ legal }: Scene, entry: AuditEntry, details: Uint8Array): AuditField {
  const bytes = auditEntryBytes(entry)
  return auditFieldFrom(bytes, signAuditEntry(legal.founder.keys.sig.sk, bytes), details)
}

// Three entries of one member: opening a case, answering it (with details), writing settings.
function threeFields(scene: Scene, { zero, notes }: Talk): { fields: AuditField[]; payload: Uint8Array } {
  const subject = hex(randomBytes(16))
  const first = fieldFor(scene, entryFor(scene, 0, NONE, { subject }), new Uint8Array())
  const payload = payloadFrom('audit', { digests: hex(randomBytes(64)), state: 'ACKNOWLEDGED' })
  const plain = entryFor(scene, 1, auditEntryHash(first), { subject, action: AUDIT_ACTIONS.state, object: zero.ctx, seenSeq: 9, seenHead: hashOf('audit-head', randomBytes(32)) })
  const made = sealAuditDetails({ ctx: notes.ctx, key: notes.key }, plain, payload)
  const second = fieldFor(scene, made.entry, made.details)
  const third = fieldFor(scene, entryFor(scene, 2, auditEntryHash(second), { action: AUDIT_ACTIONS.settings, rosterSeq: 0 }), new Uint8Array())
  return { fields: [first, second, third], payload }
}

export function auditEntryCases(scene: Scene, talk: Talk): Case[] {
  const { fields, payload } = threeFields(scene, talk)
  return fields.map((field, i) => ({
    name: ['a case read', 'a step told, with details', 'settings'][i] ?? '', instance: field.entry.instance, member_id: field.entry.memberId, n: field.entry.n,
    prev: hex(field.entry.prev), day: field.entry.day, action: field.entry.action, subject: field.entry.subject ?? '', object: hex(field.entry.object),
    roster_seq: field.entry.rosterSeq, seen_seq: field.entry.seenSeq, seen_head: hex(field.entry.seenHead), details_hash: hex(field.entry.detailsHash),
    member: hex(encodeMemberCard(scene.legal.founder.keys.card)), entry: hex(field.entryBytes), sig: hex(field.sig), details: hex(field.details),
    notes_key: i === 1 ? hex(talk.notes.key) : '', notes_ctx: i === 1 ? hex(talk.notes.ctx) : '', payload: i === 1 ? hex(payload) : '',
    entry_hash: hex(auditEntryHash(field)), bytes: hex(auditFieldBytes(field)),
  }))
}

export function auditChainCases(scene: Scene, talk: Talk): Case[] {
  const { fields } = threeFields(scene, talk)
  const receipt = signKeys('receipt', randomBytes(32))
  const genesis = auditGenesis(scene.instance)
  const days = [DAY, DAY, dayFrom(DAY + 1)]
  const heads = fields.reduce((made, field, i) => [...made, auditHead(made[i] ?? genesis, i + 1, days[i] ?? DAY, field)], [genesis])
  const head = heads.at(-1) ?? genesis
  const checkpoint = { seq: fields.length, head, day: dayFrom(DAY + 1) }
  return [{
    name: 'three entries and a checkpoint', instance: scene.instance, fields: fields.map((field) => hex(auditFieldBytes(field))), days,
    heads: heads.map(hex), receipt_public: hex(receipt.pk), seq: checkpoint.seq, day: checkpoint.day,
    bytes: hex(signCheckpoint(receipt.sk, scene.instance, checkpoint)),
  }]
}

export function recordedBodyCases(scene: Scene): Case[] {
  const { legal, reporter } = scene
  const audit = auditFieldBytes(fieldFor(scene, entryFor(scene, 0, NONE, {}), new Uint8Array()))
  const names = { case_id: reporter.caseId, desk_id: legal.id, audit: hex(audit) }
  const unlock = [{ head: randomBytes(34), box: randomBytes(104) }]
  const text = '{"texts":{"ja":{"readers":"だれが読めるか"}}}'
  return [
    { name: 'read', ...names, bytes: hex(caseBodyBytes({ caseId: reporter.caseId, deskId: legal.id, audit })) },
    { name: 'settings', text, audit: hex(audit), bytes: hex(settingsBodyBytes({ text, audit })) },
    { name: 'write', ...names, bytes: hex(writeBodyBytes({ caseId: reporter.caseId, deskId: legal.id, columns: null, summary: new Uint8Array(), transmissions: [], audit })) },
    { name: 'boxes', audit: hex(audit), bytes: hex(unlockBodyBytes({ unlock, audit })) },
  ]
}
