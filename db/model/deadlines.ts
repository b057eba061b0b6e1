// Clocks and the arithmetic of days. A day is a day of the organisation's time zone; due dates are inclusive and are not moved for holidays.
import { dayFrom, type Day, type Instant } from './ids.ts'

/** The clocks that the server starts itself; what laws and triage add is in clock-rules.ts. */
export const clockRules = ['G-ACK', 'G-TRI', 'G-UPD', 'G-OUT', 'P1-SEE', 'P1-ACT'] as const
export type ClockRule = (typeof clockRules)[number]

export interface Clock {
  readonly rule: ClockRule
  readonly start: 'receipt' | 'last-update' | 'urgent-message'
  /** Days from the start; day 0 is the start itself. */
  readonly lengthDays: number
  readonly stopsAt: 'acknowledgement' | 'decision' | 'update' | 'outcome' | 'first-opening' | 'protective-step'
  readonly mayPause: boolean
  /** Generic clocks are our own promise; a legal profile cites its article. */
  readonly source: string
  readonly verifiedOn: string
  readonly effectiveFrom: string
}

const own = { source: 'own promise', verifiedOn: '2026-11-20', effectiveFrom: '2026-11-20' } as const

export const clocks: Readonly<Record<ClockRule, Clock>> = {
  'G-ACK': { rule: 'G-ACK', start: 'receipt', lengthDays: 3, stopsAt: 'acknowledgement', mayPause: false, ...own },
  'G-TRI': { rule: 'G-TRI', start: 'receipt', lengthDays: 10, stopsAt: 'decision', mayPause: true, ...own },
  'G-UPD': { rule: 'G-UPD', start: 'last-update', lengthDays: 30, stopsAt: 'update', mayPause: false, ...own },
  'G-OUT': { rule: 'G-OUT', start: 'receipt', lengthDays: 90, stopsAt: 'outcome', mayPause: true, ...own },
  'P1-SEE': { rule: 'P1-SEE', start: 'urgent-message', lengthDays: 1, stopsAt: 'first-opening', mayPause: false, ...own },
  'P1-ACT': { rule: 'P1-ACT', start: 'urgent-message', lengthDays: 3, stopsAt: 'protective-step', mayPause: false, ...own },
}

/** From the outcome on, the reporter may disagree for so many days; then the case is finished. */
export const daysToDisagree = 30

export interface RunningClock {
  readonly rule: ClockRule
  readonly startDay: Day
  readonly dueDay: Day
}

/** The clocks that start when a report arrives. */
export function clocksAtReceipt(day: Day, urgent: boolean): RunningClock[] {
  return clockRules.filter((rule) => clocks[rule].start !== 'urgent-message' || urgent).map((rule) => clockFrom(rule, day))
}

/** The clock as it runs from `day`; its due day is the last day on which the promise is kept. */
export function clockFrom(rule: ClockRule, day: Day): RunningClock {
  return { rule, startDay: day, dueDay: addDays(day, clocks[rule].lengthDays) }
}

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

const msPerDay = 86_400_000

/** The day that the calendar on the wall shows at this instant in an IANA time zone; throws RangeError for an unknown zone. */
export function dayAt(instant: Instant, zone: string): Day {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', year: 'numeric', month: 'numeric', day: 'numeric',
  }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  return dayOf({ year: part('year'), month: part('month'), day: part('day') })
}

/** The day of a civil date; throws RangeError for one that no calendar has, or before 1970. */
export function dayOf(date: CivilDate): Day {
  const ms = Date.UTC(date.year, date.month - 1, date.day)
  const back = new Date(ms)
  if (back.getUTCMonth() !== date.month - 1 || back.getUTCDate() !== date.day) throw new RangeError('no such date')
  return dayFrom(ms / msPerDay)
}

/** Year, month and day of the month on which that day falls. */
export function civilDate(day: Day): CivilDate {
  const date = new Date(day * msPerDay)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** So many days later, or earlier for a negative number; throws RangeError before 1970. */
export function addDays(day: Day, days: number): Day {
  return dayFrom(day + days)
}

/** The same day of a later month; where that month is shorter, its last day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: ofMonth } = civilDate(day)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return dayOf({ year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(ofMonth, last) })
}
