/**
 * What a server may know of sealed things before it stores them (§12.4): layout, names, numbers, hashes.
 * For the server's door; it opens nothing, and whoever reads later checks everything again.
 */
import { reader, sameBytes } from './bytes.ts'
import { caseIdFrom, readReporterCard } from './card.ts'
import type { ReporterCard } from './card.ts'
import { refuse } from './error.ts'
import { ctxOf, parseHeader } from './header.ts'
import type { Header, Recipient } from './header.ts'
import { parseOuter } from './message.ts'
import { partyBytes, readStream, streamBytes } from './party.ts'
import type { Party, Stream } from './party.ts'
import { envelopeHash, parseEnvelope } from './receipt.ts'
import { SIZE } from './types.ts'
import type { CaseId, Ctx, Hash, InstanceId } from './types.ts'
import { cutWraps, parseTransmission } from './wire.ts'
import type { Transmission, WireFile, WireHead, WireMessage } from './wire.ts'

/** The reporter and sixteen desks: what a server takes, because whoever sends decides how much it must plan and store. */
const MOST_READERS = 17

/** One sealed message with the numbers that stand outside its seal. */
export interface MessageFacts {
  readonly author: Party
  readonly author17: Uint8Array
  readonly n: number
  readonly bucket: number
  readonly urgent: boolean
  readonly outer: Uint8Array
  readonly body: Uint8Array
}

/** A new epoch; `wraps` in the order of `header.recipients`; `back` empty where there is none. */
export interface EpochFacts {
  readonly header: Header
  readonly headerBytes: Uint8Array
  readonly ctx: Ctx
  readonly wraps: readonly { readonly recipient: Recipient; readonly party17: Uint8Array; readonly wrap: Uint8Array }[]
  readonly back: Uint8Array
}

export interface EnvelopeFacts {
  readonly caseId: CaseId
  readonly card: ReporterCard
  readonly cardBytes: Uint8Array
  readonly epoch: EpochFacts
  readonly messages: readonly MessageFacts[]
  readonly envelopeHash: Hash<'envelope'>
}

/** Reads a new report: epoch 0 of talk by the reporter, with exactly her first message; throws `broken` or `newer-version` (§9.3). */
export function readEnvelope(instance: InstanceId, body: Uint8Array): EnvelopeFacts {
  const envelope = parseEnvelope(body)
  const card = readReporterCard(envelope.card)
  const caseId = caseIdFrom(instance, card)
  const epoch = readEpoch(instance, caseId, envelope.header, cutWraps(envelope.wraps), envelope.back)
  const messages = envelope.messages.map(readMessage)
  const { header } = epoch
  const first = messages[0]
  if (header.stream.kind !== 'talk' || header.epoch !== 0 || header.opener.kind !== 'reporter') refuse('broken', 'not a new report')
  if (messages.length !== 1 || first?.author.kind !== 'reporter' || first.n !== 0) refuse('broken', 'not one first message')
  return { caseId, card, cardBytes: envelope.card, epoch, messages, envelopeHash: envelopeHash(body) }
}

export interface TransmissionFacts {
  readonly stream: Stream
  readonly stream17: Uint8Array
  readonly epochNumber: number
  readonly opens: (EpochFacts & { readonly heads: readonly WireHead[] }) | null
  /** All of one author, n ascending by one. */
  readonly author: Party
  readonly messages: readonly MessageFacts[]
  /** Files that these messages list: all of their parts must be here. */
  readonly files: readonly WireFile[]
}

/** Reads messages for a case that exists, perhaps with a new epoch; one author, numbers in a row; throws `broken` or `newer-version` (§12.2). */
export function readTransmission(instance: InstanceId, caseId: CaseId, body: Uint8Array): TransmissionFacts {
  return transmissionFacts(instance, caseId, parseTransmission(body))
}

/** As readTransmission, for one that parseWriteBody has taken apart already. */
export function transmissionFacts(instance: InstanceId, caseId: CaseId, sent: Transmission): TransmissionFacts {
  const stream = readStream(reader(sent.stream))
  const messages = sent.messages.map(readMessage)
  const first = messages[0] ?? refuse('broken', 'no message')
  messages.forEach((message, i) => {
    if (!sameBytes(message.author17, first.author17) || message.n !== first.n + i) refuse('broken', 'messages not in a row')
  })
  const parts = { stream, stream17: sent.stream, epochNumber: sent.epoch, author: first.author, messages, files: sent.files ?? [] }
  if (sent.opens === null) return { ...parts, opens: null }
  const epoch = readEpoch(instance, caseId, sent.opens.header, sent.opens.wraps, sent.opens.back)
  const { header } = epoch
  if (header.epoch !== sent.epoch || !sameBytes(streamBytes(header.stream), sent.stream)) refuse('broken', 'header of another epoch')
  return { ...parts, opens: { ...epoch, heads: sent.opens.heads } }
}

/** A new epoch by layout: of this instance and case, with as many wraps as recipients; throws `broken` or `newer-version` (§9.3). */
export function readEpoch(
  instance: InstanceId, caseId: CaseId, headerBytes: Uint8Array, wraps: readonly Uint8Array[], back: Uint8Array): EpochFacts {
  const header = parseHeader(headerBytes)
  if (header.instance !== instance || header.caseId !== caseId) refuse('broken', 'header of another case')
  if (header.recipients.length === 0 || header.recipients.length > MOST_READERS) refuse('broken', 'epoch for nobody, or for a crowd')
  if (wraps.length !== header.recipients.length) refuse('broken', 'wraps do not match the recipients')
  if (back.length !== (header.hasBack ? SIZE.back : 0)) refuse('broken', 'back link does not match the header')
  const named = header.recipients.map((recipient, i) => ({
    recipient,
    party17: partyBytes(recipient.party),
    wrap: wraps[i] ?? refuse('broken', 'wrap missing'),
  }))
  return { header, headerBytes, ctx: ctxOf(headerBytes), wraps: named, back }
}

/** One message by layout: the size that its bucket says; throws `broken` (§5.1). */
export function readMessage(message: WireMessage): MessageFacts {
  const outer = parseOuter(message.outer)
  if (message.body.length !== outer.bucket + SIZE.nonce + SIZE.tag) refuse('broken', 'size of a message')
  return { ...outer, author17: partyBytes(outer.author), outer: message.outer, body: message.body }
}

/** The recipient of this party17 in a header, as shredding wants it named; null where it is none (§10). */
export function recipientNamed(header: Header, party17: Uint8Array): Recipient | null {
  return header.recipients.find((recipient) => sameBytes(partyBytes(recipient.party), party17)) ?? null
}
