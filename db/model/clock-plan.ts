// Which clocks a case has, from what has happened in it: the laws chosen at triage are dated back to receipt, and every later act
// starts, moves or stops what its rules say. The generic clocks are the server's own and are not planned here (deadlines.ts).
import type { CaseState } from './case-state.ts'
import { isRunning, noticeDays, type CaseClock } from './case-clocks.ts'
import type { CaseDays } from './case-days.ts'
import { clockRuleRows, ruleIds, rulesOfProfile, type ClockRuleRow, type ClockStart, type ClockStop, type Length, type RuleId } from './clock-rules.ts'
import { addDays, addMonths, dayOf } from './deadlines.ts'
import type { Day } from './ids.ts'
import type { LegalProfile } from './legal-profiles.ts'

export const caseActs = [
  'acknowledged', 'declined', 'investigation-told', 'remedy-decided', 'corrective-told', 'feedback', 'outcome', 'protective-step',
  'safety-answered', 'weighed-p1', 'closed', 'reopened',
] as const
/** What somebody does in a case that a clock hears. */
export type ClockAct = (typeof caseActs)[number]

export type ClockChange = { readonly kind: 'start' | 'move' | 'stop'; readonly clock: CaseClock }

/** An answer about safety counts for the questions that are due by then, or so many days later. */
const answeredEarly = 7

const stopsOf: Readonly<Record<ClockAct, readonly ClockStop[]>> = {
  acknowledged: ['acknowledgement'],
  declined: ['investigation-notice', 'feedback', 'reasoned-outcome'],
  'investigation-told': ['investigation-notice'],
  'remedy-decided': [],
  'corrective-told': ['corrective-notice', 'feedback'],
  feedback: ['feedback'],
  outcome: ['investigation-notice', 'corrective-notice', 'feedback', 'reasoned-outcome', 'safety-answer'],
  'protective-step': ['protective-step'],
  'safety-answered': ['safety-answer'],
  'weighed-p1': [],
  closed: ['acknowledgement', 'investigation-notice', 'corrective-notice', 'feedback', 'reasoned-outcome', 'protective-step', 'by-hand'],
  reopened: ['destruction-or-hold'],
}

type Around = {
  readonly days: CaseDays
  readonly profiles: readonly LegalProfile[]
  readonly today: Day
  readonly clocks: readonly CaseClock[]
  /** 32 random hexadecimal digits. */
  readonly newId: () => string
}

/** Due day of a rule for these days; null where its start has not happened, or where it is not in force on the day it would be due. */
export function dueOf(rule: RuleId, days: CaseDays): { readonly startDay: Day; readonly dueDay: Day } | null {
  const row = clockRuleRows[rule]
  const startDay = startOf(row, days)
  if (startDay === null) return null
  const dueDay = isCountedFromReceipt(row, days) ? after(days.receivedDay, row.withoutAck ?? row.length) : after(startDay, row.length)
  return dueDay < dayOfText(row.effectiveFrom) ? null : { startDay, dueDay }
}

/** What choosing these laws at triage changes: new clocks, dated back; those already met as stopped ones; and an end of those of a law that was taken off. */
export function clocksForTriage(around: Around): ClockChange[] {
  const { profiles, days, clocks, today } = around
  const wanted = rulesOf(profiles)
  const ended = clocks.filter(({ rule, stoppedDay }) => stoppedDay === null && clockRuleRows[rule].profile !== 'generic' && !wanted.includes(rule))
  const known = clocks.filter((clock) => !ended.includes(clock)).map(({ rule }) => rule)
  const fresh = wanted.filter((rule) => !known.includes(rule)).flatMap((rule) => started(rule, days, around))
  return [...ended.map((clock): ClockChange => ({ kind: 'stop', clock: { ...clock, stoppedDay: today } })), ...fresh]
}

/** What an act of today changes; `days` need not know of it yet. */
export function clocksAfterAct(act: ClockAct, around: Around): ClockChange[] {
  const { profiles, today, clocks } = around
  const days = withAct(around.days, act, today)
  const stops = stopsOf[act]
  const stopped = clocks.filter((clock) => isRunning(clock, today) && stops.includes(clockRuleRows[clock.rule].stop) && isMet(act, clock, today))
  const left = clocks.filter((clock) => isRunning(clock, today) && !stopped.includes(clock))
  const moved = act === 'acknowledged' ? left.flatMap((clock) => movedTo(clock, days)) : []
  const begins = startsOf(act, profiles).filter((rule) => !left.some((clock) => clock.rule === rule))
  return [
    ...stopped.map((clock): ClockChange => ({ kind: 'stop', clock: { ...clock, stoppedDay: today } })),
    ...moved,
    ...begins.flatMap((rule) => started(rule, days, around)),
  ]
}

/** The acts that a message to the reporter may be, because a running clock waits for one of them. */
export function actsOfMessage(clocks: readonly CaseClock[], today: Day): { act: ClockAct; clocks: CaseClock[] }[] {
  const acts = [['feedback', 'feedback'], ['investigation-told', 'investigation-notice'], ['corrective-told', 'corrective-notice']] as const
  return acts
    .map(([act, stop]) => ({ act, clocks: clocks.filter((clock) => isRunning(clock, today) && clockRuleRows[clock.rule].stop === stop) }))
    .filter((one) => one.clocks.length > 0)
}

/** What several acts of one write change together, each clock once. */
export function clocksAfterActs(acts: readonly ClockAct[], around: Around): ClockChange[] {
  const all = new Map<string, ClockChange>()
  let { days, clocks } = around
  for (const act of acts) {
    for (const change of clocksAfterAct(act, { ...around, days, clocks })) {
      const { clockId } = change.clock
      const begun = all.get(clockId)?.kind === 'start'
      all.set(clockId, begun ? { kind: 'start', clock: change.clock } : change)
      clocks = [...clocks.filter((clock) => clock.clockId !== clockId), change.clock]
    }
    days = withAct(days, act, around.today)
  }
  return [...all.values()]
}

/** A day that the team sets for itself; stopped by hand, or with the case. Throws RangeError for a day before `today`. */
export function ownClock(clockId: string, today: Day, dueDay: Day): CaseClock {
  return { clockId, rule: 'OWN', startDay: today, dueDay, notices: noticeDays(today, dueDay), pauses: [], stoppedDay: null }
}

/** The act that a change of state is; null where no clock of a law or of protection hears it. */
export function actOfStep(from: CaseState, to: CaseState): ClockAct | null {
  if (from === 'CLOSED' && to !== 'ARCHIVED') return 'reopened'
  switch (to) {
    case 'ACKNOWLEDGED': return 'acknowledged'
    case 'DECLINED': return 'declined'
    case 'INVESTIGATING': return 'investigation-told'
    case 'REMEDY_PLAN': return 'remedy-decided'
    case 'REMEDYING': return 'corrective-told'
    case 'OUTCOME_GIVEN': return 'outcome'
    case 'CLOSED': return 'closed'
    default: return null
  }
}

// What counts from the first time keeps its day; what can happen again counts from today.
function withAct(days: CaseDays, act: ClockAct, today: Day): CaseDays {
  switch (act) {
    case 'acknowledged': return { ...days, acknowledgedDay: days.acknowledgedDay ?? today }
    case 'investigation-told': return { ...days, investigationToldDay: days.investigationToldDay ?? today }
    case 'feedback': return { ...days, feedbackDay: days.feedbackDay ?? today }
    case 'weighed-p1': return { ...days, urgentDay: days.urgentDay ?? today }
    case 'protective-step': return { ...days, protectiveDay: days.protectiveDay ?? today }
    case 'declined': return { ...days, declinedDay: today }
    case 'remedy-decided': return { ...days, remedyDecidedDay: today }
    case 'corrective-told': return { ...days, correctiveToldDay: today }
    case 'outcome': return { ...days, outcomeDay: today }
    case 'closed': return { ...days, closedDay: today }
    case 'safety-answered': case 'reopened': return days
  }
}

function rulesOf(profiles: readonly LegalProfile[]): RuleId[] {
  const all = profiles.flatMap(rulesOfProfile)
  return ruleIds.filter((rule) => all.includes(rule))
}

function startsOf(act: ClockAct, profiles: readonly LegalProfile[]): RuleId[] {
  const start = ({ 'remedy-decided': 'remedy-decision', outcome: 'outcome', closed: 'closing', 'weighed-p1': 'urgent' } as Partial<Record<ClockAct, ClockStart>>)[act]
  if (start === undefined) return []
  const ours = ruleIds.filter((rule) => clockRuleRows[rule].profile === 'generic' && rule !== 'P1-SEE')
  return [...rulesOf(profiles), ...ours].filter((rule) => clockRuleRows[rule].start === start)
}

function started(rule: RuleId, days: CaseDays, { newId }: Around): ClockChange[] {
  const due = dueOf(rule, days)
  if (due === null) return []
  const { startDay, dueDay } = due
  const met = metDay(clockRuleRows[rule].stop, days)
  const stoppedDay = met !== null && met >= startDay ? met : null
  return [{ kind: 'start', clock: { clockId: newId(), rule, startDay, dueDay, notices: noticeDays(startDay, dueDay), pauses: [], stoppedDay } }]
}

// Once somebody acknowledged, the law counts from there.
function movedTo(clock: CaseClock, days: CaseDays): ClockChange[] {
  if (clockRuleRows[clock.rule].withoutAck === null) return []
  const due = dueOf(clock.rule, days)
  if (due === null || due.dueDay === clock.dueDay) return []
  return [{ kind: 'move', clock: { ...clock, ...due, notices: noticeDays(due.startDay, due.dueDay) } }]
}

function isMet(act: ClockAct, clock: CaseClock, today: Day): boolean {
  return act !== 'safety-answered' || clock.dueDay <= today + answeredEarly
}

function startOf(row: ClockRuleRow, days: CaseDays): Day | null {
  switch (row.start) {
    case 'receipt': return days.receivedDay
    case 'acknowledgement': return isCountedFromReceipt(row, days) ? days.receivedDay : days.acknowledgedDay
    case 'urgent': return days.urgentDay
    case 'remedy-decision': return days.remedyDecidedDay
    case 'outcome': return days.outcomeDay
    case 'closing': return days.closedDay
    case 'last-update': case 'last-review': case 'outcome-record': case 'by-hand': return null
  }
}

// An acknowledgement that came too late gives the desk no more time than none at all.
function isCountedFromReceipt(row: ClockRuleRow, { acknowledgedDay, receivedDay }: CaseDays): boolean {
  return row.withoutAck !== null && (acknowledgedDay === null || acknowledgedDay > addDays(receivedDay, 7))
}

function metDay(stop: ClockStop, days: CaseDays): Day | null {
  const first = (...all: (Day | null)[]): Day | null => all.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null)
  switch (stop) {
    case 'acknowledgement': return days.acknowledgedDay
    case 'feedback': return first(days.feedbackDay, days.correctiveToldDay, days.declinedDay, days.outcomeDay)
    case 'investigation-notice': return first(days.investigationToldDay, days.declinedDay, days.outcomeDay)
    case 'corrective-notice': return first(days.correctiveToldDay, days.outcomeDay)
    case 'reasoned-outcome': return first(days.declinedDay, days.outcomeDay)
    case 'protective-step': return days.protectiveDay
    default: return null
  }
}

/** So much later, each length added in its order; the last day of a shorter month stands for a day that it does not have. */
export function after(day: Day, lengths: readonly Length[]): Day {
  return lengths.reduce((from, { n, unit }) => (unit === 'days' ? addDays(from, n) : addMonths(from, unit === 'years' ? 12 * n : n)), day)
}

function dayOfText(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return dayOf({ year, month, day })
}
