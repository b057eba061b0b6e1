import type { Stripped } from './strip-jpeg.ts'
import { turnBlock, turnIn } from './turn.ts'

const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/** A PNG of its header, palette, transparency and points alone: no words, times, profiles, further pictures, nothing after the end. Null where it is not whole. */
export function strippedPng(bytes: Uint8Array): Stripped | null {
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let turn = 1
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (end > bytes.length) return null
    if (name === 'eXIf') turn = turnIn(bytes.subarray(at + 8, end - 4))
    if (needed.has(name)) pieces.push(bytes.subarray(at, end))
    if (name === 'IEND') return pieces.length > 3 ? { pieces, turn } : null
    at = end
  }
  return null
}

/** The same with one chunk that says which way up it stands. */
export function pngTurned({ pieces, turn }: Stripped): Uint8Array[] {
  const [start, header, ...rest] = pieces
  if (turn === 1 || start === undefined || header === undefined) return [...pieces]
  const block = turnBlock(turn)
  const chunk = new Uint8Array(12 + block.length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, block.length)
  chunk.set([0x65, 0x58, 0x49, 0x66], 4)
  chunk.set(block, 8)
  view.setUint32(8 + block.length, crc32(chunk.subarray(4, 8 + block.length)))
  return [start, header, chunk, ...rest]
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
