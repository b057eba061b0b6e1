// The step that takes from somebody what a desk gave them: from this moment on they sign in nowhere with it and get no box of it.
import { sql } from 'kysely'
import { partyOf } from '../bytes.server.ts'
import { bytesOf, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import type { Tx } from '../transaction.server.ts'

/** For a member whose line on the desk's list has just ended: sessions, boxes, unused invitations, assigned cases and what they kept for themselves
 *  go; where it was their last desk, their ways in, calendar links, days away and waiting notices too. Name and card stay, because old notes and the record
 *  name them. */
export async function takeOff(tx: Tx, instance: InstanceId, deskId: DeskId, memberId: MemberId): Promise<void> {
  const own = { instance_id: bytesOf(instance), member_id: bytesOf(memberId) }
  const desk = { instance_id: own.instance_id, desk_id: bytesOf(deskId) }
  await tx.deleteFrom('sessions').where((eb) => eb.and(own)).execute()
  await tx.deleteFrom('desk_boxes').where((eb) => eb.and({ ...desk, owner_id: own.member_id })).execute()
  await tx.deleteFrom('invites').where((eb) => eb.and({ ...desk, made_by: own.member_id })).where('member_id', 'is', null).execute()
  await tx.deleteFrom('desk_records').where((eb) => eb.and({ ...desk, owner: partyOf('member', own.member_id) })).execute()
  await giveBackCases(tx, desk, own.member_id)
  const elsewhere = await tx.selectFrom('desk_members').select('desk_id').where((eb) => eb.and(own)).limit(1).executeTakeFirst()
  if (elsewhere !== undefined) return
  await tx.deleteFrom('unlock_boxes').where((eb) => eb.and(own)).execute()
  await tx.deleteFrom('calendar_links').where((eb) => eb.and(own)).execute()
  await tx.deleteFrom('absences').where('instance_id', '=', own.instance_id).where((eb) => eb.or([eb('member_id', '=', own.member_id), eb('deputy_id', '=', own.member_id)])).execute()
  await tx.deleteFrom('outbox').where((eb) => eb.and(own)).where('leased_by', 'is', null).execute()
}

type DeskKey = { readonly instance_id: ReturnType<typeof bytesOf<InstanceId>>; readonly desk_id: ReturnType<typeof bytesOf<DeskId>> }

async function giveBackCases(tx: Tx, { instance_id, desk_id }: DeskKey, assignee: ReturnType<typeof bytesOf<MemberId>>): Promise<void> {
  await tx
    .updateTable('cases as c')
    .set({ assignee: null, version: sql<number>`c.version + 1` })
    .where('c.instance_id', '=', instance_id)
    .where('c.assignee', '=', assignee)
    .where((eb) => eb.exists(
      eb.selectFrom('case_desks as l').select('l.desk_id').whereRef('l.instance_id', '=', 'c.instance_id').whereRef('l.case_id', '=', 'c.case_id').where('l.desk_id', '=', desk_id),
    ))
    .execute()
  await tx
    .updateTable('case_desks as l')
    .set({ assignee: null })
    .where('l.instance_id', '=', instance_id)
    .where('l.assignee', '=', assignee)
    .where((eb) => eb.exists(
      eb.selectFrom('cases as c').select('c.case_id').whereRef('c.instance_id', '=', 'l.instance_id').whereRef('c.case_id', '=', 'l.case_id').where('c.assignee', 'is', null),
    ))
    .execute()
}
