// ChaCha20 and HChaCha20 in the open (RFC 8439, draft-irtf-cfrg-xchacha), for attacks that need a key stream by itself.
const SIGMA = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]

/** The key that XChaCha20 and secretstream work with: from 32 bytes of key and the first 16 of a nonce. */
export function subkeyOf(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const x = rounds([...SIGMA, ...words(key), ...words(nonce)])
  return bytesOf([...x.slice(0, 4), ...x.slice(12)])
}

/** Block `counter` of the key stream, 64 bytes, under a nonce of 12 bytes. */
export function streamBlock(key: Uint8Array, counter: number, nonce: Uint8Array): Uint8Array {
  const state = [...SIGMA, ...words(key), counter, ...words(nonce)]
  return bytesOf(rounds(state).map((word, i) => (word + (state[i] ?? 0)) | 0))
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

function words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true))
}

function bytesOf(from: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(from).buffer)
}

