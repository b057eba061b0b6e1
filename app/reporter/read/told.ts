// What the conversation means, out of what was verified: nothing here asks the server, nothing touches the page.
import type { Team, TimelineEntry } from '#crypto/worker/views.ts'
import { stateForReporter, toldEvent } from '#db/model/case-state.ts'
import type { StateForReporter } from '#db/model/case-state.ts'

export interface Told {
  readonly state: StateForReporter
  /** Fields of the newest event that set a state: reason, finding, what was done. */
  readonly fields: Extract<TimelineEntry, { type: 'event' }>['fields'] | null
  /** The newest question that the person has not answered since. */
  readonly asked: TimelineEntry | null
  /** Keys of what the teams wrote after the person's last own message: nothing is stored, so this is what "new" can mean. */
  readonly fresh: ReadonlySet<string>
  /** True once any team has written anything that is read as a letter. */
  readonly answered: boolean
}

export function toldBy(receivedDay: number, timeline: readonly TimelineEntry[], today: number): Told {
  const asked = openQuestion(timeline)
  const state = stateForReporter(receivedDay, timeline.flatMap((entry) => (entry.type === 'event' ? (toldEvent(entry.fields) ?? []) : [])), today)
  // No `at` and no `findLast` in what runs on old phones.
  const events = timeline.flatMap((entry) => (entry.type === 'event' && toldEvent(entry.fields) !== null ? [entry] : []))
  const lastOwn = timeline.reduce((last, entry, place) => (entry.author.kind === 'reporter' ? place : last), -1)
  const letters = timeline.filter(isLetter)
  return {
    // While the team waits for an answer the promised day is the person's own, and nobody is late.
    state: asked === null ? state : { ...state, late: false },
    fields: events[events.length - 1]?.fields ?? null,
    asked,
    fresh: new Set(timeline.filter((entry, place) => place > lastOwn && isLetter(entry)).map(({ key }) => key)),
    answered: letters.length > 0,
  }
}

export function isLetter(entry: TimelineEntry): boolean {
  return entry.author.kind !== 'reporter' && ['reply', 'ask', 'event'].includes(entry.type)
}

/** An event that brings words or a result, not only a state. */
export function saysMore({ fields }: Extract<TimelineEntry, { type: 'event' }>): boolean {
  const { finding, reason, remedies, text, sentences } = fields
  return [finding, reason, remedies, text, sentences].some((one) => one !== undefined && one !== '')
}

/** Events that only move the promised day travel with every letter: they are no letter of their own. */
export function isNews(entry: TimelineEntry, timeline: readonly TimelineEntry[]): boolean {
  if (entry.type !== 'event' || saysMore(entry)) return true
  const { state } = entry.fields
  const before = timeline.slice(0, timeline.indexOf(entry)).reduce((last, one) => (one.type === 'event' ? (one.fields.state ?? last) : last), 'RECEIVED')
  return state !== undefined && state !== before
}

// The newest letter of a team is a question, and the person has not written since.
function openQuestion(timeline: readonly TimelineEntry[]): TimelineEntry | null {
  const place = timeline.reduce((last, entry, at) => (entry.type === 'ask' || entry.type === 'reply' ? at : last), -1)
  const asked = timeline[place]
  if (asked?.type !== 'ask') return null
  return timeline.slice(place + 1).some((entry) => entry.author.kind === 'reporter') ? null : asked
}

/** The teams that the person has not taken out, by name or by what they do. */
export function teamsLeft(teams: readonly Team[], timeline: readonly TimelineEntry[]): Team[] {
  const never = timeline.flatMap((entry) => (entry.type === 'report' || entry.type === 'never' ? [entry.never] : []))
  return teams.filter(({ id, roles }) => !never.some((one) => one.desks.includes(id) || one.roles.some((role) => roles.includes(role))))
}

/** The days and words that the text of a state speaks of; what is not known is missing. */
export function valuesOf(told: Told): { date?: number; due?: number; reason?: string } {
  const { state, sinceDay, nextDay, endDay } = told.state
  const reason = told.fields?.reason
  const dates = {
    RECEIVED: nextDay,
    ACKNOWLEDGED: sinceDay,
    DECLINED: endDay,
    OUTCOME_GIVEN: endDay,
    CLOSED: endDay,
    REMEDY_PLAN: endDay ?? nextDay,
    ARCHIVED: endDay,
  } as Partial<Record<typeof state, number | null>>
  const date = state in dates ? dates[state] : nextDay
  return {
    ...(date === null || date === undefined ? {} : { date }),
    ...(nextDay === null ? {} : { due: nextDay }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The text without the sentences whose placeholders cannot be filled: half a promise is worse than none. */
export function sayable(template: string, known: readonly string[]): string {
  const sentences = template.match(/[^.။۔。?？!]+[.။۔。?？!]*\s*/g) ?? [template]
  return sentences
    .filter((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].every(([, name]) => known.includes(name ?? '')))
    .join('')
    .trim()
}
