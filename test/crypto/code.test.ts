import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reporterKeys } from '#crypto/card.ts'
import { CODE_BITS, codeFromData, codeLines, dataSymbols, digitsOf, makeCode, readCode } from '#crypto/code.ts'
import { PHRASE_BITS, makePhrase, phraseBytes } from '#crypto/phrase.ts'
import { randomBelow, randomBytes } from '#crypto/sodium.ts'
import { codeFromSymbols, instanceIdFrom } from '#crypto/types.ts'
import './world.ts'

function textOf(symbols: readonly number[]): string {
  return symbols.map((symbol) => symbol.toString().padStart(2, '0')).join('')
}

test('a code is seven lines of six digits and reads back', () => {
  const code = makeCode()
  const lines = codeLines(code)
  expect(lines).toHaveLength(7)
  expect(lines.every((line) => /^[0-9]{6}$/.test(line))).toBe(true)
  expect(readCode(lines.join('\n'))).toEqual({ kind: 'ok', code })
})

test('a code has at least 126 bits, a phrase at least 77', () => {
  expect(CODE_BITS).toBeGreaterThan(126)
  expect(PHRASE_BITS).toBeGreaterThan(77)
})

test('every wrong symbol is located in its line, in five codes, all 2079 ways each', () => {
  for (let round = 0; round < 5; round += 1) {
    const symbols = [...makeCode()]
    for (let at = 0; at < 21; at += 1) {
      for (let value = 0; value < 100; value += 1) {
        if (value === symbols[at]) continue
        const typed = textOf(symbols.with(at, value))
        expect(readCode(typed)).toEqual({ kind: 'line', line: Math.floor(at / 3) + 1 })
      }
    }
  }
})

test('two wrong symbols are never read as a code, and a named line is only ever a guess', () => {
  const kinds = new Map<string, number>()
  for (let round = 0; round < 20_000; round += 1) {
    const symbols = [...makeCode()]
    const first = randomBelow(21)
    const second = (first + 1 + randomBelow(20)) % 21
    for (const at of [first, second]) symbols[at] = ((symbols[at] ?? 0) + 1 + randomBelow(99)) % 100
    const { kind } = readCode(textOf(symbols))
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect(kinds.get('ok')).toBeUndefined()
  expect(kinds.get('wrong')).toBeGreaterThan(14_000)
  expect([...kinds.keys()].sort()).toEqual(['line', 'wrong'])
})

test('two digits that change places are noticed', () => {
  for (let round = 0; round < 300; round += 1) {
    const digits = codeLines(makeCode()).join('')
    for (let at = 0; at < 41; at += 1) {
      const turned = digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2)
      if (turned !== digits) expect(readCode(turned).kind).not.toBe('ok')
    }
  }
})

test('lost and doubled digits are counted', () => {
  const digits = codeLines(makeCode()).join('')
  expect(readCode(digits.slice(1))).toEqual({ kind: 'length', digits: 41 })
  expect(readCode(`${digits}7`)).toEqual({ kind: 'length', digits: 43 })
  expect(readCode('')).toEqual({ kind: 'length', digits: 0 })
})

test('digits of every script that Unicode knows are read', () => {
  const zeros = Array.from({ length: 0x20000 }, (_, point) => point)
    .filter((point) => /\p{Nd}/u.test(String.fromCodePoint(point)))
  expect(zeros.length % 10).toBe(0)
  const starts = zeros.filter((_, i) => i % 10 === 0)
  expect(starts.length).toBeGreaterThanOrEqual(66)
  const code = makeCode()
  const digits = codeLines(code).join('')
  for (const start of starts) {
    const typed = Array.from(digits, (digit) => String.fromCodePoint(start + Number(digit))).join('')
    expect(readCode(typed)).toEqual({ kind: 'ok', code })
  }
})

test('spaces, dashes, marks of direction and words around the digits are passed over', () => {
  const code = makeCode()
  const typed = codeLines(code).map((line, i) => `\u200f${line.slice(0, 3)}–${line.slice(3)}\u202c${i % 2 ? '\t' : ' · '}`).join('\r\n')
  expect(readCode(typed)).toEqual({ kind: 'ok', code })
  expect(digitsOf('a1b၂۳')).toEqual([1, 2, 3])
})

test('no check symbol is 100, and codes with one are not made from data', () => {
  let refused = 0
  for (let round = 0; round < 5_000; round += 1) {
    if (codeFromData(Uint8Array.from({ length: 19 }, () => randomBelow(100))) === null) refused += 1
  }
  expect(refused).toBeGreaterThan(40)
  expect(refused).toBeLessThan(200)
  expect(() => codeFromSymbols(new Uint8Array(21).fill(100))).toThrow()
})

test('keys follow from the code and the instance alone, and every symbol matters', () => {
  const instance = instanceIdFrom(randomBytes(16))
  const code = makeCode()
  const read = readCode(codeLines(code).join(''))
  if (read.kind !== 'ok') throw new Error('unreadable')
  expect(reporterKeys(instance, read.code).caseId).toBe(reporterKeys(instance, code).caseId)
  expect(reporterKeys(instanceIdFrom(randomBytes(16)), code).caseId).not.toBe(reporterKeys(instance, code).caseId)
  const data = dataSymbols(code)
  for (let at = 0; at < 19; at += 1) {
    const other = codeFromData(data.with(at, ((data[at] ?? 0) + 1) % 100))
    if (other) expect(reporterKeys(instance, other).caseId).not.toBe(reporterKeys(instance, code).caseId)
  }
})

test('drawn symbols are even', () => {
  const counts = new Array<number>(100).fill(0)
  for (let round = 0; round < 2_000; round += 1) for (const symbol of dataSymbols(makeCode())) counts[symbol] = (counts[symbol] ?? 0) + 1
  const expected = 2_000 * 19 / 100
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(chi).toBeLessThan(175)
})

test('a phrase is hashed the same however its digits are typed', () => {
  const phrase = makePhrase()
  expect(phrase).toMatch(/^\d{4}( \d{4}){5}$/)
  const plain = phrase.replaceAll(' ', '')
  const burmese = Array.from(plain, (digit) => String.fromCodePoint(0x1040 + Number(digit))).join('')
  for (const typed of [plain, ` ${phrase}\n`, phrase.replaceAll(' ', '-'), burmese]) expect(phraseBytes(typed)).toEqual(phraseBytes(phrase))
  expect(phraseBytes('Correct  Horse')).toEqual(phraseBytes('correct horse'))
  expect(phraseBytes(plain.slice(1))).not.toEqual(phraseBytes(plain))
})

test('reading never throws, whatever is typed', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200, size: 'max' }), (text) => ['ok', 'line', 'wrong', 'length'].includes(readCode(text).kind)))
})
