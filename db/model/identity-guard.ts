// Stops a draft that asks for what could tell who the reporter is. It reads words, not meanings: it stops too often rather than once
// too little, and whoever must ask all the same chooses a lawful reason and finds a second person who agrees.
import { readingsOf, spelledIn } from './identity-readings.ts'
import { identityPatterns, type AskedThing } from './identity-words.ts'

/** Languages whose words the guard knows; it reads all of them in every draft. */
export const guardedLanguages = ['en', 'ja', 'my', 'ur'] as const

/** Words: `lawfulReason.`. */
export const lawfulReasons = ['danger-to-life', 'reporter-asked', 'remedy-to-the-person', 'fact-not-provable-otherwise', 'court-or-authority'] as const
export type LawfulReason = (typeof lawfulReasons)[number]

export interface IdentityHit {
  /** As it stands in the draft. */
  readonly word: string
  readonly asks: AskedThing
  /** UTF-16 places in the draft, `to` behind the last. */
  readonly from: number
  readonly to: number
}

/** What in this draft may ask who the reporter is, in the order of the text, none inside another; empty where nothing does. */
export function identityHits(draft: string): IdentityHit[] {
  // Line by line too: what ends the line before does not excuse the words that begin the next one.
  const lines = [...draft.matchAll(/[^\n]+/g)].filter(([line]) => line.length < draft.length)
  const hits = [...hitsIn(draft, 0), ...lines.flatMap((found) => hitsIn(found[0], found.index))]
  const ordered = hits.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return ordered.filter((hit) => {
    if (hit.from < end) return false
    end = hit.to
    return true
  })
}

/** The same, as far as it stands in a sentence that asks: for words that are told and want no answer, where a name of a thing is no question. */
export function identityQuestions(draft: string): IdentityHit[] {
  const questions = [...draft.matchAll(/[^.。!?!?؟။۔\n]+[.。!?!?؟။۔\n]?/gu)]
    .filter(([sentence]) => /[??؟]$|か[。\s]*$|(?:လား|လဲ|နည်း)[။\s]*$/u.test(sentence) || /(?:教えて|お知らせ|お書き|記入して|ပြောပြ|ရေးပေး|بتائیں|لکھیں|\b(?:tell|write|send|give|name|let) (?:us|me|down|your)\b|\bplease (?:tell|write|send|give|name)\b)/iu.test(sentence))
    .map((found) => ({ from: found.index, to: found.index + found[0].length }))
  return identityHits(draft).filter((hit) => questions.some(({ from, to }) => hit.to > from && hit.from < to))
}

// `at`: where the words begin in the draft.
function hitsIn(words: string, at: number): IdentityHit[] {
  const found = readingsOf(words).flatMap(({ plain, places }) => identityPatterns.flatMap(({ asks, pattern }) => [...plain.matchAll(pattern)].map((hit) => (
    { asks, from: places[hit.index] ?? words.length, to: places[hit.index + hit[0].length] ?? words.length }))))
  return [...found, ...spelledIn(words)].map(({ asks, from, to }) => ({ word: words.slice(from, to).trim(), asks, from: at + from, to: at + to }))
}
