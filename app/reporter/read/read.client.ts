// The page on which a person comes back: code, then the conversation in the same document. The code never leaves the worker again.
import '../start/exit.client.ts'
import { startReporterWorker } from '#crypto/worker/client.ts'
import { begunEvidence, evidence } from '../evidence/later.client.ts'
import { speak } from '../language.client.ts'
import { fillStopAgain } from '../stop.client.ts'
import { tryNow } from '../patience.client.ts'
import { find, page, put, text } from '../texts.client.ts'
import { fill, hideDigits, lines, readPicture, remark, typed } from './code-entry.client.ts'
import { actOnConversation, drawAgain } from './conversation.client.ts'
import { codeOf } from './code-lines.ts'
import { openCode } from './opening.client.ts'

let opening = false
/** Where "back" leads from the places that help, and from a stop. */
let before = 'code'

const worker = startReporterWorker(page().dataset['worker'] ?? '')

async function open(): Promise<void> {
  if (opening) return
  opening = true
  try {
    await openCode(worker)
  } finally {
    opening = false
  }
}

const actions: Readonly<Record<string, (button: HTMLElement) => unknown>> = {
  open,
  hide: hideDigits,
  again: tryNow,
  back: () => show(find('s-stop').hidden ? before : shownBefore()),
  'stop-again': () => {
    show('code')
    void open()
  },
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return
  const button = event.target.closest<HTMLElement>('[data-do]')
  if (button !== null) {
    const does = button.dataset['do'] ?? ''
    const action = actions[does]
    if (action === undefined) actOnConversation(worker, does, button)
    else action(button)
  }
  const language = event.target.closest<HTMLAnchorElement>('.top a[hreflang]')
  if (language !== null) {
    event.preventDefault()
    void changeLanguage(language.pathname)
  }
  const row = event.target.closest<HTMLElement>('.row[data-to]')
  if (row !== null) {
    event.preventDefault()
    before = find('s-view').hidden ? 'code' : 'view'
    show('places')
    if (row.dataset['to'] === 'places') find('places').scrollIntoView()
  }
})

/** The same conversation, or the same half of a code, in another language. */
async function changeLanguage(address: string): Promise<void> {
  const fields = () => ['f-reply', 'f-name', 'f-reach'].map((id) => find(id) as HTMLTextAreaElement | HTMLInputElement)
  const keep = () => ({ code: codeOf(lines()), words: fields().map(({ value }) => value) })
  const done = await speak(address, keep, ({ code, words }) => {
    dress()
    fill(code)
    drawAgain(worker)
    fillStopAgain()
    fields().forEach((field, place) => { field.value = words[place] ?? '' })
    void begunEvidence()?.then((part) => part.drawAgain())
  })
  if (!done) remark(text('error.offline'), 'h-code')
}

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.id.startsWith('line-')) typed(event.target)
})

document.addEventListener('change', (event) => {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return
  if (event.target.id === 'f-files') return chooseFiles(event.target)
  void readPicture(event.target).then(
    (found) => (found ? open() : undefined),
    () => remark(text('error.offline'), 'line-1'),
  )
})

// The chosen files leave the field, so that the same one can be chosen again after it was taken out.
function chooseFiles(field: HTMLInputElement): void {
  const files = [...(field.files ?? [])]
  field.value = ''
  evidence().then((part) => part.choose(files)).catch(() => {
    find('at-files').textContent = text('error.offline')
    find('at-files').hidden = false
  })
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || !event.target.id.startsWith('line-')) return
  event.preventDefault()
  void open()
})

// A conversation that was refused is not shown again; one in which only sending was refused is.
function shownBefore(): string {
  return find('stop-expired').hidden ? 'code' : 'view'
}

function show(id: string): void {
  for (const screen of page().querySelectorAll<HTMLElement>('[data-screen]')) screen.hidden = screen.dataset['screen'] !== id
  scrollTo(0, 0)
  find(`s-${id}`).querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

function dress(): void {
  for (const stuck of page().querySelectorAll('[data-stuck]')) stuck.remove()
  for (const live of page().querySelectorAll<HTMLElement>('[data-live]')) live.hidden = false
  put(find('count'), 'return.count', { n: '0', total: '42' })
  page().dataset['ready'] = ''
}

dress()
