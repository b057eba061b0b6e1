/**
 * Reads one stream of a case (§6): which keys open, which messages may be believed, what is missing or set apart.
 * For reporter and desk alike; the server chooses what it hands over, so everything is checked here.
 */
import { insistGoneForReason, insistNotExcluded, insistOpener, linkEpochs } from './acceptance.ts'
import type { LinkedEpoch, StreamFrame } from './acceptance.ts'
import { readChains } from './chains.ts'
import type { ChainReport, Cut } from './chains.ts'
import { refuse } from './error.ts'
import { desksOfMember, openMessages } from './entries.ts'
import type { Entry, MessageRow } from './entries.ts'
import { openBack, openWrap } from './epoch.ts'
import type { ReaderRole } from './epoch.ts'
import type { MemberList } from './members.ts'
import type { Head } from './message.ts'
import { NEVER_NOBODY, sameNever } from './never.ts'
import type { Never } from './never.ts'
import { neverOf } from './opening.ts'
import { displayOrder } from './order.ts'
import { partyKey, sameParty } from './party.ts'
import type { Party } from './party.ts'
import type { DeskId, KeyPair, SymmetricKey } from './types.ts'

export interface EpochRow {
  readonly header: Uint8Array
  /** The reader's own wrap; empty where it is no recipient. */
  readonly wrap: Uint8Array
  /** Empty where the header links nothing back. */
  readonly back: Uint8Array
}
export interface StreamRows {
  /** From epoch 0, without a gap. */
  readonly epochs: readonly EpochRow[]
  readonly messages: readonly MessageRow[]
}
export interface StreamReader extends StreamFrame {
  /** The reporter, an outside reader, or the desk whose seeds are held. */
  readonly me: Party
  /** The KEM keys for one desk epoch (0 for a party that is no desk); null where the seed is not held. */
  readonly keysFor: (deskEpoch: number) => KeyPair<ReaderRole> | null
  /** The checked lists of every desk whose members write here: of notes the one, of a room all that ever read it. */
  readonly lists: ReadonlyMap<DeskId, MemberList>
}
export interface EpochView extends LinkedEpoch {
  /** null behind a wall, or after the reader left. */
  readonly key: SymmetricKey<'epoch'> | null
}
export interface StreamView extends ChainReport {
  readonly epochs: readonly EpochView[]
  readonly newest: EpochView
  /** Believed messages in the order in which to show them. */
  readonly entries: readonly Entry[]
  /** The reporter's list in force for the next epoch; nobody outside talk. */
  readonly never: Never
  /** Desks that posted `leave` since they were last added. */
  readonly left: readonly DeskId[]
  /** Highest roster number in the reader's own verified words: below it no roster is taken. */
  readonly rosterFloor: number
}

/**
 * Opens and checks a whole stream. null: this reader is a recipient of none of its epochs, or holds
 * the key of none. Withheld, cut and
 * equivocal messages and restarted desks are values in the view; every broken rule throws CryptoError and nothing
 * is shown (§6). About 0.5 ms for each message.
 */
export function readStream(rows: StreamRows, who: StreamReader): StreamView | null {
  const linked = linkEpochs(who, rows.epochs.map((row) => row.header))
  if (!linked.some((epoch) => recipientIn(epoch, who.me))) return null
  const epochs = withKeys(linked, rows.epochs, who)
  if (epochs.every((epoch) => epoch.key === null)) return null
  const newest = epochs.at(-1) ?? refuse('broken', 'stream without an epoch')
  const opened = openMessages(rows.messages, epochs, who)
  const openings = epochs.map((epoch, i) => (epoch.key === null ? null : openingOf(epoch, epochs[i - 1] ?? null, opened, who)))
  const chains = readChains(epochs, opened, openings)
  const never = checkReaders(epochs, chains.entries, chains.cut, openings, who)
  return {
    ...chains, epochs, newest, never,
    entries: displayOrder(chains.entries),
    left: newest.desks.filter((desk) => hasLeft(chains.entries, epochs, desk, epochs.length)),
    rosterFloor: floorOf(epochs, chains.entries, who),
  }
}

/** What the next message of `author` must carry: its number, link and everybody else's newest (§5.1). */
export function nextPlace(view: StreamView | null, author: Party): { n: number; prev: Head['digest'] | null; seen: Head[] } {
  const heads = view?.heads ?? []
  const own = heads.find((head) => sameParty(head.author, author))
  return { n: own ? own.n + 1 : 0, prev: own?.digest ?? null, seen: heads.filter((head) => head !== own) }
}

function recipientIn(epoch: LinkedEpoch, me: Party) {
  return epoch.header.recipients.find((recipient) => sameParty(recipient.party, me)) ?? null
}

function withKeys(linked: readonly LinkedEpoch[], rows: readonly EpochRow[], who: StreamReader): EpochView[] {
  const views: EpochView[] = []
  for (let i = linked.length - 1; i >= 0; i -= 1) {
    const epoch = linked[i]
    const row = rows[i]
    if (!epoch || !row) return refuse('broken', 'stream with a hole')
    if (epoch.header.hasBack ? row.back.length === 0 : row.back.length !== 0) refuse('broken', 'back link and header differ')
    const later = views[0]
    const linkedKey = later?.key && later.header.hasBack
      ? openBack(later.ctx, later.key, rows[i + 1]?.back ?? new Uint8Array(0), epoch.header) : null
    const own = ownKey(epoch, row, who)
    views.unshift({ ...epoch, key: own ?? linkedKey })
  }
  return views
}

function ownKey(epoch: LinkedEpoch, row: EpochRow, who: StreamReader): SymmetricKey<'epoch'> | null {
  const recipient = recipientIn(epoch, who.me)
  // A desk that was restarted lacks the seeds of before: those epochs stay closed to it, which is no error.
  const keys = recipient ? who.keysFor(recipient.deskEpoch) : null
  return recipient && keys ? openWrap(epoch.header, epoch.ctx, recipient, keys, row.wrap) : null
}

// Rule 2: the opener's first message of the epoch, and only it, is the opening one.
function openingOf(epoch: EpochView, before: EpochView | null, opened: readonly Entry[], who: StreamReader): Entry {
  insistOpener(who, epoch, before, (member) => desksOfMember(member, epoch, who))
  const mine = opened.filter((entry) => entry.epoch === epoch.header.epoch)
  const openings = mine.filter((entry) => entry.type === 'open' || entry.type === 'report')
  const opening = openings[0] ?? refuse('ghost', 'epoch without an opening message')
  const due = before === null && who.stream.kind === 'talk' ? 'report' : 'open'
  const first = mine.filter((entry) => sameParty(entry.author, epoch.header.opener)).every((entry) => entry.n >= opening.n)
  if (opening.type !== due || !first || !sameParty(opening.author, epoch.header.opener)) refuse('ghost', 'opening message is not the opener\'s first')
  if (openings.some((entry) => entry !== opening)) refuse('epoch', 'a second opening message')
  return opening
}

// Rules 3 and 4, which rest on messages: who may be gone, and what the reporter's newest list says.
function checkReaders(
  epochs: readonly EpochView[], entries: readonly Entry[], cut: readonly Cut[],
  openings: readonly (Entry | null)[], who: StreamReader): Never {
  if (who.stream.kind !== 'talk') return NEVER_NOBODY
  const believed = entries.filter((entry) => entry.author.kind === 'reporter' && neverOf(entry) !== null)
  const hers = [...believed, ...cut.flatMap((item) => (item.entry && neverOf(item.entry) ? [item.entry] : []))]
  const newestBefore = (held: readonly Entry[], epoch: number) => {
    const last = held.filter((entry) => entry.epoch < epoch).sort((a, b) => a.n - b.n).at(-1)
    return last ? neverOf(last) : null
  }
  let force: Never | null = null
  epochs.forEach((epoch, i) => {
    const opening = openings[i]
    const before = epochs[i - 1]
    const readsBefore = epochs.slice(0, i).every((held) => held.key !== null)
    // Whoever lost the key still sees the header: a desk that opens cannot change the list, so what is known decides (C-010).
    if (!opening && (!readsBefore || epoch.header.opener.kind !== 'desk')) return
    const stated = opening ? neverOf(opening) ?? NEVER_NOBODY : null
    // Her newest list binds even where an opener cut it off; either may then be repeated, both are held against the readers (C-008).
    const binding: Never[] = stated && epoch.header.opener.kind === 'reporter' ? [stated]
      : [newestBefore(believed, i), newestBefore(hers, i)].flatMap((never) => (never ? [never] : []))
    const due = binding.length > 0 ? binding : [force ?? stated ?? NEVER_NOBODY]
    if (stated && !due.some((never) => sameNever(never, stated))) refuse('excluded', 'opener changed the never list')
    for (const never of due) insistNotExcluded(epoch, never)
    if (before && readsBefore) insistGoneForReason(who, epoch, before, due, (desk) => hasLeft(entries, epochs, desk, i))
    force = stated ?? force
  })
  return newestBefore(hers, epochs.length) ?? force ?? NEVER_NOBODY
}

function hasLeft(entries: readonly Entry[], epochs: readonly EpochView[], desk: DeskId, before: number): boolean {
  const addedAt = epochs.slice(0, before).findLastIndex((epoch) => epoch.added.includes(desk))
  return entries.some((entry) => entry.type === 'leave' && entry.author.kind === 'desk' &&
    entry.author.id === desk && entry.epoch >= addedAt && entry.epoch < before)
}

function floorOf(epochs: readonly EpochView[], entries: readonly Entry[], who: StreamReader): number {
  const colleagues = who.me.kind === 'desk' ? who.lists.get(who.me.id)?.members : undefined
  const own = entries.filter((entry) => sameParty(entry.author, who.me) ||
    (entry.author.kind === 'member' && colleagues?.has(entry.author.id) === true))
  const opened = epochs.filter((epoch) => epoch.key !== null && own.some((entry) => partyKey(entry.author) === partyKey(epoch.header.opener)))
  return Math.max(0, ...own.map((entry) => entry.rosterSeq), ...opened.map((epoch) => epoch.header.rosterSeq))
}
