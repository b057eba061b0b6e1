// The register of gifts: what was offered to people of the organisation or by them, and what was done about it. Pure.

import type { DayNumber } from '#crypto/answers.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { currencies, giftAnswers, giftDirections, type GiftAnswer, type GiftDirection } from '#db/model/gifts.ts'
import { numberIn, objectIn, textIn } from '../kept-json.ts'

export { currencies, giftAnswers, giftDirections, type GiftAnswer, type GiftDirection }

/** `value` in whole units of `currency`, null where nobody knows it; `number` of the case, or empty. */
export type GiftRow = { day: DayNumber; direction: GiftDirection; answer: GiftAnswer; from: string; to: string; what: string; value: number | null; currency: string; number: string; text: string }

/** The content of a record as a row; null where it is another kind of entry of the register, or cannot be read. */
export function giftFrom(content: string): GiftRow | null {
  const read = objectIn(content)
  const day = read === null ? null : numberIn(read, 'day')
  if (read === null || read['type'] !== 'gift' || day === null) return null
  const direction = giftDirections.find((one) => one === read['direction'])
  const answer = giftAnswers.find((one) => one === read['answer'])
  if (direction === undefined || answer === undefined) return null
  return {
    day, direction, answer, value: numberIn(read, 'value'), currency: textIn(read, 'currency'), number: textIn(read, 'number'),
    from: textIn(read, 'from'), to: textIn(read, 'to'), what: textIn(read, 'what'), text: textIn(read, 'text'),
  }
}

/** The line for the register that a question about a gift leaves; null where it was none, or nothing is entered. */
export function giftOf(number: string, inquiry: CaseFile['inquiry']): GiftRow | null {
  if (inquiry?.track !== 'gift' || inquiry.gift === null) return null
  return { ...inquiry.gift, number, text: '' }
}

/** The content that `giftFrom` reads again. */
export function giftContent(row: GiftRow): string {
  return JSON.stringify({ type: 'gift', ...row })
}

/** A typed amount: digits with separators of thousands; null where it is empty, undefined where it is no number. */
export function amountFrom(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return null
  return /^\d{1,3}([ ,.']?\d{3})*$|^\d{1,12}$/.test(plain) ? Number(plain.replace(/\D/g, '')) : undefined
}
