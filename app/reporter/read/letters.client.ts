// One entry of the conversation as it is read: the team's letters as sheets, the person's own words with a line beside them.
import type { CaseView, TimelineEntry, Warning } from '#crypto/worker/views.ts'
import { answersTo, phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { boldDay, dayText, make, put, text } from '../texts.client.ts'
import { filesOf } from './letter-files.client.ts'
import { answerButton, labelOf, resultOf, verdictButtons } from './outcome.client.ts'
import { lacksNames, saysMore } from './told.ts'
import type { Told } from './told.ts'

export function letterOf(entry: TimelineEntry, view: CaseView, told: Told): HTMLElement[] {
  if (entry.type === 'event' && !saysMore(entry) && told.asksVerdict?.about !== entry) return [stepLine(entry, view), ...doubts(entry, view)]
  const parts = [...contentOf(entry, view), ...filesOf(entry)]
  if (parts.length === 0) return []
  const own = entry.author.kind === 'reporter'
  const letter = make('article', '', own ? 'mine' : 'letter')
  const heading = make('h2')
  if (own) heading.append(text('return.view.you'))
  else put(heading, 'return.view.team', { desk: entry.author.label })
  const about = make('p', '', 'when')
  about.append(make('time', dayText(entry.day)))
  if (told.fresh.has(entry.key)) about.append(' ', make('mark', text('return.view.new')))
  if (entry.urgent && own) about.append(' ', make('span', text('return.urgent')))
  letter.append(heading, about, ...doubts(entry, view), ...parts)
  if (entry.type === 'ask' && told.asked === entry) letter.append(readyAnswers(entry.fields.sentences ?? '', entry.key))
  if (entry.type === 'event' && told.asksVerdict?.about === entry) letter.append(verdictButtons(entry, told))
  return [letter]
}

/** What somebody who was removed, or one person alone, may have written in the team's name is shown, with that beside it. */
function doubts(entry: TimelineEntry, { timeline }: CaseView): HTMLElement[] {
  const one = entry.type === 'event' && lacksNames(entry, timeline)
  return [...(entry.mark === 'server' ? ['nojs.mark'] : []), ...(entry.mark === 'older-key' ? ['return.view.olderKey'] : []), ...(one ? ['return.view.oneName'] : [])].map((key) => make('p', text(key), 'hint'))
}

/** A mere step is one line without a sheet around it. */
function stepLine(entry: Extract<TimelineEntry, { type: 'event' }>, { timeline }: CaseView): HTMLElement {
  const line = make('p', '', 'step')
  line.append(make('time', dayText(entry.day)), ' · ', make('b', labelOf(entry, timeline)))
  return line
}

function contentOf(entry: TimelineEntry, view: CaseView): HTMLElement[] {
  switch (entry.type) {
    case 'report':
      return [tiles(entry.fields.tiles ?? ''), freeText(entry, entry.fields.text)].flat()
    case 'text':
    case 'answer':
    case 'reply':
    case 'ask':
      return [
        ...(entry.type === 'ask' ? [make('p', text('return.view.asks'), 'hint')] : []),
        ...sentences(entry.fields.sentences ?? ''),
        ...freeText(entry, entry.fields.text),
      ]
    case 'event':
      return eventParts(entry, view)
    case 'withdraw':
      return [make('p', text('return.stop'))]
    case 'never':
      return [named('return.view.never', labels(entry.never.desks, view))]
    case 'leave':
      return [named('return.view.left', entry.author.label), ...freeText(entry, entry.fields.text)]
    case 'open':
      return [
        ...(entry.open.added.length === 0 ? [] : [named('return.view.added', labels(entry.open.added, view))]),
        ...(entry.open.removed.length === 0 ? [] : [named('return.view.removed', labels(entry.open.removed, view))]),
      ]
    default:
      return []
  }
}

function eventParts(entry: Extract<TimelineEntry, { type: 'event' }>, view: CaseView): HTMLElement[] {
  return [
    ...(entry.fields.state === undefined ? [] : [make('b', labelOf(entry, view.timeline))]),
    ...resultOf(entry),
    ...sentences(entry.fields.sentences ?? ''),
    ...freeText(entry, entry.fields.text),
  ]
}

function tiles(list: string): HTMLElement[] {
  const labels = list.split(',').map((tile) => text(`tile.${tile}.label`)).filter((label) => label !== '')
  return labels.length === 0 ? [] : [make('p', labels.join(' · '))]
}

/** Sentences by id stand in the reader's own language; one that this page does not know says so. */
function sentences(list: string): HTMLElement[] {
  return (phrasesIn(list) ?? []).map(({ id, day }) => {
    const line = make('p')
    if (phraseFor(id) === null) line.textContent = text('stop.newer')
    else put(line, phraseKey(id), day === null ? {} : { date: boldDay(day) })
    return line
  })
}

function freeText(entry: TimelineEntry, words: string | undefined): HTMLElement[] {
  if (words === undefined || words === '') return []
  const line = make('p', words, 'said')
  line.dir = 'auto'
  if (entry.lang !== '') line.lang = entry.lang
  const foreign = entry.author.kind !== 'reporter' && entry.lang !== '' && entry.lang !== document.documentElement.lang
  return foreign ? [named('return.view.language', languageName(entry.lang), 'hint', 'language'), line] : [line]
}

function languageName(tag: string): string {
  // A language is called by its own name, as in the list at the top of the page.
  const listed = document.querySelector(`.top a[hreflang="${CSS.escape(tag)}"]`)?.textContent
  return listed ?? tag
}

function readyAnswers(list: string, about: string): HTMLElement {
  const ids = (phrasesIn(list) ?? []).map(({ id }) => id)
  const box = make('div', '', 'ready')
  const group = make('div', '', 'buttons')
  const heading = make('p', text('return.ready.h'), 'hint')
  heading.id = 'h-ready'
  group.setAttribute('role', 'group')
  group.setAttribute('aria-labelledby', heading.id)
  group.append(...offered(ids).map((id) => answerButton(id, text(phraseKey(id)), about)))
  box.append(heading, group)
  return box
}

/** The answers that fit the question; those that have a place of their own on the page (stop, not safe) are not repeated here. */
function offered(ids: readonly string[]): string[] {
  const fitting = ids.flatMap((id) => phraseFor(id)?.answers ?? [])
  return fitting.length > 0 ? [...new Set(fitting)] : answersTo([]).filter((id) => id !== 'S24' && id !== 'S26')
}

function named(key: string, name: string, className = '', placeholder = 'desks'): HTMLElement {
  const line = make('p', '', className)
  put(line, key, { [placeholder]: name })
  return line
}

function labels(ids: readonly string[], view: CaseView): string {
  const known = new Map([...view.readers.map((team) => [team.id, team.label] as const), ...view.timeline.map(({ author }) => [author.id, author.label] as const)])
  return ids.map((id) => known.get(id) ?? id.slice(0, 6)).join(' · ')
}

/** A fact that the page noticed and that stops nothing, in plain words. */
export function warningOf(warning: Warning): HTMLElement {
  const row = make('li')
  const own = 'author' in warning && warning.author.kind === 'reporter'
  if (warning.kind === 'old-roster') put(row, 'warn.oldRoster', { date: boldDay(warning.issuedDay) })
  else if (warning.kind === 'restarted') put(row, 'warn.restarted', { desk: warning.label })
  // Her own words stand below and somebody must answer for cutting them; those of a team may be forged, and anybody may have cut them.
  else if (warning.kind === 'cut') put(row, own ? 'warn.cut.own' : 'warn.cut', { desk: own ? warning.by.label : warning.author.label })
  else put(row, own ? `warn.${warning.kind}.own` : `warn.${warning.kind}`, { desk: warning.author.label })
  return row
}
