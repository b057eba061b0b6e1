// A clock may stand still for two reasons only: the reporter was asked something, or an authority asked us to wait.
// The due day moves by as much; the days before the pause stay as they were, and the gross time is never hidden.
import { clockRuleRows } from './clock-rules.ts'
import { runningPause, type CaseClock, type Pause } from './case-clocks.ts'
import { dayFrom, type Day } from './ids.ts'

/** All waiting for the reporter on one clock together; our own limit, so that a question cannot stop a case. */
export const longestWait = 30
/** One wait for an authority; afterwards somebody looks and decides anew. */
export const longestAuthorityWait = 183

export type PauseRefusal = 'not-pausable' | 'stopped' | 'paused-already' | 'overdue' | 'not-forward' | 'too-long' | 'needs-document' | 'needs-approver'

/** The clock standing still from `from` until `until`, its due day and later notices moved by that length; or why it may not. */
export function pauseClock(clock: CaseClock, pause: Omit<Pause, 'endedDay'>): CaseClock | PauseRefusal {
  if (!clockRuleRows[clock.rule].mayPause) return 'not-pausable'
  if (clock.stoppedDay !== null) return 'stopped'
  if (runningPause(clock, pause.from) !== null) return 'paused-already'
  if (pause.from > clock.dueDay) return 'overdue'
  if (pause.until <= pause.from || pause.from < clock.startDay) return 'not-forward'
  if (pause.reason === 'waiting-reporter' && waited(clock) + pause.until - pause.from > longestWait) return 'too-long'
  if (pause.reason === 'authority-asked') {
    if (pause.until - pause.from > longestAuthorityWait) return 'too-long'
    if (pause.document.trim() === '') return 'needs-document'
    if (pause.approver.trim() === '') return 'needs-approver'
  }
  return moved({ ...clock, pauses: [...clock.pauses, { ...pause, endedDay: null }] }, pause.from, pause.until - pause.from)
}

/** The clock counting again from `today`, its days moved back by what was left of the pause; unchanged where it is not paused on that day. */
export function resumeClock(clock: CaseClock, today: Day): CaseClock {
  const pause = runningPause(clock, today)
  if (pause === null || today < pause.from) return clock
  const pauses = clock.pauses.map((one) => (one === pause ? { ...one, endedDay: today } : one))
  return moved({ ...clock, pauses }, pause.from, today - pause.until)
}

/** How many days of waiting for the reporter are left on this clock. */
export function waitLeft(clock: CaseClock): number {
  return Math.max(0, longestWait - waited(clock))
}

function waited(clock: CaseClock): number {
  return clock.pauses
    .filter(({ reason }) => reason === 'waiting-reporter')
    .reduce((sum, pause) => sum + (pause.endedDay ?? pause.until) - pause.from, 0)
}

// Notices before the pause went out already; one on its first day belongs to the time that is left.
function moved(clock: CaseClock, from: Day, by: number): CaseClock {
  const notices = clock.notices.map((day) => (day < from ? day : dayFrom(day + by)))
  return { ...clock, dueDay: dayFrom(clock.dueDay + by), notices }
}
