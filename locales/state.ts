// What can be said about a language by counting: for the build, which refuses a language with gaps, and for `npm run locales`.
import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { deskLanguages, deskParts, dictionaryOf, languages, metaOf, partOf, reporterParts, sourceLanguage, type Dictionary } from './index.ts'

export type LanguageState = {
  readonly language: string
  readonly texts: number
  readonly lacking: readonly string[]
  /** Keys whose text is the same as in English or in a language that is easily taken for this one. */
  readonly same: readonly { readonly key: string; readonly as: string }[]
  /** Of the safety texts: how many have been translated back by somebody who did not see the English. */
  readonly safety: number
  readonly backTranslated: number
  readonly reviewed: boolean
  readonly origin: string
}

// One was made from the other too often: a text that is the same in both is worth a second look.
const sisters: readonly (readonly [string, string])[] = [['id', 'ms'], ['zh-Hans', 'zh-Hant']]
const pluralEnding = /_(zero|one|two|few|many|other)$/

/** The keys that a language needs for these English ones: plural forms are those of its own grammar, because a missing form is shown in English. */
export function neededKeys(language: string, english: readonly string[]): string[] {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const keys = english.flatMap((key) => (pluralEnding.test(key) ? categories.map((category) => key.replace(pluralEnding, `_${category}`)) : [key]))
  return [...new Set(keys)]
}

/** The needed texts that are not there, each with its language in front; empty when the languages are whole. */
export function lackingTexts(): string[] {
  return languages().flatMap((language) => lackingIn(language).map((key) => `locales/${language} lacks ${key}`))
}

/** The keys of the texts that decide whether somebody is safe; the note for translators marks them. */
export function safetyKeys(): string[] {
  return Object.entries(notesForTranslators()).filter(([, note]) => note.startsWith('SAFETY')).map(([key]) => key)
}

/** What a translator should know, by key. */
export function notesForTranslators(): Dictionary {
  return listOf(sourceLanguage, 'notes')
}

/** The safety texts of a language in English again, by key; empty where nobody has done it. */
export function backTranslationsOf(language: string): Dictionary {
  return listOf(language, 'back-translation')
}

export function stateOf(language: string): LanguageState {
  const own = dictionaryOf(language, reporterParts)
  const { reviewed, origin } = metaOf(language)
  const back = backTranslationsOf(language)
  const likely = [...(language === sourceLanguage ? [] : [sourceLanguage]), ...sisters.filter((pair) => pair.includes(language)).flat().filter((tag) => tag !== language && languages().includes(tag))]
  return {
    language,
    texts: Object.keys(own).length,
    lacking: lackingIn(language),
    same: likely.flatMap((as) => Object.entries(own).filter(([key, text]) => dictionaryOf(as, reporterParts)[key] === text && /\p{L}/u.test(text.replace(/\{\w+\}/g, ''))).map(([key]) => ({ key, as }))),
    safety: safetyKeys().length,
    backTranslated: safetyKeys().filter((key) => (back[key] ?? '') !== '').length,
    reviewed,
    origin,
  }
}

function lackingIn(language: string): string[] {
  const parts = deskLanguages().includes(language) ? deskParts : reporterParts
  const own = new Set(parts.flatMap((part) => Object.keys(partOf(language, part))))
  return neededKeys(language, Object.keys(dictionaryOf(sourceLanguage, parts))).filter((key) => !own.has(key))
}

function listOf(language: string, name: string): Dictionary {
  const path = join(import.meta.dirname, language, `${name}.json`)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Dictionary) : {}
}
