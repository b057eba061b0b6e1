/**
 * Sealed records (§11.2): their head, their key, and the summary of a case that a desk's inbox reads. kept-record.ts
 * holds the other kinds. For members; the server stores the newest version and can read none.
 */
import { T, bytesFromHex, concat, reader, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { padRecord, unpadRecord } from './pad.ts'
import { partyBytes, readParty } from './party.ts'
import type { Party } from './party.ts'
import { SUMMARY_FIELDS, encodePayload, parsePayload } from './payload.ts'
import type { Values } from './payload.ts'
import { H, Hk, kdf, open, seal } from './sodium.ts'
import { SIZE, sealedAs, symmetricKey } from './types.ts'
import type { CaseId, Sealed, SecretKey, SymmetricKey } from './types.ts'

export const RECORD_KINDS = { summary: 1, view: 2, draft: 3, snippet: 4, register: 5, outcome: 6, calendar: 7, index: 8 } as const
export type RecordKind = keyof typeof RECORD_KINDS
export interface RecordHead {
  readonly kind: RecordKind
  readonly owner: Party
  readonly id: Uint8Array
  readonly version: number
}
export interface SealedRecord {
  readonly head: RecordHead
  readonly headBytes: Uint8Array
  /** Desk epoch of the record key; 0 for a member's own. A hint: another key does not open. */
  readonly keyEpoch: number
  readonly body: Sealed<'record'>
}
export type Summary = Values<typeof SUMMARY_FIELDS>

/** The record key of one desk epoch; only who holds the reading seed can make or open records under it (§11.2, C-002). */
export function deskRecordKey(sk: SecretKey<'desk-kem'>): SymmetricKey<'record'> {
  return symmetricKey('record', kdf(sk, 1, 'GPRECORD'))
}

/** The id of a case's summary record (§11.2). */
export function summaryId(caseId: CaseId): Uint8Array {
  return H('summary-id', 'summary-id', bytesFromHex(caseId)).slice(0, SIZE.id)
}

/** record: head 38, key epoch 4, then the sealed and padded content; it opens with the same `bound` only (§11.2, §11.3). */
export function sealRecord(
  key: SymmetricKey<'record'>, keyEpoch: number, head: RecordHead, content: Uint8Array, bound: readonly Uint8Array[] = []): Uint8Array {
  const bytes = encodeRecordHead(head)
  const body = seal(Hk(key, 'record', bytes), T('record-ad', bytes, ...bound), padRecord(content))
  return writer().raw(bytes).u32(keyEpoch).raw(body).done()
}

/** Reads a record by layout: whose, of what, which version, which key; throws `broken` or `newer-version` (§11.2). */
export function parseRecord(bytes: Uint8Array): SealedRecord {
  const from = reader(bytes)
  const headBytes = from.take(SIZE.recordHead)
  const keyEpoch = from.u32()
  return { head: parseRecordHead(headBytes), headBytes, keyEpoch, body: sealedAs('record', from.rest()) }
}

/** The content of a record; throws `broken` for another key, head, content or `bound` (§11.2, §11.3). */
export function openRecord(key: SymmetricKey<'record'>, record: SealedRecord, bound: readonly Uint8Array[] = []): Uint8Array {
  return unpadRecord(open(Hk(key, 'record', record.headBytes), T('record-ad', record.headBytes, ...bound), record.body))
}

/** Seals the summary of a case for one desk (§11.2). */
export function sealSummary(
  key: SymmetricKey<'record'>, keyEpoch: number, owner: Party, caseId: CaseId, version: number, summary: Summary): Uint8Array {
  return sealRecord(key, keyEpoch, { kind: 'summary', owner, id: summaryId(caseId), version }, encodePayload(SUMMARY_FIELDS, summary))
}

/** Opens the summary of exactly this case of this desk; throws `broken` for one of another case or desk (§11.2). */
export function openSummary(key: SymmetricKey<'record'>, owner: Party, caseId: CaseId, record: SealedRecord): Summary {
  const { kind, id } = record.head
  const due = concat(partyBytes(owner), summaryId(caseId))
  if (kind !== 'summary' || concat(partyBytes(record.head.owner), id).some((byte, i) => byte !== due[i])) {
    refuse('broken', 'summary of another case')
  }
  return parsePayload(SUMMARY_FIELDS, openRecord(key, record)).values
}

/** head: 38 bytes (§11.2). */
export function encodeRecordHead(head: RecordHead): Uint8Array {
  return writer().u8(RECORD_KINDS[head.kind]).raw(partyBytes(head.owner)).raw(head.id).u32(head.version).done()
}

function parseRecordHead(bytes: Uint8Array): RecordHead {
  const from = reader(bytes)
  const kindByte = from.u8()
  const kind = Object.keys(RECORD_KINDS).filter(isKind).find((name) => RECORD_KINDS[name] === kindByte)
  const owner = readParty(from)
  const id = from.take(SIZE.id)
  const version = from.u32()
  from.end()
  return { kind: kind ?? refuse('newer-version', 'kind of record'), owner, id, version }
}

function isKind(name: string): name is RecordKind {
  return name in RECORD_KINDS
}
