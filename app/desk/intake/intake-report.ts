// What a member wrote down for somebody, as the report that the person would have sent, and as the record of how it came. Pure.

import type { NameWords, ReportFields } from '#crypto/worker/views.ts'
import { answersTo, type ListQuestion } from '#db/model/questions.ts'
import { routeReport, type Route, type RoutableDesk, type RoutingAnswers } from '#db/model/routing.ts'
import { tilesAtMost } from '#db/model/tiles.ts'
import { handOvers, intakeChannels, intakeParties, intakeSpeakers, isBody, purposesFor, tracks } from '#db/model/work-intake.ts'
import type { WorkInput } from '#db/model/work-records.ts'
import { listIn, textIn, tickIn } from '../case/form-values.ts'
import type { FormValues } from '../case/work-form.tsx'

/** A name and the teams that it is for. */
export type NameGiven = { words: NameWords; teams: string[] }

/** Fields of the form that hold a list. */
const lists = ['tiles', 'who', 'whoTeams', 'relationMore', 'help', 'removedTeams'] as const
const texts = ['text', 'danger', 'place', 'employer', 'part', 'contact', 'still', 'relation', 'touch', 'reader', 'nearest'] as const

/** The answers of the report; what hangs on an answer that was not given is left out, as on the reporter's own page. */
export function reportFrom(values: FormValues): ReportFields {
  const given = new Map<string, string>()
  for (const name of texts) if (textIn(values, name) !== '') given.set(name, textIn(values, name))
  for (const name of lists) if (listIn(values, name).length > 0) given.set(name, listIn(values, name).join())
  const has = (name: string, ...wanted: readonly string[]) => (given.get(name) ?? '').split(',').some((one) => wanted.includes(one))
  if (!has('who', 'readers')) given.delete('whoTeams')
  if (!has('tiles', 'treatment')) given.delete('touch')
  if (!has('touch', 'yes')) given.delete('reader')
  if (!has('tiles', 'else')) given.delete('nearest')
  if (!has('nearest', 'business') && !has('who', 'buying', 'director')) given.delete('part')
  if (!has('relation', 'works', 'worked')) given.delete('relationMore')
  return Object.fromEntries(given)
}

/** Which teams get the key, by the same function as on the reporter's page. */
export function routeOf<Id extends string>(report: ReportFields, roster: readonly RoutableDesk<Id>[]): Route<Id> {
  const teams = (ids: string | undefined) => roster.map(({ id }) => id).filter((id) => (ids ?? '').split(',').includes(id))
  const answers: RoutingAnswers<Id> = {
    tiles: chosen('tiles', report.tiles), who: chosen('who', report.who), relationMore: chosen('relationMore', report.relationMore),
    whoTeams: teams(report.whoTeams), removedTeams: teams(report.removedTeams),
    danger: chosen('danger', report.danger)[0], relation: chosen('relation', report.relation)[0], touch: chosen('touch', report.touch)[0],
    nearest: chosen('nearest', report.nearest)[0], contact: chosen('contact', report.contact)[0],
  }
  return routeReport(answers, roster)
}

/** Words of what stands in the way of filing; empty where nothing does. `desk.intake.open.*`. */
export function openInIntake(values: FormValues, recipients: readonly string[]): string[] {
  return [
    ...(listIn(values, 'tiles').length > tilesAtMost ? ['tiles'] : []),
    ...(isBody(partyIn(values)) && textIn(values, 'body') === '' ? ['body'] : []),
    ...(recipients.length === 0 ? ['nobody'] : []),
    ...(nameFrom(values, recipients)?.teams.length === 0 ? ['nameTeams'] : []),
  ]
}

/** How the report came, for the file of the case; `today` is the day of the reading back where it is ticked. */
export function intakeFrom(values: FormValues, today: number): WorkInput<'intake'> {
  const onBehalf = partyIn(values)
  return {
    channel: oneIn(intakeChannels, values, 'channel') ?? 'phone',
    speaker: oneIn(intakeSpeakers, values, 'speaker') ?? 'unnamed',
    onBehalf,
    body: isBody(onBehalf) ? textIn(values, 'body') : '',
    readBack: tickIn(values, 'readBack') ? today : null,
    handedOver: 'none',
    language: textIn(values, 'language'),
    text: textIn(values, 'remark'),
  }
}

/** Who the person is and which teams may know, apart from the report; null where nothing of it was given. Only teams that read the report. */
export function nameFrom(values: FormValues, recipients: readonly string[]): NameGiven | null {
  const [name, reach] = [textIn(values, 'name'), textIn(values, 'reach')]
  const speaker = oneIn(intakeSpeakers, values, 'speaker') ?? 'unnamed'
  if (speaker === 'unnamed' || name + reach === '') return null
  return { words: { name, reach, purpose: oneIn(purposesFor(speaker), values, 'nameUse') ?? 'reach' }, teams: listIn(values, 'nameTeams').filter((team) => recipients.includes(team)) }
}

/** What kind of matter it is; null for a report, which needs no record of it. */
export function inquiryFrom(values: FormValues): WorkInput<'inquiry'> | null {
  const track = oneIn(tracks, values, 'track') ?? 'report'
  return track === 'report' ? null : { track, text: '', gift: null }
}

/** The way in which the code was handed over, as the page names it. */
export function handOverFrom(text: string): WorkInput<'intake'>['handedOver'] {
  return handOvers.find((one) => one === text) ?? 'none'
}

function partyIn(values: FormValues): (typeof intakeParties)[number] {
  return oneIn(intakeParties, values, 'onBehalf') ?? 'self'
}

function oneIn<const Words extends readonly string[]>(words: Words, values: FormValues, name: string): Words[number] | undefined {
  return words.find((one) => one === textIn(values, name))
}

function chosen<Question extends ListQuestion>(question: Question, given: string | undefined): (typeof answersTo)[Question][number][] {
  const all: readonly (typeof answersTo)[Question][number][] = answersTo[question]
  return all.filter((one) => (given ?? '').split(',').includes(one))
}
