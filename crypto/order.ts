/**
 * The order in which messages are shown (§6.4): causes before effects, ties the same for every reader.
 * Never by the author's claimed day, and the server keeps no sequence.
 */
import { placeKey } from './entries.ts'
import type { Entry } from './entries.ts'
import { partyKey } from './party.ts'

/** Sorts by epoch, then so that everything an entry has seen stands before it; ties by day of receipt, author, number (§6.4). */
export function displayOrder(entries: readonly Entry[]): Entry[] {
  const waiting = [...entries].sort(byTie)
  const places = new Set(entries.map((entry) => placeKey(entry.author, entry.n)))
  const shown = new Set<string>()
  const order: Entry[] = []
  while (waiting.length > 0) {
    const ready = waiting.findIndex((entry) => causes(entry, waiting).every((key) => shown.has(key) || !places.has(key)))
    // A circle of `seen` cannot be made by honest authors; the tie order then decides.
    const [next] = waiting.splice(Math.max(ready, 0), 1)
    if (!next) break
    shown.add(placeKey(next.author, next.n))
    order.push(next)
  }
  return order
}

function causes(entry: Entry, waiting: readonly Entry[]): string[] {
  const opening = waiting.find((held) => held.epoch === entry.epoch && (held.type === 'open' || held.type === 'report'))
  return [
    ...(entry.n > 0 ? [placeKey(entry.author, entry.n - 1)] : []),
    ...entry.seen.map((head) => placeKey(head.author, head.n)),
    ...(opening && opening !== entry ? [placeKey(opening.author, opening.n)] : []),
  ]
}

function byTie(a: Entry, b: Entry): number {
  const authors = partyKey(a.author) < partyKey(b.author) ? -1 : partyKey(a.author) > partyKey(b.author) ? 1 : 0
  return a.epoch - b.epoch || a.day - b.day || authors || a.n - b.n
}
