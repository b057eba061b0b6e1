// THE transition table, and what the reporter's page makes of the desk's signed events.
import { clockFrom, clocks, type ClockRule, type RunningClock } from './deadlines.ts'
import type { Day } from './ids.ts'
import type { MemberRole, Verb } from './roles.ts'

/** Every state of the domain. Only those that `transitions` reaches are in use; the others have their words already. */
export const caseStates = [
  'RECEIVED', 'ACKNOWLEDGED', 'TRIAGE', 'ACCEPTED', 'DECLINED', 'REFERRED', 'INVESTIGATING', 'FINDINGS_REVIEW',
  'REMEDY_PLAN', 'REMEDYING', 'OUTCOME_GIVEN', 'APPEAL', 'CLOSED', 'ARCHIVED',
] as const
export type CaseState = (typeof caseStates)[number]

/** Whose turn it is; the place in the list is the number on the wire and in SQL. */
export const turns = ['nobody', 'desk', 'reporter', 'others'] as const
export type Turn = (typeof turns)[number]

/** `server`: the database can check it. `desk`: only the desk's browser can read what it is about (desk-guards.ts, the form of the step), and records it in a signed entry. */
export type Guard =
  | { readonly at: 'server'; readonly rule: 'message-to-reporter' | 'next-day' | 'end-day' }
  | { readonly at: 'desk'; readonly rule: 'conflict-declared' | 'result-and-what-was-done' | 'reason' | 'reporter-agrees-or-time-is-over' | 'new-facts' }

export interface Transition {
  readonly from: CaseState
  readonly verb: Verb
  readonly to: CaseState
  readonly who: MemberRole
  readonly guards: readonly Guard[]
}

const told: Guard = { at: 'server', rule: 'message-to-reporter' }
const nextDay: Guard = { at: 'server', rule: 'next-day' }
const endDay: Guard = { at: 'server', rule: 'end-day' }
const desk = (rule: Extract<Guard, { at: 'desk' }>['rule']): Guard => ({ at: 'desk', rule })

/** A state that the reporter is shown is a signed message, so every change goes out with one. */
export const transitions: readonly Transition[] = [
  { from: 'RECEIVED', verb: 'acknowledge', to: 'ACKNOWLEDGED', who: 'handler', guards: [told, nextDay] },
  { from: 'ACKNOWLEDGED', verb: 'begin-triage', to: 'TRIAGE', who: 'handler', guards: [told, nextDay, desk('conflict-declared')] },
  { from: 'TRIAGE', verb: 'give-outcome', to: 'OUTCOME_GIVEN', who: 'lead', guards: [told, endDay, desk('result-and-what-was-done')] },
  // The domain asks for two people here: D-012.
  { from: 'TRIAGE', verb: 'decline', to: 'DECLINED', who: 'lead', guards: [told, endDay, desk('reason')] },
  { from: 'OUTCOME_GIVEN', verb: 'close', to: 'CLOSED', who: 'lead', guards: [told, desk('reporter-agrees-or-time-is-over')] },
  { from: 'DECLINED', verb: 'close', to: 'CLOSED', who: 'lead', guards: [told, desk('reporter-agrees-or-time-is-over')] },
  { from: 'CLOSED', verb: 'reopen', to: 'TRIAGE', who: 'lead', guards: [told, nextDay, desk('new-facts')] },
]

/** The state of that name, or `null`. */
export function caseStateFrom(text: string): CaseState | null {
  return caseStates.find((state) => state === text) ?? null
}

/** The rows that lead on from a state for somebody with this role. */
export function stepsFrom(state: CaseState, role: MemberRole): Transition[] {
  return transitions.filter((row) => row.from === state && (role === 'lead' || row.who === 'handler'))
}

/** The row between two states, or `null` where none leads. */
export function transitionBetween(from: CaseState, to: CaseState): Transition | null {
  return transitions.find((row) => row.from === from && row.to === to) ?? null
}

/** What a change of state, or a mere message to the reporter (`from` equal to `to`), does to the clocks of a case. */
export function clocksAfter(from: CaseState, to: CaseState, today: Day): { stop: ClockRule[]; start: RunningClock[] } {
  const over = to === 'OUTCOME_GIVEN' || to === 'DECLINED' || to === 'CLOSED'
  const stop: ClockRule[] = to === 'RECEIVED' ? [] : ['G-ACK', 'P1-SEE']
  if (over) return { stop: [...stop, 'G-TRI', 'G-UPD', 'G-OUT'], start: [] }
  const reopened = from === 'CLOSED'
  const start: ClockRule[] = reopened ? ['G-TRI', 'G-UPD', 'G-OUT'] : ['G-UPD']
  return { stop, start: start.map((rule) => clockFrom(rule, today)) }
}

/** One signed event of a desk as the reporter's page reads it; days are days since 1970-01-01. */
export interface ToldEvent {
  readonly state: CaseState
  readonly sinceDay: number | null
  readonly nextDay: number | null
  readonly endDay: number | null
}

/** An event from its payload fields (decimal numbers); `null` if it changes no state or names one that this version does not know. */
export function toldEvent(fields: { readonly [name in 'state' | 'sinceDay' | 'nextDay' | 'endDay']?: string | undefined }): ToldEvent | null {
  const state = fields.state === undefined ? null : caseStateFrom(fields.state)
  if (state === null) return null
  return { state, sinceDay: number(fields.sinceDay), nextDay: number(fields.nextDay), endDay: number(fields.endDay) }
}

export interface StateForReporter {
  readonly state: CaseState
  /** Since when it holds; of RECEIVED the day of receipt. */
  readonly sinceDay: number | null
  /** The promised day of the next news; `null` where none was promised or nothing more is to come. */
  readonly nextDay: number | null
  /** Until when she may disagree or write. */
  readonly endDay: number | null
  /** A promised day is past and nothing came. */
  readonly late: boolean
  /** Closed, or the time to disagree is over; derived here, so that silence of the server cannot keep a case open or close it. */
  readonly finished: boolean
}

/** What to show after the events believed so far, oldest first. `receivedDay` from the verified receipt. Pure: the server is not asked. */
export function stateForReporter(receivedDay: number, events: readonly ToldEvent[], today: number): StateForReporter {
  const last = events[events.length - 1]
  if (last === undefined) {
    const nextDay = receivedDay + clocks['G-ACK'].lengthDays
    return { state: 'RECEIVED', sinceDay: receivedDay, nextDay, endDay: null, late: today > nextDay, finished: false }
  }
  const timeOver = (last.state === 'OUTCOME_GIVEN' || last.state === 'DECLINED') && last.endDay !== null && today > last.endDay
  const finished = last.state === 'CLOSED' || timeOver
  const late = !finished && last.nextDay !== null && today > last.nextDay
  return { ...last, nextDay: finished ? null : last.nextDay, late, finished }
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null
}
