/**
 * The index of a member's device (§11.4): which words stand in which case, and where. In memory only; what of it is
 * kept is sealed case by case (kept-record.ts), so that a case that is destroyed is gone from here as well.
 */
import { soughtIn } from './search-terms.ts'
import type { Sought } from './search-terms.ts'
import type { SearchField, SearchHit } from './worker/views.ts'

/** How much a word counts by where it stands; the order is the number of the field in a posting. */
const FIELDS: readonly (readonly [SearchField, number])[] = [
  ['words', 1.2], ['place', 1.2], ['code', 2], ['report', 1.2], ['talk', 1], ['room', 0.8], ['work', 0.8], ['notes', 0.8]]
const FIELD_BITS = 8
/** What counts where a query names the beginning of a word only. */
const BEGINNING = 0.6
const MOST_FRESH = 2_000

/** Summary and full text of a case come and go apart from each other. */
export type Part = 'summary' | 'full'
export type PartTerms = { readonly [Name in SearchField]?: Iterable<string> }

interface Indexed {
  readonly caseId: string
  readonly deskId: string
  readonly parts: { [Name in Part]?: number }
}
interface Best { score: number; field: number }

export interface SearchIndex {
  /** Puts these words of a case in the place of those of before. */
  put(deskId: string, caseId: string, part: Part, terms: PartTerms): void
  remove(caseId: string): void
  /** To be called after a portion of changes, so that no question waits for the order of words. */
  settle(): void
  search(query: string, deskId: string | null, limit: number): { hits: SearchHit[]; total: number }
  readonly size: { readonly cases: number; readonly full: number }
}

/** An empty index. A question takes time with the number of places in which its words stand, not with the length of texts. */
export function searchIndex(): SearchIndex {
  const cases = new Map<string, Indexed>()
  // The case of each part by its number; null once it was replaced.
  let parts: (Indexed | null)[] = []
  let dead = 0
  const postings = new Map<string, number[]>()
  let sorted: string[] = []
  let fresh: string[] = []

  return {
    put: (deskId, caseId, part, terms) => {
      const held = cases.get(`${deskId} ${caseId}`) ?? { caseId, deskId, parts: {} }
      cases.set(`${deskId} ${caseId}`, held)
      forget(held, part)
      const number = parts.push(held) - 1
      held.parts[part] = number
      FIELDS.forEach(([field], i) => {
        for (const term of terms[field] ?? []) post(term, number * FIELD_BITS + i)
      })
    },
    remove: (caseId) => {
      for (const [name, held] of cases) {
        if (held.caseId !== caseId) continue
        forget(held, 'summary')
        forget(held, 'full')
        cases.delete(name)
      }
    },
    settle: () => {
      if (dead > 1_000 && dead * 2 > parts.length) compact()
      if (fresh.length <= MOST_FRESH) return
      sorted = inOrder(sorted, fresh.sort())
      fresh = []
    },
    search: (query, deskId, limit) => {
      const found = soughtIn(query).map(placesOf).reduce<Map<Indexed, Best> | null>((all, one) => (all === null ? one : both(all, one)), null)
      const held = [...(found ?? [])].filter(([{ deskId: desk }]) => deskId === null || desk === deskId)
      return { hits: best(held, limit), total: held.length }
    },
    get size() {
      return { cases: cases.size, full: [...cases.values()].filter((held) => held.parts.full !== undefined).length }
    },
  }

  function post(term: string, posting: number): void {
    const held = postings.get(term)
    if (held !== undefined) held.push(posting)
    else {
      postings.set(term, [posting])
      fresh.push(term)
    }
  }

  function forget(held: Indexed, part: Part): void {
    const number = held.parts[part]
    if (number === undefined) return
    parts[number] = null
    delete held.parts[part]
    dead += 1
  }

  // Numbers of parts are given anew, and words that stand nowhere any more are dropped.
  function compact(): void {
    const renumbered = new Map<number, number>()
    const left: (Indexed | null)[] = []
    parts.forEach((held, number) => {
      if (held === null) return
      renumbered.set(number, left.push(held) - 1)
      for (const part of ['summary', 'full'] as const) if (held.parts[part] === number) held.parts[part] = left.length - 1
    })
    parts = left
    dead = 0
    for (const [term, held] of postings) {
      const kept = held.flatMap((posting) => {
        const number = renumbered.get(Math.floor(posting / FIELD_BITS))
        return number === undefined ? [] : [number * FIELD_BITS + (posting % FIELD_BITS)]
      })
      if (kept.length === 0) postings.delete(term)
      else postings.set(term, kept)
    }
    sorted = [...postings.keys()].sort()
    fresh = []
  }

  function placesOf(sought: Sought): Map<Indexed, Best> {
    const found = new Map<Indexed, Best>()
    if ('pairs' in sought) {
      const places = together(sought.pairs.map((pair) => postings.get(pair) ?? []))
      for (const posting of places) count(found, posting, rarity(places.length))
      return found
    }
    const terms = beginningWith(sought.start)
    const rare = rarity(terms.reduce((sum, term) => sum + (postings.get(term)?.length ?? 0), 0))
    for (const term of terms) {
      const weight = rare * (term === sought.start ? 1 : BEGINNING)
      for (const posting of postings.get(term) ?? []) count(found, posting, weight)
    }
    return found
  }

  // A word counts once for a case: where it counts most.
  function count(found: Map<Indexed, Best>, posting: number, weight: number): void {
    const held = parts[Math.floor(posting / FIELD_BITS)]
    if (held === null || held === undefined) return
    const field = posting % FIELD_BITS
    const score = weight * (FIELDS[field]?.[1] ?? 0)
    const known = found.get(held)
    if (known === undefined) found.set(held, { score, field })
    else if (score > known.score) Object.assign(known, { score, field })
  }

  function rarity(places: number): number {
    return 1 + Math.log((1 + parts.length) / (1 + places))
  }

  function beginningWith(start: string): string[] {
    const from = lowest(sorted, start)
    let to = from
    while (sorted[to]?.startsWith(start) === true) to += 1
    return [...sorted.slice(from, to), ...fresh.filter((term) => term.startsWith(start))]
  }
}

// Pairs of letters that stand in one field of one part: the numbers rise in each list.
function together(lists: readonly (readonly number[])[]): readonly number[] {
  const [rarest = [], ...others] = [...lists].sort((a, b) => a.length - b.length)
  return others.reduce((left, list) => {
    const held = new Set(list)
    return left.filter((posting) => held.has(posting))
  }, rarest)
}

function both(all: Map<Indexed, Best>, one: Map<Indexed, Best>): Map<Indexed, Best> {
  const left = new Map<Indexed, Best>()
  for (const [held, first] of all) {
    const second = one.get(held)
    if (second !== undefined) left.set(held, { score: first.score + second.score, field: first.score >= second.score ? first.field : second.field })
  }
  return left
}

// The best few of many without putting all of them in order.
function best(found: readonly (readonly [Indexed, Best])[], limit: number): SearchHit[] {
  const kept: (readonly [Indexed, Best])[] = []
  for (const one of found) {
    const last = kept.at(-1)
    if (kept.length >= limit && last !== undefined && before(last, one) <= 0) continue
    const at = kept.findIndex((other) => before(one, other) < 0)
    kept.splice(at < 0 ? kept.length : at, 0, one)
    if (kept.length > limit) kept.pop()
  }
  return kept.map(([{ caseId, deskId }, { score, field }]) => ({ caseId, deskId, score, field: FIELDS[field]?.[0] ?? 'words' }))
}

function before(a: readonly [Indexed, Best], b: readonly [Indexed, Best]): number {
  return b[1].score - a[1].score || (a[0].caseId < b[0].caseId ? -1 : 1)
}

function lowest(sorted: readonly string[], start: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  return low
}

function inOrder(a: readonly string[], b: readonly string[]): string[] {
  const out: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (right === undefined || (left !== undefined && left < right)) { out.push(left ?? ''); i += 1 } else { out.push(right); j += 1 }
  }
  return out
}
