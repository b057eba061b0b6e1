// One ciphertext for two keys: XChaCha20-Poly1305 does not commit to its key, so whoever knows both can make its tags agree.
// ChaCha20 and Poly1305 stand here in the open, because a library gives away neither its authentication key nor its field.
const P = 2n ** 130n - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn
const SIGMA = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]

/** nonce24 ‖ ciphertext ‖ tag of `length` plain bytes (at least 32) that opens under both keys with this associated data. */
export function sealedForBoth(one: Uint8Array, two: Uint8Array, nonce: Uint8Array, ad: Uint8Array, filling: Uint8Array): Uint8Array {
  const ct = filling.slice()
  const keys = [one, two].map((key) => authKey(key, nonce))
  for (;;) {
    crypto.getRandomValues(ct.subarray(32))
    const tag = crypto.getRandomValues(new Uint8Array(16))
    const blocks = freeBlocks(keys, ad, ct, tag)
    if (blocks === null) continue
    ct.set(little(blocks[0]), 0)
    ct.set(little(blocks[1]), 16)
    return Uint8Array.from([...nonce, ...ct, ...tag])
  }
}

// The first two blocks of the ciphertext are solved for: two tags to reach, two unknowns, one linear equation for each key.
function freeBlocks(keys: readonly AuthKey[], ad: Uint8Array, ct: Uint8Array, tag: Uint8Array): [bigint, bigint] | null {
  ct.fill(0, 0, 32)
  const rows = keys.map(({ r, s }) => {
    const parts = blocksOf(ad, ct)
    const first = Math.ceil(ad.length / 16)
    const weight = (at: number) => power(r, BigInt(parts.length - at))
    const rest = parts.reduce((sum, block, i) => (i === first || i === first + 1 ? sum : (sum + block * weight(i)) % P), 0n)
    const wanted = (number(tag) - s + 2n ** 128n) % 2n ** 128n
    return { x: weight(first), y: weight(first + 1), z: (wanted - rest + P) % P }
  })
  const [a, b] = rows
  if (!a || !b) return null
  const over = inverse((a.x * b.y - b.x * a.y) % P)
  const x = mod((a.z * b.y - b.z * a.y) * over)
  const y = mod((a.x * b.z - b.x * a.z) * over)
  const fits = (value: bigint) => value >= 2n ** 128n && value < 2n ** 129n
  return fits(x) && fits(y) ? [x - 2n ** 128n, y - 2n ** 128n] : null
}

interface AuthKey { readonly r: bigint; readonly s: bigint }

function authKey(key: Uint8Array, nonce: Uint8Array): AuthKey {
  const subkey = wordsToBytes(hchacha(words(key), words(nonce.slice(0, 16))))
  const stream = wordsToBytes(block(words(subkey), 0, [0, ...words(nonce.slice(16))]))
  return { r: number(stream.slice(0, 16)) & CLAMP, s: number(stream.slice(16, 32)) }
}

// What Poly1305 sees: associated data and ciphertext in zero-filled blocks, then both lengths, each block with a bit on top.
function blocksOf(ad: Uint8Array, ct: Uint8Array): bigint[] {
  const lengths = new Uint8Array(16)
  new DataView(lengths.buffer).setBigUint64(0, BigInt(ad.length), true)
  new DataView(lengths.buffer).setBigUint64(8, BigInt(ct.length), true)
  return [ad, ct, lengths].flatMap((bytes) => Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const filled = new Uint8Array(16)
    filled.set(bytes.slice(16 * i, 16 * i + 16))
    return number(filled) + 2n ** 128n
  }))
}

function rounds(state: number[]): number[] {
  const x = [...state]
  const turn = (value: number, by: number) => (value << by) | (value >>> (32 - by))
  const quarter = (a: number, b: number, c: number, d: number) => {
    for (const [to, add, at, by] of [[a, b, d, 16], [c, d, b, 12], [a, b, d, 8], [c, d, b, 7]] as const) {
      x[to] = ((x[to] ?? 0) + (x[add] ?? 0)) | 0
      x[at] = turn((x[at] ?? 0) ^ (x[to] ?? 0), by)
    }
  }
  for (let i = 0; i < 10; i += 1) {
    for (const [a, b, c, d] of [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]] as const) quarter(a, b, c, d)
    for (const [a, b, c, d] of [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]] as const) quarter(a, b, c, d)
  }
  return x
}

function hchacha(key: number[], nonce: number[]): number[] {
  const x = rounds([...SIGMA, ...key, ...nonce])
  return [...x.slice(0, 4), ...x.slice(12)]
}

function block(key: number[], counter: number, nonce: number[]): number[] {
  const state = [...SIGMA, ...key, counter, ...nonce]
  return rounds(state).map((word, i) => (word + (state[i] ?? 0)) | 0)
}

function words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true))
}

function wordsToBytes(from: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(from).buffer)
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
