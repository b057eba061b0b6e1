// Which lines of the inbox somebody wants to see, in which order and with which columns. Pure; a saved view is this and a name.

import type { Hex } from '#crypto/answers.ts'
import { objectIn, textIn, textsIn } from '../kept-json.ts'
import { turnOf, type OpenedRow } from './rows.ts'

export const baseViews = ['open', 'mine', 'new', 'due', 'waiting', 'done'] as const
export type BaseView = (typeof baseViews)[number]
export const sortNames = ['turn', 'date', 'last', 'priority', 'arrived'] as const
export type SortName = (typeof sortNames)[number]
/** Columns that may be left out; turn, date and words always stand. */
export const columnNames = ['number', 'code', 'language', 'place', 'state', 'priority', 'with', 'last'] as const
export type ColumnName = (typeof columnNames)[number]

/** Empty lists filter nothing. */
export type Filters = { priorities: readonly number[]; codes: readonly string[]; languages: readonly string[]; late: boolean; mine: boolean; nobody: boolean }
export type InboxView = { base: BaseView; sort: SortName; filters: Filters; columns: readonly ColumnName[] }

export const noFilters: Filters = { priorities: [], codes: [], languages: [], late: false, mine: false, nobody: false }
export const usualColumns: readonly ColumnName[] = ['number', 'place', 'state', 'priority', 'with', 'last']
export const usualView: InboxView = { base: 'open', sort: 'turn', filters: noFilters, columns: usualColumns }

/** How many filters are set. */
export function filterCount({ priorities, codes, languages, late, mine, nobody }: Filters): number {
  return priorities.length + codes.length + languages.length + [late, mine, nobody].filter(Boolean).length
}

/** True where a line passes every filter that is set; `me` is the reader's member id. */
export function passes({ row, summary }: OpenedRow, filters: Filters, me: Hex, today: number): boolean {
  if (filters.late && turnOf(row, today) !== 'late') return false
  if (filters.mine && row.assignee !== me) return false
  if (filters.nobody && row.assignee !== null) return false
  if (filters.priorities.length > 0 && !filters.priorities.includes(priorityOf(summary?.priority))) return false
  if (filters.languages.length > 0 && !filters.languages.includes(summary?.lang ?? '')) return false
  return filters.codes.length === 0 || filters.codes.some((code) => codeMatches(summary?.code ?? '', code))
}

/** A family (FL) takes all its codes, a code (FL-02) only itself; '' is a case that has no code yet. */
export function codeMatches(code: string, wanted: string): boolean {
  return wanted.length === 2 ? code.startsWith(`${wanted}-`) : code === wanted
}

/** 1 to 4, 0 where nobody has decided. */
export function priorityOf(text: string | undefined): number {
  const value = Number(text ?? '')
  return value >= 1 && value <= 4 ? value : 0
}

/** The lines in this order; `turn` leaves them as they came, for grouping comes after. Undecided priorities come last. */
export function sorted(rows: readonly OpenedRow[], sort: SortName): OpenedRow[] {
  const far = Number.MAX_SAFE_INTEGER
  const keys: Record<SortName, (opened: OpenedRow) => number> = {
    turn: () => 0,
    date: ({ row }) => row.nextDay ?? far,
    last: ({ row }) => -row.lastDay,
    priority: ({ summary }) => priorityOf(summary?.priority) || 9,
    arrived: ({ row }) => -row.day,
  }
  const key = keys[sort]
  return rows.toSorted((a, b) => key(a) - key(b))
}

/** A view out of a sealed record; what is unknown falls back to the usual, null for no view at all. */
export function viewFrom(content: string): (InboxView & { name: string }) | null {
  const read = objectIn(content)
  const name = read === null ? '' : textIn(read, 'name')
  if (read === null || name === '') return null
  const said = (typeof read['filters'] === 'object' && read['filters'] !== null ? read['filters'] : {}) as Readonly<Record<string, unknown>>
  const columns = textsIn(read, 'columns')
  return {
    name,
    base: baseViews.find((one) => one === read['base']) ?? 'open',
    sort: sortNames.find((one) => one === read['sort']) ?? 'turn',
    columns: Array.isArray(read['columns']) ? columnNames.filter((one) => columns.includes(one)) : usualColumns,
    filters: {
      priorities: Array.isArray(said['priorities']) ? said['priorities'].filter((one): one is number => typeof one === 'number') : [],
      codes: textsIn(said, 'codes'),
      languages: textsIn(said, 'languages'),
      late: said['late'] === true,
      mine: said['mine'] === true,
      nobody: said['nobody'] === true,
    },
  }
}
