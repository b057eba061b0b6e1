// What stands against putting a case away and against destroying it. The server refuses both by its own columns; the page asks
// what people have signed as well, so that a column that somebody emptied does not offer what cannot be taken back.
import type { CaseFile } from './case-file.ts'

/** What the server says in clear. */
export interface KeptInClear {
  readonly held: boolean
  readonly watchUntil: number | null
}

export type KeptBecause = { readonly why: 'held' } | { readonly why: 'watched'; readonly until: number }

/** Null where the case may be put away or destroyed; a hold comes before a watch. `until`: the last day on which the reporter is asked. */
export function keptBecause(file: Pick<CaseFile, 'hold' | 'watches'>, clear: KeptInClear, today: number): KeptBecause | null {
  if (file.hold !== null || clear.held) return { why: 'held' }
  const signed = file.watches.filter(({ answer }) => answer === null).map(({ dueDay }) => dueDay)
  const until = Math.max(clear.watchUntil ?? 0, ...signed)
  return until >= today ? { why: 'watched', until } : null
}
