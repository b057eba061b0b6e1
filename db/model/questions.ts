// The questions of the intake, in their order on the screen, with the answers each of them knows.
// The words stand in locales/*/questions.json; the numbers of the payload fields in crypto/PROTOCOL.md.
import { tileIds } from './tiles.ts'

export const answersTo = {
  tiles: tileIds,
  touch: ['yes', 'no'],
  reader: ['woman', 'man', 'any'],
  nearest: ['punished', 'search', 'before', 'promise', 'advice', 'business', 'test', 'unsure'],
  danger: ['yes', 'no', 'unsure'],
  who: ['coworker', 'supervisor', 'owner', 'broker', 'buying', 'director', 'readers', 'other', 'notKnow', 'notSay'],
  contact: ['yes', 'ask', 'no'],
  still: ['now', 'month', 'earlier', 'notKnow', 'notSay'],
  relation: ['works', 'worked', 'family', 'union', 'supplier', 'org', 'near', 'notSay'],
  relationMore: ['agency', 'visa', 'school', 'young'],
  help: ['stop', 'back', 'medical', 'sorry', 'protect', 'know'],
} as const

export type ListQuestion = keyof typeof answersTo
export type Answer<Question extends ListQuestion> = (typeof answersTo)[Question][number]

export interface Screen {
  readonly id: 'about' | 'happened' | 'danger' | 'who' | 'where' | 'contact' | 'still' | 'relation' | 'help'
  /** Fields that are asked on this screen, in order. */
  readonly fields: readonly string[]
  /** "Send now" stands here: something was said, the rest only helps. */
  readonly canSend: boolean
}

/** Tiles, what happened, danger, who, where, may we talk to the company, the rest. One tile or some text is enough. */
export const screens: readonly Screen[] = [
  { id: 'about', fields: ['tiles', 'touch', 'reader', 'nearest'], canSend: false },
  { id: 'happened', fields: ['text'], canSend: true },
  { id: 'danger', fields: ['danger'], canSend: true },
  { id: 'who', fields: ['who', 'whoTeams'], canSend: true },
  { id: 'where', fields: ['place', 'employer', 'part', 'poster'], canSend: true },
  { id: 'contact', fields: ['contact'], canSend: true },
  { id: 'still', fields: ['still'], canSend: true },
  { id: 'relation', fields: ['relation', 'relationMore'], canSend: true },
  { id: 'help', fields: ['help'], canSend: true },
]

/** Chosen already when the page opens: the company hears nothing before the reporter was asked. */
export const contactAtFirst: Answer<'contact'> = 'ask'

/** True once there is enough to send: at least one tile or any text that is not only spaces. */
export function isEnough(tiles: readonly string[], text: string): boolean {
  return tiles.length > 0 || text.trim() !== ''
}
