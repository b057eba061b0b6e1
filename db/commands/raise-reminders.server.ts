// Once a day: who has a promised day near or past hears of it, without a word about the case.
import { sql } from 'kysely'
import type { Database } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day } from '../model/ids.ts'
import type { JobScope } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { notifyDesks } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Marks every running clock that has newly reached 50, 75, 90 or 100 per cent (as `markReached` counts) and leaves one notice for each
 *  member of its desks. Running it again on the same day raises nothing. */
export async function raiseReminders(db: Database, scope: JobScope, input: { readonly today: Day }): Promise<{ readonly raised: number }> {
  const { today } = input
  const done = await inTransaction<{ raised: number }, 'conflict'>(db, 'conflict', async (tx) => {
    const mark = sql<number>`case when ${today}::integer >= due_day then 100
      when 10 * (${today}::integer - start_day) >= 9 * (due_day - start_day) then 90
      when 4 * (${today}::integer - start_day) >= 3 * (due_day - start_day) then 75
      when 2 * (${today}::integer - start_day) >= due_day - start_day then 50 else 0 end`
    const reached = await tx
      .updateTable('clocks')
      .set({ told: mark })
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('stopped_day', 'is', null)
      .where('told', '<', 100)
      .where('told', '<', mark)
      .returning('case_id')
      .execute()
    if (reached.length === 0) return { raised: 0 }
    const desks = await tx
      .selectFrom('case_desks')
      .select('desk_id')
      .distinct()
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('case_id', 'in', reached.map((row) => row.case_id))
      .execute()
    await notifyDesks(tx, { instance: scope.instance, today }, desks.map((row) => deskIdFrom(row.desk_id)), 'date-near')
    await recordEvent(tx, scope.instance, { kind: 'reminders-raised', day: today })
    return { raised: reached.length }
  })
  return 'raised' in done ? done : { raised: 0 }
}
