/**
 * Body of `copy`: an envelope for somebody outside, and the note in which the desk keeps what it was (§12.3, §14).
 * For the member's device that makes it and the server that stores it; whoever reads the copy checks it again.
 */
import { hexFromBytes, reader, sameBytes, writer } from './bytes.ts'
import { parseReporterCard } from './card.ts'
import type { ReporterCard } from './card.ts'
import { refuse } from './error.ts'
import { outsideRecipient, parseHeader, recipientBytes } from './header.ts'
import { readEpoch, readMessage, transmissionFacts } from './intake.ts'
import type { EpochFacts, MessageFacts, TransmissionFacts } from './intake.ts'
import { sameParty } from './party.ts'
import { parseEnvelope } from './receipt.ts'
import { SIZE, caseIdFromBytes } from './types.ts'
import type { CaseId, InstanceId } from './types.ts'
import { cutWraps, parseTransmission, transmissionBytes } from './wire.ts'
import type { Transmission } from './wire.ts'

export interface CopyBody {
  /** The case that was copied from: the server's link, nothing in the envelope names it. */
  readonly caseId: string
  readonly deskId: string
  /** The last day on which the server hands the copy out. */
  readonly untilDay: number
  readonly envelope: Uint8Array
  readonly notes: Transmission
  /** The entry in the record (§15), as it stands behind its own length. */
  readonly audit: Uint8Array
}

/** case_id32 ‖ desk_id16 ‖ u32 until_day ‖ L(envelope) ‖ L(transmission of notes) ‖ L(audit) (§12.3). */
export function copyBodyBytes(body: CopyBody): Uint8Array {
  return writer().hex(body.caseId).hex(body.deskId).u32(body.untilDay).field(body.envelope)
    .field(transmissionBytes(body.notes)).field(body.audit).done()
}

/** Reads a `copy` body by layout alone; any fault is `broken` (§12.3). */
export function parseCopyBody(bytes: Uint8Array): CopyBody {
  const from = reader(bytes)
  const caseId = hexFromBytes(from.take(SIZE.hash))
  const deskId = hexFromBytes(from.take(SIZE.id))
  const untilDay = from.u32()
  const envelope = from.field()
  const notes = parseTransmission(from.field())
  const audit = from.field()
  from.end()
  return { caseId, deskId, untilDay, envelope, notes, audit }
}

export interface CopyFacts {
  readonly caseId: CaseId
  readonly deskId: string
  readonly untilDay: number
  readonly copyId: CaseId
  readonly card: ReporterCard
  readonly cardBytes: Uint8Array
  readonly epoch: EpochFacts
  readonly messages: readonly MessageFacts[]
  /** Into the notes of the desk, in the case that was copied from. */
  readonly notes: TransmissionFacts
  readonly audit: Uint8Array
}

/**
 * What the server may know of a copy before it stores it: one epoch for the holder of the card and the desk that
 * made it, its opening and one message, and words for that desk's own notes. Throws `broken` or `newer-version` (§14).
 */
export function readCopy(instance: InstanceId, bytes: Uint8Array): CopyFacts {
  const body = parseCopyBody(bytes)
  const caseId = caseIdFromBytes(reader(bytes).take(SIZE.hash))
  const envelope = parseEnvelope(body.envelope)
  const copyId = parseHeader(envelope.header).caseId
  const card = parseReporterCard(instance, copyId, envelope.card)
  const epoch = readEpoch(instance, copyId, envelope.header, cutWraps(envelope.wraps), envelope.back)
  const messages = envelope.messages.map(readMessage)
  const { stream, epoch: number, opener, anchor, recipients } = epoch.header
  if (stream.kind !== 'copy' || number !== 0 || anchor !== null) refuse('broken', 'not a new copy')
  if (opener.kind !== 'desk' || opener.id !== body.deskId) refuse('broken', 'copy by another desk')
  const outside = recipientBytes(outsideRecipient(card))
  const due = recipients.length === 2 && recipients.some(({ party }) => sameParty(party, opener)) &&
    recipients.some((recipient) => sameBytes(recipientBytes(recipient), outside))
  if (!due) refuse('broken', 'copy for somebody else')
  if (messages.length !== 2 || messages.some(({ author, n }, i) => n !== i || !sameParty(author, opener))) refuse('broken', 'not the two messages of a copy')
  const notes = transmissionFacts(instance, caseId, body.notes)
  if (notes.stream.kind !== 'notes' || notes.stream.desk !== body.deskId) refuse('broken', 'copy without a note of it')
  return { caseId, deskId: body.deskId, untilDay: body.untilDay, copyId, card, cardBytes: envelope.card, epoch, messages, notes, audit: body.audit }
}
