/**
 * Sealed records outside cases (§11.3): saved views, drafts, snippets, a register, outcomes, calendar notes, and the
 * words of a case for searching. One format under the record key of a desk, which its rotation renews. For members.
 */
import { bytesFromHex, hexFromBytes, reader, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { sameParty } from './party.ts'
import type { Party } from './party.ts'
import { openRecord, parseRecord, sealRecord } from './record.ts'
import type { RecordHead, RecordKind, SealedRecord } from './record.ts'
import { UNRECORDED, takeAudit, withAudit } from './recorded-bodies.ts'
import { H } from './sodium.ts'
import { SIZE, caseIdFromBytes, deskIdFrom } from './types.ts'
import type { CaseId, DeskId, SymmetricKey } from './types.ts'

export type KeptKind = Exclude<RecordKind, 'summary'>
type Owner = 'desk' | 'member'

/** Who may own a record of each kind, and whether it belongs to a case, with which it then dies. */
const KINDS: Readonly<Record<KeptKind, { readonly owners: readonly Owner[]; readonly ofCase: 'never' | 'perhaps' | 'always' }>> = {
  view: { owners: ['member'], ofCase: 'never' },
  draft: { owners: ['member'], ofCase: 'perhaps' },
  snippet: { owners: ['desk', 'member'], ofCase: 'never' },
  register: { owners: ['desk'], ofCase: 'never' },
  outcome: { owners: ['desk'], ofCase: 'never' },
  calendar: { owners: ['desk', 'member'], ofCase: 'never' },
  index: { owners: ['desk'], ofCase: 'always' },
}

/** Where a record lies: at which desk, and for which case, null for none. */
export interface KeptPlace {
  readonly deskId: DeskId
  readonly caseId: CaseId | null
}

/** The id of the index record of a case: one for each desk that reads it (§11.3). */
export function indexId(caseId: CaseId): Uint8Array {
  return H('index-id', 'index-id', bytesFromHex(caseId)).slice(0, SIZE.id)
}

/** Seals the content of one record for exactly this place; throws `broken` where the kind may not lie there (§11.3). */
export function sealKept(key: SymmetricKey<'record'>, keyEpoch: number, head: RecordHead, place: KeptPlace, content: Uint8Array): Uint8Array {
  insistPlace(head, place)
  return sealRecord(key, keyEpoch, head, content, boundTo(place))
}

/** Opens a record that says it lies there; throws `broken` for one of another desk, case, owner, kind, id or version (§11.3). */
export function openKept(key: SymmetricKey<'record'>, place: KeptPlace, record: SealedRecord): Uint8Array {
  insistPlace(record.head, place)
  return openRecord(key, record, boundTo(place))
}

/**
 * Insists that the kind may lie here: an owner of its kinds, a desk as owner only this one, a case exactly where one is
 * due, of an index the id of its case. Throws `broken` (§11.3).
 */
export function insistPlace({ kind, owner, id }: RecordHead, { deskId, caseId }: KeptPlace): void {
  const rule = kind === 'summary' ? null : KINDS[kind]
  if (rule === null) return refuse('broken', 'summary among kept records')
  if (owner.kind !== 'desk' && owner.kind !== 'member') return refuse('broken', 'owner of a record')
  if (!rule.owners.includes(owner.kind)) refuse('broken', 'owner of a record')
  if (owner.kind === 'desk' && owner.id !== deskId) refuse('broken', 'record of another desk')
  if (rule.ofCase !== 'perhaps' && (caseId === null) !== (rule.ofCase === 'never')) refuse('broken', 'case of a record')
  if (kind === 'index' && caseId !== null && hexFromBytes(id) !== hexFromBytes(indexId(caseId))) refuse('broken', 'index of another case')
}

/** Whether keeping this record, or taking it away, leaves an entry: all but a member's own, and the index (§11.3). */
export function leavesEntry(kind: RecordKind, owner: Party, sender: Party): boolean {
  return kind !== 'index' && !sameParty(owner, sender)
}

export interface KeepBody extends KeptPlace {
  readonly record: SealedRecord
  readonly recordBytes: Uint8Array
  readonly audit: Uint8Array
}

/** desk_id16 ‖ L(case_id32 or empty) ‖ L(record) ‖ L(audit), the last one absent where no entry is due (§12.3). */
export function keepBodyBytes(body: KeptPlace & { readonly record: Uint8Array; readonly audit: Uint8Array }): Uint8Array {
  const caseBytes = body.caseId === null ? new Uint8Array(0) : bytesFromHex(body.caseId)
  return withAudit(writer().hex(body.deskId).field(caseBytes).field(body.record), body.audit)
}

/** Reads a `keep` body; throws `newer-version` for a kind unknown here, `broken` for any other fault and for a record that may not lie there (§12.3). */
export function parseKeepBody(bytes: Uint8Array): KeepBody {
  const from = reader(bytes)
  const deskId = deskIdFrom(from.take(SIZE.id))
  const named = from.field(SIZE.hash)
  if (named.length !== 0 && named.length !== SIZE.hash) refuse('broken', 'case of a record')
  const caseId = named.length === 0 ? null : caseIdFromBytes(named)
  const recordBytes = from.field()
  const record = parseRecord(recordBytes)
  insistPlace(record.head, { deskId, caseId })
  return { deskId, caseId, record, recordBytes, audit: takeAudit(from) }
}

export interface DropBody {
  readonly deskId: DeskId
  readonly recordId: string
  /** The stored one. */
  readonly version: number
  readonly audit: Uint8Array
}

/** desk_id16 ‖ record_id16 ‖ u32 version ‖ L(audit), the last one absent where no entry is due (§12.3). */
export function dropBodyBytes(body: Omit<DropBody, 'audit'> & { readonly audit?: Uint8Array }): Uint8Array {
  return withAudit(writer().hex(body.deskId).hex(body.recordId).u32(body.version), body.audit ?? UNRECORDED)
}

/** Reads a `drop` body; any fault is `broken` (§12.3). */
export function parseDropBody(bytes: Uint8Array): DropBody {
  const from = reader(bytes)
  const deskId = deskIdFrom(from.take(SIZE.id))
  const recordId = hexFromBytes(from.take(SIZE.id))
  const version = from.u32()
  return { deskId, recordId, version, audit: takeAudit(from) }
}

// The head names an owner and an id; which desk and which case stand nowhere in it, and a draft must not turn up in another case.
function boundTo({ deskId, caseId }: KeptPlace): Uint8Array[] {
  return [bytesFromHex(deskId), caseId === null ? new Uint8Array(0) : bytesFromHex(caseId)]
}
