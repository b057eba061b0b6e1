// How the form of a step answers the guards that only a desk can check (guard-answers.ts): by its fields, by a tick or a
// written reason beside it, or not at all, where something has to be done elsewhere first.

import type { AskedRule, Gap } from './guard-answers.ts'

/** What answers a guard in the form: a tick, a written reason, both, or one of them (`either`). */
export type FormAnswer = { readonly tick: boolean; readonly why: boolean; readonly either?: true }

/** Guards with an answer of their own in the form. */
export const guardAnswers: Readonly<Partial<Record<AskedRule, FormAnswer>>> = {
  'conflict-declared': { tick: true, why: false },
  'reporter-agrees-or-time-is-over': { tick: true, why: true },
  'new-facts': { tick: false, why: true },
  'reporter-consulted': { tick: true, why: true, either: true },
}

/** Guards that the fields of a step answer as they are filled in; the record that holds the answer goes out with the step. */
const answeredByFields: readonly AskedRule[] = ['reason', 'result-and-what-was-done', 'plain-reasons', 'consent-or-duty', 'redacted-copy']

/** Whose own interest stands against a step cannot tick it away, nor can a disagreement in time be waited out. */
const final: readonly string[] = ['has-interest', 'disagrees']

/** Gaps of a step by where they are answered. `elsewhere`: the step stays shut until that is done. */
export function sortedGaps(gaps: readonly Gap[]): { fields: Gap[]; form: Gap[]; elsewhere: Gap[] } {
  const inForm = ({ rule, missing }: Gap) => guardAnswers[rule] !== undefined && !final.includes(missing)
  const inFields = ({ rule }: Gap) => answeredByFields.includes(rule)
  return { fields: gaps.filter(inFields), form: gaps.filter(inForm), elsewhere: gaps.filter((gap) => !inForm(gap) && !inFields(gap)) }
}

export type Missing = 'tick' | 'why'

/** What this guard still lacks in the form; empty once it is answered. A rule that no form answers lacks nothing here. */
export function guardLacks(rule: AskedRule, { ticked, why }: { readonly ticked: readonly string[]; readonly why: string }): Missing[] {
  const needs = guardAnswers[rule]
  if (needs === undefined) return []
  const isTicked = ticked.includes(rule)
  const isWritten = why.trim() !== ''
  if (needs.either === true) return isTicked || isWritten ? [] : ['tick']
  return [...(needs.tick && !isTicked ? (['tick'] as const) : []), ...(needs.why && !isWritten ? (['why'] as const) : [])]
}
