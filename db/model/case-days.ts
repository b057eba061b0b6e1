// When what happened in a case, as far as a clock asks, from what was signed in it.
import type { CaseState } from './case-state.ts'
import type { Day } from './ids.ts'

/** Null where it has not happened. */
export interface CaseDays {
  readonly receivedDay: Day
  readonly acknowledgedDay: Day | null
  /** When danger was told, or the case was found to be of the first priority. */
  readonly urgentDay: Day | null
  readonly declinedDay: Day | null
  readonly investigationToldDay: Day | null
  readonly remedyDecidedDay: Day | null
  readonly correctiveToldDay: Day | null
  /** A message with what was done or is planned, and why. */
  readonly feedbackDay: Day | null
  readonly protectiveDay: Day | null
  readonly outcomeDay: Day | null
  readonly closedDay: Day | null
}

/** One state that a desk told the reporter, with the day on which it was told. */
export interface ToldState {
  readonly state: CaseState
  readonly day: Day
}

type Other = Pick<CaseDays, 'receivedDay' | 'urgentDay' | 'feedbackDay' | 'protectiveDay'>

/** The days of a case from its believed states, oldest first. What can happen again (outcome, closing, a decision) counts from the last time; the rest from the first. */
export function caseDaysOf(told: readonly ToldState[], other: Other): CaseDays {
  const first = (...states: CaseState[]): Day | null => told.find(({ state }) => states.includes(state))?.day ?? null
  const last = (state: CaseState): Day | null => {
    // The same state told twice in a row began with the first of them.
    const begun = told.filter((one, at) => one.state === state && told[at - 1]?.state !== state)
    return begun.at(-1)?.day ?? null
  }
  return {
    ...other,
    acknowledgedDay: told.find(({ state }) => state !== 'RECEIVED')?.day ?? null,
    declinedDay: last('DECLINED'),
    investigationToldDay: first('INVESTIGATING'),
    remedyDecidedDay: last('REMEDY_PLAN'),
    correctiveToldDay: last('REMEDYING'),
    outcomeDay: last('OUTCOME_GIVEN'),
    closedDay: last('CLOSED'),
  }
}
