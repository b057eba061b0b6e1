// One page of a member's inbox: clear columns and sealed summaries, never a message. Costs the same with a hundred cases and a hundred thousand.
import { sql, type SqlBool } from 'kysely'
import type { ReadingDatabase } from '../connect.server.ts'
import { turns, type CaseState, type Turn } from '../model/case-state.ts'
import { bytesOf, caseIdFrom, deskIdFrom, memberIdFrom, parseCaseId, parseDeskId, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { desksRead, type ReaderScope } from '../scope.ts'

export interface InboxAsked {
  readonly desk?: DeskId | undefined
  readonly turn?: Turn | undefined
  readonly state?: CaseState | undefined
  /** Only what is with one of these. */
  readonly assignees?: readonly MemberId[] | undefined
  /** Leaves out what is over. */
  readonly open?: boolean | undefined
  /** Only where the reporter wrote something that the desk has not summed up yet. */
  readonly unseen?: boolean | undefined
  /** Only what has its date on this day or before. */
  readonly dueBy?: Day | undefined
  /** `due`: the desk's turn first, nearest date first. `newest`: last activity first. */
  readonly sort: 'due' | 'newest'
  /** `next` of the page before. */
  readonly after?: string | undefined
  /** Lines of this page, 1 to `mostLines`; `linesPerPage` where nothing is said. */
  readonly size?: number | undefined
}

export interface InboxLine {
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly state: CaseState
  readonly turn: Turn
  readonly nextDay: Day | null
  readonly endDay: Day | null
  readonly assignee: MemberId | null
  readonly day: Day
  readonly lastDay: Day
  readonly urgent: boolean
  readonly reporterMessages: number
  readonly unseen: boolean
  readonly version: number
  readonly summary: { readonly version: number; readonly head: Uint8Array; readonly sealed: Uint8Array } | null
}

export const linesPerPage = 50
export const mostLines = 1000

/** At most `size` lines of the reader's own desks; `next` is `null` on the last page. A mark that no page gave counts as none. */
export async function inboxFor(db: ReadingDatabase, scope: ReaderScope, asked: InboxAsked): Promise<{ lines: InboxLine[]; next: string | null }> {
  const desks = desksRead(scope).filter((desk) => asked.desk === undefined || desk === asked.desk)
  const mark = markFrom(asked)
  const size = Math.min(Math.max(asked.size ?? linesPerPage, 1), mostLines)
  const pages = await Promise.all(desks.map((desk) => pageOf(db, scope, { ...asked, size }, desk, mark)))
  const merged = pages.flat().sort(asked.sort === 'due' ? byDue : byNewest)
  const shown = merged.slice(0, size)
  const last = shown.at(-1)
  const next = merged.length > size && last !== undefined ? `${last.rank}.${asked.sort === 'due' ? last.due : last.line.lastDay}.${last.line.caseId}.${last.line.deskId}` : null
  return { lines: shown.map((one) => one.line), next }
}

interface Mark {
  readonly rank: number
  readonly day: number
  readonly caseId: CaseId
  readonly deskId: DeskId
}

interface Placed {
  readonly line: InboxLine
  readonly rank: number
  readonly due: number
}

/** Each desk is its own walk along one index: a list of desks in one query would sort every case of all of them. */
async function pageOf(db: ReadingDatabase, scope: ReaderScope, asked: InboxAsked & { readonly size: number }, desk: DeskId, mark: Mark | null): Promise<Placed[]> {
  let query = db.reading
    .selectFrom('case_desks as l')
    .innerJoin('cases as c', (join) => join.onRef('c.instance_id', '=', 'l.instance_id').onRef('c.case_id', '=', 'l.case_id'))
    .leftJoin('summaries as s', (join) =>
      join.onRef('s.instance_id', '=', 'l.instance_id').onRef('s.case_id', '=', 'l.case_id').onRef('s.desk_id', '=', 'l.desk_id'))
    .select(['l.case_id', 'l.desk_id', 'l.rank', 'l.due_day', 'l.unseen', 'c.state', 'c.turn', 'c.next_day', 'c.end_day', 'c.assignee', 'c.day', 'c.last_day'])
    .select(['c.urgent', 'c.reporter_messages', 'c.version', 's.version as summary_version', 's.head', 's.body'])
    .where('l.instance_id', '=', bytesOf(scope.instance))
    .where('l.desk_id', '=', bytesOf(desk))
    .limit(asked.size + 1)
  if (asked.turn !== undefined) query = query.where('l.rank', '=', rankOf[asked.turn])
  if (asked.state !== undefined) query = query.where('l.state', '=', asked.state)
  if (asked.assignees !== undefined) query = query.where('l.assignee', 'in', asked.assignees.map((member) => bytesOf(member)))
  if (asked.open === true) query = query.where('l.rank', '<', rankOf.nobody)
  if (asked.unseen === true) query = query.where('l.unseen', '=', true)
  if (asked.dueBy !== undefined) query = query.where('l.due_day', '<=', asked.dueBy)
  if (mark !== null) query = query.where(beyond(asked, desk, mark))
  const rows = await (asked.sort === 'due'
    ? query.orderBy('l.rank').orderBy('l.due_day').orderBy('l.case_id')
    : query.orderBy('l.last_day', 'desc').orderBy('l.case_id')
  ).execute()
  return rows.map((row) => ({
    rank: row.rank,
    due: row.due_day,
    line: {
      caseId: caseIdFrom(row.case_id), deskId: deskIdFrom(row.desk_id), state: row.state, turn: turns[row.turn] ?? 'nobody',
      nextDay: row.next_day, endDay: row.end_day, assignee: row.assignee === null ? null : memberIdFrom(row.assignee),
      day: row.day, lastDay: row.last_day, urgent: row.urgent, reporterMessages: row.reporter_messages, unseen: row.unseen, version: row.version,
      summary: row.head === null || row.body === null ? null : { version: row.summary_version ?? 1, head: row.head, sealed: row.body },
    },
  }))
}

const rankOf: Record<Turn, number> = { desk: 0, others: 1, reporter: 2, nobody: 3 }

/** Lines after the mark in the order of the page; a case on two desks of one member is two lines, told apart by the desk. */
function beyond(asked: InboxAsked, desk: DeskId, mark: Mark) {
  const id = bytesOf(mark.caseId)
  const after = desk > mark.deskId ? sql.raw('>=') : sql.raw('>')
  return asked.sort === 'due'
    ? sql<SqlBool>`(l.rank, l.due_day, l.case_id) ${after} (${mark.rank}, ${mark.day}, ${id})`
    : sql<SqlBool>`l.last_day <= ${mark.day} and (l.last_day < ${mark.day} or l.case_id ${after} ${id})`
}

function markFrom({ after }: InboxAsked): Mark | null {
  const match = /^([0-3])\.(\d{1,10})\.([0-9a-f]{64})\.([0-9a-f]{32})$/.exec(after ?? '')
  const caseId = parseCaseId(match?.[3] ?? '')
  const deskId = parseDeskId(match?.[4] ?? '')
  const day = Number(match?.[2])
  return caseId === null || deskId === null || day > 0x7fffffff ? null : { rank: Number(match?.[1]), day, caseId, deskId }
}

function byDue(a: Placed, b: Placed): number {
  return a.rank - b.rank || a.due - b.due || byIds(a, b)
}

function byNewest(a: Placed, b: Placed): number {
  return b.line.lastDay - a.line.lastDay || byIds(a, b)
}

function byIds(a: Placed, b: Placed): number {
  const left = a.line.caseId + a.line.deskId
  const right = b.line.caseId + b.line.deskId
  return left < right ? -1 : left > right ? 1 : 0
}
