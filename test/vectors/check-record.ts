// What the library makes of the vectors of the record. Runs in Node and, bundled, in a page.
import {
  auditEntryBytes, auditEntryHash, auditFieldBytes, auditGenesis, auditHead, auditSigHolds, checkpointHolds, detailsHashOf, parseAudit,
} from '#crypto/audit.ts'
import { openAuditDetails } from '#crypto/audit-details.ts'
import { parseUnlockBody, parseWriteBody, unlockBodyBytes, writeBodyBytes } from '#crypto/bodies.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { parseMemberCard } from '#crypto/card.ts'
import { caseBodyBytes, parseCaseBody, parseSettingsBody, settingsBodyBytes } from '#crypto/recorded-bodies.ts'
import { dayFrom, hashOf, instanceIdFrom, publicKey, symmetricKey } from '#crypto/types.ts'
import { bytes, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function auditEntry(v: Fields): void {
  const field = parseAudit(bytes(v, 'bytes'))
  const { entry } = field
  same(auditFieldBytes(field), bytes(v, 'bytes'), 'field')
  same(auditEntryBytes(entry), bytes(v, 'entry'), 'entry')
  same([entry.n, entry.day, entry.action, entry.rosterSeq, entry.seenSeq].join(), ['n', 'day', 'action', 'roster_seq', 'seen_seq'].map((name) => number(v, name)).join(), 'numbers')
  const told: Readonly<Record<string, Uint8Array | string>> = {
    instance: entry.instance, member_id: entry.memberId, prev: entry.prev, subject: entry.subject ?? '', object: entry.object, seen_head: entry.seenHead,
    details_hash: entry.detailsHash, sig: field.sig, details: field.details, entry_hash: auditEntryHash(field),
  }
  for (const [name, value] of Object.entries(told)) same(value, text(v, name), name)
  same(detailsHashOf(bytes(v, 'details')), bytes(v, 'details_hash'), 'hash of the details')
  if (!auditSigHolds(parseMemberCard(bytes(v, 'member')).sigPk, field)) throw new Error('signature does not hold')
  if (text(v, 'notes_key') === '') return
  const notes = { ctx: hashOf('ctx', bytes(v, 'notes_ctx')), key: symmetricKey('epoch', bytes(v, 'notes_key')) }
  same(openAuditDetails([notes], entry, field.details), bytes(v, 'payload'), 'payload')
}

export function auditChain(v: Fields): void {
  const instance = instanceIdFrom(bytes(v, 'instance'))
  const days = listed(v, 'days').map(Number)
  let head = auditGenesis(instance)
  const heads = [head]
  listed(v, 'fields').forEach((field, i) => {
    head = auditHead(head, i + 1, dayFrom(days[i] ?? 0), parseAudit(bytes({ field }, 'field')))
    heads.push(head)
  })
  same(heads.map(hexFromBytes).join(), listed(v, 'heads').join(), 'heads')
  const checkpoint = { seq: number(v, 'seq'), head, day: dayFrom(number(v, 'day')) }
  if (!checkpointHolds(publicKey('receipt', bytes(v, 'receipt_public')), instance, checkpoint, bytes(v, 'bytes'))) throw new Error('checkpoint does not hold')
}

export function recordedBody(v: Fields): void {
  const body = bytes(v, 'bytes')
  const kind = text(v, 'name')
  if (kind === 'settings') {
    const read = parseSettingsBody(body)
    same(settingsBodyBytes(read), body, 'settings')
    same(read.text, text(v, 'text'), 'text')
    same(read.audit, bytes(v, 'audit'), 'entry')
    return
  }
  if (kind === 'boxes') {
    const read = parseUnlockBody(body)
    same(unlockBodyBytes(read), body, 'boxes')
    return same(read.audit, bytes(v, 'audit'), 'entry')
  }
  const write = kind === 'write' ? parseWriteBody(body) : null
  const read = write ?? parseCaseBody(body)
  same(write === null ? caseBodyBytes(read) : writeBodyBytes(write), body, kind)
  same(read.audit, bytes(v, 'audit'), 'entry')
  same(`${read.caseId}${read.deskId}`, `${text(v, 'case_id')}${text(v, 'desk_id')}`, 'case and desk')
}

function listed(v: Fields, name: string): unknown[] {
  const value = v[name]
  return Array.isArray(value) ? value : []
}
