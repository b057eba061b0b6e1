// What the person has answered so far. It lives in the fields and nowhere else.
import { page } from '../texts.client.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** Every field whose question is asked: what hangs on an answer that was changed since does not count. */
export function fieldsIn(within: Element): Field[] {
  return [...within.querySelectorAll<Field>('input[name], textarea[name]')].filter((field) => field.closest('[data-if][hidden]') === null)
}

/** Name to value; several choices are joined by commas, what was left out is missing. */
export function answers(): Record<string, string> {
  const given: Record<string, string> = {}
  for (const field of fieldsIn(page())) {
    const value = isChoice(field) ? (field.checked ? field.value : '') : field.value.trim()
    if (value !== '') given[field.name] = given[field.name] === undefined ? value : `${given[field.name]},${value}`
  }
  return given
}

export function isChoice(field: Field): field is HTMLInputElement {
  return field.type === 'checkbox' || field.type === 'radio'
}

/** Back to how the page came: used when a question is skipped. */
export function resetFields(within: Element): void {
  for (const field of within.querySelectorAll<Field>('input[name], textarea[name]')) {
    if (isChoice(field)) field.checked = field.defaultChecked
    else field.value = ''
  }
}

/** "I do not know" and "I do not want to say" stand alone: choosing one takes the others back, and the other way round. */
export function keepAlone(changed: HTMLInputElement): void {
  if (changed.type !== 'checkbox' || !changed.checked) return
  for (const other of page().querySelectorAll<HTMLInputElement>(`input[name="${changed.name}"]:checked`)) {
    if (other !== changed && (standsAlone(changed) || standsAlone(other))) other.checked = false
  }
}

function standsAlone(field: HTMLInputElement): boolean {
  return field.value === 'notKnow' || field.value === 'notSay'
}

/** Shows the parts that hang on an answer (`data-if="who=readers"`), hides the others. */
export function showWhatHangs(): void {
  for (const part of page().querySelectorAll<HTMLElement>('[data-if]')) {
    part.hidden = !(part.dataset['if'] ?? '').split(' ').some((condition) => {
      const [name, value] = condition.split('=')
      return page().querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)?.checked === true
    })
  }
}

export type Kept = readonly (readonly [name: string, value: string, choice: boolean])[]

/** Answers taken out of the page while its texts are exchanged for those of another language. */
export function keep(): Kept {
  return [...page().querySelectorAll<Field>('input[name], textarea[name]')]
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, field.value, isChoice(field)] as const)
}

export function putBack(kept: Kept): void {
  for (const field of page().querySelectorAll<Field>('input[name], textarea[name]')) {
    if (isChoice(field)) field.checked = kept.some(([name, value]) => name === field.name && value === field.value)
    else field.value = kept.find(([name, , choice]) => name === field.name && !choice)?.[1] ?? ''
  }
  showWhatHangs()
}
