// A lead of a desk invites a colleague. The secret of the link never comes here; the row only makes it work once.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId, type InviteId } from '../model/ids.ts'
import { mayDo, type MemberRole } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface NewInvite {
  readonly today: Day
  readonly deskId: DeskId
  readonly inviteId: InviteId
  readonly role: MemberRole
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'wrong-role' | 'exists' | 'record'

/** The same invitation again answers `ok`; another one under its id `exists`. */
export async function inviteMember(db: Database, scope: MemberScope, input: NewInvite): Promise<{ readonly ok: true } | Refusal<Reason>> {
  return inTransaction<{ ok: true }, Reason>(db, 'exists', async (tx, refuse) => {
    const own = roleAt(scope, input.deskId)
    if (own === null) return refuse('not-yours')
    if (!mayDo(own, 'invite')) return refuse('wrong-role')
    const key = { instance_id: bytesOf(scope.instance), invite_id: bytesOf(input.inviteId) }
    const stored = await tx.selectFrom('invites').select(['desk_id', 'role']).where((eb) => eb.and(key)).executeTakeFirst()
    if (stored !== undefined) {
      if (!sameBytes(stored.desk_id, bytesOf(input.deskId)) || stored.role !== input.role) refuse('exists')
      await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: null, standing: 'again' })
      return { ok: true }
    }
    await tx
      .insertInto('invites')
      .values({
        ...key, desk_id: bytesOf(input.deskId), role: input.role, made_by: bytesOf(scope.memberId), made_day: input.today,
        tag: null, member_id: null, admitted_day: null,
      })
      .execute()
    await recordEvent(tx, scope.instance, { kind: 'member-invited', day: input.today, deskId: input.deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: null, standing: 'new' })
    return { ok: true }
  })
}
