/**
 * A desk's own signed, chained list of members (§7.4): no member without a member's signature.
 * For members' browsers (whom to seal to, whose notes to believe) and the root holder; the server only stores it.
 */
import { bytesFromHex, hexFromBytes, isZero, reader, sameBytes, writer } from './bytes.ts'
import { memberCardHash } from './card.ts'
import type { MemberCard } from './card.ts'
import { refuse } from './error.ts'
import { H, sign, verify } from './sodium.ts'
import { SIZE, deskIdFrom, hashOf, instanceIdFrom, memberIdFrom } from './types.ts'
import type { DeskId, Hash, InstanceId, MemberId, PublicKey, SecretKey } from './types.ts'

export type MemberRole = 'handler' | 'lead'
export type ChangeOp = 'add' | 'remove' | 'restart' | 'role'
const OPS: readonly ChangeOp[] = ['add', 'remove', 'restart', 'role']
const MEMBER_ROLES: readonly MemberRole[] = ['handler', 'lead']

export interface MemberChange {
  readonly instance: InstanceId
  readonly deskId: DeskId
  readonly n: number
  readonly prev: Hash<'member-change'> | null
  readonly op: ChangeOp
  readonly role: MemberRole
  readonly cardHash: Hash<'member-card'>
  /** null: the root (restart only). */
  readonly by: MemberId | null
}
export interface SignedChange {
  readonly change: Uint8Array
  readonly sig: Uint8Array
}
export interface ListedMember {
  readonly card: MemberCard
  readonly role: MemberRole
  readonly addedAt: number
  /** Number of the change that ended it; null while a member. */
  readonly removedAt: number | null
  /** Number of the change by which they were a lead no more, infinite while they are one; null for whoever never was. */
  readonly ledTill: number | null
}
export interface MemberList {
  readonly deskId: DeskId
  /** Everybody who ever stood on the list. */
  readonly members: ReadonlyMap<MemberId, ListedMember>
  /** Hash of each change, by its number. */
  readonly heads: readonly Hash<'member-change'>[]
}

/** change: 118 bytes (§7.4). */
export function encodeChange(change: MemberChange): Uint8Array {
  return writer()
    .hex(change.instance).hex(change.deskId).u32(change.n).raw(change.prev ?? new Uint8Array(SIZE.hash))
    .u8(OPS.indexOf(change.op) + 1).u8(MEMBER_ROLES.indexOf(change.role) + 1).raw(change.cardHash)
    .raw(change.by === null ? new Uint8Array(SIZE.id) : bytesFromHex(change.by)).done()
}

/** Reads a change by layout alone; throws `broken`, or `newer-version` for an operation or role unknown here (§7.4). */
export function parseChange(bytes: Uint8Array): MemberChange {
  const from = reader(bytes)
  const instance = instanceIdFrom(from.take(SIZE.id))
  const deskId = deskIdFrom(from.take(SIZE.id))
  const n = from.u32()
  const prev = from.take(SIZE.hash)
  const op = OPS[from.u8() - 1] ?? refuse('newer-version', 'operation on a member list')
  const role = MEMBER_ROLES[from.u8() - 1] ?? refuse('newer-version', 'role of a member')
  const cardHash = hashOf('member-card', from.take(SIZE.hash))
  const by = from.take(SIZE.id)
  from.end()
  return {
    instance, deskId, n, op, role, cardHash,
    prev: isZero(prev) ? null : hashOf('member-change', prev), by: isZero(by) ? null : memberIdFrom(by),
  }
}

/** change_sig, by a member or, for a restart, the root (§7.4). */
export function signChange(sk: SecretKey<'member-sig' | 'root'>, change: MemberChange): SignedChange {
  const bytes = encodeChange(change)
  return { change: bytes, sig: sign(sk, 'member-change', bytes) }
}

/** The hash that the next change names as `prev` and a desk card as its members_hash (§7.4). */
export function changeHash(change: Uint8Array): Hash<'member-change'> {
  return H('member-change', 'member-change', change)
}

/** The change that comes after `list` (null: the first one), ready to be signed; `by` null stands for the root (§7.4). */
export function nextChange(
  instance: InstanceId, deskId: DeskId, list: MemberList | null,
  change: { readonly op: ChangeOp; readonly role: MemberRole; readonly card: MemberCard; readonly by: MemberId | null }): MemberChange {
  const heads = list?.heads ?? []
  return {
    instance, deskId, n: heads.length, prev: heads.at(-1) ?? null,
    op: change.op, role: change.role, cardHash: memberCardHash(change.card), by: change.by,
  }
}

/**
 * Checks a whole list, first change to last, against the cards it names and the roots that may restart a desk;
 * throws `members` for any break of chain, signature or rule, `broken` for layout (§7.4).
 */
export function buildMemberList(
  instance: InstanceId, deskId: DeskId, changes: readonly SignedChange[], cards: readonly MemberCard[],
  roots: readonly PublicKey<'root'>[]): MemberList {
  const byHash = new Map(cards.map((card) => [hexFromBytes(memberCardHash(card)), card]))
  let list: MemberList = { deskId, members: new Map(), heads: [] }
  for (const signed of changes) {
    const card = byHash.get(hexFromBytes(parseChange(signed.change).cardHash)) ?? refuse('members', 'card of a change is missing')
    list = extendMemberList(instance, list, signed, card, roots)
  }
  return list
}

/** Whether one more change would stand after `list`: what the server checks before it stores it; throws like buildMemberList (§7.4). */
export function extendMemberList(
  instance: InstanceId, list: MemberList, signed: SignedChange, card: MemberCard, roots: readonly PublicKey<'root'>[]): MemberList {
  const change = parseChange(signed.change)
  const head = list.heads.at(-1) ?? null
  const linked = head === null ? change.prev === null : change.prev !== null && sameBytes(change.prev, head)
  if (change.instance !== instance || change.deskId !== list.deskId) refuse('members', 'change of another desk')
  if (change.n !== list.heads.length || !linked) refuse('members', 'chain of changes is broken')
  if (!sameBytes(change.cardHash, memberCardHash(card))) refuse('members', 'card of a change is missing')
  if (!signerHolds(list.members, change, signed, card, roots)) refuse('members', 'signature on a change does not hold')
  const members = new Map(list.members)
  apply(members, change, card)
  return { deskId: list.deskId, members, heads: [...list.heads, changeHash(signed.change)] }
}

/** Insists that every restart among these changes, whose list is checked, is by this root; throws `members` (§7.4). */
export function insistRestartsBy(root: PublicKey<'root'>, changes: readonly SignedChange[]): void {
  for (const { change, sig } of changes) {
    if (parseChange(change).op === 'restart' && !verify(root, sig, 'member-change', change)) refuse('members', 'restart by a root of before')
  }
}

/** Insists that the list passes through the head that a roster pins; throws `ghost` for a list forked before it (§7.4). */
export function insistOnHead(list: MemberList, pinned: Hash<'member-change'>): number {
  const at = list.heads.findIndex((head) => sameBytes(head, pinned))
  return at >= 0 ? at : refuse('ghost', 'list of members does not pass through the signed head')
}

/** Members who stand on the list now. */
export function currentMembers(list: MemberList): ListedMember[] {
  return [...list.members.values()].filter((member) => member.removedAt === null)
}

/**
 * What somebody could do who wrote under a roster that pins `head`: lead where they were one at that head or later, so
 * that no later change unmakes what a lead decided. null for whoever never stood on the list; throws `ghost` for a list
 * that does not pass through the head (§5.5).
 */
export function roleSince(list: MemberList, memberId: MemberId, head: Hash<'member-change'>): MemberRole | null {
  const pinnedAt = insistOnHead(list, head)
  const member = list.members.get(memberId)
  return member === undefined ? null : member.ledTill !== null && member.ledTill > pinnedAt ? 'lead' : 'handler'
}

/** Members who stood on the list after change number `at` (§7.4). */
export function listedAt(list: MemberList, at: number): ListedMember[] {
  return [...list.members.values()].filter((member) => member.addedAt <= at && (member.removedAt === null || member.removedAt > at))
}

/** The card of a member as author under a roster that pins `head`: null where never listed, or removed at or before that head (§5.4). */
export function authorCard(list: MemberList, memberId: MemberId, head: Hash<'member-change'>): MemberCard | null {
  const pinnedAt = insistOnHead(list, head)
  const member = list.members.get(memberId)
  if (!member || (member.removedAt !== null && member.removedAt <= pinnedAt)) return null
  return member.card
}

function signerHolds(
  members: ReadonlyMap<MemberId, ListedMember>, change: MemberChange, signed: SignedChange, card: MemberCard,
  roots: readonly PublicKey<'root'>[]): boolean {
  const holds = (pk: PublicKey<'member-sig' | 'root'>) => verify(pk, signed.sig, 'member-change', signed.change)
  if (change.op === 'restart') return change.by === null && roots.some(holds)
  if (change.by === null) return false
  if (change.n === 0) return change.op === 'add' && change.by === card.memberId && holds(card.sigPk)
  const signer = members.get(change.by)
  if (!signer || signer.removedAt !== null) return false
  // Otherwise a handler could make herself lead: only a lead makes or unmakes what a lead may do (C-005).
  const needsLead = change.op === 'role' || (change.op === 'add' && change.role === 'lead') ||
    (change.op === 'remove' && change.by !== card.memberId)
  return (!needsLead || signer.role === 'lead') && holds(signer.card.sigPk)
}

function apply(members: Map<MemberId, ListedMember>, change: MemberChange, card: MemberCard): void {
  const held = members.get(card.memberId)
  if (change.op === 'add' || change.op === 'restart') {
    if (held) refuse('members', 'a member is added once only')
    if (change.op === 'restart') {
      for (const [id, member] of members) if (member.removedAt === null) members.set(id, ended(member, change.n))
    }
    members.set(card.memberId, { card, role: change.role, addedAt: change.n, removedAt: null, ledTill: change.role === 'lead' ? Infinity : null })
  } else {
    if (!held || held.removedAt !== null) return refuse('members', 'nobody to change')
    if (!sameBytes(memberCardHash(held.card), change.cardHash)) refuse('members', 'change of another card')
    if (change.op === 'remove' && change.role !== held.role) refuse('members', 'role of the removed member')
    members.set(card.memberId, change.op === 'role' ? inRole(held, change) : ended(held, change.n))
  }
  if (![...members.values()].some((member) => member.removedAt === null && member.role === 'lead')) {
    refuse('members', 'a desk keeps at least one lead')
  }
}

function ended(member: ListedMember, n: number): ListedMember {
  return { ...member, removedAt: n, ledTill: member.role === 'lead' ? n : member.ledTill }
}

function inRole(member: ListedMember, { role, n }: MemberChange): ListedMember {
  return { ...member, role, ledTill: role === 'lead' ? Infinity : member.role === 'lead' ? n : member.ledTill }
}
