import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNumbers, groupsOf } from '#app/reporter/verify/compare.ts'

const shown = '68894 41747 90809 32856 20455 46517 62024 30918 34157 28598 87791 18068'
const digits = shown.replaceAll(' ', '')
// The first digit of some scripts that posters use.
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0]

test('the same numbers are the same in every script, with any spaces, dashes and direction marks', () => {
  fc.assert(fc.property(fc.constantFrom(...zeros), fc.constantFrom('', ' ', '\n', '-', '\u200f', '\u2066 '), fc.integer({ min: 1, max: 12 }), (zero, between, every) => {
    const typed = [...digits].map((digit, place) => `${place % every === 0 ? between : ''}${String.fromCodePoint(zero + Number(digit))}`).join('')
    expect(compareNumbers(shown, typed)).toEqual({ result: 'same' })
  }))
})

test('one digit that differs names its group, and nothing with a digit more or less is the same', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
    const other = `${digits.slice(0, place)}${(Number(digits[place]) + by) % 10}${digits.slice(place + 1)}`
    expect(compareNumbers(shown, other)).toEqual({ result: 'different', group: Math.floor(place / 5) + 1 })
    expect(compareNumbers(shown, digits.slice(0, place))).toEqual({ result: 'count', digits: place })
    expect(compareNumbers(shown, `${digits}${by}`)).toEqual({ result: 'count', digits: 61 })
  }))
})

test('nothing typed is not the same', () => {
  expect(compareNumbers(shown, '')).toEqual({ result: 'count', digits: 0 })
  expect(compareNumbers(shown, 'the numbers from the poster')).toEqual({ result: 'count', digits: 0 })
})

test('twelve groups of five', () => {
  expect(groupsOf(shown)).toHaveLength(12)
  expect(groupsOf(shown).every((group) => group.length === 5)).toBe(true)
})
