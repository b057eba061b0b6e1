/**
 * The envelope of a new case and the server's signed receipt for it (§9.3, §9.4).
 */
import { bytesFromHex, reader, u32, u64, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { H, sign, verify } from './sodium.ts'
import { SIZE, dayFrom, sealedAs } from './types.ts'
import type { CaseId, Ctx, Day, Hash, InstanceId, PublicKey, Sealed, SecretKey } from './types.ts'

export interface Envelope {
  readonly header: Uint8Array
  /** card_R; empty in later epochs and in notes. */
  readonly card: Uint8Array
  readonly wraps: Uint8Array
  readonly back: Uint8Array
  readonly messages: readonly { readonly outer: Uint8Array; readonly body: Sealed<'message'> }[]
}
export interface Receipt {
  readonly day: Day
  readonly rosterSeq: number
  readonly sig: Uint8Array
}
/** What a receipt is about, as the holder of the receipt computes it itself. */
export interface ReceiptSubject {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly ctx0: Ctx
  readonly envelopeHash: Hash<'envelope'>
}

/** envelope (§9.3). */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  const out = writer().field(envelope.header).field(envelope.card).field(envelope.wraps).field(envelope.back)
  return out.field(encodeMessages(envelope.messages)).done()
}

/** Reads an envelope by layout; throws `broken` (§9.3). */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  const from = reader(bytes)
  const header = from.field()
  const card = from.field()
  const wraps = from.field()
  const back = from.field()
  const messages = parseMessages(from.field())
  from.end()
  return { header, card, wraps, back, messages }
}

/** The inside of the messages field: each message an L of outer and body (§9.3). */
export function encodeMessages(messages: Envelope['messages']): Uint8Array {
  const out = writer()
  for (const message of messages) out.field(writer().raw(message.outer).raw(message.body).done())
  return out.done()
}

/** Reads what encodeMessages wrote; throws `broken` (§9.3). */
export function parseMessages(bytes: Uint8Array): Envelope['messages'] {
  const from = reader(bytes)
  const messages = []
  while (from.left() > 0) {
    const message = reader(from.field())
    messages.push({ outer: message.take(SIZE.outer), body: sealedAs('message', message.rest()) })
  }
  return messages
}

/** The hash that makes a retry recognisable and that the receipt signs (§9.4). */
export function envelopeHash(envelope: Uint8Array): Hash<'envelope'> {
  return H('envelope', 'envelope', envelope)
}

/** The server's receipt: 76 bytes, stored with the case in the same transaction (§9.4). */
export function makeReceipt(sk: SecretKey<'receipt'>, subject: ReceiptSubject, day: Day, rosterSeq: number): Uint8Array {
  const sig = sign(sk, 'receipt', ...receiptFields(subject, day, rosterSeq))
  return writer().u32(day).u64(rosterSeq).raw(sig).done()
}

/** Reads a receipt by layout; throws `broken` (§9.4). */
export function parseReceipt(bytes: Uint8Array): Receipt {
  const from = reader(bytes)
  const day = dayFrom(from.u32())
  const rosterSeq = from.u64()
  const sig = from.take(SIZE.sig)
  from.end()
  return { day, rosterSeq, sig }
}

/** Insists that the server of this roster's receipt key took this envelope in; throws `receipt` or `broken` (§9.4). */
export function insistReceipt(pk: PublicKey<'receipt'>, subject: ReceiptSubject, bytes: Uint8Array): Receipt {
  const receipt = parseReceipt(bytes)
  const fields = receiptFields(subject, receipt.day, receipt.rosterSeq)
  if (!verify(pk, receipt.sig, 'receipt', ...fields)) refuse('receipt', 'receipt does not hold')
  return receipt
}

function receiptFields(subject: ReceiptSubject, day: Day, rosterSeq: number): Uint8Array[] {
  return [bytesFromHex(subject.instance), bytesFromHex(subject.caseId), subject.ctx0, subject.envelopeHash, u32(day), u64(rosterSeq)]
}
