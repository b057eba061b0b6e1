import { expect, test } from 'vitest'
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import sodium from 'libsodium-wrappers'
import { T, ascii, concat, hexFromBytes, u32 } from '#crypto/bytes.ts'
import { bytesFromBase64, base64FromBytes } from '#crypto/base64.ts'
import { bucketFor, padToBucket, unpadBucket } from '#crypto/pad.ts'
import {
  H, Hk, authHolds, authTag, decapsulate, encapsulate, kdf, kemKeys, open, padTo, randomBytes, seal,
  sign, signKeys, unpadFrom, verify } from '#crypto/sodium.ts'
import { assertPrimitives } from '#crypto/primitives.ts'
import { publicKey } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { flipped } from './world.ts'
import { x25519LowOrder } from './refusal.ts'

test('H is BLAKE2b-256 over T', () => {
  const field = randomBytes(40)
  const t = T('label', field, u32(7))
  expect(hexFromBytes(t).startsWith(`00000009${hexFromBytes(ascii('gp1/label'))}00000028`)).toBe(true)
  expect(H('x', 'label', field).length).toBe(32)
  expect(H('x', 'label', field)).not.toEqual(H('x', 'labe', concat(ascii('l'), field)))
  // Node has BLAKE2b-512 only; the Python vectors check the digest itself.
  expect(createHash('blake2b512').update(t).digest().length).toBe(64)
})

test('a missing, short, long or textual key throws, because libsodium would hash without one', () => {
  const bad: unknown[] = [undefined, null, new Uint8Array(0), new Uint8Array(15), new Uint8Array(31), new Uint8Array(33), 'k'.repeat(32)]
  for (const key of bad) {
    const call = (step: (key: Uint8Array) => unknown) => codeOf(() => step(key as Uint8Array))
    expect(call((k) => Hk(k, 'x'))).toBe('usage')
    expect(call((k) => kdf(k, 1, 'GPTOKEN1'))).toBe('usage')
    expect(call((k) => seal(k, new Uint8Array(0), new Uint8Array(1)))).toBe('usage')
    expect(call((k) => authTag(k, new Uint8Array(1)))).toBe('usage')
    expect(call((k) => signKeys('root', k))).toBe('usage')
    expect(call((k) => kemKeys('desk-kem', k))).toBe('usage')
  }
})

test('text where bytes are due throws', () => {
  const text = 'secret' as unknown as Uint8Array
  const key = randomBytes(32)
  expect(codeOf(() => H('x', 'x', text))).toBe('usage')
  expect(codeOf(() => Hk(key, 'x', text))).toBe('usage')
  expect(codeOf(() => seal(key, text, new Uint8Array(1)))).toBe('usage')
  expect(codeOf(() => seal(key, new Uint8Array(1), text))).toBe('usage')
  expect(codeOf(() => sign(signKeys('root', key).sk, 'x', text))).toBe('usage')
})

test('a context of KDF has eight characters', () => {
  expect(codeOf(() => kdf(randomBytes(32), 1, 'GPTOKEN'))).toBe('usage')
  expect(codeOf(() => kdf(randomBytes(32), 1, 'GPTOKEN12'))).toBe('usage')
})

test('a library without any one primitive in use, or with another size, is refused at start', async () => {
  await sodium.ready
  const source = readFileSync(new URL('../../crypto/sodium.ts', import.meta.url), 'utf8')
  const used = new Set([...source.matchAll(/lib\(\)\.(\w+)/g)].map((found) => found[1] ?? ''))
  expect(used.size).toBeGreaterThan(15)
  expect(codeOf(() => assertPrimitives(sodium))).toBe('nothing refused')
  for (const name of used) expect(codeOf(() => assertPrimitives({ ...sodium, [name]: undefined })), name).toBe('not-ready')
  expect(codeOf(() => assertPrimitives({ ...sodium, crypto_kem_xwing_SEEDBYTES: 64 }))).toBe('not-ready')
  expect('crypto_pwhash' in sodium).toBe(false)
})

test('sealed bytes open only with their key, associated data and every bit', () => {
  const key = randomBytes(32)
  const ad = ascii('ad')
  const sealed = seal(key, ad, ascii('text'))
  expect(sealed.length).toBe(44)
  expect(open(key, ad, sealed)).toEqual(ascii('text'))
  expect(seal(key, ad, ascii('text'))).not.toEqual(sealed)
  for (let at = 0; at < sealed.length; at += 1) expect(codeOf(() => open(key, ad, flipped(sealed, at)))).toBe('broken')
  expect(codeOf(() => open(randomBytes(32), ad, sealed))).toBe('broken')
  expect(codeOf(() => open(key, ascii('aD'), sealed))).toBe('broken')
  expect(codeOf(() => open(key, ad, sealed.slice(0, 39)))).toBe('broken')
})

test('signatures bind label and every field apart', () => {
  const keys = signKeys('root', randomBytes(32))
  const sig = sign(keys.sk, 'a', ascii('bc'), ascii('d'))
  expect(verify(keys.pk, sig, 'a', ascii('bc'), ascii('d'))).toBe(true)
  expect(verify(keys.pk, sig, 'a', ascii('b'), ascii('cd'))).toBe(false)
  expect(verify(keys.pk, sig, 'ab', ascii('c'), ascii('d'))).toBe(false)
  expect(verify(keys.pk, sig.slice(1), 'a', ascii('bc'), ascii('d'))).toBe(false)
  expect(verify(publicKey('root', new Uint8Array(32)), new Uint8Array(64), 'a')).toBe(false)
})

test('X-Wing agrees both ways, and refuses a key with a low-order or unreduced part', () => {
  const keys = kemKeys('desk-kem', randomBytes(32))
  const { ct, ss } = encapsulate(keys.pk)
  expect(decapsulate(keys.sk, ct)).toEqual(ss)
  expect(decapsulate(kemKeys('desk-kem', randomBytes(32)).sk, ct)).not.toEqual(ss)
  expect(codeOf(() => encapsulate(x25519LowOrder(keys.pk)))).toBe('bad-key')
  expect(codeOf(() => encapsulate(publicKey('desk-kem', new Uint8Array(1216).fill(255))))).toBe('bad-key')
  expect(codeOf(() => decapsulate(keys.sk, ct.slice(1)))).toBe('broken')
  expect(codeOf(() => publicKey('desk-kem', new Uint8Array(32)))).toBe('bad-key')
})

test('the tag of a challenge is HMAC-SHA-512 cut to 32 bytes', () => {
  const key = randomBytes(32)
  const due = createHmac('sha512', key).update('m').digest().subarray(0, 32)
  expect([...authTag(key, ascii('m'))]).toEqual([...due])
  expect(authHolds(key, Uint8Array.from(due), ascii('m'))).toBe(true)
  expect(authHolds(key, Uint8Array.from(due.subarray(1)), ascii('m'))).toBe(false)
})

test('an encapsulation with a point of low order is refused like any other that does not open', () => {
  const { sk } = kemKeys('desk-kem', randomBytes(32))
  const low = randomBytes(1120).fill(0, 1088)
  expect([low, randomBytes(1119), randomBytes(1121)].map((ct) => codeOf(() => decapsulate(sk, ct)))).toEqual(['broken', 'broken', 'broken'])
})

test('buckets hold one byte less than their size, and padding is canonical', () => {
  expect([0, 4095, 4096, 16383, 16384, 65535, 262143].map(bucketFor)).toEqual([4096, 4096, 16384, 16384, 65536, 65536, 262144])
  expect(codeOf(() => bucketFor(262144))).toBe('usage')
  const padded = padToBucket(ascii('x'), 4096)
  expect(padded.length).toBe(4096)
  expect(unpadBucket(padded, 4096)).toEqual(ascii('x'))
  expect(codeOf(() => unpadBucket(padded, 16384))).toBe('broken')
  expect(codeOf(() => unpadBucket(flipped(padded, 4095), 4096))).toBe('broken')
  expect(codeOf(() => unpadFrom(new Uint8Array(1024), 1024))).toBe('broken')
  expect(unpadFrom(padTo(new Uint8Array(1024), 1024), 1024)).toEqual(new Uint8Array(1024))
})

test('base64url is read in one way only', () => {
  for (const length of [0, 1, 2, 3, 31, 32, 33]) {
    const bytes = randomBytes(length)
    expect(bytesFromBase64(base64FromBytes(bytes))).toEqual(bytes)
  }
  for (const text of ['A', 'AB', 'ABC', 'AA==', 'A+//', 'A A']) expect(codeOf(() => bytesFromBase64(text))).toBe('broken')
})
