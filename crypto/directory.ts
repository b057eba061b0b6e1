/**
 * What a member's device believes of desks, lists and boxes before it opens a case (§7): everything is checked
 * against the root that was sealed beside the member's own secret.
 */
import type { DeskRows, Directory, RecoveryHolder } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, sameBytes } from './bytes.ts'
import { parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { openDeskBox } from './desk-box.ts'
import type { DeskCard } from './desk-card.ts'
import { refuse } from './error.ts'
import type { Member } from './member.ts'
import { buildMemberList, insistOnHead, insistRestartsBy } from './members.ts'
import type { MemberList, SignedChange } from './members.ts'
import { openBook, standingOf } from './roster-book.ts'
import type { RosterBook, RosterStanding } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { checkNewCard } from './rotation.ts'
import type { CheckedCard } from './rotation.ts'
import { deskRecordKey } from './record.ts'
import { kemKeys, signKeys } from './sodium.ts'
import { SIZE, dayFrom, deskIdFrom } from './types.ts'
import type { Day, DeskId, Hash, InstanceId, KeyPair, PublicKey, RosterHash, SymmetricKey } from './types.ts'
import { insistOwnCard } from './unlock.ts'

/** The seeds and keys of one desk epoch, as far as the member's boxes give them. */
export interface DeskSeeds {
  readonly card: DeskCard
  readonly kemSeed: Uint8Array
  readonly kem: KeyPair<'desk-kem'>
  readonly recordKey: SymmetricKey<'record'>
}
export interface DeskAccess {
  readonly deskId: DeskId
  readonly list: MemberList
  readonly cards: readonly MemberCard[]
  readonly names: ReadonlyMap<string, string>
  /** By desk epoch; empty until a member has made the boxes. */
  readonly seeds: ReadonlyMap<number, DeskSeeds>
  /** Signing seed and keys of the newest desk epoch; null without its box. */
  readonly signing: { readonly card: DeskCard; readonly seed: Uint8Array; readonly keys: KeyPair<'desk-sig'> } | null
  /** New keys that wait for the root, with the seeds as far as the boxes give them; null where none wait. */
  readonly pending: PendingKeys | null
  /** The second reader as the server tells it, not yet held against a card. */
  readonly recovery: RecoveryHolder | null
}
export interface PendingKeys {
  readonly checked: CheckedCard
  readonly kemSeed: Uint8Array | null
  readonly sigSeed: Uint8Array | null
}
export interface OpenedDirectory {
  readonly member: Member
  /** null before the root has signed anything. */
  readonly book: RosterBook | null
  readonly standing: RosterStanding | null
  /** The later of the device's day and the server's: what decides whether a roster has ended. */
  readonly day: Day
  readonly desks: readonly DeskAccess[]
  readonly rows: Directory
}

/** What the member's device has verified before in this session; no older roster is taken, and no list without these heads. */
export interface KnownRoster {
  readonly seq: number
  readonly hash: RosterHash | null
  readonly heads: ReadonlyMap<DeskId, Hash<'member-change'>>
}

/**
 * Checks rosters, member lists and boxes; a roster past its last day is told by `standing` and stops no reading.
 * Throws like openBook and standingOf; `rollback` for rosters or lists that lack what was seen before; `members` or
 * `ghost` for a list that does not hold, was forked before a signed head, or lacks this member, and for waiting keys
 * that nobody entitled vouches for; `broken` for a box that does not fit (§7).
 */
export function openDirectory(member: Member, rows: Directory, known: KnownRoster, deviceDay: Day): OpenedDirectory {
  if (rows.instanceId !== member.instance) refuse('roster', 'directory of another instance')
  const book = rows.rosters.length === 0 ? null : openBook(member.instance, member.rootFp, rows.rosters.map(bytesFromBase64))
  // A server that keeps an old roster alive would only have to say that it is yesterday: the later of the two days counts.
  const day = dayFrom(Math.max(deviceDay, rows.today))
  const standing = book === null ? null : standingOf(book, known, day)
  if (book === null && known.seq > 0) refuse('rollback', 'rosters are gone')
  const desks = rows.desks.map((desk) => openDesk(member, book, desk))
  for (const { deskId, list } of desks) {
    const seen = known.heads.get(deskId)
    if (seen && !list.heads.some((head) => sameBytes(head, seen))) refuse('rollback', 'list older than one already seen')
  }
  return { member, book, standing, day, rows, desks }
}

/** What is worth remembering of a checked directory, on top of what was known (§7.3, §7.4). */
export function knownFrom(directory: OpenedDirectory, known: KnownRoster): KnownRoster {
  const heads = new Map(known.heads)
  for (const { deskId, list } of directory.desks) {
    const head = list.heads.at(-1)
    if (head !== undefined) heads.set(deskId, head)
  }
  const { book } = directory
  return book === null ? { ...known, heads } : { seq: book.newest.roster.seq, hash: book.newest.hash, heads }
}

/** The access of one desk; throws `ghost` where this member has none. */
export function accessTo(directory: OpenedDirectory, deskId: string): DeskAccess {
  return directory.desks.find((desk) => desk.deskId === deskId) ?? refuse('ghost', 'not a desk of this member')
}

/** The newest seeds of a desk that the member holds: what its records are sealed under. Throws `ghost` where there are none (§11.2). */
export function newestSeeds(access: DeskAccess): DeskSeeds {
  const all = [...access.seeds.values()].sort((a, b) => b.card.epoch - a.card.epoch)
  return all[0] ?? refuse('ghost', 'reading key of the desk is missing')
}

function openDesk(member: Member, book: RosterBook | null, rows: DeskRows): DeskAccess {
  const deskId = deskIdFrom(bytesFromHex(rows.deskId))
  const cards = rows.memberCards.map((card) => parseMemberCard(bytesFromBase64(card)))
  const rosters = book === null ? [] : [...book.byHash.values()]
  const list = book === null ? listFrom(member.instance, deskId, rows.changes, cards, []) : listUnder(book, deskId, rows.changes, cards)
  const deskCards = rosters.flatMap((signed) => deskIn(signed.roster, deskId)?.card ?? [])
  const me = list.members.get(member.keys.card.memberId)
  if (!me || me.removedAt !== null) refuse('ghost', 'not on the list of this desk')
  insistOwnCard(member, me.card)
  const names = new Map(rows.names.map((named) => [named.memberId, named.name]))
  const newest = book === null ? null : deskIn(book.newest.roster, deskId)?.card ?? null
  return {
    deskId, list, cards, names, seeds: openSeeds(member, deskCards, rows), signing: openSigning(member, newest, rows),
    pending: newest === null || rows.pendingRotation === null ? null : openPending(member, list, newest, rows.pendingRotation, rows),
    recovery: rows.recovery,
  }
}

/** The list of a desk as it travels, change ‖ sig in base64url, checked from its first change; throws like buildMemberList (§7.4). */
export function listFrom(
  instance: InstanceId, deskId: DeskId, changes: readonly string[], cards: readonly MemberCard[], roots: readonly PublicKey<'root'>[]): MemberList {
  return buildMemberList(instance, deskId, changes.map(signedChange), cards, roots)
}

/**
 * As listFrom, held against a book: the list passes through every head that its rosters name, and behind the last of
 * these only the newest root restarts the desk. Throws `ghost` for a list forked before a head, `members` for a restart
 * by a root that was succeeded (§7.4).
 */
export function listUnder(book: RosterBook, deskId: DeskId, changes: readonly string[], cards: readonly MemberCard[]): MemberList {
  const rosters = [...book.byHash.values()].map((signed) => signed.roster)
  const list = listFrom(book.instance, deskId, changes, cards, rosters.map((roster) => roster.rootPk))
  const heads = rosters.flatMap((roster) => deskIn(roster, deskId)?.card.membersHash ?? [])
  const signed = Math.max(-1, ...heads.map((head) => insistOnHead(list, head)))
  // Whoever has the key of a root that was succeeded, perhaps because it was stolen, must not put themselves on a list.
  insistRestartsBy(book.newest.roster.rootPk, changes.slice(signed + 1).map(signedChange))
  return list
}

function signedChange(text: string): SignedChange {
  const bytes = bytesFromBase64(text)
  return { change: bytes.slice(0, SIZE.change), sig: bytes.slice(SIZE.change) }
}

function openPending(
  member: Member, list: MemberList, newest: DeskCard, row: NonNullable<DeskRows['pendingRotation']>, rows: DeskRows): PendingKeys {
  const checked = checkNewCard(list, newest, row)
  const seedIn = (which: 1 | 2) => {
    const found = rows.boxes.find((box) => box.which === which && box.deskEpoch === checked.card.epoch)
    return found === undefined ? null
      : openDeskBox(checked.card, which === 1 ? 'kem' : 'sig', member.keys.card, member.keys.kem, bytesFromBase64(found.box))
  }
  return { checked, kemSeed: seedIn(1), sigSeed: seedIn(2) }
}

function openSeeds(member: Member, deskCards: readonly DeskCard[], rows: DeskRows): Map<number, DeskSeeds> {
  const seeds = new Map<number, DeskSeeds>()
  for (const card of deskCards) {
    const row = rows.boxes.find((box) => box.which === 1 && box.deskEpoch === card.epoch)
    if (row === undefined || seeds.has(card.epoch)) continue
    const kemSeed = openDeskBox(card, 'kem', member.keys.card, member.keys.kem, bytesFromBase64(row.box))
    const kem = kemKeys('desk-kem', kemSeed)
    seeds.set(card.epoch, { card, kemSeed, kem, recordKey: deskRecordKey(kem.sk) })
  }
  return seeds
}

// Newest only: with the key of an earlier epoch somebody who has left could go on speaking.
function openSigning(member: Member, card: DeskCard | null, rows: DeskRows): DeskAccess['signing'] {
  const row = card && rows.boxes.find((box) => box.which === 2 && box.deskEpoch === card.epoch)
  if (!card || !row) return null
  const seed = openDeskBox(card, 'sig', member.keys.card, member.keys.kem, bytesFromBase64(row.box))
  return { card, seed, keys: signKeys('desk-sig', seed) }
}
