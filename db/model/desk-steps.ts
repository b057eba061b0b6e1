// What an act of the desk does to the state, the turn and the dates. Everything the reporter is promised goes out as a signed event with it.

import type { CaseColumns } from '#crypto/answers.ts'
import type { DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { EventFields } from '#crypto/worker/views.ts'
import { caseStateFrom, stepsFrom, type CaseFlag, type CaseState, type StepVerb, type Transition } from './case-state.ts'
import { clocks, daysToDisagree } from './deadlines.ts'
import { eventUnder, parseProposal, proposalBody, type DecisionKind, type ProposalInput } from './proposals.ts'
import type { ReferralTold } from './referral.ts'
import type { MemberRole } from './roles.ts'

/** `flags`: what is true beside the state (case-state.ts); `referral`: the office that was told meanwhile; `waits`: an authority asked
 * us to wait. The reporter reads of all three with every event. */
export type CaseFacts = { columns: CaseColumns; receivedDay: number; sinceDay: number | null; today: number; flags?: readonly CaseFlag[]; referral?: ReferralTold | null; waits?: boolean }
export type Step = { verb: StepVerb; to: CaseState }
export type After = { columns: NewColumns; event: EventFields }

/** How long a reporter can still write after the end, and is asked whether anything bad has happened since. */
export const daysToWrite = 365
/** The least time a promise gives us when its clock has run out. */
const graceDays = 3
/** How long a plan waits for the reporter's word, and how long an archived case is still there. */
const planDays = 14
const farewellDays = 30

/**
 * What this member may do next, from the one transition table. A step for two people is among them for everybody, who can
 * propose it; one that only the reporter's own words ask for is not.
 */
export function stepsOf(columns: Pick<CaseColumns, 'state'>, role: MemberRole): Step[] {
  const state = caseStateFrom(columns.state)
  const rows = state === null ? [] : stepsFrom(state, 'lead')
  const open = rows.filter((row) => row.by !== 'reporter' && (role === 'lead' || row.who === 'handler' || isForTwo(row)))
  // Passing it on is open nearly everywhere and seldom what comes next.
  return [...open.filter(({ verb }) => verb !== 'refer'), ...open.filter(({ verb }) => verb === 'refer')].map(({ verb, to }) => ({ verb, to }))
}

/** Whether nobody takes this step alone. */
export function isForTwo({ guards }: Pick<Transition, 'guards'>): boolean {
  return guards.some(({ rule }) => rule === 'second-person')
}

/** The day that a step promises unless the member chooses another one. */
export function promisedDay(step: Step, facts: CaseFacts): number {
  const { receivedDay, today } = facts
  switch (step.verb) {
    case 'acknowledge':
      return Math.max(receivedDay + clocks['G-TRI'].lengthDays, today + graceDays)
    case 'reopen':
    case 'take-up':
    case 'appeal':
      return today + clocks['G-TRI'].lengthDays
    case 'give-outcome':
    case 'decline':
      return today + daysToDisagree
    case 'plan-remedy':
      return today + planDays
    case 'close':
      return today + daysToWrite
    case 'archive':
      return today + farewellDays
    default:
      return newsDay(facts)
  }
}

/** The next regular news: thirty days on, but not behind the day of the result while that one is still ahead. */
export function newsDay({ receivedDay, today }: CaseFacts): number {
  const result = receivedDay + clocks['G-OUT'].lengthDays
  const regular = today + clocks['G-UPD'].lengthDays
  return result >= today ? Math.max(Math.min(regular, result), today + graceDays) : today + graceDays
}

/** Columns and event of a step with the day that was chosen for it. */
export function afterStep(step: Step, day: number, facts: CaseFacts): After {
  const open = step.verb === 'give-outcome' || step.verb === 'decline'
  const over = step.verb === 'close' || step.verb === 'archive'
  return after(step.to, turnAfter(step.verb), over ? null : day, open || over ? day : null, facts)
}

/** A message to the reporter: the first one also says that a person has read theirs; a question waits for them until `askUntil`. */
export function afterMessage(facts: CaseFacts, askUntil: number | null): After {
  const { columns } = facts
  const first = columns.state === 'RECEIVED'
  const state = first ? 'ACKNOWLEDGED' : columns.state
  if (askUntil !== null) return after(state, 'reporter', askUntil, columns.endDay, facts)
  const settled = settledTurn(columns.state)
  if (settled !== null) return after(state, settled, columns.nextDay, columns.endDay, facts)
  const day = first ? promisedDay({ verb: 'acknowledge', to: 'ACKNOWLEDGED' }, facts) : newsDay(facts)
  return after(state, columns.state === 'REFERRED' ? 'others' : 'desk', day, columns.endDay, facts)
}

/** Columns that keep everything but the assignee. */
export function withAssignee(columns: CaseColumns, assignee: string | null): NewColumns {
  return { ...columns, assignee }
}

/** The event as one of the writes of a request. */
export function eventWrite(event: EventFields, lang: string): DeskWrite {
  return { type: 'event', fields: event, lang }
}

/** A proposal as one of the writes of a request, with the event that it would tell where the reporter wants two names under it. Throws like `proposalBody`. */
export function proposalWrite<Kind extends DecisionKind>(kind: Kind, value: ProposalInput<Kind>, lang: string): DeskWrite {
  const body = proposalBody(kind, value)
  const reads = eventUnder(parseProposal(kind, body))
  return { type: 'proposal', fields: { kind, body }, lang, ...(reads === undefined ? {} : { reads }) }
}

function turnAfter(verb: StepVerb): NewColumns['turn'] {
  if (verb === 'close' || verb === 'archive') return 'nobody'
  if (verb === 'give-outcome' || verb === 'decline' || verb === 'plan-remedy') return 'reporter'
  return verb === 'refer' ? 'others' : 'desk'
}

// Where only the reporter or nobody has to do something, a letter changes neither the turn nor the days.
function settledTurn(state: string): NewColumns['turn'] | null {
  if (state === 'CLOSED' || state === 'ARCHIVED') return 'nobody'
  return state === 'OUTCOME_GIVEN' || state === 'DECLINED' || state === 'REMEDY_PLAN' ? 'reporter' : null
}

function after(state: string, turn: NewColumns['turn'], nextDay: number | null, endDay: number | null, facts: CaseFacts): After {
  const { columns, today, sinceDay, flags = [], referral = null, waits = false } = facts
  const protecting = flags.includes('PROTECTING') && !['CLOSED', 'ARCHIVED'].includes(state)
  // Where it is the state itself, or over, the state says so.
  const ended = ['DECLINED', 'OUTCOME_GIVEN', 'CLOSED', 'ARCHIVED'].includes(state)
  const besides = referral === null || ended || state === 'REFERRED' ? null : referral
  const paused = waits && !ended
  const told = [...(protecting ? ['PROTECTING'] : []), ...(besides === null ? [] : ['REFERRED']), ...(paused ? ['PAUSED'] : [])].join(',')
  const since = state === columns.state && sinceDay !== null ? sinceDay : today
  const day = (name: 'nextDay' | 'endDay', value: number | null) => (value === null ? {} : { [name]: String(value) })
  return {
    columns: { version: columns.version, state, turn, nextDay, endDay, assignee: columns.assignee },
    event: { state, sinceDay: String(since), ...day('nextDay', nextDay), ...day('endDay', endDay), ...(told === '' ? {} : { flags: told }), ...besides, ...(paused ? { reason: 'WAIT_OFFICE' } : {}) },
  }
}
