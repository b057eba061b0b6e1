import type { Stripped } from './strip-jpeg.ts'
import { turnBlock, turnIn } from './turn.ts'

const needed = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM'])
/** Flags of the extended header: animation and transparency stay true, profile, EXIF and XMP do not. */
const drawing = 0x12
const exifFlag = 0x08

/** A WebP of the chunks that draw it; its frames are searched too. Null where it is not whole. */
export function strippedWebp(bytes: Uint8Array): Stripped | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  const kept = chunksIn(bytes.subarray(12, end))
  if (kept === null || !kept.chunks.some((chunk) => /^(?:VP8 |VP8L|ANMF)/.test(nameOf(chunk)))) return null
  return { pieces: [riff(kept.chunks), ...kept.chunks], turn: kept.turn }
}

/** The same with one chunk that says which way up it stands; only an extended WebP can carry it. */
export function webpTurned({ pieces, turn }: Stripped): Uint8Array[] {
  const [, first, ...rest] = pieces
  if (turn === 1 || first === undefined || nameOf(first) !== 'VP8X') return [...pieces]
  const header = first.slice()
  header[8] = (header[8] ?? 0) | exifFlag
  const chunks = [header, ...rest, chunkOf('EXIF', turnBlock(turn))]
  return [riff(chunks), ...chunks]
}

function chunksIn(bytes: Uint8Array): { chunks: Uint8Array[]; turn: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const chunks: Uint8Array[] = []
  let turn = 1
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true)
    const name = nameOf(bytes.subarray(at))
    if (at + 8 + size > bytes.length) return null
    const content = bytes.subarray(at + 8, at + 8 + size)
    if (name === 'EXIF') turn = turnIn(says(content, 'Exif') ? content.subarray(6) : content)
    if (name === 'VP8X' && chunks.length === 0) chunks.push(chunkOf(name, new Uint8Array([(content[0] ?? 0) & drawing, 0, 0, 0, ...content.subarray(4, 10)])))
    if (name === 'ANMF') {
      const inside = chunksIn(content.subarray(16))
      if (inside === null) return null
      chunks.push(chunkOf(name, joined([content.subarray(0, 16), ...inside.chunks])))
    }
    if (needed.has(name)) chunks.push(chunkOf(name, content))
    at += 8 + size + (size & 1)
  }
  return { chunks, turn }
}

function chunkOf(name: string, content: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + content.length + (content.length & 1))
  chunk.set([...name].map((sign) => sign.charCodeAt(0)))
  new DataView(chunk.buffer).setUint32(4, content.length, true)
  chunk.set(content, 8)
  return chunk
}

function riff(chunks: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50])
  new DataView(head.buffer).setUint32(4, 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), true)
  return head
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function nameOf(chunk: Uint8Array): string {
  return String.fromCharCode(...chunk.subarray(0, 4))
}

function says(content: Uint8Array, word: string): boolean {
  return nameOf(content) === word
}
