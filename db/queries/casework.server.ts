// What the server holds of casework in clear: clocks as bare days, who proposed and decided, pages that went to other desks.
import type { ReadonlyTransaction } from 'kysely/readonly'
import { bytesOf, deskIdFrom, memberIdFrom, type CaseId, type Day, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import type { Tables } from '../schema.ts'
import { noticesOf, type ClockDays } from '../steps/clocks.server.ts'

export interface StoredClock {
  readonly clockId: Uint8Array
  /** Rising, the day it is due last. */
  readonly notices: readonly Day[]
  readonly dueDay: Day
  /** The last notice day that staff was told of; `null` before the first. */
  readonly toldDay: Day | null
  readonly stoppedDay: Day | null
}

export interface StoredProposal {
  /** 32 bytes: of the sealed message that proposes. */
  readonly digest: Uint8Array
  readonly memberId: MemberId
  readonly day: Day
  readonly state: 'open' | 'approved' | 'back' | 'aside'
  readonly decidedBy: MemberId | null
  readonly decidedDay: Day | null
}

export interface SentPage {
  readonly pageId: Uint8Array
  readonly digest: Uint8Array
  readonly toDesk: DeskId
  readonly day: Day
  /** What the approver signed; `null` until then. */
  readonly answer: Uint8Array | null
}

export interface Casework {
  readonly clocks: readonly StoredClock[]
  readonly held: boolean
  readonly watchUntil: Day | null
  readonly proposals: readonly StoredProposal[]
  readonly pages: readonly SentPage[]
}

type ClockRow = ClockDays & { readonly clock_id: Uint8Array; readonly told_day: Day | null; readonly stopped_day: Day | null }

/** Clocks by the day they are due, proposals and pages by the day they were made. */
export async function caseworkOf(tx: ReadonlyTransaction<Tables>, instance: InstanceId, caseId: CaseId): Promise<Pick<Casework, 'clocks' | 'proposals' | 'pages'>> {
  const own = { instance_id: bytesOf(instance), case_id: bytesOf(caseId) }
  const clocks = await tx
    .selectFrom('clocks')
    .select(['clock_id', 'first_day', 'second_day', 'third_day', 'due_day', 'told_day', 'stopped_day'])
    .where((eb) => eb.and(own))
    .orderBy('due_day')
    .orderBy('clock_id')
    .execute()
  const proposals = await tx
    .selectFrom('proposals')
    .select(['digest', 'member_id', 'day', 'state', 'decided_by', 'decided_day'])
    .where((eb) => eb.and(own))
    .orderBy('day')
    .orderBy('digest')
    .execute()
  const pages = await tx
    .selectFrom('decision_pages')
    .select(['page_id', 'digest', 'to_desk', 'day', 'answer'])
    .where((eb) => eb.and(own))
    .orderBy('day')
    .orderBy('page_id')
    .execute()
  return {
    clocks: clocks.map(storedClock),
    proposals: proposals.map((row) => ({
      digest: row.digest, memberId: memberIdFrom(row.member_id), day: row.day, state: row.state,
      decidedBy: row.decided_by === null ? null : memberIdFrom(row.decided_by), decidedDay: row.decided_day,
    })),
    pages: pages.map((row) => ({ pageId: row.page_id, digest: row.digest, toDesk: deskIdFrom(row.to_desk), day: row.day, answer: row.answer })),
  }
}

/** One row of the clocks. */
export function storedClock(row: ClockRow): StoredClock {
  return { clockId: row.clock_id, notices: noticesOf(row), dueDay: row.due_day, toldDay: row.told_day, stoppedDay: row.stopped_day }
}
