// What is due at the desks of a member: clocks as bare days, beside the clear columns of their cases. Which promise a clock stands for is sealed.
import { sql, type SqlBool } from 'kysely'
import type { ReadingDatabase } from '../connect.server.ts'
import type { CaseState } from '../model/case-state.ts'
import { bytesOf, caseIdFrom, dayFrom, deskIdFrom, memberIdFrom, parseCaseId, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { storedClock, type StoredClock } from './casework.server.ts'

export interface DueAsked {
  /** Only this one of the member's desks. */
  readonly desk?: DeskId | undefined
  /** Only what is due on this day or before. */
  readonly until?: Day | undefined
  /** Clocks that were kept, too. */
  readonly stopped?: boolean | undefined
  /** `next` of the page before. */
  readonly after?: string | undefined
}

export interface DueClock {
  readonly caseId: CaseId
  /** The first of the member's desks that reads the case. */
  readonly deskId: DeskId
  readonly state: CaseState
  readonly assignee: MemberId | null
  readonly held: boolean
  readonly clock: StoredClock
}

export const clocksPerPage = 1000

/** At most `clocksPerPage` clocks, the nearest day first, each once; `next` is `null` on the last page. A mark that no page gave counts as none. */
export async function dueClocks(db: ReadingDatabase, scope: MemberScope, asked: DueAsked): Promise<{ readonly clocks: DueClock[]; readonly next: string | null }> {
  const desks = scope.desks.map(({ deskId }) => deskId).filter((desk) => asked.desk === undefined || desk === asked.desk)
  if (desks.length === 0) return { clocks: [], next: null }
  const mark = markFrom(asked.after)
  let query = db.reading
    .selectFrom('clocks as k')
    .innerJoin('cases as c', (join) => join.onRef('c.instance_id', '=', 'k.instance_id').onRef('c.case_id', '=', 'k.case_id'))
    .innerJoinLateral(
      (eb) => eb.selectFrom('case_desks as l').select('l.desk_id').whereRef('l.instance_id', '=', 'k.instance_id').whereRef('l.case_id', '=', 'k.case_id')
        .where('l.desk_id', 'in', desks.map((desk) => bytesOf(desk))).orderBy('l.desk_id').limit(1).as('d'),
      (join) => join.onTrue(),
    )
    .select(['k.case_id', 'k.clock_id', 'k.first_day', 'k.second_day', 'k.third_day', 'k.due_day', 'k.told_day', 'k.stopped_day'])
    .select(['d.desk_id', 'c.state', 'c.assignee', 'c.held'])
    .where('k.instance_id', '=', bytesOf(scope.instance))
    .orderBy('k.due_day').orderBy('k.case_id').orderBy('k.clock_id')
    .limit(clocksPerPage + 1)
  if (asked.stopped !== true) query = query.where('k.stopped_day', 'is', null)
  if (asked.until !== undefined) query = query.where('k.due_day', '<=', asked.until)
  if (mark !== null) query = query.where(sql<SqlBool>`(k.due_day, k.case_id, k.clock_id) > (${mark.day}, ${bytesOf(mark.caseId)}, ${mark.clockId})`)
  const rows = await query.execute()
  const shown = rows.slice(0, clocksPerPage)
  const last = shown.at(-1)
  const next = rows.length > clocksPerPage && last !== undefined ? `${last.due_day}.${caseIdFrom(last.case_id)}.${Buffer.from(last.clock_id).toString('hex')}` : null
  return {
    next,
    clocks: shown.map((row) => ({
      caseId: caseIdFrom(row.case_id), deskId: deskIdFrom(row.desk_id), state: row.state, held: row.held,
      assignee: row.assignee === null ? null : memberIdFrom(row.assignee), clock: storedClock(row),
    })),
  }
}

function markFrom(after: string | undefined): { readonly day: Day; readonly caseId: CaseId; readonly clockId: Uint8Array } | null {
  const match = /^(\d{1,10})\.([0-9a-f]{64})\.([0-9a-f]{32})$/.exec(after ?? '')
  const caseId = parseCaseId(match?.[2] ?? '')
  const day = Number(match?.[1])
  return caseId === null || day > 0x7fffffff ? null : { day: dayFrom(day), caseId, clockId: Buffer.from(match?.[3] ?? '', 'hex') }
}
