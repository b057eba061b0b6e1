/**
 * Signed frames and transmissions: the outer shapes of every request that changes something (§12.1, §12.2).
 * For both ends of the line; sizes and layout only, nothing here says what may be believed.
 */
import { ascii, hexFromBytes, reader, writer } from './bytes.ts'
import type { Reader, Writer } from './bytes.ts'
import { refuse } from './error.ts'
import { encodeMessages, parseMessages } from './receipt.ts'
import type { Envelope } from './receipt.ts'
import { REQUESTER_KIND, isAction } from './request.ts'
import type { Action } from './request.ts'
import { SIZE } from './types.ts'

/** u8 party kind (1 reporter, 3 member, 4 outside reader) ‖ id32 ‖ challenge52 ‖ L(action) ‖ sig64 ‖ L(body) (§12.1). */
export interface Frame {
  readonly party: keyof typeof REQUESTER_KIND
  readonly id: Uint8Array
  readonly challenge: Uint8Array
  readonly action: Action
  readonly sig: Uint8Array
  readonly body: Uint8Array
}

/** Bytes of a frame; 157 bytes, the action's name and the body (§12.1). */
export function frameBytes(frame: Frame): Uint8Array {
  return writer()
    .u8(REQUESTER_KIND[frame.party])
    .raw(frame.id)
    .raw(frame.challenge)
    .field(ascii(frame.action))
    .raw(frame.sig)
    .field(frame.body)
    .done()
}

/** Reads a frame; an unknown action is `newer-version`, any other fault `broken`; signatures are not looked at (§12.1). */
export function parseFrame(bytes: Uint8Array): Frame {
  const from = reader(bytes)
  const kind = from.u8()
  const party = kind === 1 ? 'reporter' : kind === 3 ? 'member' : kind === 4 ? 'outside' : refuse('broken', 'party of a frame')
  const id = from.take(SIZE.hash)
  const challenge = from.take(SIZE.challenge)
  const action = actionFrom(from.field(16))
  const sig = from.take(SIZE.sig)
  const body = from.field()
  from.end()
  return { party, id, challenge, action, sig, body }
}

/** A sealed message as it travels: the clear outer part and the body (§5.1). */
export type WireMessage = Envelope['messages'][number]

/** The head of an author that the opener saw, in clear, so that the server can refuse when it has moved on. */
export interface WireHead {
  readonly author: Uint8Array
  readonly n: number
}

/** What a new epoch brings along with its first messages (§12.2). */
export interface WireEpoch {
  readonly header: Uint8Array
  readonly wraps: readonly Uint8Array[]
  readonly back: Uint8Array
  readonly heads: readonly WireHead[]
}

/** A file that a message of the transmission lists, in clear, so that the server can insist on all of its parts. */
export interface WireFile {
  readonly fileId: Uint8Array
  readonly parts: number
}

/** Messages of one author for one epoch of one stream; `opens` only where that epoch is new (§12.2). */
export interface Transmission {
  readonly stream: Uint8Array
  readonly epoch: number
  readonly opens: WireEpoch | null
  readonly messages: readonly WireMessage[]
  /** Absent where no message lists one. */
  readonly files?: readonly WireFile[]
}

/**
 * stream17 ‖ u32 epoch ‖ L(header) ‖ L(wraps) ‖ L(back) ‖ L(heads) ‖ L(messages), and L(files) where there are any; the
 * four in the middle empty without a new epoch (§12.2).
 */
export function transmissionBytes(transmission: Transmission): Uint8Array {
  const { opens } = transmission
  const out = writer().raw(transmission.stream).u32(transmission.epoch)
  if (opens === null) out.u32(0).u32(0).u32(0).u32(0)
  else {
    out.field(opens.header).field(joined(opens.wraps)).field(opens.back).field(headsBytes(opens.heads))
  }
  return withFiles(out.field(encodeMessages(transmission.messages)), transmission.files ?? [])
}

/** Reads a transmission with at least one message; any fault is `broken` (§12.2). */
export function parseTransmission(bytes: Uint8Array): Transmission {
  const from = reader(bytes)
  const stream = from.take(SIZE.stream)
  const epoch = from.u32()
  const header = from.field()
  const wraps = cutWraps(from.field())
  const back = from.field(SIZE.back)
  const heads = from.field()
  const messages = parseMessages(from.field())
  const listed = takeFiles(from)
  const said = listed.length === 0 ? { messages } : { messages, files: listed }
  if (messages.length === 0) refuse('broken', 'no message')
  if (header.length === 0) {
    if (wraps.length + back.length + heads.length > 0) refuse('broken', 'parts of an epoch without its header')
    return { stream, epoch, opens: null, ...said }
  }
  if (back.length !== 0 && back.length !== SIZE.back) refuse('broken', 'back link')
  return { stream, epoch, opens: { header, wraps, back, heads: parseHeads(heads) }, ...said }
}

/** Puts L(u8 count ‖ count × (file_id16 ‖ u32 parts)) at the end of a structure; nothing at all without a file (§12.2). */
export function withFiles(out: Writer, files: readonly WireFile[]): Uint8Array {
  if (files.length === 0) return out.done()
  const list = writer().u8(files.length)
  for (const file of files) list.raw(file.fileId).u32(file.parts)
  return out.field(list.done()).done()
}

/** Reads the end of a structure: the files that it lists, none twice, none without a part; an empty list that is present is `broken` (§12.2). */
export function takeFiles(from: Reader): WireFile[] {
  if (from.left() === 0) return []
  const list = reader(from.field())
  from.end()
  const files = Array.from({ length: list.u8() }, () => ({ fileId: list.take(SIZE.id), parts: list.u32() }))
  list.end()
  if (files.length === 0 || files.some((file) => file.parts === 0)) refuse('broken', 'list of files')
  if (new Set(files.map((file) => hexFromBytes(file.fileId))).size !== files.length) refuse('broken', 'file listed twice')
  return files
}

/** Cuts joined wraps of 1192 bytes each apart; a rest is `broken`. */
export function cutWraps(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length % SIZE.wrap !== 0) refuse('broken', 'length of the wraps')
  return Array.from({ length: bytes.length / SIZE.wrap }, (_, i) => bytes.slice(i * SIZE.wrap, (i + 1) * SIZE.wrap))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = writer()
  for (const part of parts) out.raw(part)
  return out.done()
}

function headsBytes(heads: readonly WireHead[]): Uint8Array {
  const out = writer().u16(heads.length)
  for (const head of heads) out.raw(head.author).u64(head.n)
  return out.done()
}

function parseHeads(bytes: Uint8Array): WireHead[] {
  const from = reader(bytes)
  const heads = Array.from({ length: from.u16() }, () => ({ author: from.take(SIZE.party), n: from.u64() }))
  from.end()
  return heads
}

function actionFrom(bytes: Uint8Array): Action {
  const text = String.fromCharCode(...bytes)
  return isAction(text) ? text : refuse('newer-version', 'action of a frame')
}
