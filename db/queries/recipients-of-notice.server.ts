// Where a notice goes: names and addresses of staff, read at the moment of sending.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type InstanceId, type MemberId } from '../model/ids.ts'

/** Members of the list who have an address; somebody who left meanwhile is missing, and the mail is struck off unsent. */
export async function recipientsOfNotice(
  db: ReadingDatabase, instance: InstanceId, members: readonly MemberId[],
): Promise<{ memberId: MemberId; name: string; email: string }[]> {
  if (members.length === 0) return []
  const rows = await db.reading
    .selectFrom('members')
    .select(['member_id', 'name', 'email'])
    .where('instance_id', '=', bytesOf(instance))
    .where('member_id', 'in', members.map((member) => bytesOf(member)))
    .execute()
  return rows.flatMap((row) => (row.email === null ? [] : [{ memberId: memberIdFrom(row.member_id), name: row.name, email: row.email }]))
}
