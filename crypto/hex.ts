/**
 * Hexadecimal text of ids (§1.1): in memory ids are text, in structures bytes. Both ways stand in every step of every case.
 */
import { refuse } from './error.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Stands in the table for what is no digit: a bit that no digit has. */
const NONE = 16
const DIGITS = new Uint8Array(128).fill(NONE)
for (let value = 0; value < NONE; value += 1) DIGITS['0123456789abcdef'.charCodeAt(value)] = value

/** Lower-case hexadecimal text of the bytes. */
export function hexFromBytes(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 1) text += HEX[bytes[i] ?? 0] ?? ''
  return text
}

/** Bytes of lower-case hexadecimal text; anything else throws `usage`. */
export function bytesFromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) refuse('usage', 'not hexadecimal')
  const bytes = new Uint8Array(text.length / 2)
  let wrong = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const high = DIGITS[text.charCodeAt(2 * i)] ?? NONE
    const low = DIGITS[text.charCodeAt(2 * i + 1)] ?? NONE
    wrong |= high | low
    bytes[i] = (high << 4) | low
  }
  if (wrong >= NONE) refuse('usage', 'not hexadecimal')
  return bytes
}
