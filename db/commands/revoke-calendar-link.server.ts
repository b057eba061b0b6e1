// The end of a calendar link: whoever follows it finds nothing from this moment on.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { recordEvent } from '../steps/event.server.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'

/** Takes back one of the member's own links (16 bytes); `gone` where they have none of that id. */
export async function revokeCalendarLink(
  db: Database, scope: MemberScope, input: { readonly today: Day; readonly linkId: Uint8Array },
): Promise<{ readonly ok: true } | Refusal<'gone'>> {
  return inTransaction<{ ok: true }, 'gone'>(db, 'gone', async (tx, refuse) => {
    const row = await tx
      .deleteFrom('calendar_links')
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('member_id', '=', bytesOf(scope.memberId))
      .where('link_id', '=', input.linkId)
      .returning('link_id')
      .executeTakeFirst()
    if (row === undefined) refuse('gone')
    await recordEvent(tx, scope.instance, { kind: 'calendar-linked', day: input.today, memberId: scope.memberId })
    return { ok: true }
  })
}
