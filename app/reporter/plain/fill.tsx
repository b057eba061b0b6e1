import { createContext, Fragment, useContext } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '#app/ui/words.tsx'
import { sayable } from '../read/told.ts'

/** What the sentences of a page need besides their words: a day of each month written out, the company, languages by their own names. */
export interface Speech {
  readonly dates: string
  readonly org: string
  readonly places: string
  readonly language: string
  readonly languages: readonly { readonly tag: string; readonly autonym: string }[]
}

const SpeechContext = createContext<Speech>({ dates: '', org: '', places: '', language: 'en', languages: [] })

export const SpeechProvider = SpeechContext.Provider

export function useSpeech(): Speech {
  return useContext(SpeechContext)
}

/** A day (since 1970-01-01) written out as on the page with scripts. */
export function Day({ day }: { day: number }) {
  return <>{dayText(useSpeech().dates, day)}</>
}

export function BoldDay({ day }: { day: number }) {
  return (
    <b>
      <Day day={day} />
    </b>
  )
}

/** The text of `k` without the sentences of which a value is missing. */
export function Cut({ k, values }: { k: string; values: Readonly<Record<string, ReactNode>> }) {
  const known = Object.keys(values).filter((name) => values[name] !== undefined)
  const template = sayable(useWords()(k), known)
  return (
    <>
      {template.split(/(\{\w+\})/).map((stretch, place) => (
        <Fragment key={place}>{stretch.startsWith('{') ? (values[stretch.slice(1, -1)] ?? stretch) : stretch}</Fragment>
      ))}
    </>
  )
}

function dayText(dates: string, day: number): string {
  const date = new Date(day * 86_400_000)
  const form = dates.split('|')[date.getUTCMonth()] ?? ''
  return form.replace('{d}', String(date.getUTCDate())).replace('{y}', String(date.getUTCFullYear()))
}
