/**
 * The record of what members did (§15): one signed entry, the chain of one member, the chain of all, checkpoints.
 * For the member's device that signs, the server that stores, and every reader that checks.
 */
import { L, bytesFromHex, concat, hexFromBytes, isZero, reader, u32, u64, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { H, sign, verify } from './sodium.ts'
import { SIZE, dayFrom, hashOf, instanceIdFrom, memberIdFrom } from './types.ts'
import type { Day, Hash, InstanceId, MemberId, PublicKey, SecretKey } from './types.ts'

/** What an entry can be about; the numbers are never reused (§15.1). */
export const AUDIT_ACTIONS = {
  read: 1, file: 2, write: 3, state: 4, grant: 5, leave: 6, rekey: 7, copy: 8, export: 9, shred: 10, keep: 12, ask: 13, decide: 14, drop: 15, name: 16,
  invite: 32, admit: 33, role: 34, remove: 35, rotate: 36, drill: 37, 'ways-in': 38, settings: 39,
} as const
export type AuditAction = keyof typeof AUDIT_ACTIONS

/** The longest details that are taken: sixty-four blocks and what sealing adds (§15.2). */
export const MAX_DETAILS = 64 * 1024 + SIZE.nonce + SIZE.tag
const ENTRY = 207

export interface AuditEntry {
  readonly instance: InstanceId
  readonly memberId: MemberId
  /** Counts 0, 1, 2 … for each member. */
  readonly n: number
  /** Hash of the member's own entry n − 1; zero for the first. */
  readonly prev: Hash<'audit-entry'>
  readonly day: Day
  /** A number of AUDIT_ACTIONS, or one of a newer version. */
  readonly action: number
  /** The random name of a case in the record, as hexadecimal text; null where no case is concerned. */
  readonly subject: string | null
  readonly object: Uint8Array
  /** The newest roster that the member had accepted; 0 for none. */
  readonly rosterSeq: number
  /** Entry and head of the newest checkpoint that the member had verified; 0 and zero for none. */
  readonly seenSeq: number
  readonly seenHead: Hash<'audit-head'>
  /** Zero where there are no details. */
  readonly detailsHash: Hash<'audit-box'>
}

/** An entry as it travels and is stored: its bytes, the signature, sealed details or nothing. */
export interface AuditField {
  readonly entry: AuditEntry
  readonly entryBytes: Uint8Array
  readonly sig: Uint8Array
  /** Empty where there are none. */
  readonly details: Uint8Array
}

/** 207 bytes (§15.1); throws `usage` where a part has another size. */
export function auditEntryBytes(entry: AuditEntry): Uint8Array {
  const bytes = writer().u8(1).hex(entry.instance).hex(entry.memberId).u64(entry.n).raw(entry.prev).u32(entry.day).u16(entry.action)
    .raw(entry.subject === null ? new Uint8Array(SIZE.id) : bytesFromHex(entry.subject)).raw(entry.object)
    .u64(entry.rosterSeq).u64(entry.seenSeq).raw(entry.seenHead).raw(entry.detailsHash).done()
  return bytes.length === ENTRY ? bytes : refuse('usage', 'parts of an entry')
}

/** Reads an entry by layout; another version is `newer-version`, a first entry with a link or a later one without `broken` (§15.1). */
export function parseAuditEntry(bytes: Uint8Array): AuditEntry {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of an entry')
  const instance = instanceIdFrom(from.take(SIZE.id))
  const memberId = memberIdFrom(from.take(SIZE.id))
  const n = from.u64()
  const prev = hashOf('audit-entry', from.take(SIZE.hash))
  const day = dayFrom(from.u32())
  const action = from.u16()
  const subject = from.take(SIZE.id)
  const object = from.take(SIZE.hash)
  const rosterSeq = from.u64()
  const seenSeq = from.u64()
  const seenHead = hashOf('audit-head', from.take(SIZE.hash))
  const detailsHash = hashOf('audit-box', from.take(SIZE.hash))
  from.end()
  if (isZero(prev) !== (n === 0) || isZero(seenHead) !== (seenSeq === 0)) refuse('broken', 'link of an entry')
  return {
    instance, memberId, n, prev, day, action, subject: isZero(subject) ? null : hexFromBytes(subject), object,
    rosterSeq, seenSeq, seenHead, detailsHash,
  }
}

/** The member's signature over an entry: 64 bytes (§15.1). */
export function signAuditEntry(sk: SecretKey<'member-sig'>, entryBytes: Uint8Array): Uint8Array {
  return sign(sk, 'audit', entryBytes)
}

/** Whether the holder of this member key signed the entry (§15.1). */
export function auditSigHolds(pk: PublicKey<'member-sig'>, field: AuditField): boolean {
  return verify(pk, field.sig, 'audit', field.entryBytes)
}

/** What the member's next entry names as `prev` (§15.1). */
export function auditEntryHash(field: Pick<AuditField, 'entryBytes' | 'sig'>): Hash<'audit-entry'> {
  return H('audit-entry', 'audit-entry', field.entryBytes, field.sig)
}

/** What an entry says of its details (§15.2): zero for none. */
export function detailsHashOf(details: Uint8Array): Hash<'audit-box'> {
  return details.length === 0 ? hashOf('audit-box', new Uint8Array(SIZE.hash)) : H('audit-box', 'audit-box', details)
}

/** entry207 ‖ sig64 ‖ L(details): what stands behind the last length of a body that is recorded (§15.4). */
export function auditFieldBytes(field: Pick<AuditField, 'entryBytes' | 'sig' | 'details'>): Uint8Array {
  return concat(field.entryBytes, field.sig, L(field.details))
}

/** Reads an audit field; `broken` also where the details are not the ones that the entry names (§15.4). */
export function parseAudit(bytes: Uint8Array): AuditField {
  const from = reader(bytes)
  const entryBytes = from.take(ENTRY)
  const sig = from.take(SIZE.sig)
  const details = from.field(MAX_DETAILS)
  from.end()
  return auditFieldFrom(entryBytes, sig, details)
}

/** The same from its three parts, as a server stores them (§15.4). */
export function auditFieldFrom(entryBytes: Uint8Array, sig: Uint8Array, details: Uint8Array): AuditField {
  const entry = parseAuditEntry(entryBytes)
  if (sig.length !== SIZE.sig) refuse('broken', 'signature of an entry')
  if (hexFromBytes(detailsHashOf(details)) !== hexFromBytes(entry.detailsHash)) refuse('broken', 'details of another entry')
  return { entry, entryBytes, sig, details }
}

/** h_0, the head of an empty record (§15.3). */
export function auditGenesis(instance: InstanceId): Hash<'audit-head'> {
  return H('audit-head', 'audit-genesis', bytesFromHex(instance))
}

/** h_s: the head after entry number `seq`, counted from 1, that the server took in on `day` (§15.3). */
export function auditHead(
  before: Hash<'audit-head'>, seq: number, day: Day, field: Pick<AuditField, 'entryBytes' | 'sig'>): Hash<'audit-head'> {
  return H('audit-head', 'audit-chain', before, u64(seq), u32(day), field.entryBytes, field.sig)
}

export interface Checkpoint {
  readonly seq: number
  readonly head: Hash<'audit-head'>
  readonly day: Day
}

/** The server's signature over a head: 64 bytes (§15.3). */
export function signCheckpoint(sk: SecretKey<'receipt'>, instance: InstanceId, checkpoint: Checkpoint): Uint8Array {
  return sign(sk, 'checkpoint', ...checkpointFields(instance, checkpoint))
}

/** Whether the holder of this receipt key signed that head (§15.3). */
export function checkpointHolds(pk: PublicKey<'receipt'>, instance: InstanceId, checkpoint: Checkpoint, sig: Uint8Array): boolean {
  return verify(pk, sig, 'checkpoint', ...checkpointFields(instance, checkpoint))
}

function checkpointFields(instance: InstanceId, { seq, head, day }: Checkpoint): Uint8Array[] {
  return [bytesFromHex(instance), u64(seq), head, u32(day)]
}
