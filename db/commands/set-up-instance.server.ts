// The first step of a portal: the organisation, the host name it answers to, and the desks that wait for their first members.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type InstanceId } from '../model/ids.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { storePlan, type PlannedDesk } from '../steps/planned-desk.server.ts'

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
  /** May be empty: `planDesk` adds them one by one. */
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
    for (const desk of input.desks) await storePlan(tx, input.instanceId, desk)
    await recordEvent(tx, input.instanceId, { kind: 'instance-set-up', day: input.today })
    return { ok: true }
  })
}
