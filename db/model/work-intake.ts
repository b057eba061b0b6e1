// How a case came to the desk where no reporter typed it, and what kind of matter it is where it is a question.
import * as z from 'zod/mini'
import { currencies, giftAnswers, giftDirections } from './gifts.ts'
import { day, line, oneOf, shortLine, words } from './work-fields.ts'

export const intakeChannels = ['phone', 'letter', 'visit', 'chat'] as const
export const intakeSpeakers = ['unnamed', 'half-named', 'named'] as const
export const intakeParties = ['self', 'other', 'company', 'organisation'] as const
/** What a team may use the name for (PROTOCOL 5.8); `outside` is for somebody who may be named. */
export const namePurposes = ['reach', 'inside', 'outside'] as const

/** What may be agreed to: whoever is not to be named is named nowhere. */
export function purposesFor(speaker: (typeof intakeSpeakers)[number]): readonly (typeof namePurposes)[number][] {
  return speaker === 'named' ? namePurposes : namePurposes.filter((one) => one !== 'outside')
}

export const handOvers = ['aloud', 'slip', 'letter', 'none'] as const

/**
 * A member wrote the report down for somebody. `speaker`: whether the desk knows who it is, never the name. `body`: the company or
 * organisation that writes in its own name, empty for a person. `readBack`: the day on which the text was read back and confirmed.
 * `handedOver`: how the person got the code; `none` until then.
 */
export const intake = z.object({
  channel: oneOf(intakeChannels),
  speaker: oneOf(intakeSpeakers),
  onBehalf: oneOf(intakeParties),
  body: shortLine,
  readBack: z.nullable(day),
  handedOver: oneOf(handOvers),
  language: shortLine,
  text: words,
}).check(z.refine(({ onBehalf, body }) => isBody(onBehalf) === (body.trim() !== ''), { path: ['body'] }))

/** True for a company or an organisation, which has a name that may stand in the file. */
export function isBody(party: (typeof intakeParties)[number]): boolean {
  return party === 'company' || party === 'organisation'
}

/** A report, or a question that is answered on the short path: about a transaction, or whether a gift may be taken. */
export const tracks = ['report', 'transaction', 'gift'] as const
export type Track = (typeof tracks)[number]

/** True where nobody is accused and nothing is looked into: the result is an answer in words, with no finding and no remedy. */
export function isQuestion(inquiry: { readonly track: Track } | null): boolean {
  return inquiry !== null && inquiry.track !== 'report'
}

/** What goes into the register of gifts. `value` in whole units of `currency`, null where nobody knows it. */
export const gift = z.object({
  day,
  direction: oneOf(giftDirections),
  answer: oneOf(giftAnswers),
  from: shortLine,
  to: shortLine,
  what: line,
  value: z.nullable(z.number().check(z.int(), z.gte(0), z.lte(999_999_999_999))),
  currency: oneOf(currencies),
})

/** Only a question about a gift has one; null until it is entered. */
export const inquiry = z.object({ track: oneOf(tracks), text: words, gift: z.nullable(gift) })
  .check(z.refine(({ track, gift: entered }) => track === 'gift' || entered === null, { path: ['gift'] }))
