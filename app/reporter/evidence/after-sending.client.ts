// Photos and files on the page after sending: a message of their own behind the one that has arrived. What this needs is taken from the
// page on which people come back, so that whoever writes does not load it.
import { startReporterWorker, WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import { deliver } from '../deliver.client.ts'
import { pageAt } from '../language.client.ts'
import { untilThere } from '../patience.client.ts'
import { challenge, fetchCase } from '../requests.client.ts'
import { boldDay, find, make, page, phoneDay, put, text } from '../texts.client.ts'
import { anyChosen, choose, drawAgain, forgetSent, sealAnew, sendChosen, settled } from './evidence.client.ts'

let sending = false
let running: WorkerClient<ReporterCalls> | null = null

/** Puts the part for files in the place of the offer; false where it could not be fetched. */
export async function offerFiles(offer: HTMLElement, digits: string): Promise<boolean> {
  const { language = 'en' } = page().dataset
  const other = await pageAt(`/${language}/read`)
  const [main, part] = [other?.getElementById('page'), other?.getElementById('evidence')]
  if (main === null || main === undefined || part === null || part === undefined) return false
  page().dataset['files'] = main.dataset['files'] ?? ''
  page().dataset['megabytes'] = main.dataset['megabytes'] ?? ''
  learnTexts(main)
  const section = document.adoptNode(part)
  const send = make('button', text('return.reply.send'), 'button') as HTMLButtonElement
  send.type = 'button'
  send.dataset['on'] = ''
  send.id = 'send-files'
  const says = make('p', '', 'sheet')
  says.id = 'files-say'
  says.hidden = true
  says.setAttribute('role', 'status')
  section.append(send, says)
  section.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'file') take(event.target)
  })
  send.addEventListener('click', () => void sendFiles(digits))
  offer.replaceWith(section)
  drawAgain()
  find('f-files').focus()
  return true
}

function learnTexts(other: HTMLElement): void {
  const [ours, theirs] = [document.getElementById('texts'), other.querySelector('#texts')]
  if (!(ours instanceof HTMLTemplateElement && theirs instanceof HTMLTemplateElement)) return
  for (const one of theirs.content.querySelectorAll<HTMLElement>('[data-key]')) {
    if (text(one.dataset['key'] ?? '') === '') ours.content.append(document.importNode(one, true))
  }
}

function take(field: HTMLInputElement): void {
  const files = [...(field.files ?? [])]
  field.value = ''
  find('files-say').hidden = true
  void choose(files)
}

async function sendFiles(digits: string): Promise<void> {
  if (sending || !anyChosen() || !(await settled())) return
  sending = true
  say('check.sending')
  try {
    const worker = await opener(digits)
    const reopen = () => opened(worker)
    const day = await deliver({
      worker,
      letter: async () => {
        const files = await sendChosen({ worker, reopen, trouble })
        if (files.length === 0) throw new NothingLeft()
        return { type: 'text', fields: {}, lang: document.documentElement.lang, urgent: false, today: phoneDay(), files }
      },
      reopen,
      sealFilesAnew: sealAnew,
      trouble,
    })
    forgetSent()
    put(find('files-say'), 'return.reply.sent', { date: boldDay(day) })
  } catch (error) {
    if (error instanceof NothingLeft) find('files-say').hidden = true
    else say('error.again')
    if (error instanceof WorkerError) endWorker()
  } finally {
    sending = false
  }
}

// One worker for every try: what it has sealed so far is not sealed and sent again.
async function opener(digits: string): Promise<WorkerClient<ReporterCalls>> {
  if (running !== null) return running
  const { worker: address = '', instance = '' } = page().dataset
  running = startReporterWorker(address)
  await running.call('openCode', { text: digits, instanceId: instance })
  await opened(running)
  return running
}

function endWorker(): void {
  running?.end()
  running = null
  sealAnew()
}

async function opened(worker: WorkerClient<ReporterCalls>): Promise<void> {
  await untilThere(async () => {
    const { frame } = await worker.call('signFetch', { challenge: (await challenge()).challenge })
    await worker.call('openCase', { answer: await fetchCase(frame), rootFp: page().dataset['root'] ?? '', today: phoneDay() })
  }, trouble)
}

function trouble(key: string): void {
  const block = find('file-trouble')
  block.hidden = key === ''
  const words = block.querySelector('p')
  if (words !== null) words.textContent = text(key)
}

function say(key: string): void {
  const says = find('files-say')
  says.hidden = false
  says.textContent = text(key)
}

/** Every file was refused or taken out meanwhile. */
class NothingLeft extends Error {}
