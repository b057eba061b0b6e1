/**
 * All rosters that a client holds, and which of them it may believe (§7.3): pins, floor, dates, continuity.
 * For every client: the server hands rosters out and could hold some back, swap the root or replay an old one.
 */
import { hexFromBytes } from './bytes.ts'
import { nextSigHolds } from './desk-card.ts'
import { refuse } from './error.ts'
import { deskIn, parseRosterFile } from './roster.ts'
import type { Roster, SignedRoster } from './roster.ts'
import { verify } from './sodium.ts'
import type { Day, DeskId, InstanceId, RootFp, RosterHash } from './types.ts'

export interface RosterBook {
  readonly instance: InstanceId
  readonly byHash: ReadonlyMap<RosterHash, SignedRoster>
  /** Hexadecimal fingerprints of the pinned root and its signed successors, each with the number at which another root took over. */
  readonly pinned: ReadonlyMap<string, number>
  readonly newest: SignedRoster
}
/** What a reader has verified before: nothing below `seq`, and under `seq` only `hash` where it is known. */
export interface RosterFloor {
  readonly seq: number
  readonly hash: RosterHash | null
}
export interface RosterStanding {
  readonly roster: SignedRoster
  /** `unset`: the phone says a day before the roster was made, so its clock is no evidence. */
  readonly clock: 'ok' | 'unset'
  readonly ageDays: number
  /** From day 300 on desks are warned. */
  readonly ageing: boolean
  /** Past its last day and the slack for clocks: read, but write nothing. */
  readonly expired: boolean
}

export const AGEING_FROM_DAYS = 300
export const VALID_FOR_DAYS = 400
const CLOCK_SLACK_DAYS = 2

/**
 * Reads roster files in any order and accepts all of them or none: each is signed by the pinned root, by a
 * successor that the root before it signed too, or is an ancestor by prev_hash of one that is. The pin is the
 * hash alone; it comes from the reader's own sealed or signed memory, never from the server (C-006). Throws `pinned-root`,
 * `roster` (fork, bad signature, other instance), `newer-version`, `broken` (§7.3).
 */
export function openBook(instance: InstanceId, pin: RootFp, files: readonly Uint8Array[]): RosterBook {
  const byHash = new Map<RosterHash, SignedRoster>()
  for (const signed of files.map(parseRosterFile)) {
    if (signed.roster.instance !== instance) refuse('roster', 'roster of another instance')
    byHash.set(signed.hash, signed)
  }
  const ascending = [...byHash.values()].sort((a, b) => a.roster.seq - b.roster.seq)
  const pinned = pinnedRoots(ascending, byHash, hexFromBytes(pin))
  const newest = ascending.at(-1) ?? refuse('roster', 'no roster at all')
  const believed = new Set<RosterHash>()
  for (const signed of [...ascending].reverse()) {
    const until = pinned.get(hexFromBytes(signed.rootFp)) ?? 0
    if (signed.roster.seq >= until && !believed.has(signed.hash)) refuse('pinned-root', 'root is not the pinned one')
    if (signed.roster.prevHash !== null) believed.add(signed.roster.prevHash)
  }
  ascending.forEach((signed, i) => insistInLine(signed.roster, ascending[i + 1], byHash))
  return { instance, byHash, pinned, newest }
}

/**
 * Where the newest roster of the book stands today, for whoever only reads: not below the floor, not another one under
 * the same number; whether it has ended is a value. A clock before its first day, with two days of slack, counts as
 * unset. Throws `rollback`, `roster` (§7.3).
 */
export function standingOf(book: RosterBook, floor: RosterFloor, today: Day): RosterStanding {
  const { roster, hash } = book.newest
  if (roster.seq < floor.seq) refuse('rollback', 'roster older than one already seen')
  if (roster.seq === floor.seq && floor.hash !== null && floor.hash !== hash) refuse('roster', 'two rosters under one number')
  const unset = today < roster.issuedDay - CLOCK_SLACK_DAYS
  const ageDays = Math.max(0, today - roster.issuedDay)
  return {
    roster: book.newest, clock: unset ? 'unset' : 'ok', ageDays, ageing: !unset && ageDays >= AGEING_FROM_DAYS,
    expired: today > roster.notAfterDay + CLOCK_SLACK_DAYS,
  }
}

/** As standingOf, for whoever writes: throws `expired` where the roster is past its last day, two days of slack included (§7.3). */
export function acceptNewest(book: RosterBook, floor: RosterFloor, today: Day): RosterStanding {
  const standing = standingOf(book, floor, today)
  if (standing.expired) refuse('expired', 'roster past its last day')
  return standing
}

/** The roster that a header names; throws `roster` where the server does not hand it out or its number or root differ (§6.1). */
export function rosterNamed(book: RosterBook, hash: RosterHash, seq: number, fp: RootFp): SignedRoster {
  const signed = book.byHash.get(hash) ?? refuse('roster', 'roster of the header is missing')
  if (signed.roster.seq !== seq) refuse('roster', 'roster under another number')
  if (hexFromBytes(signed.rootFp) !== hexFromBytes(fp)) refuse('pinned-root', 'header names another root')
  return signed
}

/**
 * Whether a desk runs on from one roster to a later one: at every step unchanged, or one epoch higher and signed
 * by its own old key; else `restarted`, or `absent` in the later one. Throws `roster` where the line of rosters
 * between the two is not complete, `rollback` where `later` is the older one (§7.3).
 */
export function continuity(
  book: RosterBook, deskId: DeskId, earlier: SignedRoster, later: SignedRoster): 'continuous' | 'restarted' | 'absent' {
  if (later.roster.seq < earlier.roster.seq) refuse('rollback', 'rosters in the wrong order')
  if (deskIn(later.roster, deskId) === null) return 'absent'
  let result: 'continuous' | 'restarted' = 'continuous'
  for (let at = later; at.hash !== earlier.hash;) {
    const before = at.roster.prevHash === null ? undefined : book.byHash.get(at.roster.prevHash)
    if (!before || before.roster.seq < earlier.roster.seq) return refuse('roster', 'line of rosters is broken')
    if (!runsOn(before.roster, at.roster, deskId)) result = 'restarted'
    at = before
  }
  return result
}

function runsOn(before: Roster, after: Roster, deskId: DeskId): boolean {
  const old = deskIn(before, deskId)
  const now = deskIn(after, deskId)
  if (!old || !now) return false
  if (now.card.epoch === old.card.epoch) {
    return hexFromBytes(now.card.kemPk) === hexFromBytes(old.card.kemPk) &&
      hexFromBytes(now.card.sigPk) === hexFromBytes(old.card.sigPk)
  }
  return now.card.epoch === old.card.epoch + 1 && now.nextSig !== null &&
    nextSigHolds(old.card.sigPk, now.card, now.nextSig)
}

function pinnedRoots(
  ascending: readonly SignedRoster[], byHash: ReadonlyMap<RosterHash, SignedRoster>, pin: string): Map<string, number> {
  const pinned = new Map([[pin, Infinity]])
  for (const signed of ascending) {
    const before = signed.roster.prevHash === null ? undefined : byHash.get(signed.roster.prevHash)
    if (!before || !signed.oldRootSig || pinned.get(hexFromBytes(before.rootFp)) !== Infinity) continue
    if (!verify(before.roster.rootPk, signed.oldRootSig, 'roster', signed.bytes)) continue
    pinned.set(hexFromBytes(before.rootFp), signed.roster.seq)
    pinned.set(hexFromBytes(signed.rootFp), Infinity)
  }
  return pinned
}

function insistInLine(
  roster: Roster, next: SignedRoster | undefined, byHash: ReadonlyMap<RosterHash, SignedRoster>): void {
  if (next && next.roster.seq === roster.seq) refuse('roster', 'two rosters under one number')
  const before = roster.prevHash === null ? undefined : byHash.get(roster.prevHash)
  if (before && before.roster.seq >= roster.seq) refuse('roster', 'numbers do not rise')
}
