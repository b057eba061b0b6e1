/**
 * Invitations (§7.6): a link whose secret part the server never sees, so that it cannot put its own card
 * in the newcomer's place. For the inviting member or root holder, and the newcomer.
 */
import { base64FromBytes, bytesFromBase64 } from './base64.ts'
import { bytesFromHex, reader, writer } from './bytes.ts'
import { encodeMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { Hk, randomBytes, sameSecret } from './sodium.ts'
import { SIZE, hashOf, inviteIdFrom, symmetricKey } from './types.ts'
import type { DeskId, InstanceId, InviteId, RootFp, SymmetricKey } from './types.ts'

export interface Invite {
  readonly inviteId: InviteId
  readonly key: SymmetricKey<'invite'>
  readonly rootFp: RootFp
}

/** A fresh invitation under the inviter's key (§7.6). */
export function makeInvite(inviteKey: SymmetricKey<'invite-root'>, rootFp: RootFp): Invite {
  const inviteId = inviteIdFrom(randomBytes(SIZE.id))
  return { inviteId, key: inviteSecret(inviteKey, inviteId), rootFp }
}

/** k of an invitation, which the inviter derives again when the newcomer's card comes back (§7.6). */
export function inviteSecret(inviteKey: SymmetricKey<'invite-root'>, inviteId: InviteId): SymmetricKey<'invite'> {
  return symmetricKey('invite', Hk(inviteKey, 'invite', bytesFromHex(inviteId)))
}

/** The fragment of the link: 80 bytes in base64url (§7.6). */
export function inviteFragment(invite: Invite): string {
  return base64FromBytes(writer().hex(invite.inviteId).raw(invite.key).raw(invite.rootFp).done())
}

/** Reads a fragment; throws `broken` (§7.6). */
export function parseInviteFragment(fragment: string): Invite {
  const from = reader(bytesFromBase64(fragment))
  const inviteId = inviteIdFrom(from.take(SIZE.id))
  const key = symmetricKey('invite', from.take(SIZE.key))
  const rootFp = hashOf('root-fp', from.take(SIZE.hash))
  from.end()
  return { inviteId, key, rootFp }
}

/** The newcomer's tag over the own card: 32 bytes (§7.6). */
export function inviteTag(key: SymmetricKey<'invite'>, instance: InstanceId, deskId: DeskId, card: MemberCard): Uint8Array {
  return Hk(key, 'invite-card', bytesFromHex(instance), bytesFromHex(deskId), encodeMemberCard(card))
}

/** Whether the card comes from whoever got the link; an inviter admits no other (§7.6). */
export function inviteTagHolds(
  key: SymmetricKey<'invite'>, instance: InstanceId, deskId: DeskId, card: MemberCard, tag: Uint8Array): boolean {
  return sameSecret(tag, inviteTag(key, instance, deskId, card))
}
