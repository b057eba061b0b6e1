/**
 * What a member's device remembers of the record (§15.5): the length of the own chain and the newest checkpoint.
 * A server that cuts either back is caught by the device that saw more.
 */
import type { AuditPlace } from './answers.ts'
import { checkpointHolds } from './audit.ts'
import type { Checkpoint } from './audit.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, isZero, sameBytes } from './bytes.ts'
import { refuse } from './error.ts'
import type { RosterBook } from './roster-book.ts'
import { dayFrom, hashOf } from './types.ts'
import type { Hash, InstanceId, MemberId } from './types.ts'

/** Where the next entry of a member belongs: its number and the hash of the one before, zero for n = 0. */
export interface OwnPlace {
  readonly n: number
  readonly prev: Hash<'audit-entry'>
}
export interface KnownRecord {
  readonly places: ReadonlyMap<MemberId, OwnPlace>
  readonly checkpoint: Checkpoint | null
}
export const NOTHING_RECORDED: KnownRecord = { places: new Map(), checkpoint: null }

export interface AcceptedPlace {
  readonly place: OwnPlace
  /** The newest checkpoint that this device has verified; null before the first. */
  readonly seen: Checkpoint | null
  readonly known: KnownRecord
}

/**
 * Takes the server's word for where the member's next entry stands. Throws `rollback` where the own chain is shorter
 * or another than before, or the checkpoint older, gone, or another under the same number; `broken` for a malformed
 * place or a checkpoint that no receipt key of a believed roster signed. Without a book no checkpoint is looked at (§15.5).
 */
export function acceptPlace(
  known: KnownRecord, instance: InstanceId, member: MemberId, book: RosterBook | null, answer: AuditPlace): AcceptedPlace {
  const place = placeFrom(answer)
  const before = known.places.get(member)
  if (before && place.n < before.n) refuse('rollback', 'own entries are gone')
  if (before && place.n === before.n && !sameBytes(place.prev, before.prev)) refuse('rollback', 'another own entry than before')
  const checkpoint = book === null ? known.checkpoint : newerCheckpoint(known.checkpoint, instance, book, answer.checkpoint)
  return { place, seen: checkpoint, known: { places: new Map(known.places).set(member, place), checkpoint } }
}

function placeFrom({ n, prev: text }: AuditPlace): OwnPlace {
  if (!Number.isSafeInteger(n) || n < 0 || !/^[0-9a-f]{64}$/.test(text)) refuse('broken', 'place of an entry')
  const prev = hashOf('audit-entry', bytesFromHex(text))
  return isZero(prev) === (n === 0) ? { n, prev } : refuse('broken', 'place of an entry')
}

function newerCheckpoint(
  before: Checkpoint | null, instance: InstanceId, book: RosterBook, row: AuditPlace['checkpoint']): Checkpoint | null {
  if (row === null) return before === null ? null : refuse('rollback', 'checkpoint is gone')
  if (!Number.isSafeInteger(row.seq) || row.seq < 1 || !/^[0-9a-f]{64}$/.test(row.head)) refuse('broken', 'checkpoint')
  const checkpoint = { seq: row.seq, head: hashOf('audit-head', bytesFromHex(row.head)), day: dayFrom(row.day) }
  // A checkpoint of before a change of the receipt key holds under the key of then.
  const signed = [...book.byHash.values()].some(({ roster }) => (
    checkpointHolds(roster.receiptPk, instance, checkpoint, bytesFromBase64(row.sig))))
  if (!signed) refuse('broken', 'signature of a checkpoint')
  if (before && checkpoint.seq < before.seq) refuse('rollback', 'checkpoint older than one already seen')
  if (before && checkpoint.seq === before.seq && !sameBytes(checkpoint.head, before.head)) refuse('rollback', 'two heads under one number')
  return checkpoint
}
