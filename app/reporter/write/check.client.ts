// The check page: every question with its answer, read from the page itself, so that what stands here is what is sent.
import { screens } from '#db/model/questions.ts'
import { find, make, put, text } from '../texts.client.ts'
import { answers, fieldsIn, isChoice } from './answers.client.ts'
import { tellingWords } from './telling-words.ts'

export function drawCheck(): void {
  find('asked').replaceChildren(...screens.map(({ id }) => rowOf(id)))
  const words = tellingWords([answers()['text'], answers()['place'], answers()['employer']].filter((one) => one !== undefined).join('\n'))
  const block = find('telling')
  block.hidden = words.length === 0
  const list = make('span')
  words.forEach((one, place) => list.append(place === 0 ? '' : ' ', make('mark', one)))
  put(block.querySelector('p') ?? block, 'check.words.p', { words: list })
}

function rowOf(id: string): Node {
  const screen = find(`s-${id}`)
  const row = document.importNode((find('row-asked') as HTMLTemplateElement).content, true)
  const [question, change, answer] = [row.querySelector('dt span'), row.querySelector('button'), row.querySelector('dd')]
  const asked = screen.querySelector('h1')?.textContent ?? ''
  if (question !== null) question.textContent = asked
  change?.setAttribute('data-to', id)
  change?.setAttribute('aria-label', `${change.textContent ?? ''} – ${asked}`)
  const given = answersOn(screen)
  if (answer !== null) {
    answer.textContent = given.length === 0 ? text('common.notGiven') : given.join('\n')
    if (given.length === 0) answer.className = 'hint'
  }
  return row
}

function answersOn(screen: Element): string[] {
  return fieldsIn(screen).flatMap((field) => {
    if (!isChoice(field)) return field.value.trim() === '' ? [] : [withQuestion(field, field.value.trim())]
    const label = field.closest('label')
    return field.checked ? [withQuestion(field, (label?.querySelector('b') ?? label)?.textContent ?? field.value)] : []
  })
}

// A question below a question (its heading, or the label of its field) stands before its answer.
function withQuestion(field: HTMLInputElement | HTMLTextAreaElement, answer: string): string {
  const asked = field.closest('[data-if]')?.querySelector('h2') ?? field.labels?.[0]
  return asked?.matches('h2, .label') === true ? `${asked.textContent} ${answer}` : answer
}
