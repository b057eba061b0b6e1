/**
 * What stands before the content inside a sealed file (§13.1): its real length, name and kind.
 */
import { ascii, compareBytes, reader, textFromUtf8, utf8, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { padmeLength } from './padme.ts'

const MAX_NAME = 1024
const MAX_MIME = 127

export interface FileHead {
  /** Bytes of content. */
  readonly size: number
  readonly name: string
  /** Printable ASCII, perhaps empty: the sender's word, and never an instruction. */
  readonly mime: string
}

/** u64 real_len ‖ L(name) ‖ L(mime); throws `usage` for a name over 1024 bytes or a kind that is not 0 to 127 printable characters (§13.1). */
export function fileHeadBytes(head: FileHead): Uint8Array {
  const name = utf8(head.name)
  if (name.length > MAX_NAME || head.mime.length > MAX_MIME) refuse('usage', 'name of a file')
  return writer().u64(head.size).field(name).field(ascii(head.mime)).done()
}

/** The padded length of a file with this head (§13.1). */
export function paddedLengthOf(head: FileHead): number {
  return padmeLength(fileHeadBytes(head).length + head.size)
}

/**
 * Reads the head from the first bytes of a file of `padded` bytes: the head, and where the content begins. `broken`
 * where the real length, padded, is not the length of this file (§13.1).
 */
export function readFileHead(first: Uint8Array, padded: number): { head: FileHead; from: number } {
  const bytes = reader(first)
  const size = bytes.u64()
  const nameBytes = bytes.field(MAX_NAME)
  const name = textFromUtf8(nameBytes)
  const mime = String.fromCharCode(...bytes.field(MAX_MIME))
  if (compareBytes(utf8(name), nameBytes) !== 0 || !/^[\x20-\x7e]*$/.test(mime)) refuse('broken', 'name of a file')
  const from = first.length - bytes.left()
  if (size > padded || padmeLength(from + size) !== padded) refuse('broken', 'padding of a file')
  return { head: { size, name, mime }, from }
}

/**
 * A name as it may stand on a page and on a disk: without folders, control characters and marks that turn the
 * direction of what follows, which hide what kind a file is.
 */
export function plainFileName(name: string): string {
  return name.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').replace(/[/\\:*?"<>|]/g, '_').replace(/^\.+/, '').trim()
}
