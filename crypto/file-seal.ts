/**
 * Seals a file part by part (§13): one secretstream from the first byte to the last, never more than one part held.
 * For every sender; nothing here knows where the content comes from.
 */
import { T, u32 } from './bytes.ts'
import { refuse } from './error.ts'
import { partDigestOf } from './file-bodies.ts'
import { fileHeadBytes, paddedLengthOf } from './file-head.ts'
import type { FileHead } from './file-head.ts'
import { CHUNK, CHUNK_MORE, FILE_HEADER, PART, partLength, planOf } from './file-plan.ts'
import type { FilePlan } from './file-plan.ts'
import type { FileRef } from './message.ts'
import { H, Hk, randomBytes, sealStream, wipe } from './sodium.ts'
import { SIZE } from './types.ts'
import type { Ctx, Hash, SymmetricKey } from './types.ts'

export interface FileSealing {
  readonly fileId: Uint8Array
  readonly plan: FilePlan
  /** Which bytes of the content the next part takes; both ends the same where it takes none. */
  wanted(): { from: number; to: number }
  /** Seals the next part from exactly those bytes: its pieces in order, each in a buffer of its own; throws `usage` for another number of them, or after the last part. */
  next(content: Uint8Array): { pieces: Uint8Array[]; digest: Hash<'part'> }
  /** What a message says of the file; throws `usage` before the last part is sealed. */
  ref(): FileRef
}

/** Begins a file under the newest epoch of its stream: a fresh id, a fresh header; no two files share either (§13.1). */
export function sealFile(key: SymmetricKey<'epoch'>, ctx: Ctx, head: FileHead): FileSealing {
  const fileId = randomBytes(SIZE.id)
  const before = fileHeadBytes(head)
  const plan = planOf(paddedLengthOf(head))
  const fk = fileKey(key, ctx, fileId)
  const stream = sealStream(fk)
  wipe(fk)
  const ad = fileAd(ctx, fileId)
  const digests: Hash<'part'>[] = []
  // Chunks and parts do not end together: what is sealed beyond a part begins the next one.
  let sealed = 0
  let over: Uint8Array = stream.header
  return {
    fileId, plan, wanted,
    next: (content) => {
      const { from, to } = wanted()
      if (digests.length >= plan.parts || content.length !== to - from) refuse('usage', 'content of a part')
      const length = partLength(plan, digests.length)
      const pieces = [over]
      let made = over.length
      for (const end = lastChunk(); sealed < end; sealed += 1) {
        const chunk = stream.push(plainChunk(content, from), ad, sealed === plan.chunks - 1)
        const fits = Math.min(chunk.length, length - made)
        pieces.push(fits === chunk.length ? chunk : chunk.slice(0, fits))
        over = chunk.slice(fits)
        made += fits
      }
      // Hashed as they are: joining them first would cost as much as a fifth of sealing them.
      const hash = partDigestOf(length)
      for (const piece of pieces) hash.add(piece)
      const digest = hash.end()
      digests.push(digest)
      return { pieces, digest }
    },
    ref: () => {
      if (digests.length < plan.parts) refuse('usage', 'file not sealed to its end')
      return { fileId, paddedLength: plan.padded, digest: fileDigest(ctx, fileId, digests) }
    },
  }

  function lastChunk(): number {
    const end = Math.min((digests.length + 1) * PART, plan.stream) - FILE_HEADER
    return Math.min(plan.chunks, Math.ceil(end / (CHUNK + CHUNK_MORE)))
  }

  function wanted(): { from: number; to: number } {
    const inContent = (at: number) => Math.min(Math.max(at - before.length, 0), head.size)
    return { from: inContent(sealed * CHUNK), to: inContent(lastChunk() * CHUNK) }
  }

  function plainChunk(content: Uint8Array, contentFrom: number): Uint8Array {
    const start = sealed * CHUNK
    const length = Math.min(CHUNK, plan.padded - start)
    const from = start - before.length - contentFrom
    if (start >= before.length && from + length <= content.length) return content.subarray(from, from + length)
    const chunk = new Uint8Array(length)
    if (start < before.length) chunk.set(before.subarray(start, start + length))
    const skipped = Math.max(0, -from)
    if (skipped < length) chunk.set(content.subarray(from + skipped, Math.max(from + skipped, Math.min(from + length, content.length))), skipped)
    return chunk
  }
}

/** The key of one file (§13.1). */
export function fileKey(key: SymmetricKey<'epoch'>, ctx: Ctx, fileId: Uint8Array): Uint8Array {
  return Hk(key, 'file-key', ctx, fileId)
}

/** What every chunk of a file is bound to (§13.1). */
export function fileAd(ctx: Ctx, fileId: Uint8Array): Uint8Array {
  return T('file-ad', ctx, fileId)
}

/** The digest that a message signs, over the digests of all parts in order (§13.2). */
export function fileDigest(ctx: Ctx, fileId: Uint8Array, digests: readonly Hash<'part'>[]): Hash<'file'> {
  return H('file', 'file-digest', ctx, fileId, u32(digests.length), ...digests)
}
