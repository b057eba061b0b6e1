// The step that writes down a desk which waits for its first member.
import { bytesOf, type DeskId, type InstanceId, type InviteId } from '../model/ids.ts'
import { roleBits, type DeskRole } from '../model/roles.ts'
import type { Tx } from '../transaction.server.ts'

export interface PlannedDesk {
  readonly deskId: DeskId
  readonly inviteId: InviteId
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  readonly label: string
}

/** Stores the plan; a second one for the same desk or invitation is refused by the database. */
export async function storePlan(tx: Tx, instance: InstanceId, desk: PlannedDesk): Promise<void> {
  await tx
    .insertInto('foundings')
    .values({
      instance_id: bytesOf(instance), desk_id: bytesOf(desk.deskId), invite_id: bytesOf(desk.inviteId), roles: roleBits(desk.roles),
      independent: desk.independent, label: desk.label, founded_day: null,
    })
    .execute()
}
