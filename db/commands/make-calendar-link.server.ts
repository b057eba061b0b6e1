// A link by which a calendar program reads the dates of a member: the secret in it is known to its holder only.
import { randomId } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { recordEvent } from '../steps/event.server.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'

/** One for each device is enough; more would hide a link that somebody else made. */
const mostLinks = 5

/** Keeps the hash (32 bytes) of a new link's secret. `too-many` where the member has five already. */
export async function makeCalendarLink(
  db: Database, scope: MemberScope, input: { readonly today: Day; readonly tokenHash: Uint8Array },
): Promise<{ readonly ok: true } | Refusal<'too-many' | 'conflict'>> {
  return inTransaction<{ ok: true }, 'too-many' | 'conflict'>(db, 'conflict', async (tx, refuse) => {
    const own = { instance_id: bytesOf(scope.instance), member_id: bytesOf(scope.memberId) }
    // Two at once would both count four.
    await tx.selectFrom('members').select('member_id').where((eb) => eb.and(own)).forUpdate().execute()
    const links = await tx.selectFrom('calendar_links').select('link_id').where((eb) => eb.and(own)).execute()
    if (links.length >= mostLinks) refuse('too-many')
    await tx.insertInto('calendar_links').values({ ...own, link_id: randomId(), token_hash: input.tokenHash, made_day: input.today }).execute()
    await recordEvent(tx, scope.instance, { kind: 'calendar-linked', day: input.today, memberId: scope.memberId })
    return { ok: true }
  })
}
