// What a careless caller passes: refused as `usage`, so that a mistake never becomes a weak key or a silent hash.
import { expect, test } from 'vitest'
import { hashPhrase } from '#crypto/argon2.ts'
import { ascii, bytesFromHex, concat } from '#crypto/bytes.ts'
import { codeFromData } from '#crypto/code.ts'
import { padToBucket, unpadBucket } from '#crypto/pad.ts'
import { TEXT_FIELDS, encodePayload } from '#crypto/payload.ts'
import { dayFrom, deskIdFrom, hashOf, secretKey, symmetricKey } from '#crypto/types.ts'
import { codeOf, codeOfAsync } from './refusal.ts'
import './world.ts'

test('hexadecimal, ASCII, days, ids and hashes of the wrong shape', () => {
  for (const text of ['0', '0G', 'AB', ' 00', '0x00']) expect(codeOf(() => bytesFromHex(text))).toBe('usage')
  for (const text of ['é', 'a\nb', 'မ']) expect(codeOf(() => ascii(text))).toBe('usage')
  for (const day of [-1, 0.5, 2 ** 32, NaN]) expect(codeOf(() => dayFrom(day))).toBe('usage')
  expect(codeOf(() => deskIdFrom(new Uint8Array(15)))).toBe('usage')
  expect(codeOf(() => hashOf('ctx', new Uint8Array(31)))).toBe('usage')
  expect(codeOf(() => symmetricKey('epoch', new Uint8Array(33)))).toBe('usage')
  expect(codeOf(() => secretKey('desk-sig', new Uint8Array(32)))).toBe('bad-key')
})

test('data of a code, salts and values of the wrong shape', async () => {
  expect(codeOf(() => codeFromData(new Uint8Array(18)))).toBe('usage')
  expect(codeOf(() => codeFromData(new Uint8Array(19).fill(100)))).toBe('usage')
  expect(await codeOfAsync(() => hashPhrase(ascii('x'), new Uint8Array(8), { memoryKiB: 65_536, passes: 3 }))).toBe('usage')
  const wrong = { text: 7, sentences: 'S01' } as unknown as { text: string }
  expect(codeOf(() => encodePayload(TEXT_FIELDS, wrong))).toBe('usage')
})

test('a padded text has exactly the length of its bucket', () => {
  const padded = padToBucket(ascii('x'), 4096)
  expect(codeOf(() => unpadBucket(concat(new Uint8Array(4096), padded), 4096))).toBe('broken')
  expect(codeOf(() => padToBucket(new Uint8Array(4096), 4096))).toBe('usage')
  expect(codeOf(() => padToBucket(ascii('x'), 1024))).toBe('usage')
})
