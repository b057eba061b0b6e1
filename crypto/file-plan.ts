/**
 * Sizes and places inside a sealed file (§13.1): plain bytes, chunks of the stream, parts on the line.
 */
import { refuse } from './error.ts'
import { padmeLength } from './padme.ts'

export const FILE_HEADER = 24
export const CHUNK = 65_536
/** What the stream adds to each chunk: one byte of tag, sixteen that authenticate. */
export const CHUNK_MORE = 17
export const PART = 1_048_576
// Longer ones have more parts than their numbers can count, and padding them would leave the numbers that are exact.
const LONGEST = 0xffffffff * PART

/** The sizes that follow from the padded length of the plain bytes. */
export interface FilePlan {
  readonly padded: number
  readonly chunks: number
  readonly stream: number
  readonly parts: number
}

/** The plan for plain bytes of this padded length; `broken` for one that padding never gives (§13.1). */
export function planOf(padded: number): FilePlan {
  if (!Number.isSafeInteger(padded) || padded < 1 || padded > LONGEST || padmeLength(padded) !== padded) refuse('broken', 'padded length of a file')
  const chunks = Math.ceil(padded / CHUNK)
  const stream = FILE_HEADER + padded + chunks * CHUNK_MORE
  const parts = Math.ceil(stream / PART)
  return parts <= 0xffffffff ? { padded, chunks, stream, parts } : refuse('broken', 'file of too many parts')
}

/** Length of part `index`: 1,048,576, of the last one what is left; throws `usage` for a part that is not there (§13.1). */
export function partLength(plan: FilePlan, index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= plan.parts) refuse('usage', 'number of a part')
  return Math.min(PART, plan.stream - index * PART)
}
