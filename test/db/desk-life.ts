// New keys of a desk and whom they are for, in rows only.
import type { Database } from '#db/connect.server.ts'
import { admitMember } from '#db/commands/admit-member.server.ts'
import { inviteMember } from '#db/commands/invite-member.server.ts'
import { joinAsMember } from '#db/commands/join-as-member.server.ts'
import { rotateDesk, type Rotation } from '#db/commands/rotate-desk.server.ts'
import { bytesOf, inviteIdFrom, type MemberId } from '#db/model/ids.ts'
import { memberScope } from '#db/queries/who.server.ts'
import type { MemberScope } from '#db/scope.ts'
import type { NewChange } from '#db/steps/member-list.server.ts'
import { bytes, newChange, newDesk, today, type Desk } from './organisation.ts'
import { recorded } from './record.ts'

export interface Colleague {
  readonly memberId: MemberId
  readonly cardHash: Uint8Array
  readonly scope: MemberScope
}

/** Hash of the newest line of the desk's list, and its number. */
export async function headOfList(db: Database, desk: Desk): Promise<{ readonly n: number; readonly hash: Uint8Array }> {
  return db.tables
    .selectFrom('member_changes')
    .select(['n', 'hash'])
    .where('instance_id', '=', bytesOf(desk.scope.instance))
    .where('desk_id', '=', bytesOf(desk.deskId))
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

/** Somebody whom the desk's lead invites and admits, with these boxes. */
export async function colleagueOf(db: Database, desk: Desk, name: string, role: 'handler' | 'lead' = 'handler'): Promise<Colleague> {
  const inviteId = inviteIdFrom(bytes(16))
  const { instance } = desk.scope
  await recorded(db, inviteMember, desk.scope, { today, deskId: desk.deskId, inviteId, role })
  const person = newDesk(desk.deskId, inviteId, { name, email: `${inviteId}@minato.example` })
  await joinAsMember(db, instance, person)
  const head = await headOfList(db, desk)
  const change = newChange({ n: head.n + 1, prev: head.hash, cardHash: person.cardHash, byMember: desk.lead, role: role === 'lead' ? 2 : 1 })
  const admitted = await recorded(db, admitMember, desk.scope, { today, deskId: desk.deskId, change, boxes: person.boxes })
  const scope = await memberScope(db, instance, person.memberId)
  if (!admitted.ok || scope === null) throw new Error('not admitted')
  return { memberId: person.memberId, cardHash: person.cardHash, scope }
}

/** The line that takes somebody off the list, after `before`. */
export function removalOf(desk: Desk, member: Colleague, before: { readonly n: number; readonly hash: Uint8Array }): NewChange {
  return { ...newChange({ n: before.n + 1, prev: before.hash, cardHash: member.cardHash, byMember: desk.lead, role: 1 }), op: 2 }
}

/** New keys for those who stay. */
export function rotationOf(desk: Desk, staying: readonly MemberId[], head: Uint8Array, changes: readonly NewChange[] = []): Omit<Rotation, 'entry'> {
  const epoch = desk.epoch + 1
  return {
    today, deskId: desk.deskId, changes, recovery: null,
    card: { epoch, bytes: bytes(1348), hash: bytes(32), signature: bytes(64), nextSignature: bytes(64), membersHash: changes.at(-1)?.hash ?? head },
    boxes: staying.flatMap((memberId) => ([1, 2] as const).map((which) => ({ memberId, deskEpoch: epoch, which, box: bytes(1192) }))),
  }
}

/** The desk takes somebody off its list and makes new keys; the card of them. */
export async function removed(db: Database, desk: Desk, member: Colleague, staying: readonly MemberId[]): Promise<Rotation['card']> {
  const head = await headOfList(db, desk)
  const rotation = rotationOf(desk, staying, head.hash, [removalOf(desk, member, head)])
  const done = await recorded(db, rotateDesk, desk.scope, rotation)
  if (!done.ok) throw new Error(`not rotated: ${done.reason}`)
  return rotation.card
}
