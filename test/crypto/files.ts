// Files for tests: sealed whole, opened whole, under one fixed epoch.
import { concat } from '#crypto/bytes.ts'
import type { FileHead } from '#crypto/file-head.ts'
import { checkFile, openFile } from '#crypto/file-open.ts'
import { sealFile } from '#crypto/file-seal.ts'
import type { FileRef } from '#crypto/message.ts'
import { hashOf, symmetricKey } from '#crypto/types.ts'
import type { Ctx, SymmetricKey } from '#crypto/types.ts'

export const KEY = symmetricKey('epoch', new Uint8Array(32).fill(7))
export const CTX = hashOf('ctx', new Uint8Array(32).fill(9))

export interface SealedWhole { readonly ref: FileRef; readonly parts: Uint8Array[] }

// Different in every place, so that two chunks never look alike.
export function content(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7 + (i >> 16) * 3) % 251)
}

export function sealed(size: number, key: SymmetricKey<'epoch'> = KEY, ctx: Ctx = CTX): SealedWhole {
  const sealing = sealFile(key, ctx, { size, name: 'a.bin', mime: 'image/png' })
  const bytes = content(size)
  const parts = Array.from({ length: sealing.plan.parts }, () => {
    const { from, to } = sealing.wanted()
    return concat(...sealing.next(bytes.slice(from, to)).pieces)
  })
  return { ref: sealing.ref(), parts }
}

export function held(ref: FileRef, parts: readonly Uint8Array[], ctx: Ctx = CTX): void {
  const check = checkFile(ctx, ref)
  for (const part of parts) check.take(part)
  check.end()
}

// Opens without the digest's check, which stands before it: so that what the stream itself refuses can be seen.
export function opened(ref: FileRef, parts: readonly Uint8Array[], key: SymmetricKey<'epoch'> = KEY, ctx: Ctx = CTX): { content: Uint8Array; head: FileHead } {
  const opening = openFile(key, ctx, ref)
  const pieces = parts.map((part) => new Uint8Array(opening.next(part)))
  return { content: concat(...pieces), head: opening.end() }
}
