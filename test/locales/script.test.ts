import { expect, test } from 'vitest'
import { stretchesOf } from '#db/model/readings.ts'
import { languages, metaOf } from '#locales/index.ts'
import { everyText, named, textsIn } from './every-text.ts'

const letters: Record<string, RegExp> = {
  Latn: /^[\p{Script=Latin}ʻʼ]$/u,
  Jpan: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]$/u,
  Mymr: /^\p{Script=Myanmar}$/u,
  Hans: /^\p{Script=Han}$/u,
  Hant: /^\p{Script=Han}$/u,
  Kore: /^\p{Script=Hangul}$/u,
  Thai: /^\p{Script=Thai}$/u,
  Laoo: /^\p{Script=Lao}$/u,
  Khmr: /^\p{Script=Khmer}$/u,
  Deva: /^\p{Script=Devanagari}$/u,
  Beng: /^\p{Script=Bengali}$/u,
  Sinh: /^\p{Script=Sinhala}$/u,
  Taml: /^\p{Script=Tamil}$/u,
  Cyrl: /^\p{Script=Cyrillic}$/u,
  Arab: /^\p{Script=Arabic}$/u,
}

// Latin words that readers know in no other spelling: everywhere, and in one language.
const known = ['Wi', 'Fi', 'QR', 'Todoke', 'OK', 'URL']
const borrowed: Record<string, readonly string[]> = {
  ja: ['root', 'key', 'JP', 'P', 'EU', 'CO', 'HinSchG', 'LkSG', 'CSDDD'],
  my: ['browser', 'app'],
}

test('every letter belongs to the script of its language', () => {
  for (const language of languages()) {
    const script = letters[metaOf(language).script]
    expect(script, `no letters known for ${metaOf(language).script}`).toBeDefined()
    const strange = textsIn(language).filter(({ text }) => {
      const words = text.replace(/\{\w+\}/g, ' ').replace(/[A-Za-z]+/g, (word) => ([...known, ...(borrowed[language] ?? [])].includes(word) ? ' ' : word))
      return [...words].some((sign) => /\p{L}/u.test(sign) && script?.test(sign) === false)
    })
    expect(named(strange)).toEqual([])
  }
})

test('most of each text is written in its script, not in a borrowed one', () => {
  for (const language of languages().filter((tag) => tag !== 'en')) {
    const script = letters[metaOf(language).script]
    const empty = textsIn(language).filter(({ text }) => {
      const words = text.replace(/\{\w+\}/g, ' ')
      return /\p{L}/u.test(words) && ![...words].some((sign) => script?.test(sign))
    })
    expect(named(empty)).toEqual([])
  }
})

test('digits are ASCII in every language, because codes and dates are', () => {
  expect(named(everyText().filter(({ text }) => /(?![0-9])\p{Nd}/u.test(text)))).toEqual([])
})

test('Burmese is Unicode, not Zawgyi', () => {
  // In Zawgyi the vowel sign e comes before its consonant, and stacked signs have code points of their own.
  const zawgyi = /[\u1033\u1034\u105A\u1060-\u1097]|(^|[\s“(၊။])\u1031|\u1031\u103B[\u1000-\u1021]/u
  expect(named(textsIn('my').filter(({ text }) => zawgyi.test(text)))).toEqual([])
})

test('Urdu uses its own letters, not the Arabic look-alikes', () => {
  // Arabic yeh U+064A, alef maksura U+0649, kaf U+0643, heh U+0647: other code points than Urdu keyboards type.
  expect(named(textsIn('ur').filter(({ text }) => /[\u064A\u0649\u0643\u0647]/u.test(text)))).toEqual([])
  expect(named(textsIn('ur').filter(({ text }) => /[?,;]/.test(text)))).toEqual([])
})

test('every sign of easy Japanese carries its reading, and readings are syllables', () => {
  const bare = textsIn('ja-x-easy').filter(({ text }) => stretchesOf(text).some(({ words, reading }) => (reading === null ? /\p{Script=Han}/u.test(words) : !/^[\p{Script=Hiragana}ー]+$/u.test(reading))))
  expect(named(bare)).toEqual([])
})

test('letters that fonts and keyboards of the country have, not their look-alikes', () => {
  // Comma below, not cedilla; the turned comma of Uzbek, not the quotation mark of the keyboard.
  expect(named(textsIn('ro').filter(({ text }) => /[\u015E\u015F\u0162\u0163]/u.test(text)))).toEqual([])
  expect(named(textsIn('uz').filter(({ text }) => /[oOgG]['’‘`ʼ]/u.test(text)))).toEqual([])
})

test('sentences end as the language ends them', () => {
  const foreign: Record<string, RegExp> = {
    ja: /[.!?](\s|$)/, my: /[.!?](\s|$)/, ur: /[.!?](\s|$)/, 'zh-Hans': /[.!?,](\s|$)/, 'zh-Hant': /[.!?,](\s|$)/,
    hi: /\p{L}\p{M}*\.(\s|$)/u, ne: /\p{L}\p{M}*\.(\s|$)/u, bn: /\p{L}\p{M}*\.(\s|$)/u, km: /\p{L}\p{M}*\.(\s|$)/u, th: /\p{L}\p{M}*\.(\s|$)/u,
  }
  expect(named(everyText().filter(({ language, text }) => foreign[language]?.test(text) === true))).toEqual([])
})
