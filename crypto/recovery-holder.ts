/**
 * What the recovery holder of a desk does (§7.9): open its reading seeds with the printed code and read its cases.
 * There is no signing seed in their boxes, so nothing here can write.
 */
import type { InboxRow, CaseForDesk, RecoveryBoxRow, RecoveryDirectory } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { parseMemberCard, recoveryHash } from './card.ts'
import { openRecoveryBox } from './desk-box.ts'
import type { DeskCard } from './desk-card.ts'
import { openStoredSummary, readDeskCase } from './desk-case.ts'
import type { ReadCase } from './desk-case.ts'
import { listUnder } from './directory.ts'
import type { DeskAccess, DeskSeeds } from './directory.ts'
import { CryptoError, refuse } from './error.ts'
import { deskRecordKey } from './record.ts'
import { openBook, standingOf } from './roster-book.ts'
import type { RosterBook, RosterStanding } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { kemKeys } from './sodium.ts'
import { dayFrom } from './types.ts'
import type { Day, DeskId, InstanceId, KeyPair, RootFp } from './types.ts'
import type { SummaryFields } from './worker/views.ts'

/** Somebody whose printed code is in memory, for one desk, under the root that the page names. */
export interface RecoveryHolder {
  readonly instance: InstanceId
  readonly deskId: DeskId
  readonly rootFp: RootFp
  readonly keys: KeyPair<'recovery-kem'>
}
export interface OpenedRecovery {
  readonly book: RosterBook
  readonly standing: RosterStanding
  /** Reading seeds only: `signing` is null. */
  readonly access: DeskAccess
  /** Desk epochs whose card names this holder: with a box that opens, and without. */
  readonly opened: readonly number[]
  readonly missing: readonly number[]
}

/**
 * Checks rosters and list, and opens every box whose card names this holder. Throws `ghost` where no card does or the
 * answer is about another desk, and like openBook, standingOf and listUnder (§7.9).
 */
export function openRecovery(holder: RecoveryHolder, rows: RecoveryDirectory, deviceDay: Day): OpenedRecovery {
  const { instance, deskId, rootFp, keys } = holder
  if (rows.instanceId !== instance) refuse('roster', 'directory of another instance')
  if (rows.desk.deskId !== deskId) refuse('ghost', 'directory of another desk')
  const book = openBook(instance, rootFp, rows.rosters.map(bytesFromBase64))
  const standing = standingOf(book, { seq: 0, hash: null }, dayFrom(Math.max(deviceDay, rows.today)))
  const rosters = [...book.byHash.values()]
  const cards = rows.desk.memberCards.map((card) => parseMemberCard(bytesFromBase64(card)))
  const list = listUnder(book, deskId, rows.desk.changes, cards)
  const deskCards = rosters.flatMap((signed) => deskIn(signed.roster, deskId)?.card ?? [])
  const { seeds, opened, missing } = openRecoveryBoxes(keys, deskCards, rows.desk.boxes)
  if (opened.length + missing.length === 0) refuse('ghost', 'no key of this desk names this holder')
  const names = new Map(rows.desk.names.map((named) => [named.memberId, named.name]))
  return { book, standing, opened, missing, access: { deskId, list, cards, names, seeds, signing: null, pending: null, recovery: null } }
}

/** One case, read only; throws like readDeskCase (§7.9). */
export function openRecoveryCase(holder: RecoveryHolder, recovery: OpenedRecovery, answer: CaseForDesk, today: Day): ReadCase {
  if (answer.deskId !== holder.deskId) refuse('ghost', 'case of another desk')
  return readDeskCase(holder.instance, recovery.book, recovery.access, answer, today)
}

/** The summary of one line of the inbox; null where none opens (§11.2). */
export function openRecoverySummary(recovery: OpenedRecovery, row: InboxRow): SummaryFields | null {
  return row.deskId === recovery.access.deskId ? openStoredSummary(recovery.access, row) : null
}

/** The reading seeds in the boxes of one holder, epoch by epoch in order: what opens, and what should and does not (§7.5, §7.9). */
export function openRecoveryBoxes(
  keys: KeyPair<'recovery-kem'>, deskCards: readonly DeskCard[], rows: readonly RecoveryBoxRow[],
): { seeds: Map<number, DeskSeeds>; opened: number[]; missing: number[] } {
  const seeds = new Map<number, DeskSeeds>()
  const missing = new Set<number>()
  const mine = recoveryHash(keys.pk)
  for (const card of [...deskCards].sort((a, b) => a.epoch - b.epoch)) {
    if (card.recoveryHash === null || !sameBytes(card.recoveryHash, mine) || seeds.has(card.epoch)) continue
    const seed = seedFor(keys, card, rows)
    if (seed === null) missing.add(card.epoch)
    else {
      const kem = kemKeys('desk-kem', seed)
      seeds.set(card.epoch, { card, kemSeed: seed, kem, recordKey: deskRecordKey(kem.sk) })
    }
  }
  return { seeds, opened: [...seeds.keys()], missing: [...missing] }
}

function seedFor(keys: KeyPair<'recovery-kem'>, card: DeskCard, rows: readonly RecoveryBoxRow[]): Uint8Array | null {
  const row = rows.find((box) => box.deskEpoch === card.epoch)
  if (row === undefined) return null
  try {
    return openRecoveryBox(card, keys, bytesFromBase64(row.box))
  } catch (error) {
    // A box that does not open is what a drill is there to find; the others still count.
    if (error instanceof CryptoError && error.code === 'broken') return null
    throw error
  }
}
