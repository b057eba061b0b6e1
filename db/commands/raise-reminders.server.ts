// Once a day: who has a promised day near or past hears of it, without a word about the case.
import { sql, type SqlBool } from 'kysely'
import type { Database } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day } from '../model/ids.ts'
import type { JobScope } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { notifyDesks } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Marks every running clock that has newly reached a notice day and leaves one notice for each member of its desks. Running it again on the same
 *  day raises nothing, nor does a day that comes twice because a clock was set back: a clock remembers the notice day that was told, not the day of the telling. */
export async function raiseReminders(db: Database, scope: JobScope, input: { readonly today: Day }): Promise<{ readonly raised: number }> {
  const { today } = input
  const done = await inTransaction<{ raised: number }, 'conflict'>(db, 'conflict', async (tx) => {
    const reachedDay = sql<Day>`greatest(case when first_day <= ${today}::integer then first_day end, case when second_day <= ${today}::integer then second_day end,
      case when third_day <= ${today}::integer then third_day end, case when due_day <= ${today}::integer then due_day end)`
    const reached = await tx
      .updateTable('clocks')
      .set({ told_day: reachedDay })
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('stopped_day', 'is', null)
      .where(sql<SqlBool>`${reachedDay} > coalesce(told_day, -1)`)
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
