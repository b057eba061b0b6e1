// Reads the body of a request into memory, up to a limit that depends on the address.

import type { IncomingMessage } from 'node:http'

/** Longest path with query; more is refused before anything looks at it. */
export const pathLimit = 2048

const kib = 1024

/** Bytes that may be posted to an address: an envelope with every desk and the largest text fits with room to spare. */
export function bodyLimit(path: string): number {
  if (path === '/api/submit' || path === '/api/post') return 512 * kib
  if (path === '/desk/api/write') return 2048 * kib
  // With the frame in front of it.
  if (isPart(path)) return 1028 * kib
  if (path === '/desk/api/copy') return 2048 * kib
  // A search index of one case is the largest record.
  if (path === '/desk/api/keep') return 1040 * kib
  // One letter for each team.
  if (path === '/api/name') return 512 * kib
  if (path === '/api/fetch') return 4 * kib
  // The largest text that a message holds, each of its bytes written with three.
  if (isFormPage(path)) return 832 * kib
  return path.startsWith('/desk/api/') ? 256 * kib : 16 * kib
}

/** True for the pages of a browser without scripts, which post what a person typed. */
export function isFormPage(path: string): boolean {
  return /^\/[\w-]{2,16}\/plain(\/read)?$/.test(path)
}

/** True where parts of files arrive. */
export function isPart(path: string): boolean {
  return path === '/api/part' || path === '/desk/api/part'
}

export type Body = { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly kind: 'too-big' } | { readonly kind: 'cut' }

/**
 * Resolves when the body has ended, was too big, or was cut off. Too much is drained up to four times the limit and dropped:
 * closing the connection at once would swallow the answer that says so.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0)
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length > limit || announced > limit) {
        parts.length = 0
        if (length > 4 * limit) resolve({ kind: 'too-big' })
      } else parts.push(part)
    })
    request.on('end', () => resolve(length > limit ? { kind: 'too-big' } : { kind: 'whole', bytes: new Uint8Array(Buffer.concat(parts)) }))
    request.on('error', () => resolve({ kind: 'cut' }))
    request.on('close', () => resolve({ kind: 'cut' }))
  })
}

/** How much of a body may be held at once by all visitors together: some hundred reports in the same moment, whoever sends them. */
export const heldAtOnce = 96 * 1024 * kib

/** The same for parts of files, counted apart: pictures never keep a report waiting. */
export const partsHeldAtOnce = 32 * 1024 * kib

export interface Room {
  /** Keeps room for `bytes`; the function given back frees it, once. `null`: there is none now, the visitor comes back later. */
  take(bytes: number): (() => void) | null
}

/** Counts what is held by all requests together. Never by address: a portal that tells visitors apart has something to tell about them. */
export function roomFor(bytes: number): Room {
  let held = 0
  return {
    take(wanted) {
      if (held + wanted > bytes) return null
      held += wanted
      let kept = wanted
      return () => {
        held -= kept
        kept = 0
      }
    },
  }
}

/** Bytes to keep room for: what is announced, or the limit where nothing is. */
export function roomWanted(request: IncomingMessage, limit: number): number {
  const announced = Number(request.headers['content-length'] ?? Number.NaN)
  return Number.isSafeInteger(announced) && announced >= 0 ? Math.min(announced, limit) : limit
}
