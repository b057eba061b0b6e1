// Who is asking? The cards that requests are verified against, the session behind a cookie, the scope of a member.
import type { ReadingDatabase, Statement } from '../connect.server.ts'
import { bytesOf, deskIdFrom, instanceIdFrom, memberIdFrom, type CaseId, type InstanceId, type Instant, type MemberId } from '../model/ids.ts'
import { scopeOfMember, type MemberScope } from '../scope.ts'

const caseCard: Statement = {
  name: 'card-of-case',
  text: 'select card from cases where instance_id = $1::bytea and case_id = $2::bytea',
}

/** card_R, 1280 bytes; `null` for an unknown case, which must then be answered like a wrong signature. */
export async function cardOfCase(db: ReadingDatabase, instance: InstanceId, caseId: CaseId): Promise<Uint8Array | null> {
  const [row] = await db.statement<{ card: Uint8Array }>(caseCard, [bytesOf(instance), bytesOf(caseId)])
  return row?.card ?? null
}

export interface SigningMember {
  readonly memberId: MemberId
  /** member_card, 1296 bytes. */
  readonly card: Uint8Array
}

/** The member of some desk's list whom a signed request names by H("member-id", member_id), 32 bytes; `null` for anybody else,
 *  newcomers who wait included: answered like a wrong signature. */
export async function memberByIdHash(db: ReadingDatabase, instance: InstanceId, idHash: Uint8Array): Promise<SigningMember | null> {
  const row = await db.reading
    .selectFrom('member_cards as c')
    .select(['c.member_id', 'c.card'])
    .where('c.instance_id', '=', bytesOf(instance))
    .where('c.id_hash', '=', idHash)
    .where((eb) => eb.exists(
      eb.selectFrom('desk_members as d').select('d.desk_id').whereRef('d.instance_id', '=', 'c.instance_id').whereRef('d.member_id', '=', 'c.member_id'),
    ))
    .executeTakeFirst()
  return row === undefined ? null : { memberId: memberIdFrom(row.member_id), card: row.card }
}

export interface Session {
  readonly instance: InstanceId
  readonly kind: 'member' | 'set-up' | 'root' | 'recovery'
  /** `null` for every kind but `member`. */
  readonly memberId: MemberId | null
}

/** The session of a hashed cookie that is not over at `now`, or `null`. */
export async function sessionBy(db: ReadingDatabase, tokenHash: Uint8Array, now: Instant): Promise<Session | null> {
  const row = await db.reading
    .selectFrom('sessions')
    .select(['instance_id', 'kind', 'member_id'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (row === undefined) return null
  return { instance: instanceIdFrom(row.instance_id), kind: row.kind, memberId: row.member_id === null ? null : memberIdFrom(row.member_id) }
}

/** The desks of a member and their role at each; `null` for somebody on no list. Read anew for each request: a removal counts at once. */
export async function memberScope(db: ReadingDatabase, instance: InstanceId, memberId: MemberId): Promise<MemberScope | null> {
  const rows = await db.reading
    .selectFrom('desk_members')
    .select(['desk_id', 'role'])
    .where('instance_id', '=', bytesOf(instance))
    .where('member_id', '=', bytesOf(memberId))
    .orderBy('desk_id')
    .execute()
  return rows.length === 0 ? null : scopeOfMember(instance, memberId, rows.map((row) => ({ deskId: deskIdFrom(row.desk_id), role: row.role })))
}
