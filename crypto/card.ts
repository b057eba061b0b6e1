/**
 * The keys of a reporter, a member, the root and a recovery, and the public cards made of them (§3).
 * For every party: ids certify themselves, so no key that the server hands out needs to be trusted.
 */
import { bytesFromHex, reader, writer } from './bytes.ts'
import { dataSymbols } from './code.ts'
import { refuse } from './error.ts'
import { H, kdf, kemKeys, randomBytes, signKeys } from './sodium.ts'
import { caseIdFromBytes, memberIdFrom, publicKey, symmetricKey, SIZE } from './types.ts'
import type {
  CaseId, Code, Hash, InstanceId, KeyPair, MemberId, PublicKey, RootFp, SymmetricKey } from './types.ts'

export interface ReporterCard {
  readonly apk: PublicKey<'reporter-auth'>
  readonly spk: PublicKey<'reporter-sig'>
  readonly kpk: PublicKey<'reporter-kem'>
}
export interface ReporterKeys {
  readonly auth: KeyPair<'reporter-auth'>
  readonly sig: KeyPair<'reporter-sig'>
  readonly kem: KeyPair<'reporter-kem'>
  readonly idk: SymmetricKey<'idem'>
  readonly card: ReporterCard
  readonly caseId: CaseId
}
export interface MemberCard {
  readonly memberId: MemberId
  readonly authPk: PublicKey<'member-auth'>
  readonly sigPk: PublicKey<'member-sig'>
  readonly kemPk: PublicKey<'member-kem'>
}
export interface MemberKeys {
  readonly auth: KeyPair<'member-auth'>
  readonly sig: KeyPair<'member-sig'>
  readonly kem: KeyPair<'member-kem'>
  readonly inviteKey: SymmetricKey<'invite-root'>
  /** Key of records that only this member reads: views, drafts, snippets (§11.2). */
  readonly recordKey: SymmetricKey<'record'>
  readonly card: MemberCard
}
export interface RootKeys {
  readonly sig: KeyPair<'root'>
  readonly inviteKey: SymmetricKey<'invite-root'>
  readonly fp: RootFp
}

/** All keys of the reporter who holds `code` at this instance, and the case id that follows from them (§3.1). 1 to 2 ms. */
export function reporterKeys(instance: InstanceId, code: Code): ReporterKeys {
  const root = H('token-root', 'token-root', bytesFromHex(instance), dataSymbols(code))
  const auth = signKeys('reporter-auth', kdf(root, 1, 'GPTOKEN1'))
  const sig = signKeys('reporter-sig', kdf(root, 2, 'GPTOKEN1'))
  const kem = kemKeys('reporter-kem', kdf(root, 3, 'GPTOKEN1'))
  const idk = symmetricKey('idem', kdf(root, 4, 'GPTOKEN1'))
  const card = { apk: auth.pk, spk: sig.pk, kpk: kem.pk }
  return { auth, sig, kem, idk, card, caseId: caseIdFrom(instance, card) }
}

/** The address of a case: a hash of the three public keys; whoever holds a card checks it against this (§3.1). */
export function caseIdFrom(instance: InstanceId, card: ReporterCard): CaseId {
  return caseIdFromBytes(H('case-id', 'case-id', bytesFromHex(instance), card.apk, card.spk, card.kpk))
}

/** card_R: 1280 bytes (§3.1). */
export function encodeReporterCard(card: ReporterCard): Uint8Array {
  return writer().raw(card.apk).raw(card.spk).raw(card.kpk).done()
}

/** Reads card_R and insists that it hashes to `caseId`; throws `broken` (§3.1). */
export function parseReporterCard(instance: InstanceId, caseId: CaseId, bytes: Uint8Array): ReporterCard {
  const card = readReporterCard(bytes)
  if (caseIdFrom(instance, card) !== caseId) refuse('broken', 'card does not belong to the case')
  return card
}

/** Reads card_R without a case id to check against, as the server does before it derives one; throws `broken` (§3.1). */
export function readReporterCard(bytes: Uint8Array): ReporterCard {
  const from = reader(bytes)
  const apk = publicKey('reporter-auth', from.take(SIZE.signPk))
  const spk = publicKey('reporter-sig', from.take(SIZE.signPk))
  const kpk = publicKey('reporter-kem', from.take(SIZE.kemPk))
  from.end()
  return { apk, spk, kpk }
}

/** The hash under which a recipient list names the reporter (§4.1). */
export function reporterCardHash(card: ReporterCard): Hash<'card'> {
  return H('card', 'reporter-card', encodeReporterCard(card))
}

/** The hash under which a recipient list names an outside reader, whose card has the layout of a reporter's (§4.1, §14). */
export function outsideCardHash(card: ReporterCard): Hash<'card'> {
  return H('card', 'outside-card', encodeReporterCard(card))
}

/** A fresh member secret M of 32 bytes and a fresh id (§3.2). */
export function makeMember(): { secret: SymmetricKey<'member'>; memberId: MemberId } {
  return { secret: symmetricKey('member', randomBytes(32)), memberId: memberIdFrom(randomBytes(SIZE.id)) }
}

/** All keys of a member, from M (§3.2). */
export function memberKeys(memberId: MemberId, secret: SymmetricKey<'member'>): MemberKeys {
  const auth = signKeys('member-auth', kdf(secret, 1, 'GPMEMBR1'))
  const sig = signKeys('member-sig', kdf(secret, 2, 'GPMEMBR1'))
  const kem = kemKeys('member-kem', kdf(secret, 3, 'GPMEMBR1'))
  const inviteKey = symmetricKey('invite-root', kdf(secret, 4, 'GPMEMBR1'))
  const recordKey = symmetricKey('record', kdf(secret, 5, 'GPMEMBR1'))
  return { auth, sig, kem, inviteKey, recordKey, card: { memberId, authPk: auth.pk, sigPk: sig.pk, kemPk: kem.pk } }
}

/** member_card: 1296 bytes (§3.2). */
export function encodeMemberCard(card: MemberCard): Uint8Array {
  return writer().hex(card.memberId).raw(card.authPk).raw(card.sigPk).raw(card.kemPk).done()
}

/** Reads member_card; throws `broken`. Whether anybody admitted it is a matter of the member list (§3.2, §7.4). */
export function parseMemberCard(bytes: Uint8Array): MemberCard {
  const from = reader(bytes)
  const memberId = memberIdFrom(from.take(SIZE.id))
  const authPk = publicKey('member-auth', from.take(SIZE.signPk))
  const sigPk = publicKey('member-sig', from.take(SIZE.signPk))
  const kemPk = publicKey('member-kem', from.take(SIZE.kemPk))
  from.end()
  return { memberId, authPk, sigPk, kemPk }
}

/** The hash under which lists and boxes name a member card; also what people compare as a fingerprint (§3.2). */
export function memberCardHash(card: MemberCard): Hash<'member-card'> {
  return H('member-card', 'member-card', encodeMemberCard(card))
}

/** The 32-byte name of a member in signed requests (§9.2). */
export function memberRequestId(memberId: MemberId): Hash<'member-id'> {
  return H('member-id', 'member-id', bytesFromHex(memberId))
}

/** The root's keys from its printed code; the invite key is for first members (§3.3, C-012). */
export function rootKeys(instance: InstanceId, code: Code): RootKeys {
  const seed = H('root-seed', 'root-seed', bytesFromHex(instance), dataSymbols(code))
  const sig = signKeys('root', seed)
  return { sig, inviteKey: symmetricKey('invite-root', kdf(seed, 1, 'GPROOTK1')), fp: rootFp(sig.pk) }
}

/** The hash by which everybody pins a root (§3.3). */
export function rootFp(pk: PublicKey<'root'>): RootFp {
  return H('root-fp', 'root-fp', pk)
}

/** The keys of a desk's recovery holder, from the printed code (§3.3). */
export function recoveryKeys(instance: InstanceId, code: Code): KeyPair<'recovery-kem'> {
  return kemKeys('recovery-kem', H('recovery-seed', 'recovery-seed', bytesFromHex(instance), dataSymbols(code)))
}

/** The hash by which a desk card names its recovery holder (§3.3). */
export function recoveryHash(pk: PublicKey<'recovery-kem'>): Hash<'recovery-card'> {
  return H('recovery-card', 'recovery-card', pk)
}

/** Twelve groups of five digits for people to compare: the hash as a big-endian number modulo 10^60 (§3.4). */
export function fingerprint(hash: Hash<string>): string[] {
  let value = 0n
  for (const byte of hash) value = (value << 8n) | BigInt(byte)
  const digits = (value % 10n ** 60n).toString().padStart(60, '0')
  return Array.from({ length: 12 }, (_, i) => digits.slice(5 * i, 5 * i + 5))
}
