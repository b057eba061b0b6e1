// Which other cases may tell of the same matter: by words, place, kind and days, worked out in this browser from opened summaries. Pure.
// It only suggests: whether two people speak of one thing, a person decides who has read both.
import type { DayNumber, Hex } from '#crypto/answers.ts'
import type { SummaryFields } from '#crypto/worker/views.ts'
import type { OpenedRow } from './rows.ts'

export type Likeness = { caseId: Hex; row: OpenedRow; score: number; why: readonly ('words' | 'place' | 'kind' | 'days')[] }

type Told = { day: DayNumber; summary: Partial<SummaryFields> | null }

/** Below this two summaries are as like as any two reports about work are. */
const leastScore = 45
/** Days between two reports of one event that several people saw. */
const nearDays = 14
const most = 3

/** The likest of the others, at most three, the likest first; each case once, though several of one's teams read it. */
export function likeCases(here: Told, others: readonly OpenedRow[]): Likeness[] {
  const own = grams(here.summary?.words)
  const found = new Map<Hex, Likeness>()
  for (const row of others) {
    const like = likenessOf(here, own, row)
    const before = found.get(row.row.caseId)
    if (like.score >= leastScore && (before === undefined || before.score < like.score)) found.set(row.row.caseId, like)
  }
  return [...found.values()].toSorted((a, b) => b.score - a.score || (a.caseId < b.caseId ? -1 : 1)).slice(0, most)
}

/** The same workplace, as far as two people wrote it alike. */
export function isSamePlace(a: string | undefined, b: string | undefined): boolean {
  return plain(a) !== '' && plain(a) === plain(b)
}

function likenessOf(here: Told, own: ReadonlySet<string>, row: OpenedRow): Likeness {
  const { summary } = row
  const words = Math.round(60 * overlap(own, grams(summary?.words)))
  const place = isSamePlace(here.summary?.place, summary?.place) ? 30 : 0
  const kind = isSameKind(here.summary, summary) ? 15 : 0
  const apart = Math.abs(here.day - row.row.day)
  const days = apart <= nearDays ? Math.round(15 * (1 - apart / (nearDays + 1))) : 0
  const why = [words >= 12 ? ('words' as const) : [], place > 0 ? ('place' as const) : [], kind > 0 ? ('kind' as const) : [], days > 0 ? ('days' as const) : []].flat()
  // Days and kind alone are shared by strangers.
  return { caseId: row.row.caseId, row, why, score: words + place === 0 ? 0 : words + place + kind + days }
}

function isSameKind(a: Partial<SummaryFields> | null, b: SummaryFields | null): boolean {
  if (a?.code !== undefined && b?.code !== undefined) return a.code === b.code
  const tiles = (a?.tiles ?? '').split(',').filter(Boolean)
  return tiles.some((tile) => (b?.tiles ?? '').split(',').includes(tile))
}

// Three letters in a row: works for words that one language bends and another does not part, and forgives a slip of the pen.
function grams(text: string | undefined): ReadonlySet<string> {
  const letters = Array.from(plain(text))
  return new Set(letters.slice(2).map((_, at) => letters.slice(at, at + 3).join('')))
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size < 8 || b.size < 8) return 0
  const shared = [...a].filter((gram) => b.has(gram)).length
  return (2 * shared) / (a.size + b.size)
}

function plain(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').toLocaleLowerCase().replace(/[\s\p{P}\p{S}]+/gu, ' ').trim()
}
