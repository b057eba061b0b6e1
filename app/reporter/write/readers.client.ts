// Who can open the message and who cannot: the same list in its short and its long form, always drawn from the signed roster.
import type { Team } from '#crypto/worker/views.ts'
import type { Route } from '#db/model/routing.ts'
import { teamChoice } from '../team-choice.client.ts'
import { find, make, page, put, text } from '../texts.client.ts'
import { keep, putBack } from './answers.client.ts'

/** Choices below "Someone in a team that reads these messages"; what was ticked stays ticked. */
export function drawTeams(teams: readonly Team[]): void {
  const place = find('which-team')
  const wanted = teams.map(({ id }) => id).join()
  if (place.dataset['teams'] === wanted) return
  const kept = keep()
  place.dataset['teams'] = wanted
  place.replaceChildren(...teams.map((team) => teamChoice('whoTeams', team)))
  putBack(kept)
}

/** The names on the first screen came from the server; now they come from the list that the root signed. */
export function drawSafety(teams: readonly Team[]): void {
  const sentence = page().querySelector('[data-k="safety.readers.p"]')
  if (sentence !== null) put(sentence, 'safety.readers.p', { desks: names(teams) })
}

export function drawBar(teams: readonly Team[], route: Route<string>): void {
  const bar = find('bar')
  const reads = teams.filter((team) => readsOf(route, team))
  const others = teams.filter((team) => !readsOf(route, team))
  const [can, cannot] = [bar.querySelector('.can span'), bar.querySelector<HTMLElement>('.cannot')]
  if (can !== null) {
    if (reads.length > 0) put(can, 'q5.in', { desks: names(reads) })
    else can.textContent = text('readers.none')
  }
  if (cannot !== null) {
    cannot.hidden = others.length === 0
    put(cannot.querySelector('span') ?? cannot, 'q5.out', { desks: names(others, 'span') })
  }
  bar.hidden = false
}

/** The long form, with the way to take a team out and to put it back. */
export function drawReaders(teams: readonly Team[], route: Route<string>, removed: ReadonlySet<string>, move: (team: string, out: boolean) => void): void {
  const list = find('readers')
  const [can, cannot] = [list.querySelector<HTMLElement>('.can'), list.querySelector<HTMLElement>('.cannot')]
  if (can === null || cannot === null) return
  const reads = teams.filter((team) => readsOf(route, team))
  const others = teams.filter((team) => !readsOf(route, team))
  can.querySelector('ul')?.replaceChildren(...reads.map((team) => rowOf('row-can', team, () => move(team.id, true))))
  cannot.querySelector('ul')?.replaceChildren(...others.map((team) => rowOf('row-cannot', team, removed.has(team.id) ? () => move(team.id, false) : null)))
  cannot.hidden = others.length === 0
  const none = can.querySelector<HTMLElement>('.at')
  if (none !== null) none.hidden = reads.length > 0
}

function readsOf(route: Route<string>, team: Team): boolean {
  return route.recipients.includes(team.id)
}

/** One team as a row of the long list; `press` is what its button does, none without. */
export function rowOf(template: string, team: Team, press: (() => void) | null): Node {
  const source = find(template)
  const row = document.importNode((source as HTMLTemplateElement).content, true)
  const [name, about, button] = [row.querySelector('bdi'), row.querySelector('small'), row.querySelector('button')]
  if (name !== null) name.textContent = team.label
  if (about !== null) {
    if (team.independent) about.append(text('readers.independent'))
    if (team.recoveryLabel !== '') {
      const second = make('span')
      put(second, 'readers.recovery', { name: team.recoveryLabel })
      about.append(team.independent ? ' ' : '', second)
    }
  }
  if (press === null) button?.remove()
  else button?.addEventListener('click', press)
  // Several buttons with the same words: each says its team to those who hear the page.
  button?.setAttribute('aria-label', `${button.textContent ?? ''} – ${team.label}`)
  return row
}

function names(teams: readonly Team[], kind = 'b'): Node {
  const all = make(kind)
  teams.forEach((team, place) => all.append(place === 0 ? '' : ' · ', make('bdi', team.label)))
  return all
}
