// What a server, a thief or a member can do to the parts of a file, and how each of it ends.
import sodium from 'libsodium-wrappers'
import { expect, test } from 'vitest'
import { concat, writer } from '#crypto/bytes.ts'
import { CHUNK, CHUNK_MORE, FILE_HEADER, PART, planOf } from '#crypto/file-plan.ts'
import { fileAd, fileDigest, fileKey } from '#crypto/file-seal.ts'
import { partDigest } from '#crypto/file-bodies.ts'
import type { FileRef } from '#crypto/message.ts'
import { openStream, ready, sealStream } from '#crypto/sodium.ts'
import { hashOf, symmetricKey } from '#crypto/types.ts'
import { CTX, KEY, held, opened, sealed } from './files.ts'
import type { SealedWhole } from './files.ts'
import { codeOf } from './refusal.ts'

await ready()

const STEP = CHUNK + CHUNK_MORE
const film = sealed(2 * PART + 300_000)
const whole = concat(...film.parts)

// The same file cut into parts anew after its stream was changed: what a server that forges the digests as well would send.
function recut(stream: Uint8Array): { ref: FileRef; parts: Uint8Array[] } {
  const parts = Array.from({ length: Math.ceil(stream.length / PART) }, (_, i) => stream.slice(i * PART, (i + 1) * PART))
  return { ref: { ...film.ref, digest: fileDigest(CTX, film.ref.fileId, parts.map(partDigest)) }, parts }
}

const chunk = (i: number) => whole.slice(FILE_HEADER + i * STEP, FILE_HEADER + (i + 1) * STEP)
const boundaries = [0, 1, FILE_HEADER - 1, FILE_HEADER, FILE_HEADER + 1, FILE_HEADER + STEP - 1, FILE_HEADER + STEP, FILE_HEADER + STEP + 1, PART - 1, PART, PART + 1, whole.length - 1]

test.each(boundaries)('cut off after %i bytes: refused by the digest, and by the stream if the digest were forged', (length) => {
  const { ref, parts } = recut(whole.slice(0, length))
  expect(codeOf(() => held(film.ref, parts))).toBe('broken')
  expect(codeOf(() => held(ref, parts))).toBe('broken')
  expect(codeOf(() => opened(ref, parts))).toBe('broken')
})

test('every whole chunk cut off the end leaves a stream without its end', () => {
  const { chunks } = planOf(film.ref.paddedLength)
  for (let kept = 0; kept < chunks; kept += 1) {
    const { ref, parts } = recut(whole.slice(0, FILE_HEADER + kept * STEP))
    expect(codeOf(() => opened(ref, parts)), `${kept} chunks`).toBe('broken')
  }
})

test('bytes after the end, a chunk after the end, a second end: refused', () => {
  const last = chunk(planOf(film.ref.paddedLength).chunks - 1)
  for (const more of [new Uint8Array(1), last, chunk(0), new Uint8Array(PART)]) {
    const { ref, parts } = recut(concat(whole, more))
    expect(codeOf(() => held(ref, parts))).toBe('broken')
    expect(codeOf(() => opened(ref, parts))).toBe('broken')
  }
})

test('chunks swapped, doubled or left out at every place: refused', () => {
  const { chunks } = planOf(film.ref.paddedLength)
  const header = whole.slice(0, FILE_HEADER)
  const all = Array.from({ length: chunks }, (_, i) => chunk(i))
  const without = (i: number) => all.filter((_, at) => at !== i)
  for (let i = 0; i < chunks - 1; i += 1) {
    const swapped = all.map((one, at) => (at === i ? all[i + 1] : at === i + 1 ? all[i] : one) ?? one)
    const doubled = [...all.slice(0, i + 1), ...all.slice(i)]
    for (const changed of [swapped, doubled, without(i)]) {
      const { ref, parts } = recut(concat(header, ...changed))
      expect(codeOf(() => opened(ref, parts)), `chunk ${i}`).toBe('broken')
    }
  }
})

test('parts swapped, doubled, left out or of another size: refused by the digest before a byte is opened', () => {
  const [a, b, c] = film.parts
  if (!a || !b || !c) throw new Error('three parts expected')
  for (const parts of [[b, a, c], [a, c, b], [a, a, c], [a, b], [b, c], [a, b, c, c], [a, b, c.slice(1)], [], [a, b, concat(c, new Uint8Array(1))]]) {
    expect(codeOf(() => held(film.ref, parts))).toBe('broken')
  }
})

test('one bit in any part, at its edges and in the middle: refused', () => {
  film.parts.forEach((part, i) => {
    for (const at of [0, 1, FILE_HEADER, Math.floor(part.length / 2), part.length - 1]) {
      const changed = part.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      const parts = film.parts.map((one, at) => (at === i ? changed : one))
      expect(codeOf(() => held(film.ref, parts)), `part ${i}, byte ${at}`).toBe('broken')
      expect(codeOf(() => opened(film.ref, parts)), `part ${i}, byte ${at}`).toBe('broken')
    }
  })
})

test('another name, another epoch, another case: neither the digest nor the stream holds', () => {
  const small = sealed(10)
  const otherId = { ...small.ref, fileId: small.ref.fileId.map((byte) => byte ^ 1) }
  const otherCtx = hashOf('ctx', new Uint8Array(32).fill(3))
  const otherKey = symmetricKey('epoch', new Uint8Array(32).fill(3))
  expect(codeOf(() => held(otherId, small.parts))).toBe('broken')
  expect(codeOf(() => held(small.ref, small.parts, otherCtx))).toBe('broken')
  expect(codeOf(() => opened(otherId, small.parts))).toBe('broken')
  expect(codeOf(() => opened(small.ref, small.parts, KEY, otherCtx))).toBe('broken')
  expect(codeOf(() => opened(small.ref, small.parts, otherKey))).toBe('broken')
})

test('the digest of another file, or a padded length of another: refused', () => {
  const [one, other, longer] = [sealed(10), sealed(10), sealed(70_000)]
  expect(codeOf(() => held({ ...one.ref, digest: other.ref.digest }, one.parts))).toBe('broken')
  expect(codeOf(() => held(one.ref, other.parts))).toBe('broken')
  for (const paddedLength of [longer.ref.paddedLength, 0, 65_537, 2 ** 53]) {
    expect(codeOf(() => held({ ...one.ref, paddedLength }, one.parts))).toBe('broken')
    expect(codeOf(() => opened({ ...one.ref, paddedLength }, one.parts))).toBe('broken')
  }
})

// A sender who holds the key can sign a digest over any stream: the reader still insists on the layout inside.
function forged(plain: Uint8Array, last: readonly number[] = [Math.ceil(plain.length / CHUNK) - 1]): SealedWhole {
  const { fileId } = film.ref
  const stream = sealStream(fileKey(KEY, CTX, fileId))
  const chunks = Array.from({ length: Math.ceil(plain.length / CHUNK) }, (_, i) => (
    stream.push(plain.slice(i * CHUNK, (i + 1) * CHUNK), fileAd(CTX, fileId), last.includes(i))))
  const { ref, parts } = recut(concat(stream.header, ...chunks))
  return { ref: { ...ref, paddedLength: plain.length }, parts }
}
function plain(size: number, length: number, change: (bytes: Uint8Array) => void = () => undefined, name = 'a', mime = ''): Uint8Array {
  const bytes = new Uint8Array(length)
  const utf8 = new TextEncoder()
  bytes.set(writer().u64(size).field(utf8.encode(name)).field(utf8.encode(mime)).done())
  change(bytes)
  return bytes
}

test('padding that is not zero, in its first and its last byte: refused', () => {
  const head = 8 + 4 + 1 + 4
  expect(opened(forged(plain(5, 65_536)).ref, forged(plain(5, 65_536)).parts).head.size).toBe(5)
  for (const at of [head + 5, 40_000, 65_535]) {
    const file = forged(plain(5, 65_536, (bytes) => { bytes[at] = 1 }))
    expect(codeOf(() => opened(file.ref, file.parts)), `byte ${at}`).toBe('broken')
  }
  const later = forged(plain(66_000, 67_584, (bytes) => { bytes[67_000] = 1 }))
  expect(codeOf(() => opened(later.ref, later.parts))).toBe('broken')
})

test('a real length that does not pad to this length, a name that is none, an end too early or none: refused', () => {
  const wrong = [
    forged(plain(65_536, 65_536)), forged(plain(2 ** 40, 65_536)), forged(plain(10, 67_584)),
    forged(plain(5, 65_536, undefined, 'cafe\u0301')), forged(plain(5, 65_536, undefined, 'n'.repeat(1025))),
    forged(plain(5, 65_536, undefined, 'a', 'é')), forged(plain(5, 65_536, undefined, 'a', 'm'.repeat(128))),
    forged(plain(5, 65_536, (bytes) => { bytes[12] = 0xff })),
    forged(plain(66_000, 67_584), []), forged(plain(66_000, 67_584), [0]), forged(plain(66_000, 67_584), [0, 1]),
  ]
  wrong.forEach((file, i) => expect(codeOf(() => opened(file.ref, file.parts)), `number ${i}`).toBe('broken'))
})

test('the stream alone: no chunk opens twice, before its turn, with other bytes around it, or under a wrong header', () => {
  const key = new Uint8Array(32).fill(1)
  const ad = new Uint8Array([1])
  const stream = sealStream(key)
  const [one, two] = [stream.push(new Uint8Array(3), ad, false), stream.push(new Uint8Array(4), ad, true)]
  const pull = openStream(key, stream.header)
  expect(codeOf(() => pull(two, ad))).toBe('broken')
  expect(codeOf(() => pull(one, new Uint8Array(0)))).toBe('broken')
  expect(pull(one, ad)).toEqual({ message: new Uint8Array(3), last: false })
  expect(codeOf(() => pull(one, ad))).toBe('broken')
  expect(pull(two, ad).last).toBe(true)
  expect(codeOf(() => openStream(key, stream.header)(two, ad))).toBe('broken')
  expect(codeOf(() => openStream(key, stream.header)(new Uint8Array(16), ad))).toBe('broken')
  expect(codeOf(() => openStream(key, new Uint8Array(23)))).toBe('broken')
  expect(codeOf(() => openStream(key.slice(1), stream.header))).toBe('usage')
  expect(codeOf(() => sealStream(key.slice(1)))).toBe('usage')
})

test('a tag that this protocol does not use is refused, although the library would pass it on', () => {
  const key = new Uint8Array(32).fill(1)
  const ad = new Uint8Array([1])
  for (const tag of [sodium.crypto_secretstream_xchacha20poly1305_TAG_PUSH, sodium.crypto_secretstream_xchacha20poly1305_TAG_REKEY]) {
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
    const chunk = sodium.crypto_secretstream_xchacha20poly1305_push(state, new Uint8Array(3), ad, tag)
    expect(codeOf(() => openStream(key, header)(chunk, ad))).toBe('broken')
  }
})
