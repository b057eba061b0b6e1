/**
 * Opens a file part by part (§13.4). The parts must have been held against the signed digest before a byte of them
 * comes here; this checks what the digest cannot: the stream, its end, the padding.
 */
import { concat, isZero, sameBytes } from './bytes.ts'
import { refuse } from './error.ts'
import { partDigest } from './file-bodies.ts'
import { readFileHead } from './file-head.ts'
import type { FileHead } from './file-head.ts'
import { CHUNK, CHUNK_MORE, FILE_HEADER, partLength, planOf } from './file-plan.ts'
import { fileAd, fileDigest, fileKey } from './file-seal.ts'
import type { FileRef } from './message.ts'
import { openStream, wipe } from './sodium.ts'
import { release } from './release.ts'
import type { Ctx, Hash, SymmetricKey } from './types.ts'

export interface FileCheck {
  /** Takes the next part; throws `broken` for one of another size than the file has there, or one too many. */
  take(part: Uint8Array): void
  /** Throws `broken` unless exactly the parts of the listed file were taken, in order. */
  end(): void
}

/** Holds parts against the digest that a believed message signed, without opening any (§13.2). */
export function checkFile(ctx: Ctx, ref: FileRef): FileCheck {
  const plan = planOf(ref.paddedLength)
  const digests: Hash<'part'>[] = []
  return {
    take: (part) => {
      if (digests.length >= plan.parts || part.length !== partLength(plan, digests.length)) refuse('broken', 'size of a part')
      digests.push(partDigest(part))
    },
    end: () => {
      if (digests.length !== plan.parts) refuse('broken', 'parts of a file are missing')
      if (!sameBytes(fileDigest(ctx, ref.fileId, digests), ref.digest)) refuse('broken', 'digest of a file')
    },
  }
}

export interface FileOpening {
  /** Opens the next part: the content in it, without head and padding. Throws `broken` for anything that is not this stream. */
  next(part: Uint8Array): Uint8Array
  /** Name, kind and size; throws `broken` unless the stream has said that it ends, where it had to. */
  end(): FileHead
}

/** Begins to open a checked file under the epoch that sealed it. Nothing may be released before `end` has answered (§13.4). */
export function openFile(key: SymmetricKey<'epoch'>, ctx: Ctx, ref: FileRef): FileOpening {
  const plan = planOf(ref.paddedLength)
  const fk = fileKey(key, ctx, ref.fileId)
  const ad = fileAd(ctx, ref.fileId)
  let pull: ReturnType<typeof openStream> | null = null
  let rest: Uint8Array = new Uint8Array(0)
  let opened = 0
  let finished = false
  let held: { head: FileHead; from: number } | null = null
  return {
    next: (part) => {
      rest = concat(rest, part)
      let at = 0
      if (pull === null) {
        if (rest.length < FILE_HEADER) refuse('broken', 'header of a stream')
        pull = openStream(fk, rest.slice(0, FILE_HEADER))
        wipe(fk)
        at = FILE_HEADER
      }
      const content: Uint8Array[] = []
      for (let length = sealedLength(); !finished && rest.length - at >= length; length = sealedLength()) {
        const { message, last } = pull(rest.subarray(at, at + length), ad)
        if (last !== (opened === plan.chunks - 1)) refuse('broken', 'end of a stream')
        content.push(contentOf(message))
        opened += 1
        finished = last
        at += length
      }
      const before = rest
      rest = rest.slice(at)
      release(before)
      if (finished && rest.length > 0) refuse('broken', 'bytes after the end of a file')
      const joined = concat(...content)
      release(...content)
      return joined
    },
    end: () => (finished && held !== null ? held.head : refuse('broken', 'file without its end')),
  }

  function sealedLength(): number {
    return Math.min(CHUNK, plan.padded - opened * CHUNK) + CHUNK_MORE
  }

  // The head fits into the first chunk, because no file is shorter than one.
  function contentOf(message: Uint8Array): Uint8Array {
    held ??= readFileHead(message, plan.padded)
    const start = opened * CHUNK
    const [from, to] = [held.from, held.from + held.head.size].map((at) => Math.min(Math.max(at - start, 0), message.length))
    if (!isZero(message.subarray(to))) refuse('broken', 'padding of a file')
    const content = message.slice(from, to)
    release(message)
    return content
  }
}
