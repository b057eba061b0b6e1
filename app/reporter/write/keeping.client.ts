// The code on the screen and the ways to keep it: paper, picture, copy, print, or not at all.
import { digitsOf } from '../digits.ts'
import { tryNow } from '../patience.client.ts'
import { find, make, put, putDays, text } from '../texts.client.ts'

let shown: readonly string[] = []
let digits = ''
/** The two lines that are asked for when the person checks the paper. */
let asked: readonly [number, number] = [0, 1]

export async function showTicket(lines: readonly string[], all: string): Promise<void> {
  shown = lines.map(digitsOf)
  digits = all
  find('ticket').querySelector('ol')?.replaceChildren(...shown.map((line, place) => {
    const row = make('li')
    row.append(make('small', String(place + 1)), ` ${line.slice(0, 3)} ${line.slice(3)}`)
    return row
  }))
  const { drawPicture } = await import('./picture-code.client.ts')
  drawPicture(find('picture'), digits)
}

export function showSent(day: number): void {
  putDays(find('s-sent'), day)
}

export function actOnSent(does: string, button: HTMLElement): void {
  if (does === 'again') tryNow()
  if (does === 'write-back') askBack()
  if (does === 'compare') compareBack()
  if (does === 'picture') void savePicture()
  if (does === 'copy') void copyNumbers()
  if (does === 'print') print()
  if (does === 'no-code') {
    button.hidden = true
    find('no-code').hidden = false
  }
  if (does === 'files') void addFiles(button)
  if (does === 'clear') clear()
}

function askBack(): void {
  const random = crypto.getRandomValues(new Uint8Array(2))
  const first = (random[0] ?? 0) % 7
  const second = (first + 1 + ((random[1] ?? 0) % 6)) % 7
  asked = first < second ? [first, second] : [second, first]
  const block = find('write-back')
  block.hidden = false
  const sentence = block.querySelector<HTMLElement>('p')
  if (sentence !== null) put(sentence, 'sent.check.p', { a: String(asked[0] + 1), b: String(asked[1] + 1) })
  block.querySelectorAll('li').forEach((row, place) => {
    const line = String((asked[place] ?? 0) + 1)
    const [number, field] = [row.querySelector('span'), row.querySelector('input')]
    if (number !== null) number.textContent = line
    if (field === null) return
    field.value = ''
    field.removeAttribute('aria-invalid')
    field.setAttribute('aria-label', text('sent.code.line').replace('{n}', line))
  })
  find('write-back-says').textContent = ''
  sentence?.focus()
}

function compareBack(): void {
  const fields = [find('back-0'), find('back-1')] as HTMLInputElement[]
  const wrong = fields.findIndex((field, place) => digitsOf(field.value) !== shown[asked[place] ?? 0])
  fields.forEach((field, place) => (place === wrong ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid')))
  const says = find('write-back-says')
  if (wrong < 0) says.textContent = text('sent.check.ok')
  else {
    put(says, 'error.code.back', { group: String((asked[wrong] ?? 0) + 1) })
    fields[wrong]?.focus()
  }
}

async function savePicture(): Promise<void> {
  const { pictureFile } = await import('./picture-code.client.ts')
  const file = await pictureFile(shown, digits)
  if (file === null) return
  const link = document.createElement('a')
  // A dull name among the other pictures of the phone.
  link.download = 'image.png'
  link.href = URL.createObjectURL(file)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function copyNumbers(): Promise<void> {
  try {
    await navigator.clipboard.writeText(shown.join('\n'))
    find('copied').textContent = text('sent.copied')
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error
    // No right to the clipboard: mark the numbers, so that the phone offers its own "copy".
    getSelection()?.selectAllChildren(find('ticket').querySelector('ol') ?? find('ticket'))
  }
}

async function addFiles(button: HTMLElement): Promise<void> {
  const offer = find('offer-files')
  button.setAttribute('aria-busy', 'true')
  const done = await import('../evidence/after-sending.client.ts').then(({ offerFiles }) => offerFiles(offer, digits), () => false)
  button.removeAttribute('aria-busy')
  if (!done) find('files-say').textContent = text('error.offline')
}

function clear(): void {
  shown = []
  digits = ''
  const { language = 'en' } = find('page').dataset
  find('page').replaceChildren()
  location.replace(`/${language}`)
}
