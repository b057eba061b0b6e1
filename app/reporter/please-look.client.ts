import { find, make } from './texts.client.ts'

export interface Remark {
  readonly words: string
  /** The field it is about. */
  readonly at: string
}

/** Shows what to look at, above the question and at the field, with the same words; nothing typed is touched. */
export function pleaseLook(block: HTMLElement, remarks: readonly Remark[]): void {
  block.querySelector('ul')?.replaceChildren(...remarks.map(({ words, at }) => {
    const link = make('a', words)
    link.setAttribute('href', `#${at}`)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      find(at).focus()
    })
    const row = make('li')
    row.append(link)
    return row
  }))
  block.hidden = false
  for (const { words, at } of remarks) markField(at, words)
  block.focus()
  block.scrollIntoView()
}

/** Takes the remarks of one screen away again, before it is looked at anew. */
export function lookNoMore(within: Element): void {
  for (const block of within.querySelectorAll<HTMLElement>(':scope > .look[role]')) block.hidden = true
  for (const field of within.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  for (const words of within.querySelectorAll<HTMLElement>('[id^="at-"]')) words.hidden = true
}

function markField(at: string, words: string): void {
  const field = find(at)
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.setAttribute('aria-invalid', 'true')
  const place = document.getElementById(at.replace('f-', 'at-'))
  if (place === null || place === field) return
  const span = place.querySelector('span') ?? place
  span.textContent = words
  place.hidden = false
}
