/**
 * Opens the messages of a stream and settles whose each one is (§5.4), before chains and rules look at them.
 * For stream.ts only.
 */
import { hexFromBytes } from './bytes.ts'
import { refuse } from './error.ts'
import type { EpochView, StreamReader } from './stream.ts'
import { authorCard } from './members.ts'
import { authorHolds, openMessage } from './message.ts'
import type { AuthorRole, Inner, MessageType, OpenedMessage } from './message.ts'
import { partyKey, sameParty } from './party.ts'
import type { Party } from './party.ts'
import { deskIn } from './roster.ts'
import type { Day, Digest, PublicKey } from './types.ts'

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
const MEMBER_TYPES: readonly MessageType[] = ['note', 'triage', 'assign', 'provenance', 'open']

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
  if (author.kind !== 'member' || who.stream.kind !== 'notes' || who.members === null) return refuse('ghost', 'author without a key')
  const desk = deskIn(epoch.roster.roster, who.stream.desk) ?? refuse('ghost', 'desk of the notes is not in the roster')
  const card = authorCard(who.members, author.id, desk.card.membersHash)
  return card?.sigPk ?? refuse('ghost', 'a member speaks who is not on the list')
}

function insistTypeFor(author: Party, type: MessageType, who: StreamReader): void {
  const talk = who.stream.kind === 'talk'
  const allowed = author.kind === 'reporter' && talk ? REPORTER_TYPES
    : author.kind === 'desk' && talk ? DESK_TYPES
      : author.kind === 'member' && !talk ? MEMBER_TYPES : refuse('ghost', 'this author may not write here')
  if (!allowed.includes(type)) refuse('broken', 'this author may not write a message of this type')
}

/** One text for one place of one author: the key of maps over messages. */
export function placeKey(author: Party, n: number): string {
  return `${partyKey(author)}:${n}`
}
