/**
 * The canonical encoding: big-endian numbers, length-prefixed fields, T and L (§1.2).
 * For every structure; a decoder here either yields exactly one reading or throws `broken`.
 */
import { refuse } from './error.ts'
import { bytesFromHex, hexFromBytes } from './hex.ts'
import { MAX_STRUCTURE } from './types.ts'

export { bytesFromHex, hexFromBytes }

const encoder = new TextEncoder()
const LENGTH = 4
const LABELS = new Map<string, Uint8Array>()

export interface Writer {
  u8(value: number): Writer
  u16(value: number): Writer
  u32(value: number): Writer
  u64(value: number): Writer
  raw(bytes: Uint8Array): Writer
  hex(id: string): Writer
  field(bytes: Uint8Array): Writer
  done(): Uint8Array
}

/** Builds one structure front to back; numbers out of their width throw `usage` (§1.2). */
export function writer(): Writer {
  const parts: Uint8Array[] = []
  const self: Writer = {
    u8: (value) => push(number(value, 1)),
    u16: (value) => push(number(value, 2)),
    u32: (value) => push(number(value, 4)),
    u64: (value) => push(number(value, 8)),
    raw: (bytes) => push(bytes),
    hex: (id) => push(bytesFromHex(id)),
    field: (bytes) => { parts.push(number(bytes.length, 4)); return push(bytes) },
    done: () => concat(...parts),
  }
  return self
  function push(bytes: Uint8Array): Writer { parts.push(bytes); return self }
}

export interface Reader {
  u8(): number
  u16(): number
  u32(): number
  /** Refuses values above 2^53-1, which no counter reaches. */
  u64(): number
  take(length: number): Uint8Array
  /** An L field: u32 length, then that many bytes, at most `max`. */
  field(max?: number): Uint8Array
  rest(): Uint8Array
  left(): number
  end(): void
}

/** Reads one structure front to back from `bytes`; anything short, long or out of range throws `broken` (§1.2). */
export function reader(bytes: Uint8Array): Reader {
  let at = 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const self: Reader = {
    u8: () => view.getUint8(step(1)),
    u16: () => view.getUint16(step(2)),
    u32: () => view.getUint32(step(4)),
    u64: () => {
      // Two halves, because Safari 14 has no getBigUint64.
      const at = step(8)
      const high = view.getUint32(at)
      return high > 0x1fffff ? refuse('broken', 'number too large') : high * 2 ** 32 + view.getUint32(at + 4)
    },
    take: (length) => { const from = step(length); return bytes.slice(from, from + length) },
    field: (max = MAX_STRUCTURE) => {
      const length = self.u32()
      return length > max ? refuse('broken', 'field too long') : self.take(length)
    },
    rest: () => self.take(bytes.length - at),
    left: () => bytes.length - at,
    end: () => { if (at !== bytes.length) refuse('broken', 'bytes after the end') },
  }
  return self
  function step(length: number): number {
    if (length > bytes.length - at) refuse('broken', 'structure too short')
    const from = at
    at += length
    return from
  }
}

/** T(label, a, b, …): "gp1/" + label and every field, each behind its own length (§1.2). */
export function T(label: string, ...fields: readonly Uint8Array[]): Uint8Array {
  const held = labelled(label)
  let length = held.length
  for (const field of fields) length += LENGTH + field.length
  const out = new Uint8Array(length)
  out.set(held)
  let at = held.length
  for (const field of fields) at = putField(out, at, field)
  return out
}

/** L(x): u32 length, then x (§1.2). */
export function L(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(LENGTH + bytes.length)
  putField(out, 0, bytes)
  return out
}

/** Big-endian numbers of fixed width as fields of T; throw `usage` out of range (§1.2). */
export function u8(value: number): Uint8Array { return number(value, 1) }
export function u16(value: number): Uint8Array { return number(value, 2) }
export function u32(value: number): Uint8Array { return number(value, 4) }
export function u64(value: number): Uint8Array { return number(value, 8) }

/** Joins byte strings into a new one. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) { out.set(part, at); at += part.length }
  return out
}

/** Orders byte strings as unsigned bytes, shorter first where one starts the other: what "sorted" means (§1.2). */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Whether two public byte strings are equal; not for secrets (those go through sodium's constant-time compare). */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0
}

/** Refuses with `broken` unless every item stands strictly after the one before it (§1.2 "sorted"). */
export function insistSorted(items: readonly Uint8Array[]): void {
  for (let i = 1; i < items.length; i += 1) {
    const before = items[i - 1]
    const item = items[i]
    if (before && item && compareBytes(before, item) >= 0) refuse('broken', 'list not sorted')
  }
}

/** Whether every byte is zero: an absent optional field (§1.2). */
export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

/** Bytes of ASCII text, for labels and fixed words; other characters throw `usage`. */
export function ascii(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) refuse('usage', 'not ASCII')
  return encoder.encode(text)
}

/** UTF-8 of the text in normal form C (§1.2). */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text.normalize('NFC'))
}

/** Text of UTF-8 bytes; malformed UTF-8 throws `broken` (§1.2). */
export function textFromUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return refuse('broken', 'not UTF-8')
    throw error
  }
}

// A label is one of the fixed words of this folder, so what is kept of them stays small.
function labelled(label: string): Uint8Array {
  const known = LABELS.get(label)
  if (known !== undefined) return known
  const made = L(ascii(`gp1/${label}`))
  LABELS.set(label, made)
  return made
}

function putField(out: Uint8Array, at: number, field: Uint8Array): number {
  const { length } = field
  out[at] = length >>> 24
  out[at + 1] = length >>> 16
  out[at + 2] = length >>> 8
  out[at + 3] = length
  out.set(field, at + LENGTH)
  return at + LENGTH + length
}

function number(value: number, width: 1 | 2 | 4 | 8): Uint8Array {
  const limit = width === 8 ? Number.MAX_SAFE_INTEGER : 2 ** (8 * width) - 1
  if (!Number.isInteger(value) || value < 0 || value > limit) refuse('usage', 'number out of range')
  const bytes = new Uint8Array(width)
  let rest = value
  for (let i = width - 1; i >= 0; i -= 1) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}
