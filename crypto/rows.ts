/**
 * Streams as the server hands them out, from JSON to the bytes that stream.ts checks (§12.4).
 */
import type { StreamRows as StreamAnswer } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, reader } from './bytes.ts'
import { refuse } from './error.ts'
import { readStream, sameStream } from './party.ts'
import type { Stream } from './party.ts'
import type { StreamRows } from './stream.ts'
import { dayFrom } from './types.ts'

/** Bytes of a stream that must be the expected one; throws `broken` or `newer-version` (§12.4). */
export function rowsFrom(answer: StreamAnswer, expected: Stream): StreamRows {
  if (!/^[0-9a-f]{34}$/.test(answer.stream)) refuse('broken', 'name of a stream')
  const stream = readStream(reader(bytesFromHex(answer.stream)))
  if (!sameStream(stream, expected)) refuse('broken', 'another stream')
  return {
    epochs: answer.epochs.map((row) => ({
      header: bytesFromBase64(row.header), wrap: bytesFromBase64(row.wrap), back: bytesFromBase64(row.back),
    })),
    messages: answer.messages.map((row) => ({
      epoch: row.epoch, outer: bytesFromBase64(row.outer), body: bytesFromBase64(row.body), day: dayFrom(row.day),
    })),
  }
}
