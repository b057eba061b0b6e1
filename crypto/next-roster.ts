/**
 * What the root holder's device does for every roster after the first (§7.7): hold all that the server hands over
 * against the roster before, say the difference desk by desk, and sign exactly that.
 */
import type { RosterDraftRows } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, sameBytes } from './bytes.ts'
import { fingerprint } from './card.ts'
import { refuse } from './error.ts'
import { checkFounded, checkListed } from './next-desk.ts'
import type { CheckedNextDesk } from './next-desk.ts'
import type { RootHolder } from './root-holder.ts'
import { VALID_FOR_DAYS, openBook } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn, signRoster } from './roster.ts'
import type { SignedRoster } from './roster.ts'
import { PROTOCOL_VERSION, dayFrom, deskIdFrom, publicKey } from './types.ts'
import type { Day, PublicKey } from './types.ts'
import type { NextRosterDraft } from './worker/calls-keys.ts'

/** The roster that the root signed last, out of the root file (with hash) or off the printed sheet (without). */
export interface LastSigned {
  readonly seq: number
  readonly hash: string | null
}
export interface CheckedNext {
  readonly base: SignedRoster
  readonly baseKnown: boolean
  readonly day: Day
  readonly receiptPk: PublicKey<'receipt'>
  readonly desks: readonly CheckedNextDesk[]
}

/**
 * Checks what the next roster would be made of. A desk of the roster before stays in until it is dropped on purpose.
 * Throws `rollback` and `roster` where the base is not the one signed last or its line is not whole, `pinned-root` where it is another root's,
 * `members` and `ghost` for lists and cards that nobody entitled vouches for (§7.7).
 */
export function checkNextRoster(root: RootHolder, rows: RosterDraftRows, last: LastSigned | null, today: Day): CheckedNext {
  if (rows.instanceId !== root.instance) refuse('roster', 'rows of another instance')
  const book = openBook(root.instance, root.keys.fp, rows.rosters.map(bytesFromBase64))
  const base = book.newest
  if (!sameBytes(base.rootFp, root.keys.fp)) refuse('pinned-root', 'newest roster is by another root')
  insistWholeLine(book)
  insistBase(book, last)
  if (rows.practice !== base.roster.practice) refuse('roster', 'an exercise stays one')
  const rowOf = (deskId: string) => rows.desks.find((desk) => desk.deskId === deskId)
  const listed = base.roster.desks.map((desk) => checkListed(book, desk, rowOf(desk.card.deskId) ?? null))
  const founded = rows.desks.flatMap((row) => (deskIn(base.roster, deskIdFrom(bytesFromHex(row.deskId))) === null ? checkFounded(root, book, row) : []))
  return {
    base, baseKnown: last !== null, day: dayFrom(Math.max(today, base.roster.issuedDay)),
    receiptPk: publicKey('receipt', bytesFromBase64(rows.receiptPk)), desks: [...listed, ...founded],
  }
}

/** The same in words and fingerprints: what people read before the root signs (§7.7). */
export function nextDraftOf(root: RootHolder, next: CheckedNext): NextRosterDraft {
  const { base } = next
  const { seq, issuedDay, notAfterDay, practice, receiptPk } = base.roster
  return {
    rootFingerprint: fingerprint(root.keys.fp).join(' '), seq: seq + 1, base: { seq, hash: base.hash, issuedDay, notAfterDay },
    baseKnown: next.baseKnown, notAfterDay: next.day + VALID_FOR_DAYS, practice,
    receiptKey: sameBytes(receiptPk, next.receiptPk) ? 'same' : 'new', desks: next.desks.map((desk) => desk.shown),
  }
}

/**
 * Signs exactly what `shown` put before people, less the desks in `drop`; with `successor` both roots sign and the
 * next roster is the successor's. Throws `ghost` where something else was checked since, or where nobody has compared
 * what only people can vouch for; `usage` where a desk to drop is not there or none would be left (§7.7).
 */
export function signNextRoster(
  root: RootHolder, next: CheckedNext, shown: NextRosterDraft, compared: readonly string[], drop: readonly string[],
  successor: RootHolder | null = null): SignedRoster {
  if (JSON.stringify(nextDraftOf(root, next)) !== JSON.stringify(shown)) refuse('ghost', 'not what was shown')
  for (const deskId of drop) if (!next.desks.some((desk) => desk.shown.deskId === deskId)) refuse('usage', 'desk to drop is not there')
  const desks = next.desks.filter((desk) => !drop.includes(desk.shown.deskId))
  if (desks.length === 0) refuse('usage', 'roster without a desk')
  for (const { shown: { deskId, mustCompare } } of desks) {
    if (mustCompare && !compared.includes(deskId)) refuse('ghost', 'keys that nobody vouches for')
  }
  const signer = successor ?? root
  return signRoster({
    instance: root.instance, seq: next.base.roster.seq + 1, prevHash: next.base.hash, issuedDay: next.day,
    notAfterDay: dayFrom(next.day + VALID_FOR_DAYS), minVersion: PROTOCOL_VERSION, practice: next.base.roster.practice,
    rootPk: signer.keys.sig.pk, receiptPk: next.receiptPk, desks: desks.map((desk) => desk.entry),
  }, signer.keys.sig.sk, successor === null ? null : root.keys.sig.sk)
}

// A desk that was dropped stands in an older roster only: the server must not make it a new one by keeping that back.
function insistWholeLine({ newest, byHash }: RosterBook): void {
  let at = newest
  while (at.roster.prevHash !== null) at = byHash.get(at.roster.prevHash) ?? refuse('roster', 'line of rosters does not reach its beginning')
}

// The root remembers what it signed last; a server that puts an older one forward would have its way with what came since.
function insistBase(book: RosterBook, last: LastSigned | null): void {
  if (last === null) return
  if (book.newest.roster.seq < last.seq) refuse('rollback', 'older than the roster signed last')
  const signed = [...book.byHash.values()].find((held) => held.roster.seq === last.seq)
  if (last.hash !== null && signed?.hash !== last.hash) refuse('roster', 'not the line that was signed last')
}
