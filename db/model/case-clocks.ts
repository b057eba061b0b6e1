// One clock of a case as the desk knows it: the rule is sealed in the case, and the server holds the due and notice days only.
// Everything is a whole day of the organisation; nothing moves for a holiday.
import { clockRuleRows, type RuleId } from './clock-rules.ts'
import { dayFrom, type Day } from './ids.ts'

/** Why a clock stands still. Words: `pauseReason.`. */
export const pauseReasons = ['waiting-reporter', 'authority-asked'] as const
export type PauseReason = (typeof pauseReasons)[number]

export interface Pause {
  readonly from: Day
  /** The first day on which the clock counts again, at the latest. */
  readonly until: Day
  /** The day on which it was ended before `until`; null where it runs, or ran to its end. */
  readonly endedDay: Day | null
  readonly reason: PauseReason
  /** What the authority wrote, and who agreed: empty where the reporter is waited for. */
  readonly document: string
  readonly approver: string
}

/** The body of a `clock` work record; its object is `clockId`, 32 hexadecimal digits. */
export interface CaseClock {
  readonly clockId: string
  readonly rule: RuleId
  readonly startDay: Day
  /** The last day on which it is kept, pauses included. */
  readonly dueDay: Day
  /** One to four, rising, the last is the due day. */
  readonly notices: readonly Day[]
  readonly pauses: readonly Pause[]
  readonly stoppedDay: Day | null
}

/** The days on which 50, 75, 90 and 100 per cent of the time are over, each day once: one to four, rising, the last is `dueDay`. */
export function noticeDays(startDay: Day, dueDay: Day): Day[] {
  const length = dueDay - startDay
  if (length < 0) throw new RangeError('a clock that is due before it starts')
  const marks = [10, 15, 18, 20].map((twentieths) => startDay + Math.ceil((twentieths * length) / 20))
  return [...new Set(marks)].map(dayFrom)
}

/** 50, 75, 90 or 100 per cent of the time is over on `today`, pauses not counted; 0 before the first of these marks. */
export function shareOver(clock: CaseClock, today: Day): 0 | 50 | 75 | 90 | 100 {
  const length = clock.dueDay - clock.startDay - pausedDays(clock, clock.dueDay)
  const over = 20 * (lastDay(clock, today) - clock.startDay - pausedDays(clock, today))
  return over >= 20 * length ? 100 : over >= 18 * length ? 90 : over >= 15 * length ? 75 : over >= 10 * length ? 50 : 0
}

/** Days from the start until it stopped, or until `today`, with every pause. Reports show these. */
export function grossDays(clock: CaseClock, today: Day): number {
  return Math.max(0, lastDay(clock, today) - clock.startDay)
}

/** The same without the pauses; shown beside the gross time, never instead of it. */
export function netDays(clock: CaseClock, today: Day): number {
  return Math.max(0, grossDays(clock, today) - pausedDays(clock, lastDay(clock, today)))
}

/** Days of all pauses that lie before `today`. */
export function pausedDays(clock: CaseClock, today: Day): number {
  return clock.pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(pause.endedDay ?? pause.until, today) - pause.from), 0)
}

/** The pause in which the clock stands on `today`, or null. */
export function runningPause(clock: CaseClock, today: Day): Pause | null {
  if (clock.stoppedDay !== null) return null
  return clock.pauses.find((pause) => pause.endedDay === null && today < pause.until) ?? null
}

/** True where the promise was broken: stopped after its due day, or running past it. A clock that merely runs out is never late. */
export function isLate(clock: CaseClock, today: Day): boolean {
  return clockRuleRows[clock.rule].stop !== 'runs-out' && lastDay(clock, today) > clock.dueDay
}

/** True until something stopped it, or until a clock that only runs out has done so. */
export function isRunning(clock: CaseClock, today: Day): boolean {
  return clock.stoppedDay === null && (clockRuleRows[clock.rule].stop !== 'runs-out' || today <= clock.dueDay)
}

/** The running clock that is due first, or null: where several laws apply, the strictest is shown. */
export function strictest(clocks: readonly CaseClock[], today: Day): CaseClock | null {
  const running = clocks.filter((clock) => isRunning(clock, today) && clockRuleRows[clock.rule].stop !== 'runs-out')
  return running.reduce<CaseClock | null>((first, clock) => (first === null || clock.dueDay < first.dueDay ? clock : first), null)
}

function lastDay(clock: CaseClock, today: Day): Day {
  return clock.stoppedDay ?? today
}
