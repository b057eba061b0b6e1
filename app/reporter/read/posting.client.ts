// Writing in an open conversation: free text, ready answers, "I am not safe", "please stop".
import type { Never, TextFields } from '#crypto/worker/views.ts'
import { lookNoMore, pleaseLook } from '../please-look.client.ts'
import { deliver } from '../deliver.client.ts'
import { begunEvidence } from '../evidence/later.client.ts'
import { boldDay, find, page, put, text } from '../texts.client.ts'
import { conversation } from './conversation.client.ts'
import { openConversation, stopWith, trouble } from './opening.client.ts'
import type { Worker } from './opening.client.ts'
import { keyFor } from './posting-faults.client.ts'

type Letter =
  | { readonly type: 'text' | 'answer' | 'withdraw'; readonly fields: TextFields; readonly urgent: boolean }
  | { readonly type: 'never'; readonly never: Never; readonly urgent: boolean }

let posting = false

/** Every file was refused or taken out, and there are no words. */
class NothingLeft extends Error {}

export async function actOnAnswer(worker: Worker, does: string, button: HTMLElement): Promise<void> {
  const letter = letterFor(does, button)
  if (letter !== null) await send(worker, letter, ['unsafe', 'punished', 'searched'].includes(does), does === 'reply')
}

/** The team reads nothing that is written from now on; what it has read stays read. */
export async function takeOut(worker: Worker, team: string): Promise<void> {
  await send(worker, { type: 'never', never: { roles: [], desks: [team] }, urgent: false }, false)
}

async function send(worker: Worker, letter: Letter, unsafe: boolean, withFiles = false): Promise<void> {
  if (posting) return
  if (!find('choose-team').hidden && teams().length === 0) {
    return pleaseLook(find('look-view'), [{ words: text('readers.none'), at: 'h-teams' }])
  }
  posting = true
  try {
    const files = withFiles ? await begunEvidence() : null
    if (files !== null && !(await files.settled())) return
    say('check.sending')
    const day = await deliver({
      worker,
      letter: async () => {
        const ids = await files?.sendChosen({ worker, reopen: () => openConversation(worker), trouble: (key) => trouble('file-trouble', key) }) ?? []
        if (withFiles && ids.length === 0 && letter.type !== 'never' && letter.fields.text === undefined) throw new NothingLeft()
        const chosen = teams()
        return { ...letter, ...(ids.length === 0 ? {} : { files: ids }), lang: document.documentElement.lang, today: conversation().today, ...(chosen.length === 0 ? {} : { teams: chosen }) }
      },
      reopen: () => openConversation(worker),
      sealFilesAnew: () => files?.sealAnew(),
      trouble: (key) => trouble('post-trouble', key),
    })
    files?.forgetSent()
    if (letter.type !== 'never' && letter.fields.text !== undefined) field().value = ''
    for (const box of page().querySelectorAll<HTMLInputElement>('input[name="urgent"]')) box.checked = false
    await openConversation(worker)
    put(find('posting'), 'return.reply.sent', { date: boldDay(day) })
    find('posting').focus()
    if (unsafe) sayHelpComes(day)
  } catch (error) {
    find('posting').hidden = true
    if (error instanceof NothingLeft) return
    const key = keyFor(error)
    if (key === null) stopWith(error)
    else pleaseLook(find('look-view'), [{ words: text(key), at: 'f-reply' }])
  } finally {
    posting = false
  }
}

function letterFor(does: string, button: HTMLElement): Letter | null {
  const { told } = conversation()
  if (does === 'ready') return { type: 'answer', fields: { sentences: button.dataset['sentence'] ?? '', about: button.dataset['about'] ?? '' }, urgent: button.dataset['sentence'] === 'S26' }
  if (does === 'safe') return { type: 'text', fields: { sentences: 'S25' }, urgent: false }
  if (does === 'unsafe') return { type: 'text', fields: { sentences: 'S26' }, urgent: true }
  if (does === 'punished' || does === 'searched') return { type: 'text', fields: { sentences: does === 'punished' ? 'S32' : 'S33' }, urgent: true }
  if (does === 'stop') return { type: 'withdraw', fields: { sentences: 'S24' }, urgent: false }
  if (does !== 'reply') return null
  lookNoMore(find('s-view'))
  const words = field().value.trim()
  if (words === '' && find('chosen').childElementCount === 0) {
    pleaseLook(find('look-view'), [{ words: text('error.what'), at: 'f-reply' }])
    return null
  }
  const urgent = page().querySelector<HTMLInputElement>('input[name="urgent"]')?.checked === true
  const about = told.asked?.key
  const said = words === '' ? {} : { text: words }
  return about === undefined ? { type: 'text', fields: said, urgent } : { type: 'answer', fields: { ...said, about }, urgent }
}

function teams(): string[] {
  return [...page().querySelectorAll<HTMLInputElement>('input[name="teams"]:checked')].map((box) => box.value)
}

function field(): HTMLTextAreaElement {
  return find('f-reply') as HTMLTextAreaElement
}

function say(key: string): void {
  find('posting').hidden = false
  find('posting').textContent = text(key)
}

function sayHelpComes(day: number): void {
  find('unsafe-more').hidden = false
  const words = find('unsafe-says')
  words.hidden = false
  put(words, 'return.safe.no.p', { date: boldDay(day + 1) })
}
