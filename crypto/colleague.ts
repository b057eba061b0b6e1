/**
 * What a member does for colleagues (§7.4 to §7.6): invite, admit with the boxes that old cases need, change a role.
 */
import type { PendingCard } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { admitBodyBytes, inviteBodyBytes } from './bodies.ts'
import { bytesFromHex, concat } from './bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { makeDeskBox } from './desk-box.ts'
import type { DeskAccess } from './directory.ts'
import { refuse } from './error.ts'
import { inviteFragment, inviteSecret, inviteTagHolds, makeInvite } from './invite.ts'
import type { Member } from './member.ts'
import { nextChange, signChange } from './members.ts'
import type { ChangeOp, MemberRole } from './members.ts'
import { inviteIdFrom } from './types.ts'
import type { DeskId, InviteId } from './types.ts'
import type { WireBox } from './wire-boxes.ts'
import type { PendingView } from './worker/views.ts'

/** A link for one colleague: the body of `invite` and the fragment that the server never sees (§7.6). */
export function inviteColleague(member: Member, deskId: DeskId, role: MemberRole): { body: Uint8Array; inviteId: InviteId; fragment: string } {
  const invite = makeInvite(member.keys.inviteKey, member.rootFp)
  return { body: inviteBodyBytes({ deskId, inviteId: invite.inviteId, role }), inviteId: invite.inviteId, fragment: inviteFragment(invite) }
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

/**
 * Admits a newcomer: the signed change and boxes with every reading seed and the newest signing seed; the body of
 * `admit`. null: the tag does not hold for this member and nobody has compared fingerprints. Throws `ghost` where card
 * or role are not the shown ones (§7.4, §7.6).
 */
export function admitColleague(
  member: Member, access: DeskAccess, pending: PendingCard, shown: ShownCard, byFingerprint: boolean): Uint8Array | null {
  const card = parseMemberCard(bytesFromBase64(pending.card))
  const same = fingerprint(memberCardHash(card)).join(' ') === shown.fingerprint && pending.role === shown.role
  if (!same) refuse('ghost', 'not the card that was shown')
  if (!byFingerprint && !tagHolds(member, access.deskId, pending, card)) return null
  return admitBodyBytes({
    deskId: access.deskId,
    change: changeBy(member, access, 'add', pending.role, card),
    boxes: boxesFor(access, card),
  })
}

/** Changes the role of a member who is on the list: an `admit` body without boxes; throws `usage` for a stranger (§7.4). */
export function changeRole(member: Member, access: DeskAccess, memberId: string, role: MemberRole): Uint8Array {
  const listed = [...access.list.members.values()].find((held) => held.card.memberId === memberId && held.removedAt === null)
  if (!listed) return refuse('usage', 'nobody to change')
  return admitBodyBytes({ deskId: access.deskId, change: changeBy(member, access, 'role', role, listed.card), boxes: [] })
}

function changeBy(member: Member, access: DeskAccess, op: ChangeOp, role: MemberRole, card: MemberCard): Uint8Array {
  const { card: own, sig } = member.keys
  const signed = signChange(sig.sk, nextChange(member.instance, access.deskId, access.list, { op, role, card, by: own.memberId }))
  return concat(signed.change, signed.sig)
}

function boxesFor(access: DeskAccess, card: MemberCard): WireBox[] {
  const { signing } = access
  if (access.seeds.size === 0 || signing === null) return refuse('usage', 'own boxes are missing')
  const reading = [...access.seeds.values()].map((seeds): WireBox => (
    { deskEpoch: seeds.card.epoch, which: 1, box: makeDeskBox(seeds.card, 'kem', seeds.kemSeed, card) }))
  return [...reading, { deskEpoch: signing.card.epoch, which: 2, box: makeDeskBox(signing.card, 'sig', signing.seed, card) }]
}

function tagHolds(member: Member, deskId: DeskId, pending: PendingCard, card: MemberCard): boolean {
  const key = inviteSecret(member.keys.inviteKey, inviteIdFrom(bytesFromHex(pending.inviteId)))
  return inviteTagHolds(key, member.instance, deskId, card, bytesFromBase64(pending.tag))
}
