// The opened conversation on the page: state and next date first, then letters, then the ways to answer.
import type { CaseView, Team } from '#crypto/worker/views.ts'
import { teamChoice } from '../team-choice.client.ts'
import { boldDay, find, make, page, put, text } from '../texts.client.ts'
import { drawNames, giveOwnName, takeNameBack } from './names.client.ts'
import type { Named } from './names.client.ts'
import { saveFile } from './letter-files.client.ts'
import { letterOf, warningOf } from './letters.client.ts'
import type { Worker } from './opening.client.ts'
import { reasonWords } from './outcome.client.ts'
import { actOnAnswer, takeOut } from './posting.client.ts'
import { rowOf } from '../write/readers.client.ts'
import { isNews, sayable, toldBy, valuesOf } from './told.ts'
import type { Told } from './told.ts'

let shownCase: { view: CaseView; told: Told; today: number; teams: readonly Team[]; named: Named } | undefined

export function conversation(): { view: CaseView; told: Told; today: number } {
  if (shownCase === undefined) throw new Error('no conversation is open')
  return shownCase
}

/** `teams`: those of which one must be chosen, because none is left that reads; mostly empty. */
export function drawConversation(worker: Worker, view: CaseView, today: number, teams: readonly Team[], named: Named): void {
  const told = punctualIf(view.expired, toldBy(view.day, view.timeline, today))
  const first = shownCase === undefined
  shownCase = { view, told, today, teams, named }
  drawState(told)
  drawWatch(told, today)
  drawWarnings(view)
  find('letters').replaceChildren(...view.timeline.filter((entry) => isNews(entry, view.timeline)).flatMap((entry) => letterOf(entry, view, told)))
  drawReaders(view, worker)
  drawTeams(teams)
  drawNames(view, named)
  drawClosed(view)
  const next = told.state.nextDay ?? told.state.endDay
  find('look-again').hidden = next === null || next < today
  if (next !== null) put(find('look-again'), 'return.next', { date: boldDay(next) })
  find('s-code').hidden = true
  find('s-view').hidden = false
  if (first) {
    scrollTo(0, 0)
    find('h-view').focus({ preventScroll: true })
  }
}

/** Once more, in the language that the page speaks now. */
export function drawAgain(worker: Worker): void {
  if (shownCase !== undefined) drawConversation(worker, shownCase.view, shownCase.today, shownCase.teams, shownCase.named)
}

// A phone whose date may not be right must not call anybody late.
function punctualIf(expired: boolean, told: Told): Told {
  return expired ? { ...told, state: { ...told.state, late: false } } : told
}

function drawState(told: Told): void {
  const block = find('state')
  const { state, late, finished, nextDay } = told.state
  const rows: HTMLElement[] = []
  if (late && nextDay !== null) rows.push(...stateRows('LATE', { date: nextDay }))
  for (const flag of told.flags) rows.push(...stateRows(flag, flag === 'REFERRED' && told.referredDay !== null ? { ...valuesOf(told), date: told.referredDay } : valuesOf(told), told))
  if (told.asked !== null) rows.push(...stateRows('WAITING_REPORTER', nextDay === null ? {} : { date: nextDay }))
  else if (finished && state !== 'CLOSED') rows.push(...stateRows('CLOSED', {}))
  else rows.push(...stateRows(state, valuesOf(told), told))
  if (told.oneName) rows.push(make('p', text('return.view.oneName')))
  if (told.asksVerdict?.said === 'disagrees' && state !== 'REMEDY_PLAN') rows.push(make('p', text('return.disagree.p')))
  if (!told.answered && nextDay !== null && !late) {
    const none = make('p')
    put(none, 'return.view.none', { date: boldDay(nextDay) })
    rows.push(none)
  }
  block.replaceChildren(...rows)
}

// The day until which a person is asked whether anything bad has happened since; beside a case that is closed.
function drawWatch({ state: { state, endDay } }: Told, today: number): void {
  const watch = find('watch')
  watch.hidden = state !== 'CLOSED' || endDay === null || endDay < today
  if (endDay !== null) put(watch, 'state.PROTECTION_WATCH.text', { date: boldDay(endDay) })
}

function stateRows(state: string, { date, due, body, places }: ReturnType<typeof valuesOf>, told?: Told): HTMLElement[] {
  const listed = page().querySelector('#s-places .said')?.textContent ?? text('common.help')
  const reason = told?.fields === null || told === undefined ? '' : reasonWords(told.fields)
  const values = {
    ...(date === undefined ? {} : { date: boldDay(date) }),
    ...(due === undefined ? {} : { due: boldDay(due) }),
    ...(reason === '' ? {} : { reason }),
    ...(body === undefined ? {} : { body }),
    ...(state === 'DECLINED' ? { places: places ?? listed } : {}),
  }
  const words = make('p')
  const key = state === 'REFERRED' && told?.fields?.basis === 'law' ? 'state.REFERRED.law' : `state.${state}.text`
  put(words, key, values, (template) => sayable(template, Object.keys(values)))
  return [make('h2', text(`state.${state}.label`)), words]
}

function drawWarnings({ warnings }: CaseView): void {
  const block = find('warnings')
  const rows = warnings.map(warningOf)
  block.hidden = rows.length === 0
  block.querySelector('ul')?.replaceChildren(...rows)
}

// The last team cannot be taken out here: nobody would read what comes next.
// Past the last day of the list of teams everything can be read and nothing be written: what would send is not there.
function drawClosed({ expired }: CaseView): void {
  find('closed').hidden = !expired
  if (!expired) return
  put(find('closed-date'), 'expired.date', { date: boldDay(conversation().today) })
  for (const part of page().querySelectorAll<HTMLElement>('[data-writes]')) part.hidden = true
  for (const ready of page().querySelectorAll('#letters .ready')) ready.remove()
}

function drawReaders({ readers, expired }: CaseView, worker: Worker): void {
  const list = find('who-reads')
  list.querySelector('.can ul')?.replaceChildren(...readers.map((team) => rowOf('row-can', team, readers.length > 1 && !expired ? () => void takeOut(worker, team.id) : null)))
  const none = list.querySelector<HTMLElement>('.can .at')
  if (none !== null) none.hidden = readers.length > 0
}

function drawTeams(teams: readonly Team[]): void {
  find('choose-team').hidden = teams.length === 0
  find('teams').replaceChildren(...teams.map((team) => teamChoice('teams', team)))
}

export function actOnConversation(worker: Worker, does: string, button: HTMLElement): void {
  if (does === 'finish') void finish(worker)
  else if (does === 'name-give') void giveOwnName(worker)
  else if (does === 'name-back') void takeNameBack(worker, button.dataset['team'] ?? '')
  else if (does === 'save-file') void saveFile(worker, button)
  else void actOnAnswer(worker, does, button)
}

async function finish(worker: Worker): Promise<void> {
  const { language = 'en' } = page().dataset
  shownCase = undefined
  page().replaceChildren()
  worker.end()
  location.replace(`/${language}`)
}
