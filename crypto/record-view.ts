/**
 * The record of a case as a member's device believes it (§15.6): each entry held against the card of the member that
 * it names, against its neighbours, and against what the device itself remembers. What does not hold is named.
 */
import type { AuditAnswer, AuditRow } from './answers.ts'
import { AUDIT_ACTIONS, auditEntryHash, auditFieldFrom, auditSigHolds } from './audit.ts'
import type { AuditAction, AuditField } from './audit.ts'
import { openAuditDetails } from './audit-details.ts'
import type { NotesKey } from './audit-details.ts'
import { bytesFromBase64 } from './base64.ts'
import { hexFromBytes, sameBytes } from './bytes.ts'
import { parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { CryptoError } from './error.ts'
import { fieldsFrom } from './fields.ts'
import type { ListedMember } from './members.ts'
import type { OwnPlace } from './own-record.ts'
import type { DeskId, InstanceId, MemberId } from './types.ts'
import type { RecordDetails, RecordEntry, RecordFault, RecordView } from './worker/views.ts'

/** What a device holds the entries against. */
export interface RecordReader {
  readonly instance: InstanceId
  /** Name of the case in the record; null for the entries about no case. */
  readonly subject: string | null
  /** Everybody who ever stood on a list that this device has checked. */
  readonly listed: readonly ListedMember[]
  /** Keys of the desk's notes of this case; empty without any. */
  readonly notes: readonly NotesKey[]
  readonly me: MemberId
  /** Where the own next entry stands; null where nothing was recorded from this device. */
  readonly own: OwnPlace | null
  /** By what the entry of a drill can name, as hexadecimal text: the desk that was drilled. */
  readonly drills: ReadonlyMap<string, DeskId>
}

interface Held {
  readonly row: AuditRow
  readonly field: AuditField
}

/** Reads every row; a row that does not hold is a fault and its neighbours are read on (§15.6). */
export function openRecord(reader: RecordReader, answer: AuditAnswer): RecordView {
  const names = new Map(answer.names.map((named) => [named.memberId, named.name]))
  const others = answer.memberCards.map((card) => parseMemberCard(bytesFromBase64(card)))
  const entries: RecordEntry[] = []
  const faults: RecordFault[] = []
  const held: Held[] = []
  for (const row of answer.entries) {
    const field = fieldOf(reader, row)
    const action = field === null ? null : actionNamed(field.entry.action)
    const signer = field === null ? null : signerOf(reader, others, field)
    const kind = field === null || action === null ? 'broken' : signer === null ? 'forged' : neighbourFault(reader, held, { row, field })
    if (kind !== null || field === null || action === null || signer === null) {
      faults.push({ seq: row.seq, kind: kind ?? 'broken' })
      continue
    }
    held.push({ row, field })
    const { memberId, n, day, object } = field.entry
    entries.push({
      seq: row.seq, n, day, serverDay: row.day, by: { memberId, name: names.get(memberId) ?? '' }, action, object: hexFromBytes(object),
      signer, details: detailsOf(reader, field), drilled: action === 'drill' ? reader.drills.get(hexFromBytes(object)) ?? null : null,
    })
  }
  return { entries, faults }
}

/** What the number of an action means; null for one of a newer version (§15.1). */
export function actionNamed(number: number): AuditAction | null {
  return Object.keys(AUDIT_ACTIONS).filter(isAction).find((name) => AUDIT_ACTIONS[name] === number) ?? null
}

function isAction(name: string): name is AuditAction {
  return name in AUDIT_ACTIONS
}

function fieldOf(reader: RecordReader, row: AuditRow): AuditField | null {
  try {
    const field = auditFieldFrom(bytesFromBase64(row.entry), bytesFromBase64(row.sig), bytesFromBase64(row.details))
    return field.entry.instance === reader.instance && field.entry.subject === reader.subject ? field : null
  } catch (error) {
    // One bad row must not hide the others: the record is read to find it.
    if (error instanceof CryptoError) return null
    throw error
  }
}

// A listed card decides alone: another card under a known name is somebody else's key.
function signerOf(reader: RecordReader, others: readonly MemberCard[], field: AuditField): RecordEntry['signer'] | null {
  const { memberId } = field.entry
  const listed = reader.listed.filter((held) => held.card.memberId === memberId)
  const signed = listed.filter((held) => auditSigHolds(held.card.sigPk, field))
  if (signed.length > 0) return signed.some((held) => held.removedAt === null) ? 'checked' : 'former'
  if (listed.length > 0) return null
  return others.some((card) => card.memberId === memberId && auditSigHolds(card.sigPk, field)) ? 'unknown' : null
}

// Two entries under one number of a member are a fork; a link that fits nothing and numbers that fall are an order undone.
function neighbourFault(reader: RecordReader, before: readonly Held[], { row, field }: Held): 'doubled' | 'order' | null {
  const { memberId, n, prev } = field.entry
  const own = before.filter((other) => other.field.entry.memberId === memberId)
  if (own.some((other) => other.field.entry.n === n)) return 'doubled'
  const after = memberId === reader.me ? reader.own : null
  if (after && n + 1 === after.n && !sameBytes(auditEntryHash(field), after.prev)) return 'doubled'
  if (before.some((other) => other.row.seq >= row.seq) || own.some((other) => other.field.entry.n > n)) return 'order'
  const last = own.find((other) => other.field.entry.n === n - 1)
  return last && !sameBytes(auditEntryHash(last.field), prev) ? 'order' : null
}

function detailsOf(reader: RecordReader, field: AuditField): RecordDetails | null {
  if (field.details.length === 0 || reader.notes.length === 0) return null
  try {
    return fieldsFrom<RecordDetails>('audit', openAuditDetails(reader.notes, field.entry, field.details))
  } catch (error) {
    // Written by another desk, under notes that this one does not read.
    if (error instanceof CryptoError) return null
    throw error
  }
}
