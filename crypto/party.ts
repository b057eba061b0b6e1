/**
 * Who writes or reads (party), and where (stream): the two small names inside every structure (§1.6).
 */
import { bytesFromHex, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import { refuse } from './error.ts'
import { deskIdFrom, memberIdFrom } from './types.ts'
import type { DeskId, MemberId } from './types.ts'

export type Party =
  | { readonly kind: 'reporter' }
  | { readonly kind: 'desk'; readonly id: DeskId }
  | { readonly kind: 'member'; readonly id: MemberId }
  | { readonly kind: 'outside' }

/** Kind 5 is reserved and refused as `newer-version`. */
export type Stream =
  | { readonly kind: 'talk' }
  | { readonly kind: 'room' }
  | { readonly kind: 'notes'; readonly desk: DeskId }
  | { readonly kind: 'copy' }

export const REPORTER: Party = { kind: 'reporter' }
export const OUTSIDE: Party = { kind: 'outside' }
export const TALK: Stream = { kind: 'talk' }
export const ROOM: Stream = { kind: 'room' }
export const COPY: Stream = { kind: 'copy' }
const STREAM_KIND = { talk: 1, room: 2, notes: 3, copy: 4 } as const
const PARTY_KIND = { reporter: 1, desk: 2, member: 3, outside: 4 } as const

const NOBODY = '0'.repeat(32)

/** A desk as author or recipient (§1.6). */
export function deskParty(id: DeskId): Party {
  return { kind: 'desk', id }
}

/** A member as author (§1.6). */
export function memberParty(id: MemberId): Party {
  return { kind: 'member', id }
}

/** party17: kind, then 16 bytes of id, zero for the reporter and an outside reader (§1.6). */
export function partyBytes(party: Party): Uint8Array {
  return writer().u8(PARTY_KIND[party.kind]).hex(idOf(party)).done()
}

/** party17 as hexadecimal text: the key under which maps hold an author. */
export function partyKey(party: Party): string {
  return `0${PARTY_KIND[party.kind]}${idOf(party)}`
}

/** Reads party17; an unknown kind is `newer-version`, an id where none is due `broken` (§1.6). */
export function readParty(from: Reader): Party {
  const kind = from.u8()
  const id = from.take(16)
  if (kind === 2) return { kind: 'desk', id: deskIdFrom(id) }
  if (kind === 3) return { kind: 'member', id: memberIdFrom(id) }
  if (kind !== 1 && kind !== 4) return refuse('newer-version', 'kind of party')
  if (id.some((byte) => byte !== 0)) refuse('broken', 'id where none is due')
  return kind === 1 ? REPORTER : OUTSIDE
}

/** Whether two names mean the same party. */
export function sameParty(a: Party, b: Party): boolean {
  return a.kind === b.kind && idOf(a) === idOf(b)
}

/** The notes of one desk (§1.6). */
export function notesOf(desk: DeskId): Stream {
  return { kind: 'notes', desk }
}

/** stream17: kind (1 talk, 2 room, 3 notes, 4 copy), then the desk id, zero for all but notes (§1.6). */
export function streamBytes(stream: Stream): Uint8Array {
  return writer().u8(STREAM_KIND[stream.kind]).hex(stream.kind === 'notes' ? stream.desk : NOBODY).done()
}

/** Reads stream17; an unknown kind is `newer-version`, a desk where none is due `broken` (§1.6). */
export function readStream(from: Reader): Stream {
  const kind = from.u8()
  const id = from.take(16)
  if (kind === 3) return { kind: 'notes', desk: deskIdFrom(id) }
  const stream = [TALK, ROOM, COPY].find((held) => STREAM_KIND[held.kind] === kind) ?? refuse('newer-version', 'kind of stream')
  if (id.some((byte) => byte !== 0)) refuse('broken', 'desk where none is due')
  return stream
}

/** Whether two names mean the same stream. */
export function sameStream(a: Stream, b: Stream): boolean {
  return a.kind === 'notes' ? b.kind === 'notes' && a.desk === b.desk : a.kind === b.kind
}

/** Raw bytes of an id in hexadecimal text. */
export function idBytes(id: string): Uint8Array {
  return bytesFromHex(id)
}

function idOf(party: Party): string {
  return party.kind === 'desk' || party.kind === 'member' ? party.id : NOBODY
}
