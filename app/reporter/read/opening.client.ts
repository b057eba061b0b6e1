// From the typed code to the opened conversation, and again after something was written.
import { WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import type { CaseView, Team } from '#crypto/worker/views.ts'
import { untilThere } from '../patience.client.ts'
import { challenge, fetchCase, newestRoster, Refused } from '../requests.client.ts'
import { find, make, page, phoneDay, text } from '../texts.client.ts'
import { lookNoMore } from '../please-look.client.ts'
import { clearLines, remark, sayLength, sayWrong, wholeCode } from './code-entry.client.ts'
import { drawConversation } from './conversation.client.ts'
import { teamsLeft } from './told.ts'

export type Worker = WorkerClient<ReporterCalls>

export async function openCode(worker: Worker): Promise<void> {
  lookNoMore(find('s-code'))
  const code = wholeCode()
  if (code === null) return
  busy(true)
  try {
    const reading = await worker.call('openCode', { text: code, instanceId: page().dataset['instance'] ?? '' })
    if (reading.result === 'ok') return await openConversation(worker)
    if (reading.result === 'length') sayLength(reading.digits)
    else sayWrong(reading.result === 'line' ? reading.line : null)
  } catch (error) {
    stopWith(error)
  } finally {
    busy(false)
  }
}

/** Fetches, opens, shows. Refusals of the server and of the protocol are thrown. */
export async function openConversation(worker: Worker): Promise<void> {
  const view = await untilThere(async () => {
    const { challenge: fresh } = await challenge()
    const day = phoneDay()
    const { frame } = await worker.call('signFetch', { challenge: fresh })
    const answer = await fetchCase(frame)
    const shown = await worker.call('openCase', { answer, rootFp: page().dataset['root'] ?? '', today: day })
    return { shown, day, teams: shown.noTeamLeft ? await teamsToChoose(worker, shown, day) : [] }
  }, (key) => trouble('trouble', key))
  clearLines()
  drawConversation(worker, view.shown, view.day, view.teams)
}

/** Nobody is left who may read on: the newest list says who is there, without those whom the person has taken out. */
async function teamsToChoose(worker: Worker, { timeline }: CaseView, today: number): Promise<Team[]> {
  const { instance = '', root = '' } = page().dataset
  const { teams } = await worker.call('load', { rosterFile: await newestRoster(), instanceId: instance, rootFp: root, today })
  return teamsLeft(teams, timeline)
}

export function trouble(id: string, key: string): void {
  const block = find(id)
  block.hidden = key === ''
  const words = block.querySelector('p')
  if (words !== null) words.textContent = text(key)
}

// What the protocol refuses is told in the words of its consequence; nothing of the conversation is shown.
const stops: Readonly<Record<string, string>> = {
  'newer-version': 'stop.newer',
  expired: 'stop.expired',
  'pinned-root': 'stop.root',
  excluded: 'stop.excluded',
  rollback: 'stop.old',
  roster: 'stop.old',
  'worker-failed': 'error.seal',
  'not-ready': 'error.seal',
}

export function stopWith(error: unknown): void {
  if (error instanceof Refused) return remark(text(['missing', 'signature', 'gone'].includes(error.reason) ? 'error.code.none' : 'error.again'), 'line-1')
  if (!(error instanceof WorkerError)) throw error
  const key = stops[error.code] ?? 'stop.broken'
  if (key === 'error.seal') return remark(text(key), 'h-code')
  const stop = make('section')
  const heading = make('h1', text('stop.h'))
  heading.tabIndex = -1
  stop.append(heading, make('p', text(key)), make('p', text('stop.help')))
  find('s-code').hidden = true
  find('s-view').hidden = true
  page().prepend(stop)
  heading.focus()
}

function busy(on: boolean): void {
  find('busy').hidden = !on
}
