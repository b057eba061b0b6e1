// Between the desk's clocks and the server's rows: what goes sealed into the case, what the server is told, and how both are read back.
import type { CaseClock } from './case-clocks.ts'
import { noticeDays } from './case-clocks.ts'
import type { ClockChange } from './clock-plan.ts'
import { addDays, clockRules, clocks, type ClockRule } from './deadlines.ts'
import { dayFrom, type Day } from './ids.ts'

/** Fixed ids of the clocks that the server starts and stops itself; every other id is random, and its rule is sealed. */
export const clockIds: Readonly<Record<ClockRule, string>> = {
  'G-ACK': idOf(1), 'G-TRI': idOf(2), 'G-UPD': idOf(3), 'G-OUT': idOf(4), 'P1-SEE': idOf(5), 'P1-ACT': idOf(6),
}

export type ClockSaid =
  | { readonly kind: 'clock-set'; readonly clockId: string; readonly dueDay: number; readonly notices: number[] }
  | { readonly kind: 'clock-stop'; readonly clockId: string }

export interface ClockRow {
  readonly clockId: string
  readonly dueDay: number
  readonly notices: readonly number[]
  readonly stoppedDay: number | null
}

/** The records to seal and the acts to send in the same write. A clock that was met before it was chosen is a record only. */
export function clockWrites(changes: readonly ClockChange[]): { records: { object: string; content: CaseClock }[]; acts: ClockSaid[] } {
  const acts = changes.flatMap(({ kind, clock }): ClockSaid[] => {
    if (kind === 'stop') return [{ kind: 'clock-stop', clockId: clock.clockId }]
    return clock.stoppedDay === null ? [{ kind: 'clock-set', clockId: clock.clockId, dueDay: clock.dueDay, notices: [...clock.notices] }] : []
  })
  return { records: changes.map(({ clock }) => ({ object: clock.clockId, content: clock })), acts }
}

/** Every clock of a case: the sealed ones, and the server's own where no sealed record speaks of the same days. */
export function clocksOfCase(rows: readonly ClockRow[], records: readonly CaseClock[]): CaseClock[] {
  const own = clockRules.flatMap((rule) => {
    const row = rows.find(({ clockId }) => clockId === clockIds[rule])
    const record = records.find(({ clockId }) => clockId === clockIds[rule])
    if (row === undefined) return record === undefined ? [] : [record]
    const stoppedDay = row.stoppedDay === null ? null : dayFrom(row.stoppedDay)
    return [record !== undefined && record.dueDay === row.dueDay ? { ...record, stoppedDay: record.stoppedDay ?? stoppedDay } : ofRow(rule, row, stoppedDay)]
  })
  const fixed = new Set(Object.values(clockIds))
  return [...own, ...records.filter(({ clockId }) => !fixed.has(clockId))]
}

function ofRow(rule: ClockRule, row: ClockRow, stoppedDay: Day | null): CaseClock {
  const dueDay = dayFrom(row.dueDay)
  const startDay = addDays(dueDay, -clocks[rule].lengthDays)
  return { clockId: clockIds[rule], rule, startDay, dueDay, notices: noticeDays(startDay, dueDay), pauses: [], stoppedDay }
}

function idOf(n: number): string {
  return n.toString(16).padStart(32, '0')
}
