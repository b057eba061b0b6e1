/**
 * The newest roster against what a reader has signed or verified in the opened stream itself (§7.3).
 */
import { standingOf } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import type { StreamView } from './stream.ts'
import type { Day } from './types.ts'

/**
 * Whether the newest roster is past its last day, so that the case may be read and not written. Throws `rollback`
 * for a roster older than one this reader has used here, `roster` for another one under the same number (§7.3).
 */
export function isExpired(book: RosterBook, view: StreamView, today: Day): boolean {
  const known = view.epochs.find((epoch) => epoch.header.rosterSeq === view.rosterFloor)
  return standingOf(book, { seq: view.rosterFloor, hash: known?.header.rosterHash ?? null }, today).expired
}
