// A member keeps a sealed record of their own or of a desk: a view, a draft, a snippet, a line of a register. The server stores the newest version and reads none.
import { hexFrom, partyKinds, partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { isListed, lockCase } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Keeping {
  readonly today: Day
  readonly deskId: DeskId
  /** With the case it goes; `null` for what stands apart from cases. */
  readonly caseId: CaseId | null
  /** 38 bytes, and in them: number of the kind, whose (17 bytes), id (16 bytes), version from 1. */
  readonly head: Uint8Array
  readonly kind: number
  readonly owner: Uint8Array
  readonly recordId: Uint8Array
  readonly version: number
  readonly keyEpoch: number
  /** As stored: what belongs to a case is sealed once more by the shred layer. */
  readonly body: Uint8Array
  /** True for a stored body that holds the same record: a retry after a lost answer. */
  isSame(stored: Uint8Array): boolean
  /** `null` for what a member writes for themselves, and for the search index. */
  readonly entry: NewEntry | null
}

type Reason = 'not-yours' | 'gone' | 'not-allowed' | 'stale' | 'conflict' | 'record'
export type Kept = { readonly ok: true } | Refusal<Reason>

/** Stores the next version. `conflict`: it does not follow the stored one, or would change its kind, owner or case. A record of a colleague is
 *  only ever sealed anew under newer keys: `not-allowed` otherwise. `stale`: keys that the newest roster does not name. `gone`: no case of the desk. */
export async function keepRecord(db: Database, scope: MemberScope, input: Keeping): Promise<Kept> {
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(input.deskId), record_id: input.recordId }
  const case_id = input.caseId === null ? null : bytesOf(input.caseId)
  return inTransaction<Kept, Reason>(db, 'conflict', async (tx, refuse) => {
    if (roleAt(scope, input.deskId) === null) return refuse('not-yours')
    if (input.caseId !== null) {
      const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
      if ((await lockCase(tx, place)) === undefined || !(await isListed(tx, place, input.deskId))) return refuse('gone')
    }
    const before = await tx.selectFrom('desk_records').selectAll().where((eb) => eb.and(key)).forUpdate().executeTakeFirst()
    const about = { today: input.today, caseId: null }
    const own = sameBytes(input.owner, partyOf('member', bytesOf(scope.memberId)))
    if (before !== undefined && before.version === input.version && sameBytes(before.head, input.head) && input.isSame(before.body)) {
      if (input.entry !== null) await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'again' })
      return { ok: true }
    }
    if (input.owner[0] === partyKinds.desk && !sameBytes(input.owner, partyOf('desk', key.desk_id))) refuse('not-allowed')
    if (input.owner[0] === partyKinds.member && !own && (before === undefined || input.keyEpoch <= before.key_epoch)) refuse('not-allowed')
    if (input.version !== (before?.version ?? 0) + 1) refuse('conflict')
    const sameThing = before === undefined || (before.kind === input.kind && sameBytes(before.owner, input.owner) && hexOrNull(before.case_id) === hexOrNull(case_id))
    if (!sameThing || input.keyEpoch < (before?.key_epoch ?? 0)) refuse('conflict')
    if (input.keyEpoch > (await epochOf(tx, scope, input.deskId))) refuse('stale')
    const content = { version: input.version, key_epoch: input.keyEpoch, head: input.head, body: sealed('record', input.body) }
    await tx
      .insertInto('desk_records')
      .values({ ...key, ...content, kind: input.kind, owner: input.owner, case_id })
      .onConflict((oc) => oc.columns(['instance_id', 'desk_id', 'record_id']).doUpdateSet(content))
      .execute()
    if (input.entry === null) return { ok: true }
    await recordEvent(tx, scope.instance, { kind: 'record-kept', day: input.today, deskId: input.deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'new' })
    return { ok: true }
  })
}

function hexOrNull(id: Uint8Array | null): string | null {
  return id === null ? null : hexFrom(id)
}

/** The newest keys that a roster names for the desk; 0 for a desk in no roster. */
async function epochOf(tx: Tx, scope: MemberScope, deskId: DeskId): Promise<number> {
  const desk = await tx
    .selectFrom('desks')
    .select('epoch')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('desk_id', '=', bytesOf(deskId))
    .where('in_roster', '=', true)
    .executeTakeFirst()
  return desk?.epoch ?? 0
}
