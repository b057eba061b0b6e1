/**
 * The index of a member's device (§11.4): which words stand in which case, and where. In memory only; what of it is
 * kept is sealed case by case (kept-record.ts), so that a case that is destroyed is gone from here as well.
 */
import { soughtIn } from './search-terms.ts'
import { bestFew, inBoth, lowest, merged } from './search-order.ts'
import type { Sought } from './search-terms.ts'
import type { SearchField, SearchHit } from './worker/views.ts'

/** How much a word counts by where it stands; the order is the number of the field in a posting. */
const FIELDS: readonly (readonly [SearchField, number])[] = [
  ['words', 1.2], ['place', 1.2], ['code', 2], ['report', 1.2], ['talk', 1], ['room', 0.8], ['work', 0.8], ['notes', 0.8]]
const WEIGHTS = Float64Array.from(FIELDS, ([, weight]) => weight)
const FIELD_BITS = 3
const FIELD = (1 << FIELD_BITS) - 1
/** What counts where a query names the beginning of a word only. */
const BEGINNING = 0.6
const MOST_FRESH = 2_000

/** Summary and full text of a case come and go apart from each other. */
export type Part = 'summary' | 'full'
export type PartTerms = { readonly [Name in SearchField]?: Iterable<string> }

interface Indexed {
  readonly number: number
  readonly caseId: string
  readonly deskId: string
  readonly parts: { [Name in Part]?: number }
}

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
  const numbered: Indexed[] = []
  // The number of the case of each part; −1 once it was replaced.
  let parts: number[] = []
  let dead = 0
  // A posting is the number of a part and that of a field; they rise in each list.
  const postings = new Map<string, number[]>()
  let sorted: string[] = []
  let fresh: string[] = []

  return {
    put: (deskId, caseId, part, terms) => {
      const held = caseOf(deskId, caseId)
      forget(held, part)
      const number = parts.push(held.number) - 1
      held.parts[part] = number
      FIELDS.forEach(([field], i) => {
        for (const term of terms[field] ?? []) post(term, (number << FIELD_BITS) + i)
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
      sorted = merged(sorted, fresh.sort())
      fresh = []
    },
    search: (query, deskId, limit) => {
      const { scores, fields, found } = weighed(soughtIn(query))
      const held = deskId === null ? found : found.filter((number) => numbered[number]?.deskId === deskId)
      const hits = bestFew(held, limit, (number) => scores[number] ?? 0, (number) => numbered[number]?.caseId ?? '').flatMap((number): SearchHit[] => {
        const one = numbered[number]
        const field = FIELDS[fields[number] ?? 0]?.[0]
        return one === undefined || field === undefined ? [] : [{ caseId: one.caseId, deskId: one.deskId, score: scores[number] ?? 0, field }]
      })
      return { hits, total: held.length }
    },
    get size() {
      return { cases: cases.size, full: [...cases.values()].filter((held) => held.parts.full !== undefined).length }
    },
  }

  function caseOf(deskId: string, caseId: string): Indexed {
    const name = `${deskId} ${caseId}`
    const known = cases.get(name)
    if (known !== undefined) return known
    const held: Indexed = { number: numbered.length, caseId, deskId, parts: {} }
    numbered.push(held)
    cases.set(name, held)
    return held
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
    parts[number] = -1
    delete held.parts[part]
    dead += 1
  }

  // Numbers of parts are given anew, and words that stand nowhere any more are dropped.
  function compact(): void {
    const renumbered = new Map<number, number>()
    const left: number[] = []
    parts.forEach((of, number) => {
      const held = numbered[of]
      if (held === undefined) return
      renumbered.set(number, left.push(of) - 1)
      for (const part of ['summary', 'full'] as const) if (held.parts[part] === number) held.parts[part] = left.length - 1
    })
    parts = left
    dead = 0
    for (const [term, held] of postings) {
      const kept = held.flatMap((posting) => {
        const number = renumbered.get(posting >> FIELD_BITS)
        return number === undefined ? [] : [(number << FIELD_BITS) + (posting & FIELD)]
      })
      if (kept.length === 0) postings.delete(term)
      else postings.set(term, kept)
    }
    sorted = [...postings.keys()].sort()
    fresh = []
  }

  // Word after word, over the cases in which all words before it stand; a word counts once for a case, where it counts most.
  function weighed(sought: readonly Sought[]): { scores: Float64Array; fields: Uint8Array; found: number[] } {
    const scores = new Float64Array(numbered.length)
    const tops = new Float64Array(numbered.length)
    const fields = new Uint8Array(numbered.length)
    const best = new Float64Array(numbered.length)
    const bestFields = new Uint8Array(numbered.length)
    const words = new Uint16Array(numbered.length)
    let found: number[] = []
    sought.slice(0, 50).forEach((one, word) => {
      found = []
      for (const [places, weight] of placesOf(one)) {
        for (const posting of places) {
          const number = parts[posting >> FIELD_BITS] ?? -1
          if (number < 0) continue
          const known = words[number] ?? 0
          const score = weight * (WEIGHTS[posting & FIELD] ?? 0)
          if (known === word) found.push(number)
          else if (known !== word + 1 || score <= (best[number] ?? 0)) continue
          words[number] = word + 1
          best[number] = score
          bestFields[number] = posting & FIELD
        }
      }
      for (const number of found) {
        const score = best[number] ?? 0
        scores[number] = (scores[number] ?? 0) + score
        if (score <= (tops[number] ?? 0)) continue
        tops[number] = score
        fields[number] = bestFields[number] ?? 0
      }
    })
    return { scores, fields, found }
  }

  function placesOf(sought: Sought): (readonly [readonly number[], number])[] {
    if ('pairs' in sought) {
      const [rarest = [], ...others] = sought.pairs.map((pair) => postings.get(pair) ?? []).sort((a, b) => a.length - b.length)
      const places = others.reduce(inBoth, rarest)
      return [[places, rarity(places.length)]]
    }
    const terms = beginningWith(sought.start).map((term) => [term, postings.get(term) ?? []] as const)
    const rare = rarity(terms.reduce((sum, [, places]) => sum + places.length, 0))
    return terms.map(([term, places]) => [places, rare * (term === sought.start ? 1 : BEGINNING)])
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
