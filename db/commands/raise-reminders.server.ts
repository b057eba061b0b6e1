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
    // In one statement: a clock that jumps ahead can reach more cases than a list of parameters holds.
    const desks = await tx
      .with('reached', (one) => one
        .updateTable('clocks')
        .set({ told_day: reachedDay })
        .where('instance_id', '=', bytesOf(scope.instance))
        .where('stopped_day', 'is', null)
        .where(sql<SqlBool>`${reachedDay} > coalesce(told_day, -1)`)
        .returning(['instance_id', 'case_id']))
      .selectFrom('reached as r')
      .leftJoin('case_desks as l', (join) => join.onRef('l.instance_id', '=', 'r.instance_id').onRef('l.case_id', '=', 'r.case_id'))
      .select((eb) => ['l.desk_id', eb.selectFrom('reached').select(sql<number>`count(*)::integer`.as('count')).as('raised')])
      .distinct()
      .execute()
    const raised = desks[0]?.raised ?? 0
    if (raised === 0) return { raised }
    await notifyDesks(tx, { instance: scope.instance, today }, desks.flatMap((row) => (row.desk_id === null ? [] : [deskIdFrom(row.desk_id)])), 'date-near')
    await recordEvent(tx, scope.instance, { kind: 'reminders-raised', day: today })
    return { raised }
  })
  return 'raised' in done ? done : { raised: 0 }
}
