// What the desk's own numbers are made of: clear days and what stands in the sealed summaries. Pure.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import { knownRule, type DueClock } from '../due/lanes.ts'
import { turnOf, type OpenedRow } from '../inbox/rows.ts'

export type Median = { days: number; n: number }

/** The middle of these numbers, the lower and the upper middle halved; null where there are none. */
export function medianOf(values: readonly number[]): Median | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper
  return { days: (lower + upper) / 2, n: values.length }
}

/** Steps of age in days: from (inclusive) to (inclusive), null for no end. */
export const ageSteps = [[0, 7], [8, 30], [31, 90], [91, 180], [181, null]] as const satisfies readonly (readonly [number, number | null])[]

/** Open cases by the days since they arrived, one number for each of `ageSteps`. */
export function ageing(rows: readonly OpenedRow[], today: DayNumber): number[] {
  const open = uniqueCases(rows).filter(({ row }) => row.turn !== 'nobody')
  return ageSteps.map(([from, to]) => open.filter(({ row }) => today - row.day >= from && (to === null || today - row.day <= to)).length)
}

/** `who` is a member id, null for nobody, `others` for people who are in none of the reader's teams, or no longer. */
export type Load = { who: Hex | 'others' | null; open: number; late: number }

/** Open cases for each member who has one, most first; people outside of `members` are counted as one, because how much they carry is not this team's to watch. */
export function loadPerHandler(rows: readonly OpenedRow[], today: DayNumber, members: ReadonlySet<Hex>): Load[] {
  const loads = new Map<Load['who'], Load>()
  for (const { row } of uniqueCases(rows)) {
    if (row.turn === 'nobody') continue
    const who = row.assignee === null || members.has(row.assignee) ? row.assignee : 'others'
    const before = loads.get(who) ?? { who, open: 0, late: 0 }
    loads.set(who, { ...before, open: before.open + 1, late: before.late + (turnOf(row, today) === 'late' ? 1 : 0) })
  }
  return [...loads.values()].toSorted((a, b) => b.open - a.open || String(a.who).localeCompare(String(b.who)))
}

export type Answered = { caseId: Hex; receivedDay: DayNumber; dueDay: DayNumber; stoppedDay: DayNumber }

/** Cases whose clock of this rule has stopped, with the day of receipt; a case that the inbox does not list is left out. */
export function answered(rule: 'G-ACK' | 'G-OUT', clocks: readonly DueClock[], rows: readonly OpenedRow[]): Answered[] {
  const received = new Map(rows.map(({ row }) => [row.caseId, row.day]))
  const found = new Map<Hex, Answered>()
  for (const { caseId, clockId, dueDay, stoppedDay } of clocks) {
    const receivedDay = received.get(caseId)
    if (stoppedDay !== null && receivedDay !== undefined && knownRule(clockId) === rule) found.set(caseId, { caseId, receivedDay, dueDay, stoppedDay })
  }
  return [...found.values()]
}

export type QuarterShare = { from: DayNumber; to: DayNumber; inTime: number; all: number }

/** For each of the last `quarters` quarters of the calendar, by day of receipt: how many, and how many were answered in time. */
export function inTimeByQuarter(answers: readonly Answered[], today: DayNumber, quarters: number): QuarterShare[] {
  const now = new Date(today * dayMs)
  const first = (back: number) => Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 - back * 3, 1) / dayMs
  return Array.from({ length: quarters }, (_, at) => {
    const back = quarters - 1 - at
    const [from, to] = [first(back), first(back - 1) - 1]
    const inside = answers.filter((one) => one.receivedDay >= from && one.receivedDay <= to)
    return { from, to: Math.min(to, today), inTime: inside.filter((one) => one.stoppedDay <= one.dueDay).length, all: inside.length }
  })
}

/** How many open cases carry each value, most first; unnamed ones come last under ''. */
export function countBy(rows: readonly OpenedRow[], value: (opened: OpenedRow) => string): [value: string, count: number][] {
  const counts = new Map<string, number>()
  for (const opened of uniqueCases(rows)) {
    if (opened.row.turn === 'nobody') continue
    const key = value(opened)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].toSorted(([a, m], [b, n]) => Number(a === '') - Number(b === '') || n - m || (a < b ? -1 : 1))
}

/** One line per case: a case on two desks of one member comes twice from the server. */
export function uniqueCases(rows: readonly OpenedRow[]): OpenedRow[] {
  return [...new Map(rows.map((opened) => [opened.row.caseId, opened])).values()]
}

const dayMs = 86_400_000
