/**
 * Signed requests under a challenge that the server need not store (§9.1, §9.2).
 * For every client that changes something, and the server that checks it.
 */
import { T, ascii, bytesFromHex, concat, reader, u32, u64, u8 } from './bytes.ts'
import { memberRequestId } from './card.ts'
import { refuse } from './error.ts'
import { H, authHolds, authTag, randomBytes, sign, verify } from './sodium.ts'
import type { CaseId, Hash, InstanceId, MemberId, PublicKey, SecretKey } from './types.ts'

/** The closed list of what a request may ask for (§9.2). */
export const ACTIONS = [
  'submit', 'fetch', 'post', 'part', 'file', 'name', 'signin', 'read', 'write', 'copy', 'shred', 'keep', 'drop', 'ask', 'decide', 'found', 'card', 'invite',
  'admit', 'rotate', 'drill', 'boxes', 'settings'] as const
export type Action = (typeof ACTIONS)[number]
export type Requester =
  | { readonly kind: 'reporter'; readonly caseId: CaseId }
  | { readonly kind: 'member'; readonly memberId: MemberId }
  /** The reader of a copy; its id has the form of a case id (§14). */
  | { readonly kind: 'outside'; readonly copyId: CaseId }

/** The byte that a party has in frames and in what they sign (§9.2, §12.1). */
export const REQUESTER_KIND = { reporter: 1, member: 3, outside: 4 } as const

export const SLOT_SECONDS = 600
const CHALLENGE = 52

/** A challenge for the slot of `unixSeconds`: 52 bytes, bound to nobody (§9.1). */
export function makeChallenge(serverKey: Uint8Array, instance: InstanceId, unixSeconds: number): Uint8Array {
  const slot = u32(Math.floor(unixSeconds / SLOT_SECONDS))
  const nonce = randomBytes(16)
  return concat(slot, nonce, authTag(serverKey, T('challenge', bytesFromHex(instance), slot, nonce)))
}

/** Whether this server made the challenge in this slot or the one before; false for malformed bytes (§9.1). */
export function challengeHolds(serverKey: Uint8Array, instance: InstanceId, unixSeconds: number, challenge: Uint8Array): boolean {
  if (challenge.length !== CHALLENGE) return false
  const from = reader(challenge)
  const slot = from.u32()
  const now = Math.floor(unixSeconds / SLOT_SECONDS)
  const nonce = from.take(16)
  return (slot === now || slot === now - 1) &&
    authHolds(serverKey, from.rest(), T('challenge', bytesFromHex(instance), u32(slot), nonce))
}

/** The signature of a request over its challenge, action and body: 64 bytes (§9.2). */
export function signRequest(
  sk: SecretKey<'reporter-auth' | 'member-auth'>, instance: InstanceId, who: Requester,
  challenge: Uint8Array, action: Action, body: Uint8Array): Uint8Array {
  return sign(sk, 'auth', ...requestFields(instance, who, challenge, action, body))
}

/** Whether the holder of `pk` asks for exactly this; for an unknown id the server passes a dummy key and answers the same (§9.2). */
export function requestHolds(
  pk: PublicKey<'reporter-auth' | 'member-auth'>, instance: InstanceId, who: Requester,
  challenge: Uint8Array, action: Action, body: Uint8Array, sig: Uint8Array): boolean {
  return verify(pk, sig, 'auth', ...requestFields(instance, who, challenge, action, body))
}

/** The id of 32 bytes under which a request names its sender (§9.2). */
export function requesterId(who: Requester): Uint8Array {
  if (who.kind === 'member') return memberRequestId(who.memberId)
  return bytesFromHex(who.kind === 'reporter' ? who.caseId : who.copyId)
}

/** Whether an action name stands on the closed list (§9.2). */
export function isAction(name: string): name is Action {
  return ACTIONS.some((action) => action === name)
}

/** Whether `counter` proves `difficulty` bits of work over this challenge and body; 0 by default (§9.5). */
export function workHolds(challenge: Uint8Array, difficulty: number, body: Uint8Array, counter: number): boolean {
  if (difficulty > 32) refuse('usage', 'difficulty')
  const proof = H('pow', 'pow', challenge, u8(difficulty), bodyHash(body), u64(counter))
  return new DataView(proof.buffer, proof.byteOffset).getUint32(0) < 2 ** (32 - difficulty)
}

function requestFields(
  instance: InstanceId, who: Requester, challenge: Uint8Array, action: Action, body: Uint8Array): Uint8Array[] {
  const party = u8(REQUESTER_KIND[who.kind])
  return [bytesFromHex(instance), party, requesterId(who), challenge, ascii(action), bodyHash(body)]
}

function bodyHash(body: Uint8Array): Hash<'body'> {
  return H('body', 'body', body)
}
