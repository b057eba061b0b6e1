// What a reader of a desk gets of one case: the talk, the room and the desk's own notes, all sealed, and the clear columns.
import type { ReadonlyTransaction } from 'kysely/readonly'
import { partyOf } from '../bytes.server.ts'
import type { ReadingDatabase } from '../connect.server.ts'
import { turns, type CaseState, type Turn } from '../model/case-state.ts'
import { bytesOf, caseIdFrom, memberIdFrom, type CaseId, type Day, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import type { Tables } from '../schema.ts'
import { desksRead, type ReaderScope } from '../scope.ts'
import { room } from '../steps/file.server.ts'
import { caseworkOf, type Casework } from './casework.server.ts'
import { roomLists, type DeskList } from './room-lists.server.ts'
import { streamRows, talk, type StreamRows } from './stream-rows.server.ts'

export interface CaseForDesk {
  readonly card: Uint8Array
  readonly day: Day
  readonly lastDay: Day
  readonly urgent: boolean
  readonly columns: {
    readonly version: number
    readonly state: CaseState
    readonly turn: Turn
    readonly nextDay: Day | null
    readonly endDay: Day | null
    readonly assignee: MemberId | null
  }
  readonly talk: StreamRows
  /** `null` until a desk has written to the others. */
  readonly room: StreamRows | null
  /** `null` until a member of the desk has written the first note. */
  readonly notes: StreamRows | null
  readonly summary: { readonly version: number; readonly head: Uint8Array; readonly sealed: Uint8Array } | null
  /** Lists of the other desks of the room. */
  readonly lists: readonly DeskList[]
  /** Copies that the desk made for outside readers and that are still here. */
  readonly copies: readonly { readonly copyId: CaseId; readonly day: Day; readonly untilDay: Day }[]
  readonly casework: Casework
  /** The day on which the reporter gave this desk a name; `null` without one. */
  readonly nameDay: Day | null
}

/** One moment of the case; `null` outside the reader's desks and for a case that the desk does not read now: the same answer for both. */
export async function caseForDesk(
  db: ReadingDatabase, scope: ReaderScope, asked: { readonly caseId: CaseId; readonly deskId: DeskId },
): Promise<CaseForDesk | null> {
  if (!desksRead(scope).includes(asked.deskId)) return null
  const own = { instance_id: bytesOf(scope.instance), case_id: bytesOf(asked.caseId) }
  const desk_id = bytesOf(asked.deskId)
  return db.reading.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
    const listed = await tx.selectFrom('case_desks').select('added_day').where((eb) => eb.and({ ...own, desk_id })).executeTakeFirst()
    const row = await tx.selectFrom('cases').selectAll().where((eb) => eb.and(own)).executeTakeFirst()
    if (listed === undefined || row === undefined) return null
    const reader = partyOf('desk', desk_id)
    const rows = await streamRows(tx, scope.instance, asked.caseId, talk, reader)
    if (rows === null) return null
    const summary = await tx.selectFrom('summaries').select(['version', 'head', 'body']).where((eb) => eb.and({ ...own, desk_id })).executeTakeFirst()
    const named = await tx.selectFrom('case_names').select('day').where((eb) => eb.and({ ...own, desk_id })).executeTakeFirst()
    return {
      nameDay: named?.day ?? null,
      card: row.card,
      day: row.day,
      lastDay: row.last_day,
      urgent: row.urgent,
      columns: {
        version: row.version, state: row.state, turn: turns[row.turn] ?? 'nobody', nextDay: row.next_day, endDay: row.end_day,
        assignee: row.assignee === null ? null : memberIdFrom(row.assignee),
      },
      talk: rows,
      room: await streamRows(tx, scope.instance, asked.caseId, room, reader),
      notes: await streamRows(tx, scope.instance, asked.caseId, partyOf('member', desk_id), reader),
      summary: summary === undefined ? null : { version: summary.version, head: summary.head, sealed: summary.body },
      lists: await roomLists(tx, scope.instance, asked.caseId, asked.deskId),
      copies: await copiesOf(tx, scope.instance, asked),
      casework: { held: row.held, watchUntil: row.watch_until_day, ...(await caseworkOf(tx, scope.instance, asked.caseId)) },
    }
  })
}

async function copiesOf(tx: ReadonlyTransaction<Tables>, instance: InstanceId, asked: { readonly caseId: CaseId; readonly deskId: DeskId }) {
  const rows = await tx
    .selectFrom('copies')
    .select(['copy_id', 'day', 'until_day'])
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(asked.caseId))
    .where('desk_id', '=', bytesOf(asked.deskId))
    .orderBy('until_day')
    .orderBy('copy_id')
    .execute()
  return rows.map((row) => ({ copyId: caseIdFrom(row.copy_id), day: row.day, untilDay: row.until_day }))
}
