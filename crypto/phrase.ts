/**
 * The phrase that opens a member's keys: generated, never chosen (§8.1), because a stolen database can be tried.
 */
import { utf8 } from './bytes.ts'
import { digitsOf } from './code.ts'
import { randomBelow } from './sodium.ts'

const GROUPS = 6
const GROUP_DIGITS = 4

/** Bits of uncertainty in a generated phrase: 24 decimal digits. */
export const PHRASE_BITS = GROUPS * GROUP_DIGITS * Math.log2(10)

/** A fresh phrase: six groups of four digits with single spaces (§8.1). */
export function makePhrase(): string {
  return Array.from({ length: GROUPS }, () => randomBelow(10 ** GROUP_DIGITS).toString().padStart(GROUP_DIGITS, '0')).join(' ')
}

/** The bytes that are hashed: 24 digits of any script regrouped in fours; anything else as NFKC, lower case, single spaces (§8.1). */
export function phraseBytes(typed: string): Uint8Array {
  const digits = digitsOf(typed)
  const plain = typed.normalize('NFKC').toLowerCase().replace(/[\s\p{Z}]+/gu, ' ').trim()
  if (digits.length !== GROUPS * GROUP_DIGITS || /\p{L}/u.test(plain)) return utf8(plain)
  const groups = Array.from({ length: GROUPS }, (_, i) => digits.slice(GROUP_DIGITS * i, GROUP_DIGITS * (i + 1)).join(''))
  return utf8(groups.join(' '))
}
