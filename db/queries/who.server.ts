// Who is asking? The cards that requests are verified against, the session behind a cookie, the scope of a member.
import type { ReadingDatabase, Statement } from '../connect.server.ts'
import { bytesOf, caseIdFrom, deskIdFrom, instanceIdFrom, memberIdFrom, type CaseId, type Day, type InstanceId, type Instant, type MemberId } from '../model/ids.ts'
import { scopeOfMember, type Holder, type MemberScope } from '../scope.ts'

const caseCard: Statement = {
  name: 'card-of-case',
  text: 'select card from cases where instance_id = $1::bytea and case_id = $2::bytea',
}

/** card_R, 1280 bytes; `null` for an unknown case, which must then be answered like a wrong signature. */
export async function cardOfCase(db: ReadingDatabase, instance: InstanceId, caseId: CaseId): Promise<Uint8Array | null> {
  const [row] = await db.statement<{ card: Uint8Array }>(caseCard, [bytesOf(instance), bytesOf(caseId)])
  return row?.card ?? null
}

export interface OutsideReader {
  /** Of the reader, 1280 bytes. */
  readonly card: Uint8Array
  /** The case that the copy was taken from: its shred key seals the copy's wraps. */
  readonly caseId: CaseId
}

/** The reader of a copy; `null` for an unknown one and after its last day, which must then be answered like a wrong signature. */
export async function readerOfCopy(db: ReadingDatabase, instance: InstanceId, copyId: CaseId, today: Day): Promise<OutsideReader | null> {
  const row = await db.reading
    .selectFrom('copies')
    .select(['card', 'case_id'])
    .where('instance_id', '=', bytesOf(instance))
    .where('copy_id', '=', bytesOf(copyId))
    .where('until_day', '>=', today)
    .executeTakeFirst()
  return row === undefined ? null : { card: row.card, caseId: caseIdFrom(row.case_id) }
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
  readonly holder: Holder
}

/** The session of a hashed cookie that is not over at `now`, or `null`. */
export async function sessionBy(db: ReadingDatabase, tokenHash: Uint8Array, now: Instant): Promise<Session | null> {
  const row = await db.reading
    .selectFrom('sessions')
    .select(['instance_id', 'kind', 'member_id', 'desk_id'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const holder = row === undefined ? null : holderFrom(row)
  return row === undefined || holder === null ? null : { instance: instanceIdFrom(row.instance_id), holder }
}

function holderFrom(row: { kind: string; member_id: Uint8Array | null; desk_id: Uint8Array | null }): Holder | null {
  if (row.kind === 'member' && row.member_id !== null) return { kind: 'member', memberId: memberIdFrom(row.member_id) }
  if (row.kind === 'recovery' && row.desk_id !== null) return { kind: 'recovery', deskId: deskIdFrom(row.desk_id) }
  return row.kind === 'root' ? { kind: 'root' } : null
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
