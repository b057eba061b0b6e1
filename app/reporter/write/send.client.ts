// From "Send" to the receipt. The code stands on the screen before the first byte leaves; a lost answer is asked for again with
// the same bytes under a fresh challenge, so that it cannot arrive twice.
import type { SubmitAnswer } from '#crypto/answers.ts'
import { WorkerError } from '#crypto/worker/client.ts'
import { pleaseLook } from '../please-look.client.ts'
import { untilThere } from '../patience.client.ts'
import { challenge, Refused, rosterHash, submit } from '../requests.client.ts'
import { find, page, text } from '../texts.client.ts'
import { answers } from './answers.client.ts'
import { showSent, showTicket } from './keeping.client.ts'
import { goToCheck, stayHere } from './screens.client.ts'
import { loadInto, prepare, removedTeams, routed, sayRefusal, showCheck, startAnew } from './sealing.client.ts'
import type { Sealed } from './sealing.client.ts'

let sending = false

/** Once; a second press while it runs does nothing. */
export async function sendMessage(): Promise<void> {
  if (sending) return
  // Somebody who only tries the page is told so at once; nothing leaves, so nothing can be counted.
  if (answers()['nearest'] === 'test') return pleaseLook(find('look-check'), [{ words: text('q2.test.end'), at: 'h-check' }])
  sending = true
  addEventListener('beforeunload', hold)
  try {
    await sealAndDeliver()
  } catch (error) {
    if (error instanceof WorkerError && error.code === 'receipt') notProven()
    else await backToCheck(error)
  } finally {
    sending = false
    removeEventListener('beforeunload', hold)
  }
}

async function sealAndDeliver(): Promise<void> {
  const sealed = await untilThere(newestTeams, trouble)
  const { recipients, never, urgent } = routed(sealed.roster.teams)
  if (recipients.length === 0) throw new NoTeam()
  live('sending')
  const { lines, digits } = await sealed.worker.call('makeCode', {})
  const removed = removedTeams()
  await sealed.worker.call('sealReport', {
    recipients: [...recipients],
    never: { roles: [...never.roles], desks: [...never.desks] },
    fields: removed === '' ? answers() : { ...answers(), removedTeams: removed },
    lang: document.documentElement.lang,
    urgent,
    today: sealed.today,
  })
  stayHere('sent')
  await showTicket(lines, digits)
  const { day } = await untilThere(async () => {
    const { challenge: fresh } = await challenge()
    const { frame } = await sealed.worker.call('signSubmit', { challenge: fresh })
    return proven(sealed, await submit(frame))
  }, trouble)
  sealed.worker.end()
  live('sent')
  stayHere('sent')
  showSent(day)
}

// A list that was published while the message was on its way may bring a new key for receipts.
async function proven(sealed: Sealed, answer: SubmitAnswer): Promise<{ day: number }> {
  const read = () => sealed.worker.call('readReceipt', answer)
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof WorkerError) || error.code !== 'roster') return unproven(error)
    return await loadInto(sealed.worker, sealed.today).then(read).catch(unproven)
  }
}

// It has left: whatever is refused now, nobody may be told that nothing was sent, and it is not sent under another code.
function unproven(error: unknown): never {
  throw error instanceof WorkerError ? new WorkerError('receipt') : error
}

/** The list that is checked now and was shown before; a change of it goes back to the person. */
async function newestTeams(): Promise<Sealed> {
  const shown = await prepare()
  if ((await rosterHash()) === shown.roster.hash) return shown
  const before = routed(shown.roster.teams).recipients.join()
  startAnew()
  const now = await prepare()
  if (routed(now.roster.teams).recipients.join() !== before) throw new Refused('stale')
  return now
}

class NoTeam extends Error {}

async function backToCheck(error: unknown): Promise<void> {
  delete document.documentElement.dataset['life']
  trouble('')
  const teams = error instanceof Refused && error.reason === 'stale'
  if (!(error instanceof NoTeam)) startAnew()
  goToCheck()
  if (teams) await showCheck()
  if (error instanceof WorkerError) return sayRefusal(error)
  const key = keyFor(error)
  pleaseLook(find('look-check'), [{ words: text(key), at: key === 'error.teams' || key === 'readers.none' ? 'readers' : 'h-check' }])
  if (!(error instanceof NoTeam || error instanceof Refused)) throw error
}

function keyFor(error: unknown): string {
  if (error instanceof NoTeam) return 'readers.none'
  if (error instanceof Refused) return error.reason === 'stale' ? 'error.teams' : error.reason === 'too-big' ? 'error.long' : 'error.again'
  return 'error.again'
}

// It left, and what came back proves nothing: the code stays on the screen, and the same message is not sent under another code.
function notProven(): void {
  startAnew()
  live('not-proven')
  find('h-sending').textContent = text('stop.receipt.h')
  trouble('stop.receipt')
  find('trouble').querySelector('button')?.remove()
  find('trouble').scrollIntoView({ block: 'nearest' })
}

function live(life: 'sending' | 'sent' | 'not-proven'): void {
  document.documentElement.dataset['life'] = life
}

function trouble(key: string): void {
  const block = find('trouble')
  block.hidden = key === ''
  const words = block.querySelector('p')
  if (words !== null) words.textContent = text(key)
  // Before the code is made the check page still stands there: the same words belong to it.
  if (key !== '' && find('s-sent').hidden) pleaseLook(find('look-check'), [{ words: text(key), at: 'h-check' }])
  page().toggleAttribute('data-waiting', key !== '')
}

// Asks before a page is shut that still has to send; never in the way of "Leave".
function hold(event: BeforeUnloadEvent): void {
  if (document.documentElement.dataset['covered'] === undefined) event.preventDefault()
}
