// The page of a reader outside: a code of its own, one copy, nothing to answer. The code never leaves the worker again.
import '../start/exit.client.ts'
import { startReporterWorker, WorkerError } from '#crypto/worker/client.ts'
import type { CopyView } from '#crypto/worker/views.ts'
import { tryNow, untilThere } from '../patience.client.ts'
import { lookNoMore } from '../please-look.client.ts'
import { clearLines, hideDigits, readPicture, remark, sayLength, sayWrong, typed, wholeCode } from '../read/code-entry.client.ts'
import { challenge, fetchCopy, Refused } from '../requests.client.ts'
import { fillStop } from '../stop.client.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { boldDay, find, make, page, phoneDay, put, text } from '../texts.client.ts'

const worker = startReporterWorker(page().dataset['worker'] ?? '')
let opening = false

async function open(): Promise<void> {
  lookNoMore(find('s-code'))
  const code = wholeCode()
  if (code === null || opening) return
  opening = true
  find('busy').hidden = false
  try {
    const reading = await worker.call('openCopyCode', { text: code, instanceId: page().dataset['instance'] ?? '' })
    if (reading.result === 'length') sayLength(reading.digits)
    else if (reading.result !== 'ok') sayWrong(reading.result === 'line' ? reading.line : null)
    else draw(await untilThere(fetched, trouble))
  } catch (error) {
    refused(error)
  } finally {
    opening = false
    find('busy').hidden = true
  }
}

async function fetched(): Promise<CopyView> {
  const { challenge: fresh } = await challenge()
  const { frame } = await worker.call('signCopyFetch', { challenge: fresh })
  return worker.call('openCopy', { answer: await fetchCopy(frame), rootFp: page().dataset['root'] ?? '', today: phoneDay() })
}

function draw(copy: CopyView): void {
  const until = boldDay(copy.untilDay)
  if (copy.over) find('h-copy').textContent = text('copy.over.h')
  else put(find('h-copy'), 'copy.from', { desk: copy.team.label })
  put(find('copy-purpose'), 'copy.purpose', { purpose: copy.purpose })
  if (copy.over) put(find('copy-until'), 'copy.over', { date: until, desk: copy.team.label })
  else put(find('copy-until'), 'copy.until', { date: until })
  put(find('copy-made'), 'copy.made', { date: boldDay(copy.day) })
  find('copy-words').hidden = copy.over
  const words = find('copy-text')
  words.textContent = copy.over ? '' : copy.text
  if (copy.lang !== '') words.lang = copy.lang
  find('number').replaceChildren(...copy.rootFingerprint.split(' ').map((group) => make('li', group)))
  clearLines()
  show('copy')
}

function refused(error: unknown): void {
  if (error instanceof Refused) return remark(text(['missing', 'signature', 'gone'].includes(error.reason) ? 'copy.none' : 'error.again'), 'line-1')
  if (!(error instanceof WorkerError)) throw error
  if (!takesScreen('read', error.code)) return remark(text(stopKey('read', error.code)), 'h-code')
  fillStop('read', error.code, 'copy.stop.h')
  show('stop')
}

function show(id: string): void {
  for (const screen of page().querySelectorAll<HTMLElement>('[data-screen]')) screen.hidden = screen.dataset['screen'] !== id
  scrollTo(0, 0)
  find(`s-${id}`).querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

function trouble(key: string): void {
  find('trouble').hidden = key === ''
  const words = find('trouble').querySelector('p')
  if (words !== null) words.textContent = text(key)
}

function finish(): void {
  const { language = 'en' } = page().dataset
  page().replaceChildren()
  worker.end()
  location.replace(`/${language}`)
}

const actions: Readonly<Record<string, (button: HTMLElement) => unknown>> = {
  open,
  hide: hideDigits,
  again: tryNow,
  back: () => show('code'),
  'stop-again': () => {
    show('code')
    void open()
  },
  finish,
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return
  const button = event.target.closest<HTMLElement>('[data-do]')
  if (button !== null) void actions[button.dataset['do'] ?? '']?.(button)
})

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.id.startsWith('line-')) typed(event.target)
})

document.addEventListener('change', (event) => {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return
  void readPicture(event.target).then((found) => (found ? open() : undefined), () => remark(text('error.offline'), 'line-1'))
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || !event.target.id.startsWith('line-')) return
  event.preventDefault()
  void open()
})

for (const stuck of page().querySelectorAll('[data-stuck]')) stuck.remove()
for (const live of page().querySelectorAll<HTMLElement>('[data-live]')) live.hidden = false
put(find('count'), 'return.count', { n: '0', total: '42' })
page().dataset['ready'] = ''
