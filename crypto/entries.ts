/**
 * Opens the messages of a stream and settles whose each one is (§5.4), before chains and rules look at them.
 * For stream.ts only.
 */
import type { LinkedEpoch } from './acceptance.ts'
import { hexFromBytes } from './bytes.ts'
import { memberCardHash } from './card.ts'
import type { MemberCard } from './card.ts'
import { refuse } from './error.ts'
import { planOf } from './file-plan.ts'
import type { EpochView, StreamReader } from './stream.ts'
import { authorCard } from './members.ts'
import { authorHolds, openMessage } from './message.ts'
import type { AuthorRole, Inner, MessageType, OpenedMessage } from './message.ts'
import { partyKey, sameParty } from './party.ts'
import type { Party, Stream } from './party.ts'
import { deskIn } from './roster.ts'
import type { Day, DeskId, Digest, MemberId, PublicKey } from './types.ts'

export interface MessageRow {
  readonly epoch: number
  readonly outer: Uint8Array
  readonly body: Uint8Array
  /** The day on which the server took it in. */
  readonly day: Day
}
export interface Entry extends Inner {
  readonly epoch: number
  readonly author: Party
  readonly n: number
  readonly urgent: boolean
  readonly day: Day
  readonly digest: Digest
}

const REPORTER_TYPES: readonly MessageType[] = ['report', 'text', 'answer', 'withdraw', 'never', 'delete-request', 'open']
const DESK_TYPES: readonly MessageType[] = ['reply', 'ask', 'event', 'leave', 'open']
const NOTES_TYPES: readonly MessageType[] = ['note', 'triage', 'assign', 'provenance', 'open']
const ROOM_TYPES: readonly MessageType[] = ['note', 'work', 'proposal', 'approval', 'open']
const COPY_TYPES: readonly MessageType[] = ['reply', 'open']

/** What may list files: words of somebody, so never the report itself, which no upload may hold back (§13.3). */
export const LISTING_TYPES: readonly MessageType[] = ['text', 'answer', 'reply', 'ask', 'event', 'note', 'work']

/**
 * Opens every message whose epoch key is held, once for each content; rows of epochs behind a wall are passed
 * over. Throws `broken`, `newer-version`, or `ghost` for an author who may not speak in that epoch (§5.4).
 */
export function openMessages(rows: readonly MessageRow[], epochs: readonly EpochView[], who: StreamReader): Entry[] {
  const entries = new Map<string, Entry>()
  for (const row of rows) {
    const epoch = epochs[row.epoch] ?? refuse('epoch', 'message of an epoch that is not there')
    if (epoch.key === null) continue
    const message = openMessage(epoch.ctx, epoch.key, row.outer, row.body)
    if (!authorHolds(epoch.ctx, message, authorKey(message, epoch, who))) refuse('broken', 'author signature does not hold')
    const { outer, inner, digest } = message
    insistListsFiles(inner)
    const { author, n, urgent } = outer
    entries.set(hexFromBytes(digest), { ...inner, epoch: row.epoch, author, n, urgent, day: row.day, digest })
  }
  return [...entries.values()]
}

/** The author's verification key as this epoch's roster or member list gives it; throws `ghost` or `broken` (§5.4). */
function authorKey(message: OpenedMessage, epoch: EpochView, who: StreamReader): PublicKey<AuthorRole> {
  const { author } = message.outer
  insistTypeFor(author, message.inner.type, who)
  if (author.kind === 'reporter') return who.card.spk
  if (author.kind === 'desk') {
    const reads = epoch.header.recipients.some((recipient) => sameParty(recipient.party, author))
    const entry = reads ? deskIn(epoch.roster.roster, author.id) : null
    return entry?.card.sigPk ?? refuse('ghost', 'a desk speaks that is no reader')
  }
  const cards = author.kind === 'member' ? listed(author.id, epoch, who).map(([, card]) => card) : []
  const [card, other] = new Map(cards.map((held) => [hexFromBytes(memberCardHash(held)), held])).values()
  // Two desks, one name, two keys: one of them speaks in the other's name.
  if (other !== undefined) refuse('ghost', 'one member under two cards')
  return card?.sigPk ?? refuse('ghost', 'a member speaks who is not on the list')
}

/** The readers of this epoch on whose lists a member stands, as its roster pins them (§5.4). */
export function desksOfMember(member: MemberId, epoch: LinkedEpoch, who: StreamReader): DeskId[] {
  return listed(member, epoch, who).map(([desk]) => desk)
}

function listed(member: MemberId, epoch: LinkedEpoch, who: StreamReader): [DeskId, MemberCard][] {
  return epoch.desks.flatMap((id) => {
    const list = who.lists.get(id) ?? refuse('ghost', 'list of a reading desk is missing')
    const desk = deskIn(epoch.roster.roster, id) ?? refuse('ghost', 'desk is not in the roster')
    const card = authorCard(list, member, desk.card.membersHash)
    return card === null ? [] : [[id, card] satisfies [DeskId, MemberCard]]
  })
}

function insistTypeFor(author: Party, type: MessageType, who: StreamReader): void {
  const allowed = typesFor(author, who.stream)
  if (allowed === null) refuse('ghost', 'this author may not write here')
  else if (!allowed.includes(type)) refuse('broken', 'this author may not write a message of this type')
}

function insistListsFiles({ type, files }: Inner): void {
  if (files.length > 0 && !LISTING_TYPES.includes(type)) refuse('broken', 'a message of this type lists no files')
  if (new Set(files.map((file) => hexFromBytes(file.fileId))).size !== files.length) refuse('broken', 'file listed twice')
  for (const file of files) planOf(file.paddedLength)
}

function typesFor(author: Party, stream: Stream): readonly MessageType[] | null {
  if (stream.kind === 'talk') return author.kind === 'reporter' ? REPORTER_TYPES : author.kind === 'desk' ? DESK_TYPES : null
  if (stream.kind === 'copy') return author.kind === 'desk' ? COPY_TYPES : null
  return author.kind !== 'member' ? null : stream.kind === 'room' ? ROOM_TYPES : NOTES_TYPES
}

/** One text for one place of one author: the key of maps over messages. */
export function placeKey(author: Party, n: number): string {
  return `${partyKey(author)}:${n}`
}
