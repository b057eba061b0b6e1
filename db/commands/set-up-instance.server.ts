// The first step of a portal: the organisation, the host name it answers to, and the desks that wait for their first members.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId, type InstanceId, type InviteId } from '../model/ids.ts'
import { roleBits, type DeskRole } from '../model/roles.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from './event.server.ts'

export interface PlannedDesk {
  readonly deskId: DeskId
  readonly inviteId: InviteId
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  readonly label: string
}

export interface NewInstance {
  readonly today: Day
  readonly instanceId: InstanceId
  /** As people type it, lower case, without port. */
  readonly host: string
  /** The buyer itself, or a neutral operator for several. */
  readonly kind: 'buyer' | 'operator'
  readonly label: string
  /** IANA name of the zone in which its days begin. */
  readonly zone: string
  readonly practice: boolean
  /** H("root-fp", root_pk), if the root key exists already; the first roster settles it otherwise. */
  readonly rootFp: Uint8Array | null
  readonly desks: readonly PlannedDesk[]
}

/** `exists`: this host name or this instance has been set up before; nothing is changed. */
export async function setUpInstance(db: Database, input: NewInstance): Promise<{ readonly ok: true } | Refusal<'exists'>> {
  return inTransaction<{ ok: true }, 'exists'>(db, 'exists', async (tx) => {
    const instance_id = bytesOf(input.instanceId)
    await tx
      .insertInto('instances')
      .values({
        instance_id, kind: input.kind, label: input.label, zone: input.zone, practice: input.practice, root_fp: input.rootFp,
        set_up_day: input.today, live_day: null,
      })
      .execute()
    await tx.insertInto('hosts').values({ host: input.host, instance_id }).execute()
    for (const desk of input.desks) {
      await tx
        .insertInto('foundings')
        .values({
          instance_id, desk_id: bytesOf(desk.deskId), invite_id: bytesOf(desk.inviteId), roles: roleBits(desk.roles),
          independent: desk.independent, label: desk.label, founded_day: null,
        })
        .execute()
    }
    await recordEvent(tx, input.instanceId, { kind: 'instance-set-up', day: input.today })
    return { ok: true }
  })
}
