import { expect, test } from 'vitest'
import { tellingWords } from '#app/reporter/write/telling-words.ts'

test.each([
  ['They said so. Min Thu asked twice. We are 12 people in room 3.', ['Min Thu', '12 people', 'room 3']],
  ['Call me on 090-1234-5678 or min.thu@example.org', ['090-1234-5678', 'min.thu@example.org']],
  ['It was on 3/11/2026, passport MA 123456', ['3/11/2026', '123456']],
  ['田中さんが言いました。', ['田中さん']],
  ['山本課長に12人が呼ばれた', ['山本課長', '12人']],
  ['ကျွန်တော့်နာမည် ကိုမင်းသူ ပါ။ ၀၉၇၈၉', ['ကိုမင်းသူ', '၀၉၇၈၉']],
  ['جناب احمد نے کہا', ['جناب احمد']],
])('%s', (text, expected) => {
  expect(tellingWords(text)).toEqual(expected)
})

test('a text without names and numbers gives nothing to look at', () => {
  expect(tellingWords('They keep our passports in the office. When we ask, they say no.')).toEqual([])
  expect(tellingWords('')).toEqual([])
  expect(tellingWords('パスポートを返してくれません。')).toEqual([])
})

test('no more than six are shown, each once', () => {
  expect(tellingWords('111 222, 333 444, 555 666, 777 888, 999 000, 123 456, 234 567, 111 222')).toHaveLength(6)
  expect(tellingWords('room 3, room 3')).toEqual(['room 3'])
})
