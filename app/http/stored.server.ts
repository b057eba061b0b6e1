// Between what travels and what is stored: keys of epochs and summaries are sealed once more under the case's shred key on their
// way in and opened on their way out, so that destroying one key of 32 bytes destroys every copy of the case in any dump.

import {
  ctxOf, openFromShred, openRecordFromShred, parseHeader, parseRecord, recipientNamed, sealForShred, sealRecordForShred,
  type EpochFacts, type SymmetricKey, type TransmissionFacts,
} from '#crypto/server.ts'
import { hexFrom } from '#db/bytes.server.ts'
import type { NewSummary } from '#db/steps/summary.server.ts'
import type { NewEpoch, Transmission } from '#db/steps/transmission.server.ts'
import type { DeskId } from '#db/model/ids.ts'
import type { StreamRows as AnsweredStream } from '#crypto/answers.ts'
import type { StreamRows } from '#db/queries/stream-rows.server.ts'
import { base64From } from './base64.server.ts'
import { Refused } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

/** A new epoch as the database takes it; `heads` as the opener froze them. */
export function storedEpoch(shredKey: SymmetricKey<'shred'>, epoch: EpochFacts, heads: NewEpoch['heads']): NewEpoch {
  const { header, headerBytes, ctx, wraps, back } = epoch
  return {
    epoch: header.epoch,
    header: headerBytes,
    ctx,
    anchor: header.anchor ?? new Uint8Array(32),
    back: back.length === 0 ? null : sealForShred(shredKey, ctx, 'back', back),
    wraps: wraps.map(({ recipient, party17, wrap }) => ({
      party: party17, deskEpoch: recipient.deskEpoch, sealed: sealForShred(shredKey, ctx, recipient, wrap),
    })),
    rosterSeq: header.rosterSeq,
    rosterHash: header.rosterHash,
    heads,
  }
}

/** Messages, and their new epoch if there is one, as the database takes them. */
export function storedTransmission(shredKey: SymmetricKey<'shred'>, facts: TransmissionFacts): Transmission {
  return {
    stream: facts.stream17,
    epoch: facts.epochNumber,
    opens: facts.opens === null ? null : storedEpoch(shredKey, facts.opens, facts.opens.heads),
    messages: facts.messages.map(({ author17, n, urgent, outer, body }) => ({ author: author17, n, urgent, outer, body })),
    files: facts.files,
  }
}

/** A summary record as the database takes it; refuses `broken` unless it is the summary of a case by this desk. */
export function storedSummary(shredKey: SymmetricKey<'shred'>, deskId: DeskId, record: Uint8Array): NewSummary {
  const { head, headBytes } = parseRecord(record)
  if (head.kind !== 'summary' || head.owner.kind !== 'desk' || head.owner.id !== deskId) throw new Refused(refusal('broken'))
  return { version: head.version, head: headBytes, sealed: sealRecordForShred(shredKey, headBytes, record) }
}

/** The record that `storedSummary` took, in base64url. */
export function openedSummary(shredKey: SymmetricKey<'shred'>, stored: { readonly head: Uint8Array; readonly sealed: Uint8Array }): string {
  return base64From(openRecordFromShred(shredKey, stored.head, stored.sealed))
}

/** Rows of a stream as their reader gets them: wraps and back links opened from the shred layer, empty where there is none. */
export function openedStream(shredKey: SymmetricKey<'shred'>, rows: StreamRows): AnsweredStream {
  return {
    stream: hexFrom(rows.stream),
    epochs: rows.epochs.map(({ header, wrap, back }) => {
      const ctx = ctxOf(header)
      return {
        header: base64From(header),
        wrap: wrap === null ? '' : base64From(openedWrap(shredKey, header, wrap)),
        back: back === null ? '' : base64From(openFromShred(shredKey, ctx, 'back', back)),
      }
    }),
    messages: rows.messages.map(({ epoch, outer, body, day }) => ({ epoch, outer: base64From(outer), body: base64From(body), day })),
    ...(rows.files.length === 0 ? {} : { files: rows.files.map(({ fileId, ...file }) => ({ fileId: hexFrom(fileId), ...file })) }),
  }
}

function openedWrap(shredKey: SymmetricKey<'shred'>, header: Uint8Array, wrap: { readonly party: Uint8Array; readonly sealed: Uint8Array }): Uint8Array {
  const recipient = recipientNamed(parseHeader(header), wrap.party)
  // A row that names somebody whom the header does not: the database was changed by hand. The browser says so.
  return recipient === null ? new Uint8Array(0) : openFromShred(shredKey, ctxOf(header), recipient, wrap.sealed)
}

/** The oldest roster that a header of the stream names; every file from there on goes along. */
export function oldestRoster(rows: StreamRows): number {
  return Math.min(...rows.epochs.map(({ header }) => parseHeader(header).rosterSeq))
}
