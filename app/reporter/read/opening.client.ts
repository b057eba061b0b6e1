// From the typed code to the opened conversation, and again after something was written.
import { WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import type { CaseView, Team } from '#crypto/worker/views.ts'
import { untilThere } from '../patience.client.ts'
import { challenge, fetchCase, newestRoster, Refused } from '../requests.client.ts'
import { fillStop } from '../stop.client.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { find, page, phoneDay, text } from '../texts.client.ts'
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
    return { shown, day, named: answer.names ?? [], teams: shown.noTeamLeft && !shown.expired ? await teamsToChoose(worker, shown, day) : [] }
  }, (key) => trouble('trouble', key))
  clearLines()
  drawConversation(worker, view.shown, view.day, view.teams, view.named)
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

/** A refusal of the server is told at the code; one of the protocol takes the place of everything, and nothing of the conversation is shown. */
export function stopWith(error: unknown): void {
  if (error instanceof Refused) return remark(text(['missing', 'signature', 'gone'].includes(error.reason) ? 'error.code.none' : 'error.again'), 'line-1')
  if (!(error instanceof WorkerError)) throw error
  if (!takesScreen('read', error.code)) return remark(text(stopKey('read', error.code)), 'h-code')
  fillStop('read', error.code, 'stop.h')
  for (const screen of page().querySelectorAll<HTMLElement>('[data-screen]')) screen.hidden = screen.dataset['screen'] !== 'stop'
  scrollTo(0, 0)
  find('h-stop').focus({ preventScroll: true })
}

function busy(on: boolean): void {
  find('busy').hidden = !on
}
