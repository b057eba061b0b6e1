/**
 * The code of a case, of a member's second way in, of the root and of a recovery: 42 digits in seven lines (§2).
 * For people: it is read aloud, copied by hand and typed in any script's digits, so one wrong symbol is located.
 */
import { refuse } from './error.ts'
import { randomBelow } from './sodium.ts'
import { codeFromSymbols } from './types.ts'
import type { Code } from './types.ts'

export const CODE_LINES = 7
export const CODE_DIGITS = 42
const DATA = 19
const SYMBOLS = 21
const FIELD = 101

/** Bits of uncertainty in a code: 19 symbols of 100 values, less what rejecting check symbols of 100 costs (§2.1). */
export const CODE_BITS = DATA * Math.log2(100) + 2 * Math.log2(100 / FIELD)

/** `line` is 1 to 7 and only a guess: two wrong symbols can look like one (§2.3). */
export type ReadCode =
  | { readonly kind: 'ok'; readonly code: Code }
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'length'; readonly digits: number }

/** A fresh code: 19 symbols drawn evenly, drawn again while a check symbol would be 100 (§2.1). */
export function makeCode(): Code {
  for (;;) {
    const data = Uint8Array.from({ length: DATA }, () => randomBelow(100))
    const code = codeFromData(data)
    if (code) return code
  }
}

/** The code of 19 data symbols 0..99, or null where a check symbol would be 100; throws `usage` for other input (§2.1). */
export function codeFromData(data: Uint8Array): Code | null {
  if (data.length !== DATA || data.some((symbol) => symbol > 99)) refuse('usage', '19 symbols expected')
  // C(1) = 0 and C(2) = 0 with the checks last: x + y = −s and 2x + y = −t.
  const [s, t] = syndromes(Uint8Array.from([...data, 0, 0]))
  const x = mod(s - t)
  const y = mod(-s - x)
  return x > 99 || y > 99 ? null : codeFromSymbols(Uint8Array.from([...data, x, y]))
}

/** The 19 data symbols, as bytes 0..99: the only part that keys are derived from (§2.1). */
export function dataSymbols(code: Code): Uint8Array {
  return code.slice(0, DATA)
}

/** Seven lines of six ASCII digits, three symbols each (§2.2). */
export function codeLines(code: Code): string[] {
  const digits = [...code].map((symbol) => symbol.toString().padStart(2, '0')).join('')
  return Array.from({ length: CODE_LINES }, (_, i) => digits.slice(6 * i, 6 * i + 6))
}

/**
 * Reads a whole code: decimal digits of any script count, every other character is passed over (§2.2).
 * `line`: one wrong symbol would explain it, perhaps in that line, never certain; `wrong`: something is wrong
 * somewhere; `length`: not 42 digits. Never corrects by itself.
 */
export function readCode(text: string): ReadCode {
  const digits = digitsOf(text)
  if (digits.length !== CODE_DIGITS) return { kind: 'length', digits: digits.length }
  const symbols = Uint8Array.from({ length: SYMBOLS }, (_, i) => 10 * (digits[2 * i] ?? 0) + (digits[2 * i + 1] ?? 0))
  const [s, t] = syndromes(symbols)
  if (s === 0 && t === 0) return { kind: 'ok', code: codeFromSymbols(symbols) }
  const at = placeOf(s, t)
  const symbol = at === null ? undefined : symbols[at]
  // A repair to 100 cannot be what was written, so more than one symbol is wrong.
  if (at === null || symbol === undefined || mod(symbol - s) > 99) return { kind: 'wrong' }
  return { kind: 'line', line: Math.floor(at / 3) + 1 }
}

/** The values 0..9 of all decimal digits in the text, in order, whatever their script (§2.2). */
export function digitsOf(text: string): number[] {
  return Array.from(text).flatMap((character) => {
    const value = digitValue(character)
    return value === null ? [] : [value]
  })
}

// Every run of decimal digits in Unicode starts at a zero and is a multiple of ten long.
function digitValue(character: string): number | null {
  const point = character.codePointAt(0)
  if (point === undefined || !isDigit(point)) return null
  let start = point
  while (isDigit(start - 1)) start -= 1
  return (point - start) % 10
}

function isDigit(point: number): boolean {
  return point >= 0x30 && /^\p{Nd}$/u.test(String.fromCodePoint(point))
}

// C(1) and C(2) of the polynomial whose highest coefficient is the first symbol, over GF(101).
function syndromes(symbols: Uint8Array): [number, number] {
  let one = 0
  let two = 0
  for (const symbol of symbols) {
    one = mod(one + symbol)
    two = mod(2 * two + symbol)
  }
  return [one, two]
}

// One error of size s at place i gives s and s·2^(20−i).
function placeOf(s: number, t: number): number | null {
  if (s === 0 || t === 0) return null
  let power = s
  for (let i = SYMBOLS - 1; i >= 0; i -= 1) {
    if (power === t) return i
    power = mod(2 * power)
  }
  return null
}

function mod(value: number): number {
  return ((value % FIELD) + FIELD) % FIELD
}
