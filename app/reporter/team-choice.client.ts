import type { Team } from '#crypto/worker/views.ts'
import { make } from './texts.client.ts'

/** A row to tick for one team of the signed roster; all rows of a question carry the same `name`. */
export function teamChoice(name: string, team: Team): HTMLElement {
  const row = make('label', '', 'choice')
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.name = name
  box.value = team.id
  box.autocomplete = 'off'
  const words = make('span')
  words.append(make('bdi', team.label))
  row.append(box, words)
  return row
}
