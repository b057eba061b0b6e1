// Fetches the newest list of teams, has the worker check it, and shows whose it is. The numbers come from the checked list, never
// from the page itself; what a person types to compare stays in the field.
import '../start/exit.client.ts'
import { startReporterWorker, WorkerError } from '#crypto/worker/client.ts'
import { tryNow, untilThere } from '../patience.client.ts'
import { lookNoMore } from '../please-look.client.ts'
import { newestRoster, Refused } from '../requests.client.ts'
import { fillStop } from '../stop.client.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { find, make, page, phoneDay, put, text } from '../texts.client.ts'
import { compareNumbers } from './compare.ts'
import { drawList } from './list.client.ts'
import { savePage } from './saved-page.client.ts'

const worker = startReporterWorker(page().dataset['worker'] ?? '')
let number = ''

async function check(): Promise<void> {
  const { instance = '', root = '' } = page().dataset
  try {
    const { roster, rootFingerprint } = await untilThere(
      async () => worker.call('checkRoster', { rosterFile: await newestRoster(), instanceId: instance, rootFp: root, today: phoneDay() }),
      trouble,
    )
    number = rootFingerprint
    await drawList(roster, rootFingerprint)
    find('wait').hidden = true
    find('checked').hidden = false
  } catch (error) {
    find('wait').hidden = true
    if (error instanceof WorkerError) refused(error)
    else if (error instanceof Refused) trouble('error.again')
    else throw error
  }
}

function refused({ code }: WorkerError): void {
  if (!takesScreen('write', code)) return trouble(stopKey('write', code))
  fillStop('write', code, 'verify.stop.h')
  find('s-verify').hidden = true
  find('s-stop').hidden = false
  find('h-stop').focus()
}

function trouble(key: string): void {
  const block = find('trouble')
  block.hidden = key === ''
  find('wait').hidden = key !== ''
  const words = block.querySelector('p')
  if (words !== null) words.textContent = text(key)
  const again = block.querySelector('button')
  // Waiting helps against a bad line and against nothing else.
  if (again !== null) again.hidden = key === 'error.seal' || key === 'error.again'
}

function compare(): void {
  const field = find('f-poster') as HTMLTextAreaElement
  lookNoMore(find('s-verify').querySelector('.ruled') ?? page())
  for (const group of find('number').children) group.removeAttribute('data-look')
  const outcome = compareNumbers(number, field.value)
  find('same').hidden = outcome.result !== 'same'
  if (outcome.result === 'same') return find('same').focus()
  const words = make('span')
  if (outcome.result === 'count') put(words, 'verify.count', { n: String(outcome.digits) })
  else {
    put(words, 'verify.different', { group: String(outcome.group) })
    find('number').children[outcome.group - 1]?.setAttribute('data-look', '')
  }
  field.setAttribute('aria-invalid', 'true')
  find('at-poster').querySelector('span')?.replaceWith(words)
  find('at-poster').hidden = false
  field.focus()
}

/** Everything that is folded goes on paper too. */
function unfold(): void {
  for (const part of find('teams').querySelectorAll('details')) part.open = true
}

const actions: Readonly<Record<string, () => void>> = {
  again: tryNow,
  compare,
  save: savePage,
  print: () => print(),
  'stop-again': () => location.reload(),
  back: () => location.assign(`/${page().dataset['language'] ?? 'en'}`),
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return
  actions[event.target.closest<HTMLElement>('[data-do]')?.dataset['do'] ?? '']?.()
})
addEventListener('beforeprint', unfold)

for (const stuck of page().querySelectorAll('[data-stuck]')) stuck.remove()
for (const live of page().querySelectorAll<HTMLElement>('[data-live]')) live.hidden = false
page().dataset['ready'] = ''
void check()
