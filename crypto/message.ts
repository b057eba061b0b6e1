/**
 * One message: clear outer part, signed inner part, padded and sealed under the epoch key (§5.1, §5.2).
 * For every writer and reader; the signature lies inside the encryption.
 */
import { L, T, concat, insistSorted, isZero, reader, textFromUtf8, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import { refuse } from './error.ts'
import { originByte, readOrigin } from './header.ts'
import type { Origin } from './header.ts'
import { bucketFor, isBucket, padToBucket, unpadBucket } from './pad.ts'
import { partyBytes, readParty, sameParty } from './party.ts'
import type { Party } from './party.ts'
import { H, Hk, open, seal, sign, verify } from './sodium.ts'
import { SIZE, dayFrom, hashOf, sealedAs } from './types.ts'
import type { Ctx, Day, Digest, PublicKey, Sealed, SecretKey, SymmetricKey } from './types.ts'

export const TYPES = {
  report: 1, text: 2, answer: 3, withdraw: 4, never: 5, 'delete-request': 6,
  reply: 16, ask: 17, event: 18, leave: 19,
  note: 32, triage: 33, assign: 34, provenance: 35, proposal: 36, approval: 37, work: 38, open: 48,
} as const
export type MessageType = keyof typeof TYPES
export type AuthorRole = 'reporter-sig' | 'desk-sig' | 'member-sig'

/** The newest message of one author that somebody knows. */
export interface Head {
  readonly author: Party
  readonly n: number
  readonly digest: Digest
}
export interface Outer {
  readonly author: Party
  readonly n: number
  readonly bucket: number
  readonly urgent: boolean
}
export interface FileRef {
  readonly fileId: Uint8Array
  readonly paddedLength: number
  readonly digest: Uint8Array
}
export interface Inner {
  readonly type: MessageType
  readonly origin: Origin
  /** BCP 47, at most 16 ASCII characters. */
  readonly lang: string
  readonly prev: Digest | null
  /** Newest known message of every other author, sorted by author. */
  readonly seen: readonly Head[]
  readonly rosterSeq: number
  /** The author's word; never used for clocks. */
  readonly claimedDay: Day
  readonly files: readonly FileRef[]
  readonly payload: Uint8Array
}
export interface SealedMessage {
  readonly outer: Uint8Array
  readonly body: Sealed<'message'>
  readonly digest: Digest
}
export interface OpenedMessage {
  readonly outer: Outer
  readonly inner: Inner
  readonly digest: Digest
  readonly signed: { readonly outer: Uint8Array; readonly inner: Uint8Array; readonly sig: Uint8Array }
}

/** Signs, pads and seals one message under `ctx`; throws `usage` where it does not fit the largest bucket (§5.2). */
export function sealMessage(
  ctx: Ctx, key: SymmetricKey<'epoch'>, sk: SecretKey<AuthorRole>,
  name: { readonly author: Party; readonly n: number; readonly urgent: boolean }, inner: Inner): SealedMessage {
  const innerBytes = encodeInner(inner)
  const bucket = bucketFor(L(innerBytes).length + 4 + SIZE.sig)
  const outer = encodeOuter({ ...name, bucket })
  const sig = sign(sk, 'msg-sig', ctx, outer, innerBytes)
  const padded = padToBucket(concat(L(innerBytes), L(sig)), bucket)
  const body = sealedAs('message', seal(messageKey(key, ctx), T('msg-ad', ctx, outer), padded))
  return { outer, body, digest: messageDigest(ctx, outer, innerBytes, sig) }
}

/**
 * Opens one message of the epoch of `ctx` by layout and encryption alone: nothing in it may be shown before
 * `authorHolds` said whose it is. Throws `broken` or `newer-version` (§5.2).
 */
export function openMessage(
  ctx: Ctx, key: SymmetricKey<'epoch'>, outerBytes: Uint8Array, body: Uint8Array): OpenedMessage {
  const outer = parseOuter(outerBytes)
  const padded = open(messageKey(key, ctx), T('msg-ad', ctx, outerBytes), body)
  const from = reader(unpadBucket(padded, outer.bucket))
  const innerBytes = from.field()
  const sig = from.field()
  from.end()
  if (sig.length !== SIZE.sig) refuse('broken', 'signature of the wrong length')
  const inner = parseInner(innerBytes, outer.author)
  const digest = messageDigest(ctx, outerBytes, innerBytes, sig)
  return { outer, inner, digest, signed: { outer: outerBytes, inner: innerBytes, sig } }
}

/** Whether the holder of `pk` signed this message under this epoch (§5.2). */
export function authorHolds(ctx: Ctx, message: OpenedMessage, pk: PublicKey<AuthorRole>): boolean {
  const { outer, inner, sig } = message.signed
  return verify(pk, sig, 'msg-sig', ctx, outer, inner)
}

/** outer: 30 bytes in clear; urgent only from the reporter (§5.1). */
export function encodeOuter(outer: Outer): Uint8Array {
  if (outer.urgent && outer.author.kind !== 'reporter') refuse('usage', 'only the reporter marks danger')
  return writer().raw(partyBytes(outer.author)).u64(outer.n).u32(outer.bucket).u8(outer.urgent ? 1 : 0).done()
}

/** Reads outer; throws `broken` for a bucket that is none and for an urgency mark where none is due (§5.1). */
export function parseOuter(bytes: Uint8Array): Outer {
  const from = reader(bytes)
  const author = readParty(from)
  const n = from.u64()
  const bucket = from.u32()
  const urgent = from.u8()
  from.end()
  if (!isBucket(bucket)) refuse('broken', 'no such bucket')
  if (urgent > 1 || (urgent === 1 && author.kind !== 'reporter')) refuse('broken', 'urgency mark')
  return { author, n, bucket, urgent: urgent === 1 }
}

/** author17 ‖ u64 n ‖ digest32: an entry of `seen` and of the frozen vector (§5.1). */
export function headBytes(head: Head): Uint8Array {
  return writer().raw(partyBytes(head.author)).u64(head.n).raw(head.digest).done()
}

/** Reads `count` heads, at most one for each author, sorted; throws `broken` (§5.1). */
export function readHeads(from: Reader, count: number): Head[] {
  const heads = Array.from({ length: count }, () => {
    const author = readParty(from)
    return { author, n: from.u64(), digest: hashOf('message', from.take(SIZE.hash)) }
  })
  insistSorted(heads.map((head) => partyBytes(head.author)))
  return heads
}

/** inner: what the author signs (§5.1). */
export function encodeInner(inner: Inner): Uint8Array {
  if (!/^[A-Za-z0-9-]{2,16}$/.test(inner.lang)) refuse('usage', 'language tag')
  const lang = new Uint8Array(16)
  lang.set(new TextEncoder().encode(inner.lang))
  const out = writer()
    .u8(TYPES[inner.type]).u8(originByte(inner.origin)).raw(lang)
    .raw(inner.prev ?? new Uint8Array(SIZE.hash)).u8(inner.seen.length)
  for (const head of inner.seen) out.raw(headBytes(head))
  out.u64(inner.rosterSeq).u32(inner.claimedDay).u8(inner.files.length)
  for (const file of inner.files) out.raw(file.fileId).u64(file.paddedLength).raw(file.digest)
  return out.field(inner.payload).done()
}

function parseInner(bytes: Uint8Array, author: Party): Inner {
  const from = reader(bytes)
  const type = typeOf(from.u8())
  const origin = readOrigin(from)
  const lang = textFromUtf8(from.take(16)).replace(/\0+$/, '')
  if (!/^[A-Za-z0-9-]{2,16}$/.test(lang)) refuse('broken', 'language tag')
  const prev = from.take(SIZE.hash)
  const seen = readHeads(from, from.u8())
  if (seen.some((head) => sameParty(head.author, author))) refuse('broken', 'author among the seen')
  const rosterSeq = from.u64()
  const claimedDay = dayFrom(from.u32())
  const files = Array.from({ length: from.u8() }, () => (
    { fileId: from.take(SIZE.id), paddedLength: from.u64(), digest: from.take(SIZE.hash) }))
  const payload = from.field()
  from.end()
  return { type, origin, lang, seen, rosterSeq, claimedDay, files, payload, prev: isZero(prev) ? null : hashOf('message', prev) }
}

function typeOf(byte: number): MessageType {
  return Object.keys(TYPES).filter(isType).find((type) => TYPES[type] === byte) ?? refuse('newer-version', 'type of message')
}

function isType(name: string): name is MessageType {
  return name in TYPES
}

function messageKey(key: SymmetricKey<'epoch'>, ctx: Ctx): Uint8Array {
  return Hk(key, 'msg-key', ctx)
}

function messageDigest(ctx: Ctx, outer: Uint8Array, inner: Uint8Array, sig: Uint8Array): Digest {
  return H('message', 'msg-digest', ctx, outer, inner, sig)
}
