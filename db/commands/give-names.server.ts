// A reporter gives a name to some teams of the case, or takes it back from them; of nobody else's row anything changes.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day, type DeskId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import type { ReporterScope } from '../scope.ts'
import { lockCase, notifyDesks } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'

export interface NewName {
  readonly deskId: DeskId
  /** Sealed by the reporter and once more by the shred layer; null takes it back. */
  readonly letter: Uint8Array | null
}

type Reason = 'gone' | 'not-allowed' | 'conflict'
export type NamesGiven = { readonly ok: true; readonly day: Day } | Refusal<Reason>

/** All rows or none. A letter takes the place of an earlier one of that team; one that is taken back is deleted. The team is told that something
 *  came. `not-allowed`: a team that does not read the case. Sent again it changes nothing. */
export async function giveNames(db: Database, scope: ReporterScope, input: { readonly today: Day; readonly names: readonly NewName[] }): Promise<NamesGiven> {
  const { today, names } = input
  const place = { instance: scope.instance, caseId: scope.caseId, today }
  const own = { instance_id: bytesOf(scope.instance), case_id: bytesOf(scope.caseId) }
  return inTransaction<NamesGiven, Reason>(db, 'conflict', async (tx, refuse) => {
    if ((await lockCase(tx, place)) === undefined) return refuse('gone')
    const listed = await tx.selectFrom('case_desks').select('desk_id').where((eb) => eb.and(own)).execute()
    const held = await tx.selectFrom('case_names').select('desk_id').where((eb) => eb.and(own)).execute()
    const reads = new Set(listed.map((row) => deskIdFrom(row.desk_id)))
    if (names.some(({ deskId, letter }) => letter !== null && !reads.has(deskId))) return refuse('not-allowed')
    const taken = names.filter(({ deskId, letter }) => letter === null && held.some((row) => sameBytes(row.desk_id, bytesOf(deskId))))
    const given = names.flatMap(({ deskId, letter }) => (letter === null ? [] : [{ deskId, letter: sealed('name', letter) }]))
    for (const { deskId } of taken) await tx.deleteFrom('case_names').where((eb) => eb.and({ ...own, desk_id: bytesOf(deskId) })).execute()
    for (const { deskId, letter } of given) {
      await tx
        .insertInto('case_names')
        .values({ ...own, desk_id: bytesOf(deskId), day: today, letter })
        .onConflict((oc) => oc.columns(['instance_id', 'case_id', 'desk_id']).doUpdateSet({ day: today, letter }))
        .execute()
    }
    if (taken.length + given.length === 0) return { ok: true, day: today }
    await recordEvent(tx, scope.instance, { kind: 'names-changed', day: today, case: { id: scope.caseId, version: null } })
    await notifyDesks(tx, place, given.map(({ deskId }) => deskId), 'new-message')
    return { ok: true, day: today }
  })
}
