// Names of things, as every layer above SQL writes them: lower-case hexadecimal digits, one brand each.
// In SQL they are bytes; `…Bytes` carries the same brand there, so a wrong id does not compile into a query.

import type { Brand, CaseId, Day, DeskId, InstanceId, InviteId, MemberId, RosterHash } from '#crypto/types.ts'

export type { CaseId, Day, DeskId, InstanceId, InviteId, MemberId, RosterHash }
/** Milliseconds since 1970-01-01 UTC; staff and jobs only, never on a row that a reporter causes. */
export type Instant = Brand<number, 'Instant'>

type NamedId = InstanceId | CaseId | DeskId | MemberId | InviteId | RosterHash
/** An id as SQL holds it. */
export type IdBytes<Id extends NamedId> = Brand<Uint8Array, `bytes of ${Id['__brand']}`>

/** Each returns the id, or `null` unless the text is exactly that many lower-case hexadecimal digits. */
export function parseInstanceId(text: string): InstanceId | null {
  return isHex(text, 32) ? (text as InstanceId) : null
}
export function parseCaseId(text: string): CaseId | null {
  return isHex(text, 64) ? (text as CaseId) : null
}
export function parseDeskId(text: string): DeskId | null {
  return isHex(text, 32) ? (text as DeskId) : null
}
export function parseMemberId(text: string): MemberId | null {
  return isHex(text, 32) ? (text as MemberId) : null
}
export function parseInviteId(text: string): InviteId | null {
  return isHex(text, 32) ? (text as InviteId) : null
}
export function parseRosterHash(text: string): RosterHash | null {
  return isHex(text, 64) ? (text as RosterHash) : null
}

/** Each turns raw bytes (16, for a case and a roster 32) into the id; throws RangeError on another length. */
export function instanceIdFrom(bytes: Uint8Array): InstanceId {
  return hexOf(bytes, 16) as InstanceId
}
export function caseIdFrom(bytes: Uint8Array): CaseId {
  return hexOf(bytes, 32) as CaseId
}
export function deskIdFrom(bytes: Uint8Array): DeskId {
  return hexOf(bytes, 16) as DeskId
}
export function memberIdFrom(bytes: Uint8Array): MemberId {
  return hexOf(bytes, 16) as MemberId
}
export function inviteIdFrom(bytes: Uint8Array): InviteId {
  return hexOf(bytes, 16) as InviteId
}
export function rosterHashFrom(bytes: Uint8Array): RosterHash {
  return hexOf(bytes, 32) as RosterHash
}

/** The bytes of an id, for SQL and for hashing; keeps the brand. */
export function bytesOf<Id extends NamedId>(id: Id): IdBytes<Id> {
  const bytes = new Uint8Array(id.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(id.slice(2 * i, 2 * i + 2), 16)
  return bytes as IdBytes<Id>
}

/** A whole number of days from 0 to 2^31-1; throws RangeError otherwise. */
export function dayFrom(days: number): Day {
  if (!Number.isInteger(days) || days < 0 || days > 0x7fffffff) throw new RangeError('day out of range')
  return days as Day
}

/** Milliseconds since 1970-01-01 UTC. */
export function instantFrom(milliseconds: number): Instant {
  if (!Number.isFinite(milliseconds)) throw new RangeError('instant out of range')
  return milliseconds as Instant
}

const spoken = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The number that people say aloud: "T-XXXX-XXXX", the first 40 bits of the case id in base 32 without I, L, O and U.
 *  Derived, so that no counter tells how many cases there are; two cases share one only by rare chance. */
export function caseNumber(id: CaseId): string {
  let bits = BigInt(`0x${id.slice(0, 10)}`)
  let text = ''
  for (let i = 0; i < 8; i++) {
    text = spoken.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return `T-${text.slice(0, 4)}-${text.slice(4)}`
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[0-9a-f]*$/.test(text)
}

function hexOf(bytes: Uint8Array, length: number): string {
  if (bytes.length !== length) throw new RangeError(`id of ${length} bytes expected`)
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
