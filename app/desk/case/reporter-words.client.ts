/// <reference types="vite/client" />
// The words of the reporter's language, so that the desk sees what the reporter will read. Only the language of the open case is fetched.

import { translateWith, type Translate } from '#app/ui/desk-words.tsx'

const files = import.meta.glob<Record<string, string>>('/locales/*/{phrases,reporter,common}.json', { import: 'default' })

/** The reporter's words in this language, in English where it has none of its own. */
export async function reporterWords(language: string): Promise<{ language: string; t: Translate }> {
  const known = `/locales/${language}/phrases.json` in files ? language : 'en'
  const parts = await Promise.all(['common', 'reporter', 'phrases'].map((part) => files[`/locales/${known}/${part}.json`]?.()))
  return { language: known, t: translateWith(Object.assign({}, ...parts)) }
}
