// Who is away, as far as colleagues of the same desks may know.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type Day, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'

export interface Absence {
  readonly memberId: MemberId
  readonly fromDay: Day
  /** The last day away. */
  readonly untilDay: Day
  readonly deputyId: MemberId
}

/** Absences of members of the asking member's desks that are not over on `today`, the nearest first. */
export async function absencesFor(db: ReadingDatabase, scope: MemberScope, today: Day): Promise<Absence[]> {
  if (scope.desks.length === 0) return []
  const rows = await db.reading
    .selectFrom('absences as a')
    .select(['a.member_id', 'a.from_day', 'a.until_day', 'a.deputy_id'])
    .where('a.instance_id', '=', bytesOf(scope.instance))
    .where('a.until_day', '>=', today)
    .where((eb) => eb.exists(
      eb.selectFrom('desk_members as d').select('d.desk_id').whereRef('d.instance_id', '=', 'a.instance_id').whereRef('d.member_id', '=', 'a.member_id')
        .where('d.desk_id', 'in', scope.desks.map(({ deskId }) => bytesOf(deskId))),
    ))
    .orderBy('a.from_day')
    .orderBy('a.member_id')
    .execute()
  return rows.map((row) => ({ memberId: memberIdFrom(row.member_id), fromDay: row.from_day, untilDay: row.until_day, deputyId: memberIdFrom(row.deputy_id) }))
}

/** The colleagues whose days away include `today` and whose deputy the asking member is. */
export async function standsInFor(db: ReadingDatabase, scope: MemberScope, today: Day): Promise<MemberId[]> {
  const absences = await absencesFor(db, scope, today)
  return absences.filter(({ deputyId, fromDay }) => deputyId === scope.memberId && fromDay <= today).map(({ memberId }) => memberId)
}
