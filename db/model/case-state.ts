// THE transition table. The names of the states stand in states.ts, what a reporter's page makes of them in told-state.ts: both go to her without the table.
import { clockFrom, type ClockRule, type RunningClock } from './deadlines.ts'
import type { Day } from './ids.ts'
import type { MemberRole, StepVerb } from './roles.ts'
import { caseStates, type CaseState } from './states.ts'

export { caseFlags, caseStates, caseStateFrom, turns, type CaseFlag, type CaseState, type Turn } from './states.ts'
export type { StepVerb }

export type ServerRule = 'message-to-reporter' | 'next-day' | 'end-day' | 'second-person' | 'no-hold' | 'watch-over'
export type DeskRule =
  | 'conflict-declared' | 'triage-complete' | 'severity-known' | 'grave-needs-independent' | 'reason' | 'reason-holds' | 'result-and-what-was-done' | 'gift-entered' | 'plain-reasons'
  | 'consent-or-duty' | 'redacted-copy' | 'plan-and-team' | 'findings-and-evidence' | 'reviewed-by-another' | 'remedy-named' | 'reporter-consulted'
  | 'company-contact' | 'actions-verified' | 'other-people' | 'reporter-disagrees' | 'reporter-agrees-or-time-is-over' | 'new-facts'
  | 'lead-or-punishment' | 'fresh-people'

/** `server`: the database can check it. `desk`: only the desk's browser can read what it is about (guard-answers.ts), and records it in a signed entry. */
export type Guard = { readonly at: 'server'; readonly rule: ServerRule } | { readonly at: 'desk'; readonly rule: DeskRule }

/** `who`: the least role of the member who sends the step. `by`: whose decision it is; a reporter's is sent by the first browser of a desk that reads it (D-022). */
export interface Transition {
  readonly from: CaseState
  readonly verb: StepVerb
  readonly to: CaseState
  readonly who: MemberRole
  readonly by: 'desk' | 'reporter' | 'system'
  readonly guards: readonly Guard[]
}

/** States from which a case can be passed on: every open one, but not from itself. After closing it is taken up again first. */
const referable = caseStates.filter((state) => !['REFERRED', 'CLOSED', 'ARCHIVED'].includes(state))

/** Whoever judges the matter has no interest in it, and after a punishment did not work on it before. */
const own = ['conflict-declared', 'fresh-people'] as const

/** Every step of a case. */
export const transitions: readonly Transition[] = [
  row('RECEIVED', 'acknowledge', 'ACKNOWLEDGED', 'handler', []),
  row('ACKNOWLEDGED', 'begin-triage', 'TRIAGE', 'handler', ['conflict-declared']),
  row('TRIAGE', 'give-outcome', 'OUTCOME_GIVEN', 'lead', [...own, 'result-and-what-was-done', 'gift-entered', 'reason-holds']),
  row('TRIAGE', 'accept', 'ACCEPTED', 'handler', [...own, 'triage-complete']),
  row('TRIAGE', 'decline', 'DECLINED', 'lead', ['second-person', ...own, 'severity-known', 'grave-needs-independent', 'reason', 'reason-holds']),
  ...referable.map((from) => row(from, 'refer', 'REFERRED', 'lead', [...own, 'consent-or-duty', 'redacted-copy'])),
  row('ACCEPTED', 'investigate', 'INVESTIGATING', 'lead', [...own, 'plan-and-team']),
  row('INVESTIGATING', 'submit-findings', 'FINDINGS_REVIEW', 'handler', [...own, 'findings-and-evidence']),
  row('FINDINGS_REVIEW', 'plan-remedy', 'REMEDY_PLAN', 'handler', [...own, 'reviewed-by-another', 'remedy-named']),
  row('FINDINGS_REVIEW', 'give-outcome', 'OUTCOME_GIVEN', 'handler', [...own, 'reviewed-by-another', 'remedy-named', 'plain-reasons', 'reason-holds']),
  row('REMEDY_PLAN', 'begin-remedy', 'REMEDYING', 'lead', [...own, 'reporter-consulted', 'company-contact']),
  row('REMEDYING', 'give-outcome', 'OUTCOME_GIVEN', 'lead', [...own, 'actions-verified', 'plain-reasons']),
  row('ACCEPTED', 'give-outcome', 'OUTCOME_GIVEN', 'lead', [...own, 'plain-reasons', 'reason-holds']),
  row('REFERRED', 'give-outcome', 'OUTCOME_GIVEN', 'lead', [...own, 'plain-reasons', 'reason-holds']),
  row('DECLINED', 'appeal', 'APPEAL', 'handler', ['reporter-disagrees'], 'reporter'),
  row('OUTCOME_GIVEN', 'appeal', 'APPEAL', 'handler', ['reporter-disagrees'], 'reporter'),
  row('APPEAL', 'take-up', 'TRIAGE', 'handler', [...own, 'other-people']),
  row('APPEAL', 'give-outcome', 'OUTCOME_GIVEN', 'handler', [...own, 'other-people', 'plain-reasons']),
  row('DECLINED', 'close', 'CLOSED', 'lead', ['reporter-agrees-or-time-is-over'], 'system'),
  row('OUTCOME_GIVEN', 'close', 'CLOSED', 'lead', ['reporter-agrees-or-time-is-over'], 'system'),
  row('CLOSED', 'reopen', 'TRIAGE', 'handler', ['lead-or-punishment', 'new-facts', 'fresh-people']),
  row('CLOSED', 'archive', 'ARCHIVED', 'lead', ['no-hold', 'watch-over']),
]

/** The end of a case, which no state follows: who may destroy it, from where, and what the server checks first (D-020). */
export const destruction: { readonly verb: 'shred'; readonly from: readonly CaseState[]; readonly who: MemberRole; readonly guards: readonly ServerRule[] } = {
  verb: 'shred', from: ['CLOSED', 'DECLINED', 'ARCHIVED'], who: 'lead', guards: ['no-hold', 'watch-over'],
}

/** The rows that lead on from a state for somebody with this role. */
export function stepsFrom(state: CaseState, role: MemberRole): Transition[] {
  return transitions.filter((row) => row.from === state && (role === 'lead' || row.who === 'handler'))
}

/** The row between two states, or `null` where none leads. */
export function transitionBetween(from: CaseState, to: CaseState): Transition | null {
  return transitions.find((row) => row.from === from && row.to === to) ?? null
}

const over: readonly CaseState[] = ['OUTCOME_GIVEN', 'DECLINED', 'CLOSED', 'ARCHIVED']
const undecided: readonly CaseState[] = ['RECEIVED', 'ACKNOWLEDGED', 'TRIAGE']

/** What a change of state, or a mere message to the reporter (`from` equal to `to`), does to the clocks of a case. */
export function clocksAfter(from: CaseState, to: CaseState, today: Day): { stop: ClockRule[]; start: RunningClock[] } {
  const stop: ClockRule[] = to === 'RECEIVED' ? [] : ['G-ACK', 'P1-SEE']
  if (over.includes(to)) return { stop: [...stop, 'G-TRI', 'G-UPD', 'G-OUT'], start: [] }
  // An appeal is decided within the time of a first decision; what comes back out of an end gets every promise anew.
  const again = over.includes(from) || (from === 'APPEAL' && to === 'TRIAGE')
  const start: ClockRule[] = !again ? ['G-UPD'] : to === 'REFERRED' ? ['G-UPD', 'G-OUT'] : ['G-TRI', 'G-UPD', 'G-OUT']
  const decided = !undecided.includes(to) && to !== 'APPEAL'
  return { stop: decided ? [...stop, 'G-TRI'] : stop, start: start.map((rule) => clockFrom(rule, today)) }
}

// A state that the reporter is shown is a signed message, so every change goes out with one, and says when the next news comes or until when they can speak.
function row(from: CaseState, verb: StepVerb, to: CaseState, who: MemberRole, rules: readonly (ServerRule | DeskRule)[], by: Transition['by'] = 'desk'): Transition {
  const ends = to === 'OUTCOME_GIVEN' || to === 'DECLINED' || to === 'ARCHIVED'
  const dated: readonly ServerRule[] = to === 'CLOSED' ? [] : ends ? ['end-day'] : ['next-day']
  const guards = ['message-to-reporter' as const, ...dated, ...rules].map((rule): Guard => (isServerRule(rule) ? { at: 'server', rule } : { at: 'desk', rule }))
  return { from, verb, to, who, by, guards }
}

function isServerRule(rule: ServerRule | DeskRule): rule is ServerRule {
  return ['message-to-reporter', 'next-day', 'end-day', 'second-person', 'no-hold', 'watch-over'].includes(rule)
}
