// One ciphertext for two keys: Poly1305 does not commit to its key, so whoever knows both can make its tags agree. As a sealed text
// of XChaCha20-Poly1305, and as a file of one chunk of secretstream.
import { concat } from '#crypto/bytes.ts'
import { streamBlock, subkeyOf } from './chacha.ts'

const P = 2n ** 130n - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn
const FINAL = 3

interface AuthKey {
  readonly r: bigint
  readonly s: bigint
  /** What is authenticated before the ciphertext; with secretstream it differs from key to key. */
  readonly before: Uint8Array
  readonly lengths: Uint8Array
}

/** nonce24 ‖ ciphertext ‖ tag of `length` plain bytes (at least 32) that opens under both keys with this associated data. */
export function sealedForBoth(one: Uint8Array, two: Uint8Array, nonce: Uint8Array, ad: Uint8Array, length: number): Uint8Array {
  const keys = [one, two].map((key) => authKey(streamBlock(subkeyOf(key, nonce.slice(0, 16)), 0, concat(new Uint8Array(4), nonce.slice(16))), filled(ad), ad.length, length))
  return concat(nonce, agreeing(keys, length))
}

/** header24 ‖ one last chunk of `length` plain bytes (a multiple of 16) that opens under both keys, as the end of both streams. */
export function streamForBoth(one: Uint8Array, two: Uint8Array, ad: Uint8Array, length: number): Uint8Array {
  for (;;) {
    const header = crypto.getRandomValues(new Uint8Array(24))
    const streams = [one, two].map((key) => {
      const [subkey, nonce] = [subkeyOf(key, header.slice(0, 16)), concat(new Uint8Array([1, 0, 0, 0]), header.slice(16))]
      return { first: streamBlock(subkey, 0, nonce), marked: streamBlock(subkey, 1, nonce) }
    })
    const marks = streams.map(({ marked }) => (marked[0] ?? 0) ^ FINAL)
    if (marks[0] !== marks[1]) continue
    const mark = new Uint8Array([marks[0] ?? 0])
    const keys = streams.map(({ first, marked }) => authKey(first, concat(filled(ad), mark, marked.slice(1)), ad.length, 64 + length))
    return concat(header, mark, agreeing(keys, length))
  }
}

// ciphertext ‖ tag: the first two blocks are solved for, everything else is chance.
function agreeing(keys: readonly AuthKey[], length: number): Uint8Array {
  const ct = new Uint8Array(length)
  for (let at = 32; at < length; at += 65_536) crypto.getRandomValues(ct.subarray(at, at + 65_536))
  const [a, b] = keys.map((key) => equation(key, ct))
  if (!a || !b) throw new Error('two keys expected')
  const over = inverse(a.x * b.y - b.x * a.y)
  for (;;) {
    const tag = crypto.getRandomValues(new Uint8Array(16))
    const [za, zb] = [a, b].map(({ s, rest }) => mod(mod128(number(tag) - s) - rest))
    const x = mod(((za ?? 0n) * b.y - (zb ?? 0n) * a.y) * over)
    const y = mod(((zb ?? 0n) * a.x - (za ?? 0n) * b.x) * over)
    if (!fits(x) || !fits(y)) continue
    ct.set(little(x - 2n ** 128n), 0)
    ct.set(little(y - 2n ** 128n), 16)
    return concat(ct, tag)
  }
}

// The tag as a linear equation in the two free blocks: x·first + y·second + rest.
function equation(key: AuthKey, ct: Uint8Array): { x: bigint; y: bigint; rest: bigint; s: bigint } {
  const blocks = [...blocksOf(key.before), ...blocksOf(ct), ...blocksOf(key.lengths)]
  const first = key.before.length / 16
  let rest = 0n
  blocks.forEach((block, i) => { rest = ((rest + (i === first || i === first + 1 ? 0n : block)) * key.r) % P })
  const weight = (at: number) => power(key.r, BigInt(blocks.length - at))
  return { x: weight(first), y: weight(first + 1), rest, s: key.s }
}

function authKey(block: Uint8Array, before: Uint8Array, adLength: number, length: number): AuthKey {
  const lengths = new Uint8Array(16)
  new DataView(lengths.buffer).setBigUint64(0, BigInt(adLength), true)
  new DataView(lengths.buffer).setBigUint64(8, BigInt(length), true)
  return { r: number(block.slice(0, 16)) & CLAMP, s: number(block.slice(16, 32)), before, lengths }
}

function filled(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array((16 - (bytes.length % 16)) % 16))
}

function blocksOf(bytes: Uint8Array): bigint[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => number(filled(bytes.subarray(16 * i, 16 * i + 16))) + 2n ** 128n)
}

function fits(value: bigint): boolean {
  return value >= 2n ** 128n && value < 2n ** 129n
}

function mod128(value: bigint): bigint {
  return ((value % 2n ** 128n) + 2n ** 128n) % 2n ** 128n
}

function number(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n)
}

function little(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

function mod(value: bigint): bigint {
  return ((value % P) + P) % P
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let at = exponent, square = base; at > 0n; at >>= 1n, square = (square * square) % P) if (at & 1n) result = (result * square) % P
  return result
}

function inverse(value: bigint): bigint {
  return power(mod(value), P - 2n)
}
