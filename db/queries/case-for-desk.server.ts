// What a member of a desk gets of one case: the talk and the desk's own notes, all sealed, and the clear columns.
import { partyOf } from '../bytes.server.ts'
import type { ReadingDatabase } from '../connect.server.ts'
import { turns, type CaseState, type Turn } from '../model/case-state.ts'
import { bytesOf, memberIdFrom, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'
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
  /** `null` until a member of the desk has written the first note. */
  readonly notes: StreamRows | null
  readonly summary: { readonly version: number; readonly head: Uint8Array; readonly sealed: Uint8Array } | null
}

/** One moment of the case; `null` outside the member's desks and for a case that the desk was never a recipient of: the same answer for both. */
export async function caseForDesk(
  db: ReadingDatabase, scope: MemberScope, asked: { readonly caseId: CaseId; readonly deskId: DeskId },
): Promise<CaseForDesk | null> {
  if (roleAt(scope, asked.deskId) === null) return null
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
    return {
      card: row.card,
      day: row.day,
      lastDay: row.last_day,
      urgent: row.urgent,
      columns: {
        version: row.version, state: row.state, turn: turns[row.turn] ?? 'nobody', nextDay: row.next_day, endDay: row.end_day,
        assignee: row.assignee === null ? null : memberIdFrom(row.assignee),
      },
      talk: rows,
      notes: await streamRows(tx, scope.instance, asked.caseId, partyOf('member', desk_id), reader),
      summary: summary === undefined ? null : { version: summary.version, head: summary.head, sealed: summary.body },
    }
  })
}
