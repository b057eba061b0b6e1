/**
 * Two names under words for the reporter (§5.7): she reads no room, so what takes two people carries the signatures of
 * both, over the words and her case, with the lists on which they stand. Made by members' browsers, believed by hers.
 */
import { base64FromBytes } from './base64.ts'
import { bytesFromHex, concat, hexFromBytes, insistSorted, reader, sameBytes, writer } from './bytes.ts'
import { encodeMemberCard, parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { listUnder } from './directory.ts'
import { CryptoError, refuse } from './error.ts'
import { payloadFrom } from './fields.ts'
import { authorCard, roleSince } from './members.ts'
import type { MemberList } from './members.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import type { Roster } from './roster.ts'
import { H, randomBytes, sign, verify } from './sodium.ts'
import { SIZE, deskIdFrom, memberIdFrom } from './types.ts'
import type { CaseId, DeskId, InstanceId, MemberId, SecretKey } from './types.ts'
import type { EventFields } from './worker/views.ts'

/** Bytes of a proposal's own part: salt and signature. */
const OWN = SIZE.hash + SIZE.sig
/** A list that is longer is not sent along: the words themselves must find room beside it. */
const MOST_LISTS = 196_608

/** One person under the words. */
export interface Assent {
  readonly deskId: DeskId
  readonly memberId: MemberId
  readonly sig: Uint8Array
}
/** The list of a desk whole, as the signed changes and the cards that it names. */
export interface CarriedList {
  readonly deskId: DeskId
  readonly changes: readonly Uint8Array[]
  readonly cards: readonly MemberCard[]
}
export interface Assents {
  readonly salt: Uint8Array
  /** Who proposed, then who agreed. */
  readonly signed: readonly [Assent, Assent]
  readonly lists: readonly CarriedList[]
}

/** What is signed of an event: its state and what the reporter reads of it, without days, which move (§5.7). */
export function assentWords({ state, reason, text, sentences, body, places }: EventFields): Uint8Array {
  return payloadFrom('event', { state, reason, text, sentences, body, places })
}

/** 32 bytes in hexadecimal that stand for a case before somebody who must not learn which one it is (§5.7). */
export function boundTo(caseId: CaseId, salt: Uint8Array): string {
  return hexFromBytes(H('assent-case', 'assent-case', salt, bytesFromHex(caseId)))
}

/** 64 bytes: this member stands for these words in the case behind `bound` (§5.7). */
export function signAssent(sk: SecretKey<'member-sig'>, instance: InstanceId, bound: string, words: Uint8Array): Uint8Array {
  return sign(sk, 'assent', bytesFromHex(instance), bytesFromHex(bound), words)
}

/** The proposer's part, 96 bytes under a fresh salt: what a proposal carries for later (§5.7). */
export function proposerAssent(sk: SecretKey<'member-sig'>, instance: InstanceId, caseId: CaseId, words: Uint8Array): Uint8Array {
  const salt = randomBytes(SIZE.hash)
  return concat(salt, signAssent(sk, instance, boundTo(caseId, salt), words))
}

/** Reads the proposer's part; `broken` for another size (§5.7). */
export function parseProposerAssent(bytes: Uint8Array): { salt: Uint8Array; sig: Uint8Array } {
  return bytes.length === OWN ? { salt: bytes.slice(0, SIZE.hash), sig: bytes.slice(SIZE.hash) } : refuse('broken', 'assent of a proposal')
}

/** What an event carries; null where the lists are too long to ride along (§5.7). */
export function encodeAssents({ salt, signed, lists }: Assents): Uint8Array | null {
  const sorted = [...lists].sort((a, b) => (a.deskId < b.deskId ? -1 : 1))
  const out = writer().raw(salt)
  for (const { deskId, memberId, sig } of signed) out.hex(deskId).hex(memberId).raw(sig)
  out.u8(sorted.length)
  for (const { deskId, changes, cards } of sorted) out.hex(deskId).field(concat(...changes)).field(concat(...cards.map(encodeMemberCard)))
  const bytes = out.done()
  return bytes.length > MOST_LISTS ? null : bytes
}

/** Reads what an event carries by layout; any fault is `broken` (§5.7). */
export function parseAssents(bytes: Uint8Array): Assents {
  const from = reader(bytes)
  const salt = from.take(SIZE.hash)
  const one = (): Assent => ({ deskId: deskIdFrom(from.take(SIZE.id)), memberId: memberIdFrom(from.take(SIZE.id)), sig: from.take(SIZE.sig) })
  const signed = [one(), one()] as const
  const lists = Array.from({ length: from.u8() }, (): CarriedList => ({
    deskId: deskIdFrom(from.take(SIZE.id)),
    changes: pieces(from.field(MOST_LISTS), SIZE.change + SIZE.sig),
    cards: pieces(from.field(MOST_LISTS), SIZE.memberCard).map(parseMemberCard),
  }))
  from.end()
  insistSorted(lists.map(({ deskId }) => bytesFromHex(deskId)))
  return { salt, signed, lists }
}

export interface AssentPlace {
  readonly book: RosterBook
  readonly caseId: CaseId
  /** The roster of the epoch in which the event was sealed. */
  readonly under: Roster
  /** Desks that read that epoch. */
  readonly desks: readonly DeskId[]
}

/**
 * The desks of the two members who signed these words for this case, who proposed first; null for everything else: one
 * person twice, other words, another case, somebody on no list, a proposer at a desk that does not read, or a second
 * person who was no lead (§5.7). Never throws on what an event carries.
 */
export function assentedBy(bytes: Uint8Array, words: Uint8Array, { book, caseId, under, desks }: AssentPlace): [DeskId, DeskId] | null {
  try {
    const { salt, signed, lists } = parseAssents(bytes)
    const bound = boundTo(caseId, salt)
    const checked = new Map(lists.map((list) => [list.deskId, listOf(book, list)]))
    const people = signed.map((one) => personOf(one, checked, under))
    const [first, second] = people
    if (first === undefined || second === undefined || !desks.includes(signed[0].deskId)) return null
    if (first.card.memberId === second.card.memberId || sameBytes(first.card.sigPk, second.card.sigPk) || second.role !== 'lead') return null
    const hold = signed.every(({ sig }, i) => verify((people[i] ?? first).card.sigPk, sig, 'assent', bytesFromHex(book.instance), bytesFromHex(bound), words))
    return hold ? [signed[0].deskId, signed[1].deskId] : null
  } catch (error) {
    // What was carried in and does not hold is told as such; it takes nobody's conversation away.
    if (error instanceof CryptoError) return null
    throw error
  }
}

function personOf({ deskId, memberId }: Assent, lists: ReadonlyMap<DeskId, MemberList>, under: Roster) {
  const list = lists.get(deskId) ?? refuse('ghost', 'list of a desk is missing')
  const desk = deskIn(under, deskId) ?? refuse('ghost', 'desk is not in the roster')
  const card = authorCard(list, memberId, desk.card.membersHash) ?? refuse('ghost', 'nobody on the list')
  return { card, role: roleSince(list, memberId, desk.card.membersHash) }
}

function listOf(book: RosterBook, { deskId, changes, cards }: CarriedList): MemberList {
  return listUnder(book, deskId, changes.map(base64FromBytes), cards)
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  if (bytes.length % size !== 0) refuse('broken', 'list of another length')
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.slice(i * size, (i + 1) * size))
}
