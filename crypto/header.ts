/**
 * The header of an epoch: which case, stream, roster and readers a key belongs to, in clear and hashed into
 * everything sealed under it (§4.1).
 */
import { insistSorted, isZero, reader, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import { outsideCardHash, reporterCardHash } from './card.ts'
import type { ReporterCard } from './card.ts'
import { deskCardHash } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import { refuse } from './error.ts'
import { OUTSIDE, REPORTER, deskParty, partyBytes, readParty, readStream, streamBytes } from './party.ts'
import type { Party, Stream } from './party.ts'
import { H } from './sodium.ts'
import { SIZE, caseIdFromBytes, hashOf, instanceIdFrom, rosterHashFrom } from './types.ts'
import type { CaseId, Ctx, Hash, InstanceId, RootFp, RosterHash } from './types.ts'

export const ORIGINS = ['browser', 'server', 'staff'] as const
/** Where text was sealed: in a browser, by the server without JavaScript, or taken down by staff (reserved). */
export type Origin = (typeof ORIGINS)[number]

export interface Recipient {
  readonly party: Party
  /** 0 where the party is no desk. */
  readonly deskEpoch: number
  readonly cardHash: Hash<'card'>
}
export interface Header {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly stream: Stream
  readonly epoch: number
  readonly prevCtx: Ctx | null
  readonly anchor: Ctx | null
  readonly opener: Party
  readonly origin: Origin
  readonly hasBack: boolean
  readonly rootFp: RootFp
  readonly rosterSeq: number
  readonly rosterHash: RosterHash
  readonly commit: Hash<'commit'>
  /** In order of their bytes. */
  readonly recipients: readonly Recipient[]
}

/** recipient: 53 bytes (§4.1). */
export function recipientBytes(recipient: Recipient): Uint8Array {
  return writer().raw(partyBytes(recipient.party)).u32(recipient.deskEpoch).raw(recipient.cardHash).done()
}

/** The reporter as recipient (§4.1). */
export function reporterRecipient(card: ReporterCard): Recipient {
  return { party: REPORTER, deskEpoch: 0, cardHash: reporterCardHash(card) }
}

/** The reader of a copy as recipient (§4.1, §14). */
export function outsideRecipient(card: ReporterCard): Recipient {
  return { party: OUTSIDE, deskEpoch: 0, cardHash: outsideCardHash(card) }
}

/** A desk as recipient, at the epoch and keys of this card (§4.1). */
export function deskRecipient(card: DeskCard): Recipient {
  return { party: deskParty(card.deskId), deskEpoch: card.epoch, cardHash: deskCardHash(card) }
}

/** header: 259 bytes and 53 for each recipient; recipients must be in order already, else parseHeader refuses it (§4.1). */
export function encodeHeader(header: Header): Uint8Array {
  const zero = new Uint8Array(SIZE.hash)
  const out = writer()
    .u8(1).u8(1).hex(header.instance).hex(header.caseId).raw(streamBytes(header.stream)).u32(header.epoch)
    .raw(header.prevCtx ?? zero).raw(header.anchor ?? zero).raw(partyBytes(header.opener))
    .u8(originByte(header.origin)).u8(header.hasBack ? 1 : 0)
    .raw(header.rootFp).u64(header.rosterSeq).hex(header.rosterHash).raw(header.commit).u8(header.recipients.length)
  for (const recipient of header.recipients) out.raw(recipientBytes(recipient))
  return out.done()
}

/** Reads a header by layout alone; the rules are acceptance.ts. Throws `newer-version` or `broken` (§4.1). */
export function parseHeader(bytes: Uint8Array): Header {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of the header')
  if (from.u8() !== 1) refuse('newer-version', 'suite')
  const instance = instanceIdFrom(from.take(SIZE.id))
  const caseId = caseIdFromBytes(from.take(SIZE.hash))
  const stream = readStream(from)
  const epoch = from.u32()
  const prev = from.take(SIZE.hash)
  const anchor = from.take(SIZE.hash)
  const opener = readParty(from)
  const origin = readOrigin(from)
  const hasBack = from.u8()
  if (hasBack > 1) refuse('broken', 'back is neither there nor not')
  const rootFp = hashOf('root-fp', from.take(SIZE.hash))
  const rosterSeq = from.u64()
  const rosterHash = rosterHashFrom(from.take(SIZE.hash))
  const commit = hashOf('commit', from.take(SIZE.hash))
  const recipients = Array.from({ length: from.u8() }, () => readRecipient(from))
  from.end()
  insistSorted(recipients.map(recipientBytes))
  return {
    instance, caseId, stream, epoch, opener, origin, rootFp, rosterSeq, rosterHash, commit, recipients,
    prevCtx: optionalCtx(prev), anchor: optionalCtx(anchor), hasBack: hasBack === 1,
  }
}

/** ctx = H("ctx", header): what wraps, back link, messages and signatures of the epoch are bound to (§4.1). */
export function ctxOf(headerBytes: Uint8Array): Ctx {
  return H('ctx', 'ctx', headerBytes)
}

/** The byte of an origin: 1 browser, 2 server, 3 taken down by staff (§4.1). */
export function originByte(origin: Origin): number {
  return ORIGINS.indexOf(origin) + 1
}

/** Reads the byte of an origin; unknown ones are `newer-version` (§4.1). */
export function readOrigin(from: Reader): Origin {
  return ORIGINS[from.u8() - 1] ?? refuse('newer-version', 'origin')
}

function readRecipient(from: Reader): Recipient {
  const party = readParty(from)
  const deskEpoch = from.u32()
  if ((party.kind === 'desk') === (deskEpoch === 0)) refuse('broken', 'desk epoch where none is due, or none where one is')
  return { party, deskEpoch, cardHash: hashOf('card', from.take(SIZE.hash)) }
}

function optionalCtx(bytes: Uint8Array): Ctx | null {
  return isZero(bytes) ? null : hashOf('ctx', bytes)
}
