// The checked list of teams on the page: the number of its root, how long it holds, and who reads what each team gets.
import type { RosterView, Team } from '#crypto/worker/views.ts'
import { boldDay, find, make, put, text } from '../texts.client.ts'
import { groupsOf } from './compare.ts'

export async function drawList(roster: RosterView, rootFingerprint: string): Promise<void> {
  drawGroups(find('number'), rootFingerprint)
  const over = roster.expiry === 'expired'
  put(find('until'), over ? 'verify.over' : 'verify.until', { from: boldDay(roster.issuedDay), until: boldDay(roster.notAfterDay) })
  find('until').className = over ? 'look' : ''
  find('clock').hidden = roster.expiry !== 'clock-unset'
  find('clock').textContent = text('verify.clock')
  find('teams').replaceChildren(...roster.teams.map(rowOf))
  const { drawPicture } = await import('../write/picture-code.client.ts')
  drawPicture(find('picture'), groupsOf(rootFingerprint).join(''))
}

function rowOf(team: Team): Node {
  const row = document.importNode((find('row-team') as HTMLTemplateElement).content, true)
  row.querySelector('bdi')?.append(team.label)
  const does = row.querySelector('.does')
  if (does !== null) put(does, 'verify.team.does', { roles: team.roles.map((role) => text(`verify.role.${role}`)).join(' · ') })
  const who = row.querySelector('.who')
  if (who !== null) who.append(text(team.independent ? 'readers.independent' : 'verify.inside'), ' ', secondReader(team))
  const groups = row.querySelector<HTMLElement>('.groups')
  if (groups !== null) drawGroups(groups, team.fingerprint)
  return row
}

function secondReader({ recoveryLabel }: Team): HTMLElement {
  const words = make('span')
  if (recoveryLabel === '') words.textContent = text('verify.alone.team')
  else put(words, 'readers.recovery', { name: recoveryLabel })
  return words
}

function drawGroups(list: HTMLElement, fingerprint: string): void {
  list.replaceChildren(...groupsOf(fingerprint).map((group) => make('li', group)))
}
