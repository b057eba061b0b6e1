/**
 * Sizes in bytes and the brands that keep one kind of bytes from standing where another is due (§1.1, §1.5).
 * For everybody; the only file in which bytes become a branded type.
 */
import { refuse } from './error.ts'
import { hexFromBytes } from './hex.ts'

export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }

/** Ids are lower-case hexadecimal text in memory and raw bytes in structures. */
export type InstanceId = Brand<string, 'InstanceId'>
export type CaseId = Brand<string, 'CaseId'>
export type DeskId = Brand<string, 'DeskId'>
export type MemberId = Brand<string, 'MemberId'>
export type InviteId = Brand<string, 'InviteId'>
export type RosterHash = Brand<string, 'RosterHash'>
/** Days since 1970-01-01 in the organisation's time zone. */
export type Day = Brand<number, 'Day'>

export type SignRole =
  | 'reporter-auth' | 'reporter-sig' | 'member-auth' | 'member-sig' | 'desk-sig' | 'root' | 'receipt'
export type KemRole = 'reporter-kem' | 'desk-kem' | 'member-kem' | 'recovery-kem'
export type Role = SignRole | KemRole
export type PublicKey<R extends Role> = Brand<Uint8Array, `public ${R}`>
export type SecretKey<R extends Role> = Brand<Uint8Array, `secret ${R}`>
export interface KeyPair<R extends Role> {
  readonly pk: PublicKey<R>
  readonly sk: SecretKey<R>
}

export type KeyUse = 'epoch' | 'record' | 'shred' | 'idem' | 'invite' | 'invite-root' | 'member' | 'visit'
export type SymmetricKey<Use extends KeyUse> = Brand<Uint8Array, `key ${Use}`>
export type Hash<Of extends string> = Brand<Uint8Array, `hash ${Of}`>
export type Ctx = Hash<'ctx'>
export type Digest = Hash<'message'>
export type RootFp = Hash<'root-fp'>
/** 21 symbols 0..99 in reading order: 19 data, 2 check. */
export type Code = Brand<Uint8Array, 'Code'>
export type Sealed<What extends 'message' | 'wrap' | 'back' | 'box' | 'unlock' | 'record' | 'stored'> =
  Brand<Uint8Array, `sealed ${What}`>

export const SIZE = {
  id: 16, hash: 32, key: 32, seed: 32, sig: 64, nonce: 24, tag: 16,
  signPk: 32, signSk: 64, kemPk: 1216, kemCt: 1120,
  party: 17, stream: 17, recipient: 53, headerFixed: 259, wrap: 1192, back: 72,
  outer: 30, reporterCard: 1280, memberCard: 1296, deskCard: 1348, change: 118,
  deskBox: 1192, challenge: 52, unlockBox: 104, receipt: 76, recordHead: 38,
} as const

export const PROTOCOL_VERSION = 1
/** Room for a whole envelope or file of rosters; a decoder refuses more before it allocates. */
export const MAX_STRUCTURE = 4 * 1024 * 1024

/** Brands an id of 16 raw bytes as hexadecimal text; throws `usage` on another length (§1.5). */
export function deskIdFrom(bytes: Uint8Array): DeskId { return hexOf(bytes, 16) as DeskId }
/** As deskIdFrom, for a member. */
export function memberIdFrom(bytes: Uint8Array): MemberId { return hexOf(bytes, 16) as MemberId }
/** As deskIdFrom, for an instance. */
export function instanceIdFrom(bytes: Uint8Array): InstanceId { return hexOf(bytes, 16) as InstanceId }
/** As deskIdFrom, for an invitation. */
export function inviteIdFrom(bytes: Uint8Array): InviteId { return hexOf(bytes, 16) as InviteId }
/** Brands 32 bytes as the id of a case; throws `usage` on another length (§3.1). */
export function caseIdFromBytes(bytes: Uint8Array): CaseId { return hexOf(bytes, 32) as CaseId }
/** Brands 32 bytes as the hash of a roster; throws `usage` on another length (§7.2). */
export function rosterHashFrom(bytes: Uint8Array): RosterHash { return hexOf(bytes, 32) as RosterHash }
/** Brands a whole number of days, 0 to 2^32-1; throws `usage` otherwise (§1.2). */
export function dayFrom(days: number): Day {
  if (!Number.isInteger(days) || days < 0 || days > 0xffffffff) refuse('usage', 'day out of range')
  return days as Day
}

/** Brands a public key after checking its length (32 for signatures, 1216 for the KEM); throws `bad-key` (§1.5). */
export function publicKey<R extends Role>(role: R, bytes: Uint8Array): PublicKey<R> {
  const size = role.endsWith('-kem') ? SIZE.kemPk : SIZE.signPk
  if (bytes.length !== size) refuse('bad-key', 'public key of the wrong length')
  return bytes as PublicKey<R>
}

/** Brands a secret key after checking its length (64 for signatures, a 32-byte seed for the KEM); throws `bad-key` (§1.5). */
export function secretKey<R extends Role>(role: R, bytes: Uint8Array): SecretKey<R> {
  const size = role.endsWith('-kem') ? SIZE.seed : SIZE.signSk
  if (bytes.length !== size) refuse('bad-key', 'secret key of the wrong length')
  return bytes as SecretKey<R>
}

/** Brands 32 bytes as a symmetric key of one use; throws `usage` on another length (§1.3). */
export function symmetricKey<U extends KeyUse>(_use: U, bytes: Uint8Array): SymmetricKey<U> {
  if (bytes.length !== SIZE.key) refuse('usage', 'symmetric key of the wrong length')
  return bytes as SymmetricKey<U>
}

/** Brands 32 bytes as a hash of one kind; throws `usage` on another length (§1.3). */
export function hashOf<Of extends string>(_of: Of, bytes: Uint8Array): Hash<Of> {
  if (bytes.length !== SIZE.hash) refuse('usage', 'hash of the wrong length')
  return bytes as Hash<Of>
}

/** Brands bytes as sealed; says nothing about whether they open (§1.3). */
export function sealedAs<W extends 'message' | 'wrap' | 'back' | 'box' | 'unlock' | 'record' | 'stored'>(
  _what: W, bytes: Uint8Array): Sealed<W> {
  return bytes as Sealed<W>
}

/** Brands 21 symbols 0..99 as a code; the check symbols are checked by code.ts, not here; throws `usage` (§2.1). */
export function codeFromSymbols(symbols: Uint8Array): Code {
  if (symbols.length !== 21 || symbols.some((s) => s > 99)) refuse('usage', 'not the symbols of a code')
  return symbols as Code
}

function hexOf(bytes: Uint8Array, length: number): string {
  if (bytes.length !== length) refuse('usage', 'id of the wrong length')
  return hexFromBytes(bytes)
}
