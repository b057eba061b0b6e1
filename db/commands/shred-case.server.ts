// A lead ends a case for good. First the rows and the tombstone, then the key, then the parts of its files.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { destruction } from '../model/case-state.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import type { FilePlace, PartStore } from '../part-store.server.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import type { ShredStore } from '../shred-store.server.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { isListed, isWatched, lockCase } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Shredding {
  readonly today: Day
  readonly caseId: CaseId
  readonly deskId: DeskId
  /** H("tombstone", case_id), 32 bytes. */
  readonly tombstone: Uint8Array
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'gone' | 'wrong-role' | 'not-allowed' | 'held' | 'record' | 'conflict'
export type Shredded = { readonly ok: true } | Refusal<Reason>

/** Answers `ok` once nothing of the case can be opened any more, copies and files included; the same request again finishes what a crash left.
 *  Only a lead of a desk that reads it, only a case that is closed, declined or put away: `not-allowed` otherwise. `held`: two people hold it, or the reporter is
 *  still asked whether they are safe. */
export async function shredCase(
  db: Database, stores: { readonly shred: ShredStore; readonly parts: PartStore }, scope: MemberScope, input: Shredding,
): Promise<Shredded> {
  const done = await inTransaction<{ ok: true; places: FilePlace[] }, Reason>(db, 'conflict', async (tx, refuse) => {
    const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
    const role = roleAt(scope, input.deskId)
    if (role === null) return refuse('not-yours')
    const row = await lockCase(tx, place)
    if (row === undefined) return (await isRepeated(tx, scope, input)) ? { ok: true, places: [] } : refuse('gone')
    if (!(await isListed(tx, place, input.deskId))) refuse('gone')
    if (!mayDo(role, 'shred')) refuse('wrong-role')
    if (!destruction.from.includes(row.state)) refuse('not-allowed')
    if (row.held || isWatched(row, input.today)) refuse('held')
    await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: input.caseId, standing: 'new' })
    return { ok: true, places: await bury(tx, refuse, scope, input) }
  })
  if (!done.ok) return done
  await stores.shred.destroy(input.caseId)
  await stores.parts.discard(done.places)
  return { ok: true }
}

/** The tombstone in the place of the case; returns where the parts of its files lie. Everything else of it hangs on the row of the case. */
async function bury(tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: Shredding): Promise<FilePlace[]> {
  const instance_id = bytesOf(scope.instance)
  const own = { instance_id, case_id: bytesOf(input.caseId) }
  const files = await tx.selectFrom('files').select('place').where((eb) => eb.and(own)).execute()
  await tx.insertInto('tombstones').values({ instance_id, tombstone: input.tombstone, day: input.today }).execute()
  const { numDeletedRows } = await tx.deleteFrom('cases').where((eb) => eb.and(own)).executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n) refuse('conflict')
  await recordEvent(tx, scope.instance, { kind: 'case-shredded', day: input.today, deskId: input.deskId, memberId: scope.memberId })
  return files.map(({ place }) => ({ instance: instance_id, place }))
}

/** True for a retry: the case has its tombstone, and the member's signed line about it is stored. */
async function isRepeated(tx: Tx, scope: MemberScope, input: Shredding): Promise<boolean> {
  const instance_id = bytesOf(scope.instance)
  const buried = await tx.selectFrom('tombstones').select('day').where('instance_id', '=', instance_id).where('tombstone', '=', input.tombstone).executeTakeFirst()
  const line = await tx
    .selectFrom('audit_entries')
    .select('entry_hash')
    .where('instance_id', '=', instance_id)
    .where('member_id', '=', bytesOf(scope.memberId))
    .where('n', '=', input.entry.n)
    .executeTakeFirst()
  return buried !== undefined && line !== undefined && sameBytes(line.entry_hash, input.entry.hash)
}
