/**
 * What a page does with a sealed part (§12.3): makes the request of it, and lets it go once the server has it.
 */
import { L } from '../bytes.ts'
import { release } from '../release.ts'

/** L(frame) ‖ part, for sending. */
export function partRequest(frame: Uint8Array, pieces: readonly Uint8Array[]): Blob {
  return new Blob([L(frame), ...pieces].map((bytes) => bytes as BlobPart))
}

/** Gives the memory of a part back; it cannot be sent again. */
export function letGo(pieces: readonly Uint8Array[]): void {
  release(...pieces)
}
