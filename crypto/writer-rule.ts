/**
 * The writer rule (§6.5): before every write, the newest roster decides whether a new epoch must come first.
 * For every writer, the reporter included, so that a removed member or excluded desk reads nothing new.
 */
import type { Entry } from './entries.ts'
import { refuse } from './error.ts'
import { isExcluded } from './never.ts'
import type { OpenReason } from './opening.ts'
import { continuity } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import type { StreamView } from './stream.ts'
import type { DeskId } from './types.ts'

export interface LostDesk {
  readonly desk: DeskId
  readonly why: 'left' | 'excluded' | 'absent' | 'restarted'
}
export type WriterRule =
  | { readonly kind: 'write' }
  /** Open the next epoch for `desks` (and the reporter in talk) in the same request. */
  | { readonly kind: 'open'; readonly desks: readonly DeskId[]; readonly lost: readonly LostDesk[]; readonly reason: OpenReason }
  /** Nobody would be left to read: the reporter chooses another desk. */
  | { readonly kind: 'nobody'; readonly lost: readonly LostDesk[] }

/** What a writer must do under the newest roster of `book`, already accepted by acceptNewest; throws `rollback` where that roster is older than the epoch's (§6.5). */
export function writerRule(view: StreamView, book: RosterBook): WriterRule {
  const { newest } = view
  if (book.newest.roster.seq < newest.header.rosterSeq) refuse('rollback', 'roster older than that of the epoch')
  const lost = newest.desks.flatMap((desk) => {
    const why = lossOf(view, book, desk)
    return why ? [{ desk, why }] : []
  })
  const desks = newest.desks.filter((desk) => !lost.some((one) => one.desk === desk))
  if (desks.length === 0) return { kind: 'nobody', lost }
  const first = lost[0]
  if (first) return { kind: 'open', desks, lost, reason: first.why === 'absent' || first.why === 'restarted' ? 'gone' : first.why }
  const newer = desks.some((desk) => deskIn(book.newest.roster, desk)?.card.epoch !== deskIn(newest.roster.roster, desk)?.card.epoch)
  return newer ? { kind: 'open', desks, lost, reason: 'newer-keys' } : { kind: 'write' }
}

/**
 * The writer rule of a room (§6.5): its readers are the desks that talk has now, `desks`, at their newest keys; where
 * they differ from those of its newest epoch, that comes first. Throws `rollback` as writerRule does.
 */
export function roomRule(room: StreamView, book: RosterBook, desks: readonly DeskId[]): { readonly kind: 'write' } | { readonly kind: 'open'; readonly reason: OpenReason } {
  const { newest } = room
  if (book.newest.roster.seq < newest.header.rosterSeq) refuse('rollback', 'roster older than that of the epoch')
  if (newest.desks.some((desk) => !desks.includes(desk))) return { kind: 'open', reason: 'left' }
  if (desks.some((desk) => !newest.desks.includes(desk))) return { kind: 'open', reason: 'added' }
  const newer = desks.some((desk) => deskIn(book.newest.roster, desk)?.card.epoch !== deskIn(newest.roster.roster, desk)?.card.epoch ||
    continuity(book, desk, newest.roster, book.newest) !== 'continuous')
  return newer ? { kind: 'open', reason: 'newer-keys' } : { kind: 'write' }
}

function lossOf(view: StreamView, book: RosterBook, desk: DeskId): LostDesk['why'] | null {
  const entry = deskIn(book.newest.roster, desk)
  if (!entry) return 'absent'
  if (continuity(book, desk, view.newest.roster, book.newest) !== 'continuous') return 'restarted'
  if (isExcluded(view.never, desk, entry.roles)) return 'excluded'
  return view.left.includes(desk) ? 'left' : null
}

/** Whether a desk's message came in after a roster had replaced its key: shown as "written with an older key" (§6.5). Days of the server, so a hint, no proof. */
export function underOlderKey(view: StreamView, book: RosterBook, entry: Entry): boolean {
  const { author } = entry
  const held = view.epochs[entry.epoch]
  if (!held || author.kind !== 'desk') return false
  const used = deskIn(held.roster.roster, author.id)?.card.epoch ?? 0
  return [...book.byHash.values()].some(({ roster }) =>
    roster.issuedDay < entry.day && (deskIn(roster, author.id)?.card.epoch ?? 0) > used)
}

/** Whether a case of `day` was sealed under an old roster although a newer one was issued more than three days before (§6.5). */
export function underOldRoster(view: StreamView, book: RosterBook, day: number): boolean {
  const first = view.epochs[0]
  if (!first) return false
  return [...book.byHash.values()].some((signed) =>
    signed.roster.seq > first.header.rosterSeq && signed.roster.issuedDay + 3 < day)
}
