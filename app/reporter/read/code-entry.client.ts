// Typing the code line by line, pasting it, or taking it out of a picture.
import { lookNoMore, pleaseLook } from '../please-look.client.ts'
import { find, put, text } from '../texts.client.ts'
import { codeOf, countOf, isWhole, lineCount, lineLength, shownLine, spread } from './code-lines.ts'

let tries = 0

export function lines(): string[] {
  return fields().map((field) => field.value)
}

function fields(): HTMLInputElement[] {
  return Array.from({ length: lineCount }, (_, place) => find(`line-${place + 1}`) as HTMLInputElement)
}

export function clearLines(): void {
  for (const field of fields()) field.value = ''
}

export function fill(code: string): void {
  fields().forEach((field, place) => (field.value = shownLine(code.slice(place * lineLength, (place + 1) * lineLength))))
  tidy()
}

/** After a key or a paste in one of the fields. A full line leads on to the next, while a person types at its end. */
export function typed(field: HTMLInputElement): void {
  const all = fields()
  const place = all.indexOf(field)
  if (place < 0) return
  const next = spread(lines(), place)
  const pasted = next.some((line, at) => at !== place && line !== all[at]?.value)
  if (pasted) all.forEach((one, at) => (one.value = next[at] ?? ''))
  const atEnd = field.selectionStart === field.value.length
  if (isWhole(field.value)) {
    if (atEnd) field.value = shownLine(field.value)
    const following = pasted ? all.find((one) => !isWhole(one.value)) : all[place + 1]
    if (atEnd && following !== undefined && following.value === '') following.focus()
  }
  tidy()
}

function tidy(): void {
  lookNoMore(find('s-code'))
  put(find('count'), 'return.count', { n: String(countOf(lines())), total: '42' })
  fields().forEach((field, place) => {
    mark(field, 'full', isWhole(field.value))
    mark(field, 'look', false)
    find(`at-line-${place + 1}`).hidden = true
  })
}

function mark(field: HTMLElement, name: 'full' | 'look', on: boolean): void {
  const sign = field.parentElement?.querySelector<HTMLElement>(`[data-mark="${name}"]`)
  if (sign !== null && sign !== undefined) sign.hidden = !on
}

/** The digits, or null with a remark on the page when they cannot be a code. */
export function wholeCode(): string | null {
  const n = countOf(lines())
  if (n === lineCount * lineLength && lines().every(isWhole)) return codeOf(lines())
  sayLength(n)
  return null
}

export function sayLength(n: number): void {
  const short = fields().findIndex((field) => !isWhole(field.value))
  remark(text('error.code.length').replace('{n}', String(n)), `line-${Math.max(short, 0) + 1}`)
}

/** A line is named as "perhaps" twice; after that the page offers no correction, or it would help to guess. */
export function sayWrong(line: number | null): void {
  tries += 1
  if (line === null || tries > 2) return remark(text('error.code.wrong'), 'line-1')
  remark(text('error.code.perhaps').replace('{group}', String(line)), `line-${line}`)
  const field = fields()[line - 1]
  if (field === undefined) return
  mark(field, 'full', false)
  mark(field, 'look', true)
  const below = find(`at-line-${line}`)
  below.textContent = text('return.line.check').replace('{n}', String(line))
  below.hidden = false
}

export function remark(words: string, at: string): void {
  pleaseLook(find('look-code'), [{ words, at }])
}

export async function readPicture(chooser: HTMLInputElement): Promise<boolean> {
  const file = chooser.files?.[0]
  if (file === undefined) return false
  const { codeInPicture } = await import('./picture-reader.client.ts')
  const code = await codeInPicture(file)
  // The picture itself is let go at once.
  chooser.value = ''
  if (code === null) remark(text('error.code.picture'), 'line-1')
  else fill(code)
  return code !== null
}

/** For hands that are watched: the digits blur, the fields stay usable. */
export function hideDigits(button: HTMLElement): void {
  const hidden = find('lines').toggleAttribute('data-hidden')
  button.textContent = text(hidden ? 'return.show' : 'return.hide')
}
