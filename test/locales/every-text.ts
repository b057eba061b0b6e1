// What all tests of the texts look at: each text of each language with its key.
import { readFileSync } from 'node:fs'
import { deskParts, languages, partOf, reporterParts, type Part } from '#locales/index.ts'

export type Text = { readonly language: string; readonly part: Part; readonly key: string; readonly text: string }

/** Staff pages exist in these languages; reporter pages in all. */
export const staffLanguages = ['en', 'ja']

export function partsOf(language: string): readonly Part[] {
  return staffLanguages.includes(language) ? deskParts : reporterParts
}

export function textsIn(language: string, parts: readonly Part[] = partsOf(language)): Text[] {
  return parts.flatMap((part) => Object.entries(partOf(language, part)).map(([key, text]) => ({ language, part, key, text })))
}

export function everyText(): Text[] {
  return languages().flatMap((language) => textsIn(language))
}

export function placeholdersIn(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
}

export function listIn(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../locales/${path}`, import.meta.url), 'utf8'))
}

/** Letters as a reader counts them: a Burmese syllable sign with its marks is one. */
export function lettersOf(text: string): number {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].length
}

export function named(texts: readonly Text[]): string[] {
  return texts.map(({ language, key, text }) => `${language} ${key}: ${text}`)
}
