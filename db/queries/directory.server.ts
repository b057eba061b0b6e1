// Everything a signed-in member's browser needs before it opens a case, and what the founding and joining pages read.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, inviteIdFrom, type Day, type DeskId, type InstanceId, type InviteId } from '../model/ids.ts'
import { rolesFrom, type DeskRole, type MemberRole } from '../model/roles.ts'
import type { MemberScope } from '../scope.ts'
import { recoveryOf, waitingCardOf, type RecoveryKey, type WaitingCardRow } from './desk-cards.server.ts'
import { memberListOf, type MemberListRows } from './member-list.server.ts'

export interface DeskDirectory {
  readonly deskId: DeskId
  readonly role: MemberRole
  readonly list: MemberListRows
  readonly boxes: readonly { readonly deskEpoch: number; readonly which: number; readonly box: Uint8Array }[]
  /** New keys of the desk that wait for the root. */
  readonly waiting: WaitingCardRow | null
  /** The recovery key that the signed card names, or the one that the desk was founded with. */
  readonly recovery: RecoveryKey | null
  /** Newcomers whose card waits to be admitted. */
  readonly pending: readonly {
    readonly inviteId: InviteId; readonly role: MemberRole; readonly card: Uint8Array; readonly tag: Uint8Array; readonly name: string
  }[]
}

/** One entry for each desk of the scope; only the boxes of this member. */
export async function directoryForMember(db: ReadingDatabase, scope: MemberScope): Promise<{ readonly name: string; readonly desks: DeskDirectory[] }> {
  const own = { instance_id: bytesOf(scope.instance), member_id: bytesOf(scope.memberId) }
  const me = await db.reading.selectFrom('members').select('name').where((eb) => eb.and(own)).executeTakeFirstOrThrow()
  const desks: DeskDirectory[] = []
  for (const { deskId, role } of scope.desks) {
    const key = { instance_id: own.instance_id, desk_id: bytesOf(deskId) }
    const list = await memberListOf(db, scope.instance, deskId)
    const boxes = await db.reading
      .selectFrom('desk_boxes')
      .select(['desk_epoch', 'which', 'box'])
      .where((eb) => eb.and(key))
      .where('owner_id', '=', own.member_id)
      .orderBy('desk_epoch')
      .orderBy('which')
      .execute()
    desks.push({
      deskId, role, list,
      boxes: boxes.map((row) => ({ deskEpoch: row.desk_epoch, which: row.which, box: row.box })),
      waiting: await waitingCardOf(db, scope.instance, deskId),
      recovery: await recoveryOf(db, scope.instance, deskId),
      pending: await pendingAt(db, scope.instance, deskId),
    })
  }
  return { name: me.name, desks }
}

async function pendingAt(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<DeskDirectory['pending']> {
  const rows = await db.reading
    .selectFrom('invites as i')
    .innerJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'i.instance_id').onRef('m.member_id', '=', 'i.member_id'))
    .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'i.instance_id').onRef('c.member_id', '=', 'i.member_id'))
    .select(['i.invite_id', 'i.role', 'i.tag', 'm.name', 'c.card'])
    .where('i.instance_id', '=', bytesOf(instance))
    .where('i.desk_id', '=', bytesOf(deskId))
    .where('i.admitted_day', 'is', null)
    .orderBy('m.name_key')
    .execute()
  return rows.flatMap((row) => (row.tag === null ? [] : [{ inviteId: inviteIdFrom(row.invite_id), role: row.role, card: row.card, tag: row.tag, name: row.name }]))
}

export interface InviteRow {
  readonly kind: 'found' | 'join'
  readonly deskId: DeskId
  readonly deskLabel: string
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  /** `null` for a founding invitation. */
  readonly role: MemberRole | null
  readonly madeDay: Day | null
  readonly used: boolean
}

/** What an invitation is for; `null` if there is none of this id. */
export async function inviteBy(db: ReadingDatabase, instance: InstanceId, inviteId: InviteId): Promise<InviteRow | null> {
  const key = { instance_id: bytesOf(instance), invite_id: bytesOf(inviteId) }
  const founding = await db.reading.selectFrom('foundings').selectAll().where((eb) => eb.and(key)).executeTakeFirst()
  if (founding !== undefined) {
    return {
      kind: 'found', deskId: deskIdFrom(founding.desk_id), deskLabel: founding.label, roles: rolesFrom(founding.roles),
      independent: founding.independent, role: null, madeDay: null, used: founding.founded_day !== null,
    }
  }
  const row = await db.reading
    .selectFrom('invites as i')
    .leftJoin('desks as d', (join) => join.onRef('d.instance_id', '=', 'i.instance_id').onRef('d.desk_id', '=', 'i.desk_id'))
    .leftJoin('foundings as f', (join) => join.onRef('f.instance_id', '=', 'i.instance_id').onRef('f.desk_id', '=', 'i.desk_id'))
    .select(['i.desk_id', 'i.role', 'i.made_day', 'i.member_id', 'd.label', 'd.roles', 'd.independent'])
    .select(['f.label as planned_label', 'f.roles as planned_roles', 'f.independent as planned_independent'])
    .where('i.instance_id', '=', key.instance_id)
    .where('i.invite_id', '=', key.invite_id)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    kind: 'join', deskId: deskIdFrom(row.desk_id), deskLabel: row.label ?? row.planned_label ?? '', roles: rolesFrom(row.roles ?? row.planned_roles ?? 0),
    independent: row.independent ?? row.planned_independent ?? false, role: row.role, madeDay: row.made_day, used: row.member_id !== null,
  }
}
