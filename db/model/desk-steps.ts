// What an act of the desk does to the state, the turn and the dates. Everything the reporter is promised goes out as a signed event with it.

import type { CaseColumns } from '#crypto/answers.ts'
import type { DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { EventFields } from '#crypto/worker/views.ts'
import { caseStateFrom, stepsFrom, type CaseState } from './case-state.ts'
import { clocks, daysToDisagree } from './deadlines.ts'
import type { MemberRole, Verb } from './roles.ts'

export type CaseFacts = { columns: CaseColumns; receivedDay: number; sinceDay: number | null; today: number }
export type Step = { verb: Verb; to: CaseState }
export type After = { columns: NewColumns; event: EventFields }

/** How long a reporter can still write after the end. */
const daysToWrite = 365
/** The least time a promise gives us when its clock has run out. */
const graceDays = 3

/** What this member may do next, from the one transition table. */
export function stepsOf(columns: CaseColumns, role: MemberRole): Step[] {
  const state = caseStateFrom(columns.state)
  return state === null ? [] : stepsFrom(state, role).map(({ verb, to }) => ({ verb, to }))
}

/** The day that a step promises unless the member chooses another one; null where the step ends with no promise. */
export function promisedDay(step: Step, facts: CaseFacts): number | null {
  const { receivedDay, today } = facts
  const soon = today + graceDays
  switch (step.verb) {
    case 'acknowledge':
      return Math.max(receivedDay + clocks['G-TRI'].lengthDays, soon)
    case 'reopen':
      return today + clocks['G-TRI'].lengthDays
    case 'give-outcome':
    case 'decline':
      return today + daysToDisagree
    case 'close':
      return today + daysToWrite
    default:
      return newsDay(facts)
  }
}

/** The next regular news: thirty days on, but never behind the day of the result. */
export function newsDay({ receivedDay, today }: CaseFacts): number {
  const result = receivedDay + clocks['G-OUT'].lengthDays
  return Math.max(Math.min(today + clocks['G-UPD'].lengthDays, result), today + graceDays)
}

/** Columns and event of a step with the day that was chosen for it. */
export function afterStep(step: Step, day: number, facts: CaseFacts): After {
  const ends = step.verb === 'give-outcome' || step.verb === 'decline'
  const closes = step.verb === 'close'
  const nextDay = closes ? null : day
  const endDay = ends || closes ? day : null
  const turn = ends ? 'reporter' : closes ? 'nobody' : 'desk'
  return after(step.to, turn, nextDay, endDay, facts)
}

/** A message to the reporter: the first one also says that a person has read theirs; a question waits for them until `askUntil`. */
export function afterMessage(facts: CaseFacts, askUntil: number | null): After {
  const { columns } = facts
  const first = columns.state === 'RECEIVED'
  const ended = columns.state === 'CLOSED' || columns.state === 'OUTCOME_GIVEN' || columns.state === 'DECLINED'
  const state = first ? 'ACKNOWLEDGED' : columns.state
  if (askUntil !== null) return after(state, 'reporter', askUntil, columns.endDay, facts)
  if (ended) return after(state, columns.state === 'CLOSED' ? 'nobody' : 'reporter', columns.nextDay, columns.endDay, facts)
  const day = first ? promisedDay({ verb: 'acknowledge', to: 'ACKNOWLEDGED' }, facts) : newsDay(facts)
  return after(state, 'desk', day, columns.endDay, facts)
}

/** Columns that keep everything but the assignee. */
export function withAssignee(columns: CaseColumns, assignee: string | null): NewColumns {
  return { ...columns, assignee }
}

/** The event as one of the writes of a request. */
export function eventWrite(event: EventFields, lang: string): DeskWrite {
  return { type: 'event', fields: event, lang }
}

function after(state: string, turn: NewColumns['turn'], nextDay: number | null, endDay: number | null, facts: CaseFacts): After {
  const { columns, today, sinceDay } = facts
  const since = state === columns.state && sinceDay !== null ? sinceDay : today
  const day = (name: 'nextDay' | 'endDay', value: number | null) => (value === null ? {} : { [name]: String(value) })
  return {
    columns: { version: columns.version, state, turn, nextDay, endDay, assignee: columns.assignee },
    event: { state, sinceDay: String(since), ...day('nextDay', nextDay), ...day('endDay', endDay) },
  }
}
