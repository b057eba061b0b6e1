// The one event that every command leaves behind.
import { randomId } from '../bytes.server.ts'
import type { EventKind } from '../model/events.ts'
import { bytesOf, type CaseId, type Day, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import type { Tx } from '../transaction.server.ts'

export interface Fact {
  readonly kind: EventKind
  readonly day: Day
  /** `version` null: a fact that does not change the case, such as a read. */
  readonly case?: { readonly id: CaseId; readonly version: number | null }
  readonly deskId?: DeskId
  readonly memberId?: MemberId
}

/** Writes one event. Events of a case are numbered by its version; the others have no order within a day. */
export async function recordEvent(tx: Tx, instance: InstanceId, fact: Fact): Promise<void> {
  await tx
    .insertInto('events')
    .values({
      instance_id: bytesOf(instance),
      event_id: randomId(),
      kind: fact.kind,
      day: fact.day,
      case_id: fact.case === undefined ? null : bytesOf(fact.case.id),
      case_version: fact.case?.version ?? null,
      desk_id: fact.deskId === undefined ? null : bytesOf(fact.deskId),
      member_id: fact.memberId === undefined ? null : bytesOf(fact.memberId),
    })
    .execute()
}
