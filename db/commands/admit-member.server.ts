// A signed line on a desk's list of members: somebody is let in, with the desk's seeds in boxes that only they open, or gets another role.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type Day, type DeskId, type IdBytes, type InstanceId, type MemberId } from '../model/ids.ts'
import { mayDo, memberRoleCodes } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry, type Standing } from '../steps/record-entry.server.ts'
import { lockDesk, waitingCard } from '../steps/waiting-card.server.ts'
import { appendChange, changeOps, storeBoxes, type NewBox, type NewChange } from '../steps/member-list.server.ts'

export interface Admission {
  readonly today: Day
  readonly deskId: DeskId
  readonly change: NewChange
  readonly boxes: readonly NewBox[]
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'wrong-role' | 'conflict' | 'gone' | 'stale' | 'record'

/** Any member admits; only a lead changes a role, and the last lead stays one. `gone`: no card with this hash waits at the desk, or is on its list.
 *  `conflict`: the list has moved on, or the role is not the invited one. `stale`: new keys of the desk wait for the root, and the newcomer
 *  would not get them. The same change again with the same entry answers `ok`. */
export async function admitMember(db: Database, scope: MemberScope, input: Admission): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const { change, deskId, today } = input
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(deskId) }
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const record = (standing: Standing) => recordEntry(tx, refuse, scope, input.entry, { today, caseId: null, standing })
    const own = roleAt(scope, deskId)
    if (own === null || !mayDo(own, 'admit')) return refuse('not-yours')
    const stored = await tx.selectFrom('member_changes').select('hash').where((eb) => eb.and(key)).where('n', '=', change.n).executeTakeFirst()
    if (stored !== undefined) {
      if (!sameBytes(stored.hash, change.hash)) refuse('conflict')
      await record('again')
      return { ok: true }
    }
    if (change.byMember !== scope.memberId) refuse('conflict')
    if (change.op === changeOps.role) {
      if (!mayDo(own, 'change-role')) refuse('wrong-role')
      const member = await otherRole(tx, refuse, key, change)
      await appendChange(tx, refuse, scope.instance, deskId, change, member)
      await recordEvent(tx, scope.instance, { kind: 'role-changed', day: today, deskId, memberId: member })
      await record('new')
      return { ok: true }
    }
    const waiting = await tx
      .selectFrom('invites as i')
      .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'i.instance_id').onRef('c.member_id', '=', 'i.member_id'))
      .select(['i.invite_id', 'i.role', 'c.member_id'])
      .where('i.instance_id', '=', key.instance_id)
      .where('i.desk_id', '=', key.desk_id)
      .where('i.admitted_day', 'is', null)
      .where('c.card_hash', '=', change.cardHash)
      .forUpdate('i')
      .executeTakeFirst()
    if (waiting === undefined) return refuse('gone')
    if (memberRoleCodes[waiting.role] !== change.role || change.op !== changeOps.add) refuse('conflict')
    await lockDesk(tx, scope.instance, deskId)
    const next = await waitingCard(tx, scope.instance, deskId)
    const brings = (which: 1 | 2) => input.boxes.some((box) => box.deskEpoch === next?.epoch && box.which === which)
    if (next !== undefined && !(brings(1) && brings(2))) refuse('stale')
    const member = memberIdFrom(waiting.member_id)
    await appendChange(tx, refuse, scope.instance, deskId, change, member)
    await storeBoxes(tx, scope.instance, deskId, member, input.boxes)
    await tx
      .updateTable('invites')
      .set({ admitted_day: today })
      .where('instance_id', '=', key.instance_id)
      .where('invite_id', '=', waiting.invite_id)
      .execute()
    await recordEvent(tx, scope.instance, { kind: 'member-admitted', day: today, deskId, memberId: member })
    await record('new')
    return { ok: true }
  })
}

type DeskKey = { readonly instance_id: IdBytes<InstanceId>; readonly desk_id: IdBytes<DeskId> }

/** The member whose role changes; a desk without a lead could never invite anybody again. */
async function otherRole(tx: Tx, refuse: Refuse<'gone' | 'conflict'>, key: DeskKey, change: NewChange): Promise<MemberId> {
  const members = await tx
    .selectFrom('desk_members as d')
    .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'd.instance_id').onRef('c.member_id', '=', 'd.member_id'))
    .select(['d.member_id', 'd.role', 'c.card_hash'])
    .where('d.instance_id', '=', key.instance_id)
    .where('d.desk_id', '=', key.desk_id)
    .forUpdate('d')
    .execute()
  const one = members.find((member) => sameBytes(member.card_hash, change.cardHash))
  if (one === undefined) return refuse('gone')
  const leads = members.filter((member) => member.role === 'lead')
  if (change.role === memberRoleCodes.handler && one.role === 'lead' && leads.length === 1) refuse('conflict')
  return memberIdFrom(one.member_id)
}
