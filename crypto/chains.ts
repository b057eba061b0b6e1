/**
 * Rule 5 and the chains of each author (§6.2, §6.3): frozen heads, cut words, holes, two contents for one place.
 * For stream.ts only. What is found is reported as values: it is shown to people, not thrown.
 */
import { compareBytes, sameBytes } from './bytes.ts'
import { placeKey } from './entries.ts'
import type { Entry } from './entries.ts'
import { refuse } from './error.ts'
import type { Head } from './message.ts'
import { parseOpening, sortHeads } from './opening.ts'
import { partyKey } from './party.ts'
import type { Party } from './party.ts'
import type { EpochView } from './stream.ts'
import type { Digest } from './types.ts'

export interface Place {
  readonly author: Party
  readonly n: number
}
export interface Cut extends Place {
  /** Who opened the epoch that leaves this message out. */
  readonly by: Party
  /** The message itself, only if the reporter signed it: a desk's may be forged with an old key. */
  readonly entry: Entry | null
}
export interface ChainReport {
  readonly entries: readonly Entry[]
  /** Known of, not handed over. */
  readonly withheld: readonly Place[]
  /** Two contents for one place: the author or the server lets people see different things. */
  readonly equivocal: readonly Place[]
  readonly cut: readonly Cut[]
  /** Newest known message of every author, sorted: what the next message or epoch refers to. */
  readonly heads: readonly Head[]
}
type Frozen = ReadonlyMap<string, Head>

/** Sorts what was opened into believed, cut, equivocal and withheld; throws `epoch` where frozen heads go backwards (§6.2, §6.3). */
export function readChains(
  epochs: readonly EpochView[], opened: readonly Entry[], openings: readonly (Entry | null)[]): ChainReport {
  const frozen = openings.map((opening) => (opening && opening.type === 'open' ? frozenOf(opening) : null))
  if ((frozen[0]?.size ?? 0) > 0) refuse('epoch', 'first epoch freezes something')
  insistFrozenRise(frozen)
  insistOpenersFollow(openings, frozen)
  const base = baseOf(epochs, frozen)
  const expected = expectedDigests(opened, frozen)
  const cutter = (entry: Entry) => cutterOf(entry, epochs, frozen, expected)
  const cut: Cut[] = []
  const byPlace = new Map<string, Entry>()
  const equivocal = new Map<string, Place>()
  const inOrder = [...opened].sort((a, b) => a.epoch - b.epoch || a.n - b.n || compareBytes(a.digest, b.digest))
  for (const entry of inOrder) {
    const by = cutter(entry)
    const key = placeKey(entry.author, entry.n)
    if (by) cut.push({ author: entry.author, n: entry.n, by, entry: entry.author.kind === 'reporter' ? entry : null })
    else if (byPlace.has(key)) equivocal.set(key, entry)
    else byPlace.set(key, entry)
  }
  const cutEntries = inOrder.filter((entry) => cutter(entry) !== null)
  const entries = [...byPlace.values()]
  const heads = headsOf(entries, cutEntries, base)
  const withheld = gaps(entries, cutEntries, frozen, base, heads, equivocal)
  return { entries, withheld, cut, heads, equivocal: [...equivocal.values()].map(({ author, n }) => ({ author, n })) }
}

function frozenOf(opening: Entry): Frozen {
  return new Map(parseOpening(opening.payload).frozen.map((head) => [partyKey(head.author), head]))
}

function insistFrozenRise(frozen: readonly (Frozen | null)[]): void {
  let before: Frozen | null = null
  for (const now of frozen) {
    if (now === null) continue
    for (const [author, head] of before ?? []) {
      const later = now.get(author)
      if (!later || later.n < head.n) refuse('epoch', 'frozen heads go backwards')
    }
    before = now
  }
}

function insistOpenersFollow(openings: readonly (Entry | null)[], frozen: readonly (Frozen | null)[]): void {
  openings.forEach((opening, i) => {
    if (!opening) return
    const head = frozen[i]?.get(partyKey(opening.author))
    const follows = head
      ? opening.n === head.n + 1 && opening.prev !== null && sameBytes(opening.prev, head.digest)
      : opening.n === 0 && opening.prev === null
    if (!follows) refuse('epoch', 'opening message does not follow the opener\'s frozen head')
  })
}

// Behind a wall each chain starts at what the first readable epoch after it froze.
function baseOf(epochs: readonly EpochView[], frozen: readonly (Frozen | null)[]): Map<string, Head> {
  const base = new Map<string, Head>()
  epochs.forEach((epoch, i) => {
    if (i === 0 || epoch.key === null || epochs[i - 1]?.key !== null) return
    for (const [author, head] of frozen[i] ?? []) base.set(author, head)
  })
  return base
}

// A frozen head names one message, its `prev` the one before, and so on: nothing else may stand in those places.
function expectedDigests(opened: readonly Entry[], frozen: readonly (Frozen | null)[]): Map<string, Digest> {
  const expected = new Map<string, Digest>()
  for (const head of [...frozen].reverse().flatMap((map) => [...(map?.values() ?? [])])) {
    let want: Digest | null = head.digest
    for (let n = head.n; want !== null && n >= 0 && !expected.has(placeKey(head.author, n)); n -= 1) {
      const digest: Digest = want
      expected.set(placeKey(head.author, n), digest)
      want = opened.find((entry) => entry.n === n && sameBytes(entry.digest, digest))?.prev ?? null
    }
  }
  return expected
}

function cutterOf(
  entry: Entry, epochs: readonly EpochView[], frozen: readonly (Frozen | null)[], expected: ReadonlyMap<string, Digest>): Party | null {
  const next = epochs.findIndex((epoch, i) => i > entry.epoch && epoch.key !== null)
  const head = frozen[next]?.get(partyKey(entry.author))
  if (next >= 0 && (!head || entry.n > head.n)) return epochs[next]?.header.opener ?? null
  const due = expected.get(placeKey(entry.author, entry.n))
  return due && !sameBytes(due, entry.digest) ? epochs.findLast((epoch) => epoch.key !== null)?.header.opener ?? null : null
}

function headsOf(entries: readonly Entry[], cut: readonly Entry[], base: ReadonlyMap<string, Head>): Head[] {
  const heads = new Map<string, Head>(base)
  for (const { author, n, digest } of entries) {
    if (n > (heads.get(partyKey(author))?.n ?? -1)) heads.set(partyKey(author), { author, n, digest })
  }
  // A cut message keeps its number: the server holds that place for good, so its author goes on after it (C-007).
  for (const { author, n, digest, prev } of cut) {
    const head = heads.get(partyKey(author))
    const follows = head ? n === head.n + 1 && prev !== null && sameBytes(prev, head.digest) : n === 0 && prev === null
    if (follows) heads.set(partyKey(author), { author, n, digest })
  }
  return sortHeads([...heads.values()])
}

function gaps(
  entries: readonly Entry[], cut: readonly Entry[], frozen: readonly (Frozen | null)[],
  base: ReadonlyMap<string, Head>, heads: readonly Head[], equivocal: Map<string, Place>): Place[] {
  const withheld = new Map<string, Place>()
  const held = new Map<string, Entry[]>()
  for (const entry of [...entries, ...cut]) held.set(placeKey(entry.author, entry.n), [...(held.get(placeKey(entry.author, entry.n)) ?? []), entry])
  const startOf = (author: Party) => (base.get(partyKey(author))?.n ?? -1) + 1
  const miss = (author: Party, n: number) => {
    if (n >= startOf(author)) withheld.set(placeKey(author, n), { author, n })
  }
  const refer = (head: Head) => {
    const key = placeKey(head.author, head.n)
    if (held.get(key)?.some((entry) => sameBytes(entry.digest, head.digest))) return head
    if (entries.some((entry) => placeKey(entry.author, entry.n) === key)) equivocal.set(key, { author: head.author, n: head.n })
    else miss(head.author, head.n)
    return head
  }
  const known = [...heads, ...entries.flatMap((entry) => entry.seen.map(refer)), ...frozen.flatMap((map) => [...(map?.values() ?? [])].map(refer))]
  for (const head of known) {
    for (let n = startOf(head.author); n < head.n; n += 1) if (!held.has(placeKey(head.author, n))) miss(head.author, n)
  }
  for (const entry of entries) {
    // Also where that is the frozen head behind a wall: the word goes on from another content than the opener knew.
    if (!linksBack(entry, held, base)) withheld.set(placeKey(entry.author, entry.n - 1), { author: entry.author, n: entry.n - 1 })
  }
  return [...withheld.values()]
}

function linksBack(entry: Entry, held: ReadonlyMap<string, Entry[]>, base: ReadonlyMap<string, Head>): boolean {
  if (entry.n === 0) return entry.prev === null || refuse('broken', 'first message with a predecessor')
  const { prev } = entry
  if (prev === null) return refuse('broken', 'message without a predecessor')
  const start = base.get(partyKey(entry.author))
  if (start && entry.n <= start.n) return true
  if (start && entry.n === start.n + 1) return sameBytes(prev, start.digest)
  return held.get(placeKey(entry.author, entry.n - 1))?.some((before) => sameBytes(before.digest, prev)) ?? false
}
