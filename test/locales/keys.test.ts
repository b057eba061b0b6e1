import { expect, test } from 'vitest'
import { deskLanguages, languages, metaOf, partOf } from '#locales/index.ts'
import { everyText, named, partsOf, placeholdersIn, staffLanguages, textsIn } from './every-text.ts'

// Words that are the same in both languages.
const sameWords: Readonly<Record<string, readonly string[]>> = { 'es-419': ['No'] }

test('the registry is what the folders are', () => {
  expect(languages()).toEqual(['ja', 'ja-x-easy', 'en', 'vi', 'zh-Hans', 'id', 'my', 'fil', 'ne', 'th', 'km', 'pt-BR', 'es-419', 'ko', 'zh-Hant', 'si', 'bn', 'ms', 'hi', 'mn', 'ta', 'ur', 'uz', 'lo', 'de', 'pl', 'cs', 'ro', 'hu', 'tr', 'fr'])
  expect(deskLanguages().sort()).toEqual([...staffLanguages].sort())
  expect(languages().filter((language) => metaOf(language).dir === 'rtl')).toEqual(['ur'])
})

test('no language claims a review that did not happen', () => {
  expect(languages().filter((language) => metaOf(language).reviewed)).toEqual([])
})

test('every language has every key of the source and no other', () => {
  for (const language of languages()) {
    for (const part of partsOf(language)) {
      const source = Object.keys(partOf('en', part)).sort()
      expect(Object.keys(partOf(language, part)).sort(), `${language}/${part}.json`).toEqual(source)
    }
  }
})

test('no key stands in two files', () => {
  const keys = textsIn('en').map(({ key }) => key)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('no text is empty, padded with spaces or holds control or private-use characters', () => {
  const bad = everyText().filter(({ text }) => text.trim() === '' || text !== text.trim() || /[\p{Cc}\p{Co}]| {2}/u.test(text))
  expect(named(bad)).toEqual([])
})

test('texts are in the composed form (NFC), as typed text is compared with them', () => {
  expect(named(everyText().filter(({ text }) => text !== text.normalize('NFC')))).toEqual([])
})

test('placeholders are those of the source', () => {
  for (const { language, part, key, text } of everyText()) {
    const source = partOf('en', part)[key] ?? ''
    expect(placeholdersIn(text), `${language} ${key}`).toEqual(placeholdersIn(source))
  }
})

test('nothing was left in English', () => {
  const left = everyText().filter(({ language, part, key, text }) => {
    const source = partOf('en', part)[key] ?? ''
    const words = source.replace(/\{\w+\}/g, '').match(/\p{L}/gu)
    return language !== 'en' && words !== null && text === source && sameWords[language]?.includes(text) !== true
  })
  expect(named(left)).toEqual([])
})

test('every plural form that a language needs is there', () => {
  const ending = /_(zero|one|two|few|many|other)$/
  const stems = new Set(textsIn('en').filter(({ key }) => ending.test(key)).map(({ key }) => key.replace(ending, '')))
  for (const language of languages()) {
    const keys = new Set(textsIn(language).map(({ key }) => key))
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const parts = partsOf(language)
    for (const stem of stems) {
      if (!parts.some((part) => Object.hasOwn(partOf('en', part), `${stem}_other`))) continue
      expect(needed.filter((category) => !keys.has(`${stem}_${category}`)), `${language} ${stem}`).toEqual([])
    }
  }
})
