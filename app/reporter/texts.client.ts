// Texts that the page brought along, and days as people write them. One language at a time: that of the page.

export type Values = Readonly<Record<string, string | Node>>

export function page(): HTMLElement {
  return find('page')
}

/** The element with this id; its absence is a mistake of ours, not of the person. */
export function find(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`no #${id}`)
  return element
}

export function text(key: string): string {
  const template = document.getElementById('texts')
  const found = template instanceof HTMLTemplateElement ? template.content.querySelector(`[data-key="${key}"]`) : null
  return found?.textContent ?? ''
}

/**
 * Puts the text of `key` into an element, `cut` down first where the page cannot say all of it. Names are isolated, so that
 * their direction cannot turn the sentence round.
 */
export function put(element: Element, key: string, values: Values = {}, cut: (template: string) => string = (template) => template): void {
  element.replaceChildren(...cut(text(key)).split(/(\{\w+\})/).map((stretch) => {
    const value = values[stretch.slice(1, -1)]
    if (!stretch.startsWith('{') || value === undefined) return stretch
    return typeof value === 'string' ? make('bdi', value) : value
  }))
}

export function make(name: string, content = '', className = ''): HTMLElement {
  const element = document.createElement(name)
  element.textContent = content
  if (className !== '') element.className = className
  return element
}

/** A day (since 1970-01-01) written out, in the forms that came with the page. */
export function dayText(day: number): string {
  const date = new Date(day * 86_400_000)
  const form = (page().dataset['dates'] ?? '').split('|')[date.getUTCMonth()] ?? ''
  return form.replace('{d}', String(date.getUTCDate())).replace('{y}', String(date.getUTCFullYear()))
}

export function boldDay(day: number): HTMLElement {
  return make('b', dayText(day))
}

/** Fills every text inside `within` that speaks of a day counted from `from`. */
export function putDays(within: Element, from: number): void {
  for (const element of within.querySelectorAll<HTMLElement>('[data-day]')) {
    put(element, element.dataset['k'] ?? '', { date: boldDay(from + Number(element.dataset['day'])) })
  }
}

/** Today by the phone: the server's word for it would let the server decide what is old and what is late. */
export function phoneDay(): number {
  const now = new Date()
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000)
}
