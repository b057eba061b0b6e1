// What a button of the conversation says, held against the conversation as it stands.
import type { CaseView, Never, TextFields } from '#crypto/worker/views.ts'
import { phraseFor } from '#db/model/phrases.ts'
import { toldBy } from '../read/told.ts'
import { textIn } from './answers.ts'

/** `unsafe`: the page then says what helps now. `takesText`: what stood in the field is said with it, otherwise it stays there. */
export type Letter = { readonly urgent: boolean; readonly unsafe: boolean; readonly takesText: boolean } & (
  | { readonly type: 'text' | 'answer' | 'withdraw'; readonly fields: TextFields; readonly never: null }
  | { readonly type: 'never'; readonly never: Never }
)

const calm = { urgent: false, unsafe: false, takesText: false } as const

/** One sentence each: safe, not safe, punished, searched for. */
const sentenceOf: Readonly<Record<string, string>> = { safe: 'S25', unsafe: 'S26', punished: 'S32', searched: 'S33' }

/** Null where the form says nothing: an empty answer, or a button that no page of ours has. */
export function letterIn(form: URLSearchParams, view: CaseView): Letter | null {
  const [does = '', what = '', about = ''] = (form.get('does') ?? '').split(' ')
  const urgent = form.get('urgent') === 'yes'
  if (does === 'reply') return replyIn(textIn(form, 'text'), view, urgent)
  if (does === 'stop') return { type: 'withdraw', fields: { sentences: 'S24' }, never: null, ...calm }
  if (does === 'out' && view.readers.some(({ id }) => id === what)) return { type: 'never', never: { roles: [], desks: [what] }, ...calm }
  if (does === 'ready' && phraseFor(what)?.side === 'reporter' && view.timeline.some(({ key }) => key === about)) {
    return { type: 'answer', fields: { sentences: what, about }, never: null, ...calm, urgent: what === 'S26', unsafe: what === 'S26' }
  }
  const sentence = Object.hasOwn(sentenceOf, does) ? sentenceOf[does] : undefined
  if (sentence === undefined) return null
  const unsafe = does !== 'safe'
  return { type: 'text', fields: { sentences: sentence }, never: null, ...calm, urgent: unsafe, unsafe }
}

function replyIn(text: string, view: CaseView, urgent: boolean): Letter | null {
  if (text === '') return null
  const about = toldBy(view.day, view.timeline, view.day).asked?.key
  return { type: about === undefined ? 'text' : 'answer', fields: about === undefined ? { text } : { text, about }, never: null, ...calm, urgent, takesText: true }
}
