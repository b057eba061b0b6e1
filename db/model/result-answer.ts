// What the reporter said to a result or a refusal, and until when she may say that she does not agree.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { daysToDisagree } from './deadlines.ts'
import { punishmentIn, verdictOf, type PunishmentCode, type ReporterVerdict } from './reporter-said.ts'
import type { CaseState } from './states.ts'
import { toldEvent, type ToldEvent } from './told-state.ts'

export interface ResultAnswer {
  /** Her last word on it; null for silence. */
  readonly verdict: ReporterVerdict | null
  /** The entry that holds it, and its day; null for silence. */
  readonly key: string | null
  readonly day: number | null
  /** She wrote anything at all since, in whatever words. */
  readonly wrote: boolean
  /** The last day on which she may disagree without a reason. A state that nobody signed counts as told today. */
  readonly until: number
}

/** Her answer to `state` as it was last told, from what both sides signed (`timeline`, oldest first in each stream). */
export function answerTo(state: CaseState, timeline: readonly TimelineEntry[], today: number): ResultAnswer {
  let first: ToldEvent | null = null
  let last: ToldEvent | null = null
  let said: Omit<ResultAnswer, 'until'> = silence
  for (const entry of timeline) {
    const told = entry.type === 'event' ? toldEvent(entry.fields) : null
    if (told !== null) {
      if (first === null || told.state !== state) said = silence
      first = told.state === state ? (first ?? told) : null
      last = first === null ? null : told
    } else if (first !== null) {
      const verdict = verdictOf(entry)
      if (verdict !== null) said = { verdict, key: entry.key, day: entry.day, wrote: true }
      else if (entry.author.kind === 'reporter') said = { ...said, wrote: true }
    }
  }
  return { ...said, until: Math.max(last?.endDay ?? 0, (first?.sinceDay ?? today) + daysToDisagree) }
}

/** Days of the questions that the reporter has not answered with any word since, oldest first. */
export function unansweredQuestions(timeline: readonly TimelineEntry[]): number[] {
  const last = timeline.findLastIndex(({ author, stream }) => stream === 'talk' && author.kind === 'reporter')
  return timeline.slice(last + 1).filter(({ type }) => type === 'ask').map(({ day }) => day)
}

/** The newest message since the case was closed that names punishment by a ready answer; null where there is none, or the case is not closed. */
export function punishmentSinceClosing(timeline: readonly TimelineEntry[]): { readonly key: string; readonly code: PunishmentCode } | null {
  const states = timeline.map((entry) => (entry.type === 'event' ? (toldEvent(entry.fields)?.state ?? null) : null))
  const before = states.findLastIndex((state) => state !== null && state !== 'CLOSED')
  const closing = states.findIndex((state, at) => at > before && state === 'CLOSED')
  if (closing === -1) return null
  for (const entry of timeline.slice(closing).reverse()) {
    const code = entry.type === 'report' ? null : punishmentIn(entry)
    if (code !== null) return { key: entry.key, code }
  }
  return null
}

const silence = { verdict: null, key: null, day: null, wrote: false } as const
