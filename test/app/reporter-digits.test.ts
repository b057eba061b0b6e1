import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsOf } from '#app/reporter/digits.ts'
import { codeOf, countOf, isWhole, shownLine, spread } from '#app/reporter/read/code-lines.ts'

const zeroes = { Latin: 0x30, Arabic: 0x660, 'Urdu and Persian': 0x6f0, Devanagari: 0x966, Bengali: 0x9e6, Thai: 0xe50, Burmese: 0x1040, Khmer: 0x17e0, 'full width': 0xff10, 'styled Latin': 0x1d7d8 }

test.each(Object.entries(zeroes))('digits of %s script are read by their value', (_, zero) => {
  const all = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)).join('')
  expect(digitsOf(all)).toBe('0123456789')
})

test('spaces, dashes and direction marks between digits are passed over, letters too', () => {
  expect(digitsOf(' 482\u00a0913 – 057\u200e264\u200f, O')).toBe('482913057264')
  expect(digitsOf('no digits here')).toBe('')
})

test('any digits come back as themselves', () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{0,42}$/), (digits) => digitsOf(digits) === digits))
})

test('a whole code pasted into one field fills the lines from there', () => {
  const code = '482913057264913408660275138590774021395846'
  const lines = spread([code, '', '', '', '', '', ''], 0)
  expect(lines).toEqual(['482 913', '057 264', '913 408', '660 275', '138 590', '774 021', '395 846'])
  expect(codeOf(lines)).toBe(code)
  expect(countOf(lines)).toBe(42)
})

test('two lines pasted into the sixth field leave the first five alone and nothing runs over the end', () => {
  const before = ['1', '2', '3', '4', '5', '774021395846999', '']
  expect(spread(before, 5)).toEqual(['1', '2', '3', '4', '5', '774 021', '395 846'])
})

test('a line of up to six digits stays as it was typed', () => {
  expect(spread(['482 91', '', '', '', '', '', ''], 0)[0]).toBe('482 91')
  expect(isWhole('482 91')).toBe(false)
  expect(isWhole('၄၈၂ ၉၁၃')).toBe(true)
  expect(shownLine('၄၈၂၉၁၃')).toBe('482 913')
  expect(shownLine('4829')).toBe('4829')
})
