// A name for single teams: given and taken back here, and never shown again, to whoever holds the code.
import type { CaseForReporter } from '#crypto/answers.ts'
import type { CaseView, NamePurpose, NameWords } from '#crypto/worker/views.ts'
import { lookNoMore, pleaseLook } from '../please-look.client.ts'
import { untilThere } from '../patience.client.ts'
import { challenge, giveName } from '../requests.client.ts'
import { teamChoice } from '../team-choice.client.ts'
import { boldDay, find, make, page, phoneDay, put, text } from '../texts.client.ts'
import { keyFor } from './posting-faults.client.ts'
import { openConversation, stopWith, trouble } from './opening.client.ts'
import type { Worker } from './opening.client.ts'

export type Named = NonNullable<CaseForReporter['names']>

let sending = false

/** What is typed stays typed; which teams can be chosen, and which hold a name, is drawn anew. */
export function drawNames({ readers }: CaseView, named: Named): void {
  const rows = readers.flatMap((team) => {
    const held = named.find(({ deskId }) => deskId === team.id)
    if (held === undefined) return []
    const row = make('li')
    const words = make('p')
    put(words, 'return.name.given', { desk: team.label, date: boldDay(held.day) })
    const back = make('button', text('return.name.back'), 'link')
    back.setAttribute('type', 'button')
    back.setAttribute('aria-label', `${text('return.name.back')} – ${team.label}`)
    Object.assign(back.dataset, { do: 'name-back', team: team.id })
    row.append(words, back)
    return [row]
  })
  find('named').hidden = rows.length === 0
  find('named').replaceChildren(...rows)
  const ticked = chosenTeams()
  find('name-teams').replaceChildren(...readers.map((team) => teamChoice('nameTeams', team)))
  for (const box of page().querySelectorAll<HTMLInputElement>('input[name="nameTeams"]')) box.checked = ticked.includes(box.value)
}

export async function giveOwnName(worker: Worker): Promise<void> {
  lookNoMore(find('s-view'))
  const teams = chosenTeams()
  const words: NameWords = { name: field('name').value.trim(), reach: field('reach').value.trim(), purpose: chosenPurpose() }
  const remarks = [
    ...(words.name + words.reach === '' ? [{ words: text('error.name'), at: 'f-name' }] : []),
    ...(teams.length === 0 ? [{ words: text('error.name.who'), at: 'h-name-who' }] : []),
  ]
  if (remarks.length > 0) return pleaseLook(find('look-view'), remarks)
  await send(worker, teams, words)
}

export async function takeNameBack(worker: Worker, team: string): Promise<void> {
  lookNoMore(find('s-view'))
  await send(worker, [team], null)
}

async function send(worker: Worker, teams: readonly string[], words: NameWords | null): Promise<void> {
  if (sending) return
  sending = true
  find('posting').hidden = false
  find('posting').textContent = text('check.sending')
  try {
    await worker.call('sealNames', { teams: [...teams], words, today: phoneDay() })
    const { day } = await untilThere(async () => {
      const { challenge: fresh } = await challenge()
      const { frame } = await worker.call('signNames', { challenge: fresh })
      return giveName(frame)
    }, (key) => trouble('post-trouble', key))
    if (words !== null) clear()
    await openConversation(worker)
    if (words === null) find('posting').textContent = text('return.name.gone')
    else put(find('posting'), 'return.reply.sent', { date: boldDay(day) })
    find('posting').focus()
  } catch (error) {
    find('posting').hidden = true
    const key = keyFor(error)
    if (key === null) stopWith(error)
    else pleaseLook(find('look-view'), [{ words: text(key), at: words === null ? 'h-view' : 'f-name' }])
  } finally {
    sending = false
  }
}

function clear(): void {
  for (const id of ['name', 'reach']) field(id).value = ''
  for (const box of page().querySelectorAll<HTMLInputElement>('input[name="nameTeams"]')) box.checked = false
  const form = find('own-name')
  if (form instanceof HTMLDetailsElement) form.open = false
}

function chosenTeams(): string[] {
  return [...page().querySelectorAll<HTMLInputElement>('input[name="nameTeams"]:checked')].map((box) => box.value)
}

function chosenPurpose(): NamePurpose {
  const chosen = page().querySelector<HTMLInputElement>('input[name="purpose"]:checked')?.value
  return chosen === 'inside' || chosen === 'outside' ? chosen : 'reach'
}

function field(id: string): HTMLInputElement {
  return find(`f-${id}`) as HTMLInputElement
}
