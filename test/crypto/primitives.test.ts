// The primitives at the hands of a careless caller or a hostile sender (§1.3, §1.4): text for bytes, keys of another length, tags that nobody may use.
import sodium from 'libsodium-wrappers'
import { expect, test } from 'vitest'
import { ascii, concat } from '#crypto/bytes.ts'
import {
  H, Hk, authHolds, authTag, decapsulate, encapsulate, hashInPieces, kdf, kemKeys, open, openStream, padTo, randomBytes, sameSecret, seal, sealStream,
  sign, signKeys, unpadFrom, verify, wipe,
} from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import './world.ts'

const key = randomBytes(32)
const [ad, message] = [ascii('about'), ascii('message')]
const text = 'bytes as text, of the length of a key' as unknown as Uint8Array
const member = signKeys('member-sig', randomBytes(32))
const desk = kemKeys('desk-kem', randomBytes(32))
const sealing = () => sealStream(key)
const streamed = (chunk = message, last = false) => { const stream = sealing(); return { header: stream.header, chunk: stream.push(chunk, ad, last) } }

test('text where bytes are due is a mistake of the caller, everywhere', () => {
  const { header, chunk } = streamed()
  const steps: readonly (() => unknown)[] = [
    () => H('x', 'x', text), () => Hk(key, 'x', text), () => Hk(text, 'x', ad), () => hashInPieces('x', 'x', 37).add(text), () => kdf(text, 1, 'eightlet'),
    () => seal(text, ad, message), () => seal(key, text, message), () => seal(key, ad, text), () => open(text, ad, message), () => open(key, text, seal(key, ad, message)),
    () => open(key, ad, 'x'.repeat(60) as unknown as Uint8Array), () => sealStream(text), () => sealing().push(text, ad, false), () => sealing().push(message, text, false),
    () => openStream(text, header), () => openStream(key, header)(text, ad), () => openStream(key, header)(chunk, text),
    () => signKeys('member-sig', text), () => sign(text as unknown as typeof member.sk, 'x', ad), () => sign(member.sk, 'x', text), () => verify(member.pk, new Uint8Array(64), 'x', text),
    () => kemKeys('desk-kem', text), () => encapsulate(text as unknown as typeof desk.pk), () => decapsulate(text as unknown as typeof desk.sk, new Uint8Array(1120)),
    () => decapsulate(desk.sk, 'x'.repeat(1120) as unknown as Uint8Array), () => authTag(text, ad), () => authTag(key, text), () => authHolds(text, key, ad),
    () => sameSecret(text, key), () => sameSecret(key, text), () => padTo(text, 16),
  ]
  expect(steps.map(codeOf)).toEqual(steps.map(() => 'usage'))
})

test('keys have their length, and nothing is done with one that has not', () => {
  for (const wrong of [randomBytes(31), randomBytes(33), new Uint8Array(0)]) {
    const steps: readonly (() => unknown)[] = [
      () => Hk(wrong, 'x', ad), () => kdf(wrong, 1, 'eightlet'), () => seal(wrong, ad, message), () => open(wrong, ad, seal(key, ad, message)), () => sealStream(wrong),
      () => openStream(wrong, randomBytes(24)), () => signKeys('member-sig', wrong), () => sign(wrong as unknown as typeof member.sk, 'x', ad),
      () => kemKeys('desk-kem', wrong), () => decapsulate(wrong as unknown as typeof desk.sk, randomBytes(1120)), () => authTag(wrong, ad), () => authHolds(wrong, key, ad)]
    expect(steps.map(codeOf)).toEqual(steps.map(() => 'usage'))
  }
  expect(verify(member.pk.subarray(1) as typeof member.pk, sign(member.sk, 'x', ad), 'x', ad)).toBe(false)
  expect(verify(member.pk, sign(member.sk, 'x', ad).subarray(1), 'x', ad)).toBe(false)
  expect([verify(member.pk, sign(member.sk, 'x', ad), 'x', ad), verify(member.pk, sign(member.sk, 'x', ad), 'y', ad)]).toEqual([true, false])
})

test('sealed bytes open from their shortest length on, and only whole', () => {
  const empty = seal(key, ad, new Uint8Array(0))
  expect([empty.length, open(key, ad, empty)]).toEqual([40, new Uint8Array(0)])
  for (let length = 0; length < 40; length += 1) expect(codeOf(() => open(key, ad, empty.subarray(0, length)))).toBe('broken')
  expect(codeOf(() => open(key, ad, concat(empty, new Uint8Array(1))))).toBe('broken')
  for (const length of [0, 1119, 1121]) expect(codeOf(() => decapsulate(desk.sk, randomBytes(length)))).toBe('broken')
  const { ct, ss } = encapsulate(desk.pk)
  expect(decapsulate(desk.sk, ct)).toEqual(ss)
  expect(codeOf(() => encapsulate(desk.pk.subarray(1) as typeof desk.pk))).toBe('bad-key')
})

test('a stream opens chunk by chunk with the two tags of the protocol, and with no other', () => {
  for (const last of [false, true]) {
    const { header, chunk } = streamed(message, last)
    expect(openStream(key, header)(chunk, ad)).toEqual({ message, last })
    for (const wrong of [chunk.subarray(1), concat(chunk, new Uint8Array(1)), chunk.map((byte, i) => (i === 0 ? byte ^ 1 : byte)), new Uint8Array(0), new Uint8Array(16)]) {
      expect(codeOf(() => openStream(key, header)(wrong, ad))).toBe('broken')
    }
    expect(codeOf(() => openStream(key, header)(chunk, ascii('other')))).toBe('broken')
    for (const wrong of [header.subarray(1), concat(header, new Uint8Array(1)), new Uint8Array(0)]) expect(codeOf(() => openStream(key, wrong))).toBe('broken')
  }
  for (const tag of [1, 2]) {
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
    const chunk = sodium.crypto_secretstream_xchacha20poly1305_push(state, message, ad, tag)
    expect([tag, codeOf(() => openStream(key, header)(chunk, ad))]).toEqual([tag, 'broken'])
  }
})

test('a hash in pieces is of exactly the length that was said', () => {
  const whole = H('x', 'label', concat(ad, message))
  const pieces = (length: number) => { const hash = hashInPieces('x', 'label', length); hash.add(ad); hash.add(message); return hash.end() }
  expect(pieces(12)).toEqual(whole)
  expect([codeOf(() => pieces(11)), codeOf(() => pieces(13))]).toEqual(['usage', 'usage'])
})

test('secrets are compared whole, padding is undone exactly, and a wiped secret is zeros', () => {
  expect([sameSecret(key, key.slice()), sameSecret(key, randomBytes(32)), sameSecret(key, key.subarray(1)), sameSecret(new Uint8Array(0), new Uint8Array(0))]).toEqual([true, false, false, true])
  expect(unpadFrom(padTo(message, 16), 16)).toEqual(message)
  for (const wrong of [new Uint8Array(0), padTo(message, 16).subarray(1), new Uint8Array(16), concat(padTo(message, 16), new Uint8Array(1))]) {
    expect(codeOf(() => unpadFrom(wrong, 16))).toBe('broken')
  }
  expect([authHolds(key, authTag(key, ad), ad), authHolds(key, authTag(key, ad).subarray(1), ad), authHolds(key, authTag(key, ad), message)]).toEqual([true, false, false])
  const [one, two] = [randomBytes(32), randomBytes(8)]
  wipe(one, two)
  expect([one, two]).toEqual([new Uint8Array(32), new Uint8Array(8)])
  expect([randomBytes(65_536).length, codeOf(() => randomBytes(65_537)), codeOf(() => randomBytes(-1))]).toEqual([65_536, 'usage', 'usage'])
})
