// What people call members, for colleagues of the organisation.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'

/** Names by id; who is not there, or of another organisation, is left out. */
export async function namesOfMembers(db: ReadingDatabase, scope: MemberScope, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.reading
    .selectFrom('members')
    .select(['member_id', 'name'])
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('member_id', 'in', ids.map((id) => bytesOf(id)))
    .execute()
  return new Map(rows.map((row) => [memberIdFrom(row.member_id), row.name]))
}
