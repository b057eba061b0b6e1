/**
 * What a member does for colleagues (§7.4 to §7.6): invite, admit with the boxes that old cases need, change a role.
 */
import type { PendingCard } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import type { AdmitBody, InviteBody } from './bodies.ts'
import { bytesFromHex, concat } from './bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { makeDeskBox } from './desk-box.ts'
import type { DeskCard } from './desk-card.ts'
import type { DeskAccess } from './directory.ts'
import { refuse } from './error.ts'
import { inviteFragment, inviteSecret, inviteTagHolds, makeInvite } from './invite.ts'
import type { Member } from './member.ts'
import { changeHash, nextChange, signChange } from './members.ts'
import type { ChangeOp, MemberRole, SignedChange } from './members.ts'
import { inviteIdFrom } from './types.ts'
import type { DeskId, Hash, InviteId } from './types.ts'
import type { WireBox } from './wire-boxes.ts'
import type { PendingView } from './worker/views.ts'

/** A link for one colleague: the body of `invite` but for its entry, and the fragment that the server never sees (§7.6). */
export function inviteColleague(
  member: Member, deskId: DeskId, role: MemberRole): { body: Omit<InviteBody, 'audit'>; inviteId: InviteId; fragment: string } {
  const invite = makeInvite(member.keys.inviteKey, member.rootFp)
  return { body: { deskId, inviteId: invite.inviteId, role }, inviteId: invite.inviteId, fragment: inviteFragment(invite) }
}

/** A waiting card in words; `holds` only where this member's own invitation was answered (§7.6). */
export function pendingView(member: Member, deskId: DeskId, pending: PendingCard): PendingView {
  const card = parseMemberCard(bytesFromBase64(pending.card))
  return {
    inviteId: pending.inviteId, name: pending.name, role: pending.role,
    fingerprint: fingerprint(memberCardHash(card)).join(' '),
    tag: tagHolds(member, deskId, pending, card) ? 'holds' : 'compare',
  }
}

/** What a person has seen of a waiting card: the server could put another in its place after the look. */
export interface ShownCard {
  readonly fingerprint: string
  readonly role: MemberRole
}

/** A body of `admit` but for its entry in the record, which names the hash of the change as its object. */
export interface Admission {
  readonly body: Omit<AdmitBody, 'audit'>
  readonly object: Hash<'member-change'>
}

/**
 * Admits a newcomer: the signed change and boxes with every reading seed and the newest signing seed. null: the tag
 * does not hold for this member and nobody has compared fingerprints. Throws `ghost` where card or role are not the
 * shown ones (§7.4, §7.6).
 */
export function admitColleague(
  member: Member, access: DeskAccess, pending: PendingCard, shown: ShownCard, byFingerprint: boolean): Admission | null {
  const card = parseMemberCard(bytesFromBase64(pending.card))
  const same = fingerprint(memberCardHash(card)).join(' ') === shown.fingerprint && pending.role === shown.role
  if (!same) refuse('ghost', 'not the card that was shown')
  if (!byFingerprint && !tagHolds(member, access.deskId, pending, card)) return null
  return admission(access, changeBy(member, access, 'add', pending.role, card), boxesFor(access, card))
}

/** Changes the role of a member who is on the list: an admission without boxes; throws `usage` for a stranger (§7.4). */
export function changeRole(member: Member, access: DeskAccess, memberId: string, role: MemberRole): Admission {
  const listed = [...access.list.members.values()].find((held) => held.card.memberId === memberId && held.removedAt === null)
  if (!listed) return refuse('usage', 'nobody to change')
  return admission(access, changeBy(member, access, 'role', role, listed.card), [])
}

function admission(access: DeskAccess, signed: SignedChange, boxes: readonly WireBox[]): Admission {
  return { body: { deskId: access.deskId, change: concat(signed.change, signed.sig), boxes }, object: changeHash(signed.change) }
}

function changeBy(member: Member, access: DeskAccess, op: ChangeOp, role: MemberRole, card: MemberCard): SignedChange {
  const { card: own, sig } = member.keys
  return signChange(sig.sk, nextChange(member.instance, access.deskId, access.list, { op, role, card, by: own.memberId }))
}

// Where new keys wait for the root, the newcomer gets theirs as well: otherwise the next roster would shut them out.
function boxesFor(access: DeskAccess, card: MemberCard): WireBox[] {
  const { signing, pending } = access
  if (access.seeds.size === 0 || signing === null) return refuse('usage', 'own boxes are missing')
  const box = (of: DeskCard, which: 1 | 2, seed: Uint8Array): WireBox => (
    { deskEpoch: of.epoch, which, box: makeDeskBox(of, which === 1 ? 'kem' : 'sig', seed, card) })
  const waiting = pending === null ? [] : [box(pending.checked.card, 1, own(pending.kemSeed)), box(pending.checked.card, 2, own(pending.sigSeed))]
  return [...[...access.seeds.values()].map((seeds) => box(seeds.card, 1, seeds.kemSeed)), box(signing.card, 2, signing.seed), ...waiting]
}

function own(seed: Uint8Array | null): Uint8Array {
  return seed ?? refuse('usage', 'own boxes of the waiting keys are missing')
}

function tagHolds(member: Member, deskId: DeskId, pending: PendingCard, card: MemberCard): boolean {
  const key = inviteSecret(member.keys.inviteKey, inviteIdFrom(bytesFromHex(pending.inviteId)))
  return inviteTagHolds(key, member.instance, deskId, card, bytesFromBase64(pending.tag))
}
