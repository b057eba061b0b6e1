// The words of a staff page: one flat dictionary from the loader, read through one function.

import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { dayFormats, type DayFormats } from './days.ts'

export type WordValues = Readonly<Record<string, string | number>>
export type Translate = (key: string, values?: WordValues) => string
/** `spoken`: every language that the portal speaks to reporters, in the order of the list. */
export type Words = { language: string; spoken: readonly string[]; dir: 'ltr' | 'rtl'; t: Translate; days: DayFormats; today: number }

export type WordsInput = { language: string; spoken: readonly string[]; dir: 'ltr' | 'rtl'; dictionary: Readonly<Record<string, string>>; today: number }

const WordsContext = createContext<Words | null>(null)

export function WordsProvider({ value, children }: { value: WordsInput; children: ReactNode }) {
  const words = useMemo<Words>(
    () => ({
      language: value.language,
      spoken: value.spoken,
      dir: value.dir,
      today: value.today,
      t: translateWith(value.dictionary),
      days: dayFormats(value.language, value.today),
    }),
    [value.language, value.spoken, value.dir, value.dictionary, value.today],
  )
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>
}

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('useWords needs a WordsProvider above it')
  return words
}

/** A missing key gives the key itself, so that a gap is seen and nothing breaks. */
export function translateWith(dictionary: Readonly<Record<string, string>>): Translate {
  return (key, values) => fillText(dictionary[key] ?? key, values)
}

export function fillText(template: string, values: WordValues = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
