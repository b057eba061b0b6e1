// Calendar links: a member's own, and the member behind a link that a calendar program follows.
import type { ReadingDatabase } from '../connect.server.ts'
import { hexFrom } from '../bytes.server.ts'
import { bytesOf, memberIdFrom, type Day, type InstanceId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { memberScope } from './who.server.ts'

export interface CalendarLink {
  /** 32 hexadecimal digits; not the secret. */
  readonly linkId: string
  readonly madeDay: Day
}

/** The member's links, oldest first. */
export async function calendarLinksOf(db: ReadingDatabase, scope: MemberScope): Promise<CalendarLink[]> {
  const rows = await db.reading
    .selectFrom('calendar_links')
    .select(['link_id', 'made_day'])
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('member_id', '=', bytesOf(scope.memberId))
    .orderBy('made_day')
    .orderBy('link_id')
    .execute()
  return rows.map(({ link_id, made_day }) => ({ linkId: hexFrom(link_id), madeDay: made_day }))
}

/** Whose dates the link with this hash shows, with the desks of this moment; `null` for one that was taken back or never made, and for whoever has no desk any more. */
export async function scopeBehindLink(db: ReadingDatabase, instance: InstanceId, tokenHash: Uint8Array): Promise<{ readonly linkId: string; readonly scope: MemberScope } | null> {
  const row = await db.reading
    .selectFrom('calendar_links')
    .select(['link_id', 'member_id'])
    .where('instance_id', '=', bytesOf(instance))
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (row === undefined) return null
  const scope = await memberScope(db, instance, memberIdFrom(row.member_id))
  return scope === null ? null : { linkId: hexFrom(row.link_id), scope }
}
