// The state of a case as its signed events tell it, step by step along the table. What the table does not lead to, and a
// refusal that no second person agreed to, was told but is not believed.
import type { EventFields, TimelineEntry } from '#crypto/worker/views.ts'
import { transitionBetween, type CaseState } from './case-state.ts'
import type { Doubt } from './doubts.ts'
import type { PlacedDecision } from './fold-decisions.ts'
import { punishmentIn } from './reporter-said.ts'
import { toldEvent, type ToldEvent } from './told-state.ts'

/** Where the matter began to be judged anew: other people from here on. */
export interface Turning {
  readonly kind: 'appeal' | 'punishment'
  readonly day: number
}

export interface StatePath {
  readonly state: CaseState
  /** Since when it is told; null before the first event. */
  readonly sinceDay: number | null
  /** The newest event, believed or not: what the reporter's page shows. */
  readonly told: ToldEvent | null
  /** The last appeal or reopening for punishment; null where there was none. */
  readonly turning: Turning | null
  /** Digests of the refusals that were carried out as they were approved. */
  readonly declined: readonly string[]
  readonly doubts: readonly Doubt[]
}

/** Walks the events of the talk, oldest first. `declines` null: not known yet, every refusal is taken as agreed to. `punishment`: a member's record says
 *  of the reopening on that day that it was for punishment. */
export function statesOf(timeline: readonly TimelineEntry[], declines: readonly PlacedDecision[] | null, punishment: (day: number) => boolean): StatePath {
  let state: CaseState | null = null
  let sinceDay: number | null = null
  let told: ToldEvent | null = null
  let turning: Turning | null = null
  let hurt = false
  const declined: string[] = []
  const doubts: Doubt[] = []
  // Where in `doubts` the state begins that was told last.
  let begun = 0
  for (const entry of timeline) {
    if (entry.type !== 'report' && punishmentIn(entry) !== null) hurt = true
    const event = entry.type === 'event' ? toldEvent(entry.fields) : null
    if (entry.type !== 'event' || event === null) continue
    const again = told?.state === event.state
    if (!again) begun = doubts.length
    // What was told once without belief may be told again with the approval that it lacked.
    if (!again || event.state !== state) {
      const why = refusalOf(event.state, state, told?.state ?? null)
      const free = declines === null || event.state !== 'DECLINED'
      const approved = free ? 'not-needed' : approvalFor(entry.fields, declines.filter(({ digest }) => !declined.includes(digest)))
      const doubt: Doubt | null = why !== null ? { kind: 'step', why, key: entry.key, text: event.state }
        : approved === 'no-approval' || approved === 'other-than-approved' ? { kind: 'decline', why: approved, key: entry.key, text: event.state } : null
      if (doubt !== null) {
        if (!again) doubts.push(doubt)
      } else {
        doubts.length = begun
        if (typeof approved !== 'string') declined.push(approved.digest)
        if (event.state === 'APPEAL') turning = { kind: 'appeal', day: entry.day }
        if (state === 'CLOSED' && event.state === 'TRIAGE' && (hurt || punishment(entry.day))) turning = { kind: 'punishment', day: entry.day }
        state = event.state
      }
      if (!again) hurt = false
    }
    told = event
    if (event.state === state) sinceDay = event.sinceDay ?? sinceDay
  }
  return { state: state ?? 'RECEIVED', sinceDay, told, turning, declined, doubts }
}

// A desk that came in late begins in the middle; and whoever was told a refusal that is not believed may still object to it.
function refusalOf(to: CaseState, believed: CaseState | null, told: CaseState | null): 'not-in-table' | null {
  if (believed === null || to === believed || transitionBetween(believed, to) !== null) return null
  return to === 'APPEAL' && told !== null && transitionBetween(told, to) !== null ? null : 'not-in-table'
}

function approvalFor(event: EventFields, declines: readonly PlacedDecision[]): PlacedDecision | 'no-approval' | 'other-than-approved' {
  const approved = declines.filter(({ state }) => state === 'approved')
  if (approved.length === 0) return 'no-approval'
  return approved.find(({ proposal }) => proposal.kind === 'decline' && tellsTheSame(proposal.body.event, event)) ?? 'other-than-approved'
}

const readByReporter = ['reason', 'text', 'sentences', 'places', 'body'] as const

function tellsTheSame(approved: { readonly [name in (typeof readByReporter)[number]]?: string | undefined }, event: EventFields): boolean {
  return readByReporter.every((name) => (approved[name] ?? '') === (event[name] ?? ''))
}
