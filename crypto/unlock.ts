/**
 * How a member's secret and pinned root lie sealed for a fresh browser (§8): by phrase, passkey or printed code.
 * For members; the server stores the boxes and has no verifier of the phrase.
 */
import { insistArgon2, hashPhrase, ARGON2_NEW } from './argon2.ts'
import type { Argon2Params } from './argon2.ts'
import { T, bytesFromHex, concat, reader, sameBytes, utf8, writer } from './bytes.ts'
import { encodeMemberCard, memberKeys } from './card.ts'
import type { MemberCard, MemberKeys } from './card.ts'
import { dataSymbols } from './code.ts'
import { refuse } from './error.ts'
import { phraseBytes } from './phrase.ts'
import { H, Hk, open, randomBytes, seal } from './sodium.ts'
import { SIZE, hashOf, instanceIdFrom, memberIdFrom, sealedAs, symmetricKey } from './types.ts'
import type { Code, Hash, InstanceId, MemberId, RootFp, Sealed, SymmetricKey } from './types.ts'

export interface UnlockHead {
  readonly instance: InstanceId
  readonly memberId: MemberId
  readonly way:
    | { readonly kind: 'phrase'; readonly params: Argon2Params; readonly salt: Uint8Array }
    | { readonly kind: 'passkey'; readonly credential: Hash<'cred'> }
    | { readonly kind: 'code' }
}
export interface UnlockBox {
  readonly head: Uint8Array
  readonly box: Sealed<'unlock'>
}
export interface Unlocked {
  readonly keys: MemberKeys
  readonly secret: SymmetricKey<'member'>
  readonly rootFp: RootFp
}
export interface MemberSecret {
  readonly instance: InstanceId
  readonly memberId: MemberId
  readonly secret: SymmetricKey<'member'>
  readonly rootFp: RootFp
}

/** Seals a member's secret and pinned root under a phrase; asynchronous because of Argon2id: 64 MiB, 0.3 to 1 s (§8.3). */
export async function sealByPhrase(member: MemberSecret, phrase: string, params: Argon2Params = ARGON2_NEW): Promise<UnlockBox> {
  const salt = randomBytes(16)
  const head = encodeUnlockHead({ instance: member.instance, memberId: member.memberId, way: { kind: 'phrase', params, salt } })
  return boxUnder(await hashPhrase(phraseBytes(phrase), salt, params), head, member)
}

/** Seals a member's secret and pinned root under a printed code (§8.3). */
export function sealByCode(member: MemberSecret, code: Code): UnlockBox {
  const head = encodeUnlockHead({ instance: member.instance, memberId: member.memberId, way: { kind: 'code' } })
  return boxUnder(codeSecret(member.instance, code), head, member)
}

/**
 * Seals a member's secret and pinned root under the 32 bytes that an authenticator makes of passkeySalt; the box says
 * for which credential. Throws `usage` for another length (§8.3).
 */
export function sealByPasskey(member: MemberSecret, credentialId: Uint8Array, prf: Uint8Array): UnlockBox {
  const { instance, memberId } = member
  const head = encodeUnlockHead({ instance, memberId, way: { kind: 'passkey', credential: credentialHash(credentialId) } })
  return boxUnder(passkeySecret(prf), head, member)
}

/** What the authenticator is asked to make its output of: the same for every passkey of a member (§8.3). */
export function passkeySalt(instance: InstanceId, memberId: MemberId): Hash<'prf-salt'> {
  return H('prf-salt', 'prf-salt', bytesFromHex(instance), bytesFromHex(memberId))
}

/** Opens a box by phrase; `broken` for a wrong phrase, `parameters` before any hashing, `usage` where the box is of another kind (§8.3). */
export async function openByPhrase(box: UnlockBox, phrase: string): Promise<Unlocked> {
  const head = parseUnlockHead(box.head)
  if (head.way.kind !== 'phrase') return refuse('usage', 'box of another kind')
  return openUnder(await hashPhrase(phraseBytes(phrase), head.way.salt, head.way.params), head, box)
}

/** Opens a box by printed code; `broken` for another code, `usage` where the box is of another kind (§8.3). */
export function openByCode(box: UnlockBox, code: Code): Unlocked {
  const head = parseUnlockHead(box.head)
  if (head.way.kind !== 'code') refuse('usage', 'box of another kind')
  return openUnder(codeSecret(head.instance, code), head, box)
}

/** Opens a box by passkey; `broken` for another credential or another output, `usage` where the box is of another kind (§8.3). */
export function openByPasskey(box: UnlockBox, credentialId: Uint8Array, prf: Uint8Array): Unlocked {
  const head = parseUnlockHead(box.head)
  if (head.way.kind !== 'passkey') return refuse('usage', 'box of another kind')
  if (!sameBytes(head.way.credential, credentialHash(credentialId))) refuse('broken', 'box of another passkey')
  return openUnder(passkeySecret(prf), head, box)
}

/** Insists that what was unlocked belongs to this card of a checked member list; throws `ghost` (§8.3). */
export function insistOwnCard(unlocked: Unlocked, card: MemberCard): void {
  if (!sameBytes(encodeMemberCard(unlocked.keys.card), encodeMemberCard(card))) refuse('ghost', 'card is not the member\'s own')
}

/** uhead: 58 bytes for a phrase, 66 for a passkey, 34 for a code (§8.3). */
export function encodeUnlockHead(head: UnlockHead): Uint8Array {
  const out = writer().u8(1).hex(head.instance).hex(head.memberId)
  if (head.way.kind === 'code') return out.u8(3).done()
  if (head.way.kind === 'passkey') return out.u8(2).raw(head.way.credential).done()
  insistArgon2(head.way.params)
  return out.u8(1).u32(head.way.params.memoryKiB).u32(head.way.params.passes).raw(head.way.salt).done()
}

/** Reads uhead and checks floor and ceiling before anybody hashes; `newer-version` for a kind unknown here (§8.3). */
export function parseUnlockHead(bytes: Uint8Array): UnlockHead {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of the unlock box')
  const instance = instanceIdFrom(from.take(SIZE.id))
  const memberId = memberIdFrom(from.take(SIZE.id))
  const kind = from.u8()
  if (kind === 3) {
    from.end()
    return { instance, memberId, way: { kind: 'code' } }
  }
  if (kind === 2) {
    const credential = hashOf('cred', from.take(SIZE.hash))
    from.end()
    return { instance, memberId, way: { kind: 'passkey', credential } }
  }
  if (kind !== 1) return refuse('newer-version', 'kind of unlock box')
  const params = { memoryKiB: from.u32(), passes: from.u32() }
  const salt = from.take(16)
  from.end()
  insistArgon2(params)
  return { instance, memberId, way: { kind: 'phrase', params, salt } }
}

/**
 * The boxes that an unknown name gets, the same every time, of the shape of real ones: by phrase, for half of all names
 * by passkey, by code. Otherwise a passkey among the ways in would say that the name is real (§8.4).
 */
export function fakeUnlock(serverKey: Uint8Array, instance: InstanceId, name: string): UnlockBox[] {
  const draw = (what: string) => Hk(serverKey, what, bytesFromHex(instance), utf8(name))
  const memberId = memberIdFrom(draw('fake-member').slice(0, SIZE.id))
  const passkey: UnlockHead['way'] = { kind: 'passkey', credential: hashOf('cred', draw('fake-credential')) }
  const hasPasskey = ((draw('fake-passkey')[0] ?? 0) & 1) === 1
  const ways: UnlockHead['way'][] = [
    { kind: 'phrase', params: ARGON2_NEW, salt: draw('fake-salt').slice(0, 16) }, ...(hasPasskey ? [passkey] : []), { kind: 'code' }]
  return ways.map((way) => {
    const parts = [0, 1, 2, 3].map((i) => Hk(serverKey, 'fake-box', bytesFromHex(instance), utf8(name), utf8(`${way.kind} ${i}`)))
    return { head: encodeUnlockHead({ instance, memberId, way }), box: sealedAs('unlock', concat(...parts).slice(0, SIZE.unlockBox)) }
  })
}

function boxUnder(x: Uint8Array, head: Uint8Array, member: MemberSecret): UnlockBox {
  const sealed = seal(Hk(x, 'unlock', head), T('unlock-ad', head), concat(member.secret, member.rootFp))
  return { head, box: sealedAs('unlock', sealed) }
}

function openUnder(x: Uint8Array, head: UnlockHead, box: UnlockBox): Unlocked {
  const from = reader(open(Hk(x, 'unlock', box.head), T('unlock-ad', box.head), box.box))
  const secret = symmetricKey('member', from.take(32))
  const rootFp = hashOf('root-fp', from.take(32))
  from.end()
  return { keys: memberKeys(head.memberId, secret), secret, rootFp }
}

function codeSecret(instance: InstanceId, code: Code): Uint8Array {
  return H('unlock-root', 'unlock-root', bytesFromHex(instance), dataSymbols(code))
}

function credentialHash(credentialId: Uint8Array): Hash<'cred'> {
  return H('cred', 'cred', credentialId)
}

function passkeySecret(prf: Uint8Array): Uint8Array {
  if (prf.length !== SIZE.key) refuse('usage', 'output of the authenticator of another length')
  return H('prf', 'prf', prf)
}
