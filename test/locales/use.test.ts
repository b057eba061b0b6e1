import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answersTo, phraseFor, phraseKey, phraseList, phrases, phrasesIn, phrasesOf, spokenBy } from '#db/model/phrases.ts'
import { textsFor } from '#app/http/texts.server.ts'
import { languages, partOf } from '#locales/index.ts'
import { placeholdersIn, textsIn } from './every-text.ts'

const root = new URL('../../', import.meta.url).pathname

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

test('every key that a page asks for exists', () => {
  const keys = textsIn('en').map(({ key }) => key)
  const families = [...new Set(keys.map((key) => key.split('.')[0]))].join('|')
  const asked = new RegExp(`['"\`]((?:${families})\\.[A-Za-z0-9_.-]*)(['"\`]|\\$\\{)`, 'g')
  const missing: string[] = []
  for (const file of [...sources('app'), ...sources('db/model')]) {
    for (const [, key = '', end] of readFileSync(file, 'utf8').matchAll(asked)) {
      if (/\.(css|js|ts|tsx|json)$/.test(key)) continue
      const known = end === '${' || key.endsWith('.') ? keys.some((one) => one.startsWith(key)) : keys.some((one) => one === key || one.startsWith(`${key}.`))
      if (!known) missing.push(`${file.slice(root.length)}: ${key}`)
    }
  }
  expect(missing).toEqual([])
})

test('texts are filled, isolated in parts, and never run what a name contains', () => {
  const { t, parts } = textsFor('en')
  expect(t('common.step', { n: 2, total: 8 })).toBe('Question 2 of 8')
  expect(parts('return.view.team', { desk: 'A & {b} $t(common.exit)' })).toEqual([
    { name: null, text: 'The team ' },
    { name: 'desk', text: 'A & {b} $t(common.exit)' },
  ])
  expect(t('return.view.team', { desk: '<b> $t(common.exit)' })).toBe('The team <b> $t(common.exit)')
})

test('a language is made once, falls back to English in sight, and an unknown one is a mistake', () => {
  expect(textsFor('my')).toBe(textsFor('my'))
  expect(textsFor('my').has('common.exit')).toBe(true)
  expect(textsFor('my').has('no.such.key')).toBe(false)
  expect(textsFor('my').t('no.such.key')).toBe('no.such.key')
  expect(() => textsFor('xx')).toThrow('no folder')
})

test('ready sentences have words in every language and their day where they carry one', () => {
  expect(new Set(phrases.map(({ id }) => id)).size).toBe(phrases.length)
  for (const language of languages()) {
    const words = partOf(language, 'phrases')
    expect(Object.keys(words).sort()).toEqual(phrases.map(({ id }) => phraseKey(id)).sort())
    for (const { id } of phrases) {
      const day = phraseFor(id)?.day === true
      expect(placeholdersIn(words[phraseKey(id)] ?? ''), `${language} ${id}`).toEqual(day ? ['{date}'] : [])
    }
  }
})

test('answers belong to the reporter, questions to the desk', () => {
  for (const phrase of phrasesOf('desk')) {
    const answers = phrase.answers ?? []
    expect(answers.every((id) => phraseFor(id)?.side === 'reporter'), phrase.id).toBe(true)
    if (phrase.kind === 'ask' || phrase.kind === 'safety') expect(answers).toContain('S20')
  }
  expect(answersTo(['S01', 'S10']).slice(0, 2)).toEqual(['S25', 'S26'])
  expect(new Set(answersTo(['S10', 'S06'])).size).toBe(answersTo(['S10', 'S06']).length)
})

test('the list of sentences in a message reads back as it was written, and nonsense is no list', () => {
  const uses = [{ id: 'S01', day: null }, { id: 'S02', day: 20790 }]
  expect(phraseList(uses)).toBe('S01,S02=20790')
  expect(phrasesIn('S01,S02=20790')).toEqual(uses)
  expect(phrasesIn('')).toEqual([])
  expect(phrasesIn('S01;S02')).toBeNull()
  expect(phrasesIn('S999')).toEqual([{ id: 'S999', day: null }])
  expect(spokenBy('desk', [{ id: 'S01', day: null }, { id: 'S18', day: null }, { id: 'S999', day: null }]).map(({ id }) => id)).toEqual(['S01', 'S999'])
})
