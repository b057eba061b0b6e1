// A newcomer with an invitation posts the card that their own browser made; it waits until a member of the desk admits it.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day, type InstanceId, type InviteId } from '../model/ids.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { storePerson, type NewPerson } from '../steps/new-member.server.ts'

export interface Newcomer extends NewPerson {
  readonly today: Day
  readonly inviteId: InviteId
  readonly tag: Uint8Array
}

/** An invitation is good for this many days, counted from the day it was made. */
export const inviteDays = 14

type Reason = 'gone' | 'taken' | 'too-few-ways'

/** Works once; the same card again answers `ok`. `gone`: no such invitation, too old, or used by somebody else. */
export async function joinAsMember(db: Database, instance: InstanceId, input: Newcomer): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const key = { instance_id: bytesOf(instance), invite_id: bytesOf(input.inviteId) }
  return inTransaction<{ ok: true }, Reason>(db, 'taken', async (tx, refuse) => {
    const invite = await tx.selectFrom('invites').select(['member_id', 'desk_id', 'made_day']).where((eb) => eb.and(key)).forUpdate().executeTakeFirst()
    if (invite === undefined) return refuse('gone')
    if (invite.member_id !== null) {
      const card = await tx.selectFrom('member_cards').select('card').where('instance_id', '=', key.instance_id).where('member_id', '=', invite.member_id).executeTakeFirst()
      return card !== undefined && sameBytes(card.card, input.card) ? { ok: true } : refuse('gone')
    }
    if (input.today > invite.made_day + inviteDays) return refuse('gone')
    await storePerson(tx, refuse, instance, input, input.today)
    await tx.updateTable('invites').set({ tag: input.tag, member_id: bytesOf(input.memberId) }).where((eb) => eb.and(key)).execute()
    await recordEvent(tx, instance, { kind: 'member-joined', day: input.today, deskId: deskIdFrom(invite.desk_id), memberId: input.memberId })
    return { ok: true }
  })
}
