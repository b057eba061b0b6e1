import { turnBlock, turnIn } from './turn.ts'

export interface Stripped {
  /** What draws the picture and nothing else, end to end. */
  readonly pieces: readonly Uint8Array[]
  /** 1 to 8 as EXIF counts; said nowhere in the pieces. */
  readonly turn: number
}

const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd])

/** A JPEG without its hidden data: of the segments stay those that a decoder needs. Null where it is not a whole JPEG. */
export function strippedJpeg(bytes: Uint8Array): Stripped | null {
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)]
  let turn = 1
  let scans = 0
  let at = 2
  while (at + 4 <= bytes.length || bytes[at + 1] === 0xd9) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) { at += 1; continue }
    // What stands after the end is no part of the picture: phones put films and second pictures there.
    if (marker === 0xd9) return scans === 0 ? null : { pieces: [...pieces, bytes.subarray(at, at + 2)], turn }
    const end = at + 2 + length(bytes, at + 2)
    if (end > bytes.length || end < at + 4) return null
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1 && says(segment, 'Exif')) turn = turnIn(segment.subarray(10))
    const kept = keptOf(marker, segment)
    if (kept !== null) pieces.push(kept)
    at = end
    if (marker !== 0xda) continue
    scans += 1
    const next = endOfScan(bytes, at)
    pieces.push(bytes.subarray(at, next))
    at = next
  }
  return null
}

/** The same with one segment that says which way up it stands; for where it cannot be drawn anew. */
export function jpegTurned({ pieces, turn }: Stripped): Uint8Array[] {
  const [start, ...rest] = pieces
  if (turn === 1 || start === undefined) return [...pieces]
  return [start, new Uint8Array([0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0]), turnBlock(turn), ...rest]
}

function keptOf(marker: number, segment: Uint8Array): Uint8Array | null {
  if (tables.has(marker) || marker === 0xda || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8)) return segment
  // Says how colours are meant; without their own small picture, and without anything that stands behind.
  if (marker === 0xe0 && says(segment, 'JFIF')) return new Uint8Array([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
  if (marker === 0xee && says(segment, 'Adobe') && segment.length >= 16) {
    return new Uint8Array([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, segment[15] ?? 0])
  }
  return null
}

function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

function length(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

function says(segment: Uint8Array, word: string): boolean {
  return [...word].every((sign, place) => segment[4 + place] === sign.charCodeAt(0))
}
