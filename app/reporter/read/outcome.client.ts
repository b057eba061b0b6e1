// What the team found, did and decided, as the person reads it, and the buttons with which they answer it.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { phraseKey } from '#db/model/phrases.ts'
import { boldDay, make, put, text } from '../texts.client.ts'
import { begunFlag, sayable } from './told.ts'
import type { Told } from './told.ts'

type Event = Extract<TimelineEntry, { type: 'event' }>

const answers = ['S29', 'S31', 'S30'] as const
const saidAs = { agrees: 'S29', partly: 'S31', disagrees: 'S30' } as const

/** The word above a step or a result: what began beside the state, or the state itself. */
export function labelOf(entry: Event, timeline: readonly TimelineEntry[]): string {
  return text(`state.${begunFlag(entry, timeline) ?? entry.fields.state ?? ''}.label`)
}

/** The sentence of a reason, without the part that names an office where none is named. */
export function reasonWords({ reason, body }: Event['fields']): string {
  if (reason === undefined || reason === '') return ''
  const words = text(`reason.${reason}`)
  return body === undefined || body === '' ? sayable(words, []) : words.replace('{body}', body)
}

/** A result in the order in which it is asked about: what was found, on which ground, what was done. */
export function resultOf(entry: Event): HTMLElement[] {
  const { finding, remedies } = entry.fields
  const reason = reasonWords(entry.fields)
  const line = (key: string): HTMLElement[] => {
    const words = make('p')
    put(words, key, { reason, org: document.getElementById('page')?.dataset['org'] ?? '' })
    return words.textContent === '' ? [] : [words]
  }
  const points = pointsOf(entry)
  return [
    ...(points.length > 0 || finding === undefined ? points : line(`finding.${finding}`)),
    ...(reason === '' || finding === 'NOT_INVESTIGATED' ? [] : [make('p', reason)]),
    ...(remedies === undefined || remedies === '' ? [] : remedies.split(',').flatMap((one) => line(`remedy.${one}`))),
  ]
}

// One finding for each thing that was looked into; what it is about stands in the team's words.
function pointsOf(entry: Event): HTMLElement[] {
  const { findings, points } = entry.fields
  if (findings === undefined || findings === '') return []
  const about = (points ?? '').split('\n')
  const list = make('ol', '', 'points')
  list.append(...findings.split(',').map((finding, place) => {
    const row = make('li')
    const named = make('p', about[place] ?? '', 'said')
    named.dir = 'auto'
    if (entry.lang !== '') named.lang = entry.lang
    const found = make('p')
    put(found, `finding.${finding}`, { reason: reasonWords(entry.fields) })
    row.append(...(named.textContent === '' ? [found] : [named, found]))
    return row
  }))
  return [make('h3', text('return.points')), list]
}

/** Agreeing, agreeing with a part and disagreeing need no reason and no words; a person may change their mind until the day is over. */
export function verdictButtons(entry: Event, told: Told): HTMLElement {
  const box = make('div', '', 'ready')
  const group = make('div', '', 'buttons')
  const said = told.asksVerdict?.said ?? null
  const until = told.state.endDay ?? told.state.nextDay
  if (entry.fields.state === 'REMEDY_PLAN') box.append(make('p', text('return.verdict.plan'), 'hint'))
  else box.append(make('p', text('return.disagree.p'), 'hint'))
  if (said !== null) {
    const words = make('p')
    const values = { answer: text(phraseKey(saidAs[said])), ...(until === null ? {} : { date: boldDay(until) }) }
    put(words, 'return.verdict.said', values, (template) => sayable(template, Object.keys(values)))
    box.append(words)
  }
  group.append(...answers.filter((id) => said === null || id !== saidAs[said]).map((id) => answerButton(id, text(phraseKey(id)), entry.key)))
  box.append(group)
  return box
}

/** A button that sends one ready sentence about the message with this key. */
export function answerButton(sentence: string, words: string, about: string): HTMLElement {
  const button = make('button', words, 'button') as HTMLButtonElement
  button.type = 'button'
  button.dataset['do'] = 'ready'
  button.dataset['sentence'] = sentence
  button.dataset['about'] = about
  return button
}
