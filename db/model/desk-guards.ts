// The guards that only a desk can answer: its browser alone can read what they are about. The answer is a signed note beside the step.

import type { CaseColumns } from '#crypto/answers.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { caseStateFrom, toldEvent, transitionBetween, type CaseState, type ToldEvent } from './case-state.ts'
import { daysToDisagree } from './deadlines.ts'
import { phrasesIn } from './phrases.ts'
import type { Step } from './desk-steps.ts'

/** A guard that stands open. `until`: the last day on which the reporter may disagree. `disagrees`: that is what the reporter said last. */
export type OpenGuard =
  | { rule: 'conflict-declared' }
  | { rule: 'reporter-agrees-or-time-is-over'; until: number; disagrees: boolean }
  | { rule: 'new-facts' }

/** What answers a guard: a tick, a written reason, or both. */
export const guardAnswers = {
  'conflict-declared': { tick: true, why: false },
  'reporter-agrees-or-time-is-over': { tick: true, why: true },
  'new-facts': { tick: false, why: true },
} as const satisfies Record<OpenGuard['rule'], { tick: boolean; why: boolean }>

type Told = { readonly timeline: readonly TimelineEntry[]; readonly today: number }

/** The guard that this step still needs an answer to, from what both sides signed (`timeline`, oldest first); null where the step is free. No step has two. */
export function openGuard(columns: Pick<CaseColumns, 'state'>, step: Pick<Step, 'to'>, { timeline, today }: Told): OpenGuard | null {
  const from = caseStateFrom(columns.state)
  const rules = from === null ? [] : (transitionBetween(from, step.to)?.guards ?? []).map(({ rule }) => rule)
  if (rules.includes('conflict-declared')) return { rule: 'conflict-declared' }
  if (rules.includes('new-facts')) return { rule: 'new-facts' }
  if (from === null || !rules.includes('reporter-agrees-or-time-is-over')) return null
  const { until, verdict } = afterResult(from, timeline, today)
  return verdict === 'agrees' || today > until ? null : { rule: 'reporter-agrees-or-time-is-over', until, disagrees: verdict === 'disagrees' }
}

// A state that nobody signed has no time that could be over: it counts as told today.
function afterResult(state: CaseState, timeline: readonly TimelineEntry[], today: number): { until: number; verdict: 'agrees' | 'disagrees' | null } {
  let first: ToldEvent | null = null
  let last: ToldEvent | null = null
  let verdict: 'agrees' | 'disagrees' | null = null
  for (const entry of timeline) {
    const told = entry.type === 'event' ? toldEvent(entry.fields) : null
    if (told !== null) {
      if (first === null || told.state !== state) verdict = null
      first = told.state === state ? (first ?? told) : null
      last = first === null ? null : told
    } else if (first !== null) verdict = verdictOf(entry) ?? verdict
  }
  const since = first?.sinceDay ?? today
  return { until: Math.max(last?.endDay ?? 0, since + daysToDisagree), verdict }
}

// Both at once is no agreement.
function verdictOf(entry: TimelineEntry): 'agrees' | 'disagrees' | null {
  if (entry.author.kind !== 'reporter' || (entry.type !== 'text' && entry.type !== 'answer')) return null
  const said = (phrasesIn(entry.fields.sentences ?? '') ?? []).map(({ id }) => id)
  return said.includes('S30') ? 'disagrees' : said.includes('S29') ? 'agrees' : null
}
