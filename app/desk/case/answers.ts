// The reporter's answers as the desk reads them: which words label a field and its choices. The reporter's own text stays untouched.

import type { ReportField, ReportFields } from '#crypto/worker/views.ts'
import type { Translate } from '#app/ui/desk-words.tsx'

export type Answer = { label: string; value: string; own: boolean }

/** `key` labels the question; `choice` gives the key of one chosen answer; without it the value is the reporter's own text. */
type AnswerRow = { field: ReportField; key: string; choice?: (value: string) => string }

const shared = new Set(['notKnow', 'notSay'])
const choicesOf = (prefix: string) => (value: string) => (shared.has(value) ? `common.${value}` : `${prefix}.${value}`)

const answerRows: readonly AnswerRow[] = [
  { field: 'danger', key: 'q1.h', choice: choicesOf('q1') },
  { field: 'tiles', key: 'q2.h', choice: (value) => `tile.${value}.label` },
  { field: 'nearest', key: 'q2.other.h', choice: choicesOf('q2.other') },
  { field: 'touch', key: 'q2.touch.h', choice: choicesOf('q2.touch') },
  { field: 'reader', key: 'q2.reader.h', choice: choicesOf('q2.reader') },
  { field: 'place', key: 'q4.h' },
  { field: 'employer', key: 'desk.answer.employer' },
  { field: 'part', key: 'q4.part' },
  { field: 'poster', key: 'q4.poster' },
  { field: 'who', key: 'q5.h', choice: choicesOf('q5') },
  { field: 'still', key: 'q6.h', choice: choicesOf('q6') },
  { field: 'relation', key: 'q7.h', choice: choicesOf('q7') },
  { field: 'relationMore', key: 'q7.more.h', choice: choicesOf('q7.more') },
  { field: 'contact', key: 'q8.h', choice: choicesOf('q8') },
  { field: 'help', key: 'q9.h', choice: choicesOf('q9') },
]

/** Every answered question in the order of the form; fields of teams come from `teamLabel`, an id nobody knows is passed over. */
export function answersIn(fields: ReportFields, t: Translate, org: string, teamLabel: (id: string) => string | null): Answer[] {
  const answers = answerRows.flatMap(({ field, key, choice }) => {
    const value = fields[field] ?? ''
    if (value === '') return []
    const label = t(key, { org })
    if (choice === undefined) return [{ label, value, own: true }]
    return [{ label, value: value.split(',').map((part) => t(choice(part), { org })).join(' · '), own: false }]
  })
  return [...answers, ...teams('whoTeams', 'q5.readers.which'), ...teams('removedTeams', 'desk.answer.removed')]

  function teams(field: ReportField, key: string): Answer[] {
    const labels = (fields[field] ?? '').split(',').map(teamLabel).filter((label) => label !== null)
    return labels.length === 0 ? [] : [{ label: t(key), value: labels.join(' · '), own: false }]
  }
}

/** The name of a language in the reader's language; empty when the message names none. */
export function languageName(tag: string, reader: string): string {
  if (tag === '') return ''
  // The data behind Intl know no such name and would say "Japanese".
  if (tag === 'ja-x-easy') return reader === 'ja' ? 'やさしい日本語' : 'Easy Japanese'
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag
  } catch (error) {
    if (error instanceof RangeError) return tag
    throw error
  }
}

const rightToLeft = new Set(['ur', 'ar', 'fa', 'ps', 'he', 'ckb', 'sd', 'ug'])

/** The direction of a text in this language. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
