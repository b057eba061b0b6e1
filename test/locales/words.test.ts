import { expect, test } from 'vitest'
import { plainText } from '#db/model/readings.ts'
import { languages, metaOf, partOf, reporterParts } from '#locales/index.ts'
import { everyText, lettersOf, listIn, named, textsIn, type Text } from './every-text.ts'

type Hazard = { readonly word: string; readonly why: string }

// Where a hazardous word is the right one after all.
const accepted: Record<string, readonly string[]> = {
  wrong: ['start.who.buyer', 'start.who.neutral'],
}

function hazardsOf(language: string): Hazard[] {
  return listIn(`${language}/hazards.json`) as Hazard[]
}

// These scripts set no spaces between words, so there any occurrence counts.
const withoutSpaces = ['Jpan', 'Mymr', 'Hans', 'Hant', 'Thai', 'Khmr', 'Laoo']

function holds(language: string, text: string, word: string): boolean {
  if (withoutSpaces.includes(metaOf(language).script)) return text.includes(word)
  return new RegExp(`(?<![\\p{L}\\p{M}-])${word}${language === 'en' ? 's?' : ''}(?![\\p{L}\\p{M}-])`, 'iu').test(text)
}

function textOf(language: string, key: string): string {
  return reporterParts.map((part) => partOf(language, part)[key]).find((text) => text !== undefined) ?? ''
}

test('no text for a reporter uses a word that frightens, blames or promises too much', () => {
  for (const language of languages()) {
    const hazards = hazardsOf(language)
    expect(hazards.length, language).toBeGreaterThan(25)
    for (const { word, why } of hazards) {
      const bad = textsIn(language, reporterParts).filter(({ key, text }) => holds(language, plainText(text), word) && accepted[word]?.includes(key) !== true)
      expect(named(bad), `${word}: ${why}`).toEqual([])
    }
  }
})

test('nothing is shouted: no exclamation marks, no words in capitals', () => {
  expect(named(everyText().filter(({ text }) => /[!!]/.test(text)))).toEqual([])
  const capitals = textsIn('en', reporterParts).filter(({ text }) => /\b(?!QR\b)[A-Z]{2,}\b/.test(text))
  expect(named(capitals)).toEqual([])
})

test('the 25 safety texts are listed and exist in every language', () => {
  const notes = Object.entries(listIn('en/notes.json') as Record<string, string>)
  const safety = notes.filter(([, note]) => note.startsWith('SAFETY')).map(([key]) => key)
  expect(safety).toHaveLength(25)
  for (const language of languages()) {
    expect(safety.filter((key) => textOf(language, key) === ''), language).toEqual([])
  }
})

test('every note for translators belongs to a text', () => {
  const keys = new Set(textsIn('en').map(({ key }) => key))
  expect(Object.keys(listIn('en/notes.json') as object).filter((key) => !keys.has(key))).toEqual([])
})

test('the exit button and the state labels are short', () => {
  const long = (limit: number) => ({ text }: Text) => lettersOf(text) > limit
  const all = everyText()
  expect(named(all.filter(({ key }) => key === 'common.exit').filter(long(20)))).toEqual([])
  expect(named(all.filter(({ key }) => /^state\.\w+\.label$/.test(key)).filter(long(24)))).toEqual([])
  expect(named(all.filter(({ key }) => /^tile\.\w+\.label$/.test(key)).filter(long(44)))).toEqual([])
})

test('English sentences for reporters are short', () => {
  const long = textsIn('en', reporterParts).filter(({ text }) => text.split(/[.?:]\s/).some((sentence) => sentence.split(/\s+/).length > 22))
  expect(named(long)).toEqual([])
})

test('a text that names a button uses the words of that button', () => {
  const quoted: readonly (readonly [string, string])[] = [
    ['safety.stop.p', 'check.send'],
    ['error.again', 'check.send'],
    ['sent.next.where', 'start.return'],
    ['state.WAITING_REPORTER.text', 'common.notKnow'],
    ['phrase.S11', 'common.help'],
  ]
  for (const language of languages()) {
    for (const [text, button] of quoted) {
      expect(textOf(language, text), `${language} ${text} quotes ${button}`).toContain(textOf(language, button))
    }
  }
})

test('answers that mean the same are the same words', () => {
  const same: readonly (readonly [string, string])[] = [
    ['phrase.S20', 'common.notKnow'],
    ['phrase.S21', 'common.notSay'],
    ['phrase.S12', 'finding.SUB'],
    ['phrase.S13', 'finding.PART'],
    ['phrase.S14', 'finding.INCONCLUSIVE'],
    ['phrase.S28', 'q8.ask'],
    ['phrase.S29', 'return.agree'],
    ['phrase.S30', 'return.disagree'],
    ['return.reply.send', 'check.send'],
  ]
  for (const language of languages()) {
    for (const [one, other] of same) expect(textOf(language, one), `${language} ${one}`).toBe(textOf(language, other))
  }
})
