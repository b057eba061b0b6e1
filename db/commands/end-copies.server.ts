// Copies whose last day has passed: their keys and words go.
import type { Database } from '../connect.server.ts'
import { bytesOf, caseIdFrom, deskIdFrom, type Day } from '../model/ids.ts'
import type { JobScope } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Deletes every copy whose last day is before `today`; returns how many went. */
export async function endCopies(db: Database, scope: JobScope, input: { readonly today: Day }): Promise<{ readonly ended: number }> {
  const instance_id = bytesOf(scope.instance)
  const done = await inTransaction<{ ok: true; ended: number }, 'busy'>(db, 'busy', async (tx) => {
    const over = await tx
      .selectFrom('copies')
      .select(['copy_id', 'case_id', 'desk_id'])
      .where('instance_id', '=', instance_id)
      .where('until_day', '<', input.today)
      .execute()
    if (over.length === 0) return { ok: true, ended: 0 }
    // The case before what hangs on it, as every writer locks them.
    const cases = over.map((row) => row.case_id)
    await tx.selectFrom('cases').select('case_id').where('instance_id', '=', instance_id).where('case_id', 'in', cases).orderBy('case_id').forKeyShare().execute()
    const ids = over.map((row) => row.copy_id)
    await tx.deleteFrom('copies').where('instance_id', '=', instance_id).where('copy_id', 'in', ids).execute()
    for (const row of over) {
      await recordEvent(tx, scope.instance, {
        kind: 'copies-ended', day: input.today, case: { id: caseIdFrom(row.case_id), version: null }, deskId: deskIdFrom(row.desk_id),
      })
    }
    return { ok: true, ended: over.length }
  })
  return { ended: done.ok ? done.ended : 0 }
}
