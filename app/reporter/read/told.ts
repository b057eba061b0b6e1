// What the conversation means, out of what was verified: nothing here asks the server, nothing touches the page.
import type { Team, TimelineEntry } from '#crypto/worker/views.ts'
import { stateForReporter, toldEvent } from '#db/model/told-state.ts'
import type { StateForReporter } from '#db/model/told-state.ts'
import { dateInState } from '#db/model/state-dates.ts'
import { verdictOf } from '#db/model/reporter-said.ts'
import type { ReporterVerdict } from '#db/model/reporter-said.ts'

type Event = Extract<TimelineEntry, { type: 'event' }>

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
  /** What the person may agree to now, and what they have said to it so far; null where nothing waits for that. */
  readonly asksVerdict: { readonly about: TimelineEntry; readonly said: ReporterVerdict | null } | null
  /** What runs beside the state: people are protected first, or the work has to wait. */
  readonly flags: readonly string[]
  /** The day on which another office was told beside the state; null where none was, or its answer is there. */
  readonly referredDay: number | null
  /** A refusal stands and no two people have signed its words: one alone may have sent it. */
  readonly oneName: boolean
}

/** States that a person may agree or disagree with, for as long as their day has not passed. */
const open = ['OUTCOME_GIVEN', 'DECLINED', 'REMEDY_PLAN']

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
    asksVerdict: state.finished ? null : verdictAbout(timeline, state.state),
    flags: flagsOf(events[events.length - 1]),
    referredDay: flagDay(events, 'REFERRED'),
    oneName: state.state === 'DECLINED' && oneNameUnder(events),
  }
}

/** The event with which this state began, and the newest answer since; a later event of the same state only moves a day. */
function verdictAbout(timeline: readonly TimelineEntry[], state: string): Told['asksVerdict'] {
  if (!open.includes(state)) return null
  let about: Event | null = null
  let said: ReporterVerdict | null = null
  for (const entry of timeline) {
    if (entry.type !== 'event') said = about === null ? null : (verdictOf(entry) ?? said)
    else if (entry.fields.state !== state) about = null
    else if (about === null || saysMore(entry)) {
      about = entry
      said = null
    }
  }
  return about === null ? null : { about, said }
}

/** True for words of a refusal under which no two people stand; a later event that only moves its day says nothing new. */
export function lacksNames(entry: Event, timeline: readonly TimelineEntry[]): boolean {
  return entry.fields.state === 'DECLINED' && entry.signers === undefined && (saysMore(entry) || stateBefore(entry, timeline) !== 'DECLINED')
}

// Of the refusal that stands now: the last one that said something.
function oneNameUnder(events: readonly Event[]): boolean {
  const begun = events.reduce<Event | null>((last, entry) => (entry.fields.state === 'DECLINED' && (saysMore(entry) || stateBefore(entry, events) !== 'DECLINED') ? entry : last), null)
  return begun !== null && begun.signers === undefined
}

function stateBefore(entry: Event, timeline: readonly TimelineEntry[]): string {
  const earlier = timeline.slice(0, timeline.indexOf(entry)).flatMap((one) => (one.type === 'event' ? [one] : []))
  return earlier.reduce((last, one) => one.fields.state ?? last, 'RECEIVED')
}

export function flagsOf(entry: Event | undefined): string[] {
  return (entry?.fields.flags ?? '').split(',').filter((flag) => flag !== '')
}

/** The day of the event with which a flag that still stands began; null where it does not stand. */
export function flagDay(events: readonly Event[], flag: string): number | null {
  return events.reduce<number | null>((day, entry) => (flagsOf(entry).indexOf(flag) === -1 ? null : (day ?? entry.day)), null)
}

export function isLetter(entry: TimelineEntry): boolean {
  return entry.author.kind !== 'reporter' && ['reply', 'ask', 'event'].includes(entry.type)
}

/** An event that brings words or a result, not only a state. */
export function saysMore({ fields }: Event): boolean {
  const { finding, findings, reason, remedies, text, sentences } = fields
  return [finding, findings, reason, remedies, text, sentences].some((one) => one !== undefined && one !== '')
}

/** Events that only move the promised day travel with every letter: they are no letter of their own. */
export function isNews(entry: TimelineEntry, timeline: readonly TimelineEntry[]): boolean {
  if (entry.type !== 'event' || saysMore(entry)) return true
  const { state } = entry.fields
  return (state !== undefined && state !== stateBefore(entry, timeline)) || begunFlag(entry, timeline) !== null
}

/** What began beside the state with this event. */
export function begunFlag(entry: Event, timeline: readonly TimelineEntry[]): string | null {
  const earlier = timeline.slice(0, timeline.indexOf(entry)).flatMap((one) => (one.type === 'event' ? [one] : []))
  const known = flagsOf(earlier[earlier.length - 1])
  return flagsOf(entry).find((flag) => !known.includes(flag)) ?? null
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
export function valuesOf(told: Told): { date?: number; due?: number; reason?: string; body?: string; places?: string } {
  const { state, nextDay } = told.state
  const { reason, body, places } = told.fields ?? {}
  const date = dateInState(state, told.state)
  return {
    ...(date === null ? {} : { date }),
    ...(nextDay === null ? {} : { due: nextDay }),
    ...(reason === undefined ? {} : { reason }),
    ...(body === undefined ? {} : { body }),
    ...(places === undefined ? {} : { places }),
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
