/**
 * Payloads that the protocol itself reads: `open`, `report` and `never` (§5.3).
 * For writers of new epochs and for every reader, because exclusion and frozen heads live here.
 */
import { compareBytes, reader, writer } from './bytes.ts'
import { headBytes, readHeads } from './message.ts'
import type { Head, Inner } from './message.ts'
import { encodeNever, readNever } from './never.ts'
import type { Never } from './never.ts'

/** Why an epoch was opened; for display only, no rule rests on it. */
export const REASONS = ['first', 'newer-keys', 'left', 'excluded', 'gone', 'added', 'other'] as const
export type OpenReason = (typeof REASONS)[number]

export interface Opening {
  /** The head of every author who ever wrote in the stream, sorted by author. */
  readonly frozen: readonly Head[]
  readonly reason: OpenReason
  readonly never: Never
}
export interface ReportBody {
  readonly never: Never
  readonly formVersion: number
  /** A payload of answers (§11.1). */
  readonly answers: Uint8Array
}

/** Payload of `open` (§5.3). */
export function encodeOpening(opening: Opening): Uint8Array {
  const out = writer().u16(opening.frozen.length)
  for (const head of sortHeads(opening.frozen)) out.raw(headBytes(head))
  return out.u8(REASONS.indexOf(opening.reason)).raw(encodeNever(opening.never)).done()
}

/** Reads the payload of `open`; a reason unknown here reads as `other`; throws `broken` (§5.3). */
export function parseOpening(payload: Uint8Array): Opening {
  const from = reader(payload)
  const frozen = readHeads(from, from.u16())
  const reason = REASONS[from.u8()] ?? 'other'
  const never = readNever(from)
  from.end()
  return { frozen, reason, never }
}

/** Payload of `report` (§5.3). */
export function encodeReportBody(body: ReportBody): Uint8Array {
  return writer().raw(encodeNever(body.never)).u16(body.formVersion).field(body.answers).done()
}

/** Reads the payload of `report`; throws `broken` (§5.3). */
export function parseReportBody(payload: Uint8Array): ReportBody {
  const from = reader(payload)
  const never = readNever(from)
  const formVersion = from.u16()
  const answers = from.field()
  from.end()
  return { never, formVersion, answers }
}

/** Reads the payload of `never`: the whole new list; throws `broken` (§5.3). */
export function parseNeverBody(payload: Uint8Array): Never {
  const from = reader(payload)
  const never = readNever(from)
  from.end()
  return never
}

/** The list that a message sets, or null where its type sets none (§5.3). */
export function neverOf(inner: Inner): Never | null {
  if (inner.type === 'report') return parseReportBody(inner.payload).never
  if (inner.type === 'never') return parseNeverBody(inner.payload)
  return inner.type === 'open' ? parseOpening(inner.payload).never : null
}

/** Heads in the order in which structures carry them (§5.1). */
export function sortHeads(heads: readonly Head[]): Head[] {
  return [...heads].sort((a, b) => compareBytes(headBytes(a), headBytes(b)))
}
