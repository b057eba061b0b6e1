// A record for tests: members who sign entries, a server that chains them, and a verifier that reads them as an outsider would.
import {
  AUDIT_ACTIONS, auditEntryBytes, auditEntryHash, auditFieldFrom, auditGenesis, auditHead, auditSigHolds, checkpointHolds, detailsHashOf,
  signAuditEntry, signCheckpoint,
} from '#crypto/audit.ts'
import type { AuditEntry, AuditField, Checkpoint } from '#crypto/audit.ts'
import { sameBytes } from '#crypto/bytes.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom, hashOf, instanceIdFrom } from '#crypto/types.ts'
import type { InstanceId, KeyPair } from '#crypto/types.ts'
import { person } from './world.ts'
import type { Person } from './world.ts'

export type Member = Person
export interface Row { seq: number; day: number; field: AuditField }
export interface Recorded {
  readonly instance: InstanceId
  readonly receipt: KeyPair<'receipt'>
  readonly members: Member[]
  rows: Row[]
  checkpoint: Checkpoint & { sig: Uint8Array }
}

export const SUBJECT = 'ab'.repeat(16)
export const ZERO = new Uint8Array(32)

export function entryOf(instance: InstanceId, member: Member, n: number, prev: Uint8Array, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    instance, memberId: member.keys.card.memberId, n, prev: hashOf('audit-entry', prev), day: dayFrom(20_500), action: AUDIT_ACTIONS.read, subject: SUBJECT,
    object: ZERO, rosterSeq: 1, seenSeq: 0, seenHead: hashOf('audit-head', ZERO), detailsHash: detailsHashOf(new Uint8Array()), ...more,
  }
}

export function signed(member: Member, entry: AuditEntry, details: Uint8Array = new Uint8Array()): AuditField {
  const entryBytes = auditEntryBytes(entry)
  return auditFieldFrom(entryBytes, signAuditEntry(member.keys.sig.sk, entryBytes), details)
}

// Two members, four entries each, in turn; a checkpoint over all of them.
export function makeRecord(): Recorded {
  const instance = instanceIdFrom(randomBytes(16))
  const receipt = signKeys('receipt', randomBytes(32))
  const members = [person(), person()]
  const rows: Row[] = []
  for (let i = 0; i < 8; i += 1) {
    const member = members[i % 2]
    if (member === undefined) throw new Error('no member')
    const own = rows.filter((row) => row.field.entry.memberId === member.keys.card.memberId)
    const last = own.at(-1)
    rows.push({ seq: i + 1, day: 20_500, field: signed(member, entryOf(instance, member, own.length, last ? auditEntryHash(last.field) : ZERO)) })
  }
  return { instance, receipt, members, rows, checkpoint: checkpointOver(instance, receipt, rows) }
}

export function checkpointOver(instance: InstanceId, receipt: KeyPair<'receipt'>, rows: readonly Row[]): Checkpoint & { sig: Uint8Array } {
  const checkpoint = { seq: rows.length, head: headOver(instance, rows), day: dayFrom(20_500) }
  return { ...checkpoint, sig: signCheckpoint(receipt.sk, instance, checkpoint) }
}

export function headOver(instance: InstanceId, rows: readonly Row[]) {
  return rows.reduce((head, row, i) => auditHead(head, i + 1, dayFrom(row.day), row.field), auditGenesis(instance))
}

// What an outsider finds wrong: null where everything holds.
export function wrongWith(record: Recorded): string | null {
  const { instance, rows, members, checkpoint, receipt } = record
  const next = new Map<string, { n: number; prev: Uint8Array }>()
  for (const { field } of rows) {
    const { memberId, n, prev } = field.entry
    const member = members.find((one) => one.keys.card.memberId === memberId)
    if (!member || !auditSigHolds(member.keys.card.sigPk, field)) return 'forged'
    const due = next.get(memberId) ?? { n: 0, prev: ZERO }
    if (n !== due.n || !sameBytes(prev, due.prev)) return 'chain'
    next.set(memberId, { n: n + 1, prev: auditEntryHash(field) })
  }
  if (!checkpointHolds(receipt.pk, instance, checkpoint, checkpoint.sig)) return 'checkpoint'
  if (rows.length < checkpoint.seq) return 'truncated'
  return sameBytes(headOver(instance, rows.slice(0, checkpoint.seq)), checkpoint.head) ? null : 'head'
}
