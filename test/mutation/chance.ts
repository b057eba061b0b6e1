// Chance that repeats itself: a test that is asked again draws the same bytes, so that what it hashes slowly need not be hashed again.
import { createHash } from 'node:crypto'

let state = new Uint32Array(4)

/** From here on `crypto.getRandomValues` draws the bytes that belong to this name. */
export function beginChance(name: string): void {
  state = new Uint32Array(new Uint8Array(createHash('sha256').update(name).digest()).buffer, 0, 4)
}

export function replaceChance(): void {
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true, writable: true })
}

function fill<Into extends ArrayBufferView>(into: Into): Into {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
  for (let at = 0; at < bytes.length; at += 4) {
    const word = next()
    for (let i = 0; i < 4 && at + i < bytes.length; i += 1) bytes[at + i] = (word >>> (8 * i)) & 0xff
  }
  return into
}

// sfc32, by Chris Doty-Humphrey: small, and good enough that nothing in the tests can tell it from chance.
function next(): number {
  const [a = 0, b = 0, c = 0, count = 0] = state
  const drawn = (a + b + count) | 0
  state[0] = b ^ (b >>> 9)
  state[1] = (c + (c << 3)) | 0
  state[2] = (((c << 21) | (c >>> 11)) + drawn) | 0
  state[3] = count + 1
  return drawn >>> 0
}
