// How a line of the inbox reads: whose turn it is, what is due, what is new. Pure, from clear columns and the opened summary.

import { caseNumber, parseCaseId } from '#db/model/ids.ts'
import type { CaseColumns, InboxRow } from '#crypto/answers.ts'
import type { SummaryFields } from '#crypto/worker/views.ts'
import type { TurnName } from '#app/ui/turn.tsx'

export type OpenedRow = { row: InboxRow; summary: SummaryFields | null }

export const turnOrder = ['late', 'ours', 'reporter', 'others', 'nobody'] as const satisfies readonly TurnName[]

/** Late only where the desk or others owe something: a reporter who does not answer is never late. */
export function turnOf(columns: Pick<CaseColumns, 'turn' | 'nextDay'>, today: number): TurnName {
  const past = columns.nextDay !== null && columns.nextDay < today
  if (columns.turn === 'desk') return past ? 'late' : 'ours'
  if (columns.turn === 'others') return past ? 'late' : 'others'
  return columns.turn
}

/** The key of what is due next. */
export function dueKey(columns: Pick<CaseColumns, 'turn' | 'state'>): string {
  if (columns.turn === 'nobody') return 'desk.due.nothing'
  if (columns.turn === 'reporter') return ['OUTCOME_GIVEN', 'DECLINED', 'REMEDY_PLAN'].includes(columns.state) ? 'desk.due.agrees' : 'desk.due.answer'
  return `desk.due.${columns.state}`
}

/** The key of the state in the words the reporter reads. */
export function stateKey(columns: Pick<CaseColumns, 'turn' | 'state'>): string {
  const asked = columns.turn === 'reporter' && !['OUTCOME_GIVEN', 'DECLINED', 'REMEDY_PLAN'].includes(columns.state)
  return `state.${asked ? 'WAITING_REPORTER' : columns.state}.label`
}

/** True while the reporter has written something that no member of this desk has opened; messages count from 0. */
export function isNew({ row, summary }: OpenedRow): boolean {
  return summary === null || row.reporterMessages - 1 > Number(summary.reporterSeen ?? -1)
}

/** Rows under the heading of their turn, in the order of `turnOrder`; empty groups are left out. */
export function groupByTurn(rows: readonly OpenedRow[], today: number): { turn: TurnName; rows: OpenedRow[] }[] {
  return turnOrder
    .map((turn) => ({ turn, rows: rows.filter(({ row }) => turnOf(row, today) === turn) }))
    .filter((group) => group.rows.length > 0)
}

/** True if the words, the place or the number contain the text that somebody searches for. */
export function rowMatches({ summary }: OpenedRow, number: string, sought: string): boolean {
  const text = sought.normalize('NFKC').toLocaleLowerCase().trim()
  if (text === '') return true
  return [summary?.words ?? '', summary?.place ?? '', number].some((part) => part.normalize('NFKC').toLocaleLowerCase().includes(text))
}

/** The number that people say aloud; a dash for an id that is none. */
export function caseNumberOf({ caseId }: { caseId: string }): string {
  const id = parseCaseId(caseId)
  return id === null ? '–' : caseNumber(id)
}

/** One line is one case on one team: its key in lists. */
export function lineKey({ row }: OpenedRow): string {
  return row.caseId + row.deskId
}
