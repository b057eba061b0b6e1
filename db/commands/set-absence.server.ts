// Somebody is away for some days: a colleague of one of their desks stands in for them, until the last of these days or until they are back.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { recordEvent } from '../steps/event.server.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'

/** A year is an absence; longer is a change of the list. */
const longestAbsence = 366

export interface NewAbsence {
  readonly today: Day
  /** The asking member, or a colleague at a desk that the asking member leads. */
  readonly memberId: MemberId
  /** `null`: they are back. */
  readonly away: { readonly fromDay: Day; readonly untilDay: Day; readonly deputyId: MemberId } | null
}

/** Puts this in the place of whatever stood there for the member. `not-yours` for a colleague whose desks the asking member does not lead;
 *  `not-allowed` for days that are over, turned round or too many, and for a deputy who shares no desk with the member. */
export async function setAbsence(
  db: Database, scope: MemberScope, { today, memberId, away }: NewAbsence,
): Promise<{ readonly ok: true } | Refusal<'not-yours' | 'not-allowed' | 'conflict'>> {
  return inTransaction<{ ok: true }, 'not-yours' | 'not-allowed' | 'conflict'>(db, 'conflict', async (tx, refuse) => {
    const own = { instance_id: bytesOf(scope.instance), member_id: bytesOf(memberId) }
    const desksOf = async (member: MemberId): Promise<string[]> => {
      const rows = await tx.selectFrom('desk_members').select('desk_id').where((eb) => eb.and({ ...own, member_id: bytesOf(member) })).execute()
      return rows.map((row) => Buffer.from(row.desk_id).toString('hex'))
    }
    const desks = await desksOf(memberId)
    const led = scope.desks.some(({ deskId, role }) => role === 'lead' && desks.includes(deskId))
    if (memberId !== scope.memberId && !led) refuse('not-yours')
    await tx.deleteFrom('absences').where((eb) => eb.and(own)).execute()
    if (away !== null) {
      const { fromDay, untilDay, deputyId } = away
      if (untilDay < today || untilDay < fromDay || untilDay - fromDay > longestAbsence || deputyId === memberId) refuse('not-allowed')
      const shared = (await desksOf(deputyId)).some((desk) => desks.includes(desk))
      if (!shared) refuse('not-allowed')
      await tx.insertInto('absences').values({ ...own, from_day: fromDay, until_day: untilDay, deputy_id: bytesOf(deputyId) }).execute()
    }
    await recordEvent(tx, scope.instance, { kind: 'absence-set', day: today, memberId: scope.memberId })
    return { ok: true }
  })
}
