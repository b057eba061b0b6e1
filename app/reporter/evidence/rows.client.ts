// One row for each chosen file: what it looks like, what is the matter with it, how much of it has arrived, and what can be done.
import { make, page, put, text } from '../texts.client.ts'
import type { Chosen } from './chosen.client.ts'
import { canvasIsTrue } from './redraw.client.ts'

export interface RowActs {
  takeOut(chosen: Chosen): void
  asItIs(chosen: Chosen): void
  pause(chosen: Chosen): void
  cover(chosen: Chosen): void
}

/** Draws the row anew; whoever stood on a button of it stands on the same one again. */
export function drawRow(chosen: Chosen, acts: RowActs): void {
  const { row, stage } = chosen
  const held = row.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['act'] : undefined
  const words = make('div')
  words.append(make('b', chosen.name), ' ', ofDigits(sizeOf(chosen)))
  if (stage === 'ready' && chosen.cleaned?.result === 'clean' && chosen.cleaned.hid) words.append(make('p', text('evidence.clean'), 'hint'))
  if (stage === 'refused') words.append(lookAt(chosen.why))
  if (stage === 'ask') words.append(question(chosen))
  if (stage === 'sending') words.append(progressOf(chosen))
  row.replaceChildren(...(stage === 'ready' && chosen.mime.startsWith('image/') ? [preview(chosen)] : []), words, buttons(chosen, acts))
  row.toggleAttribute('data-look', stage === 'refused' || stage === 'ask')
  if (held !== undefined) (row.querySelector<HTMLElement>(`[data-act="${held}"]`) ?? row.querySelector<HTMLElement>('button'))?.focus()
}

/** Tells how much has arrived, without drawing the row anew. */
export function drawProgress({ row, upload }: Chosen): void {
  const bar = row.querySelector('progress')
  if (bar === null || upload === null) return
  bar.value = upload.sent / upload.parts
  const number = bar.nextElementSibling
  if (number !== null) number.textContent = `${Math.floor(bar.value * 100)} %`
}

function buttons(chosen: Chosen, acts: RowActs): HTMLElement {
  const group = make('div', '', 'buttons')
  const { stage } = chosen
  if (stage === 'ask') group.append(button('as-is', 'evidence.asis', () => acts.asItIs(chosen)))
  if (stage === 'sending') group.append(button('pause', chosen.paused ? 'evidence.resume' : 'evidence.pause', () => acts.pause(chosen)))
  if (stage === 'ready' && /^image\/(?:jpeg|png)$/.test(chosen.mime) && canvasIsTrue()) group.append(button('cover', 'evidence.cover', () => acts.cover(chosen)))
  if (stage !== 'sent') group.append(button('out', 'evidence.out', () => acts.takeOut(chosen)))
  for (const one of group.children) one.setAttribute('aria-label', `${one.textContent} (${chosen.name})`)
  return group
}

function button(act: string, key: string, does: () => void): HTMLElement {
  const made = make('button', text(key), 'button') as HTMLButtonElement
  made.type = 'button'
  made.dataset['act'] = act
  made.addEventListener('click', does)
  return made
}

function question({ cleaned }: Chosen): HTMLElement {
  const words = make('p')
  const tells = cleaned?.result === 'ask' ? cleaned.tells.map((one) => text(`evidence.tells.${one}`)) : []
  put(words, 'error.clean', { words: tells.join(' · ') })
  return words
}

function lookAt(key: string): HTMLElement {
  const words = make('p')
  const { megabytes = '', files = '' } = page().dataset
  put(words, key, { size: `${megabytes} MB`, n: files })
  return words
}

function progressOf({ upload }: Chosen): HTMLElement {
  const line = make('p', '', 'beside')
  const bar = document.createElement('progress')
  bar.max = 1
  bar.value = upload === null ? 0 : upload.sent / upload.parts
  bar.setAttribute('aria-label', text('check.sending'))
  line.append(bar, ofDigits(`${Math.floor(bar.value * 100)} %`))
  return line
}

// Numbers read from left to right in every language.
function ofDigits(words: string): HTMLElement {
  const span = make('span', words, 'small')
  span.dir = 'ltr'
  return span
}

function preview({ blob }: Chosen): HTMLElement {
  const image = document.createElement('img')
  image.alt = ''
  if (blob !== null) image.src = URL.createObjectURL(blob)
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true })
  return image
}

function sizeOf({ blob, source }: Chosen): string {
  const bytes = (blob ?? source)?.size ?? 0
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
