// A member of a desk lets a newcomer in: a signed line on the desk's list, and the desk's seeds in boxes that only the newcomer opens.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type Day, type DeskId } from '../model/ids.ts'
import { mayDo, memberRoleCodes } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { addToList, storeBoxes, type NewBox, type NewChange } from '../steps/member-list.server.ts'

export interface Admission {
  readonly today: Day
  readonly deskId: DeskId
  readonly change: NewChange
  readonly boxes: readonly NewBox[]
}

type Reason = 'not-yours' | 'conflict' | 'gone'

/** `gone`: no card with this hash waits at the desk. `conflict`: the list has moved on, or the role is not the invited one.
 *  The same change again answers `ok`. */
export async function admitMember(db: Database, scope: MemberScope, input: Admission): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const { change, deskId, today } = input
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(deskId) }
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const own = roleAt(scope, deskId)
    if (own === null || !mayDo(own, 'admit')) return refuse('not-yours')
    const stored = await tx.selectFrom('member_changes').select('hash').where((eb) => eb.and(key)).where('n', '=', change.n).executeTakeFirst()
    if (stored !== undefined) return sameBytes(stored.hash, change.hash) ? { ok: true } : refuse('conflict')
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
    if (memberRoleCodes[waiting.role] !== change.role || change.byMember !== scope.memberId) refuse('conflict')
    const member = memberIdFrom(waiting.member_id)
    await addToList(tx, refuse, scope.instance, deskId, change, member)
    await storeBoxes(tx, scope.instance, deskId, member, input.boxes)
    await tx
      .updateTable('invites')
      .set({ admitted_day: today })
      .where('instance_id', '=', key.instance_id)
      .where('invite_id', '=', waiting.invite_id)
      .execute()
    await recordEvent(tx, scope.instance, { kind: 'member-admitted', day: today, deskId, memberId: member })
    return { ok: true }
  })
}
