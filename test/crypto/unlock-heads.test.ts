// Heads of unlock boxes at their edges, and fakes that nobody can tell from real ones (§8.3, §8.4).
import { expect, test } from 'vitest'
import { ARGON2_NEW } from '#crypto/argon2.ts'
import { concat, hexFromBytes, u8 } from '#crypto/bytes.ts'
import { recoveryHash } from '#crypto/card.ts'
import { makeRecoveryBox, openRecoveryBox } from '#crypto/desk-box.ts'
import { kemKeys, randomBytes } from '#crypto/sodium.ts'
import { hashOf, memberIdFrom } from '#crypto/types.ts'
import { encodeUnlockHead, fakeUnlock, parseUnlockHead } from '#crypto/unlock.ts'
import type { UnlockHead } from '#crypto/unlock.ts'
import { codeOf } from './refusal.ts'
import { cardOf, deskAt, makeWorld } from './world.ts'

const world = makeWorld()
const { instance } = world
const memberId = memberIdFrom(randomBytes(16))
const ways: readonly UnlockHead['way'][] = [
  { kind: 'code' }, { kind: 'passkey', credential: hashOf('cred', randomBytes(32)) }, { kind: 'phrase', params: ARGON2_NEW, salt: randomBytes(16) }]

test('every kind of head reads back, ends where it ends, and one of a newer version is told apart', () => {
  for (const way of ways) {
    const bytes = encodeUnlockHead({ instance, memberId, way })
    expect(parseUnlockHead(bytes)).toEqual({ instance, memberId, way })
    expect([way.kind, codeOf(() => parseUnlockHead(concat(bytes, u8(0))))]).toEqual([way.kind, 'broken'])
    expect(codeOf(() => parseUnlockHead(bytes.subarray(0, -1)))).toBe('broken')
    expect(codeOf(() => parseUnlockHead(bytes.map((byte, i) => (i === 0 ? 2 : byte))))).toBe('newer-version')
    expect(codeOf(() => parseUnlockHead(bytes.map((byte, i) => (i === 33 ? 4 : byte))))).toBe('newer-version')
  }
})

test('parameters outside floor and ceiling go neither into a head nor out of one', () => {
  for (const params of [{ memoryKiB: 65_535, passes: 3 }, { memoryKiB: 65_536, passes: 2 }, { memoryKiB: 1_048_577, passes: 3 }, { memoryKiB: 65_536, passes: 11 }]) {
    expect(codeOf(() => encodeUnlockHead({ instance, memberId, way: { kind: 'phrase', params, salt: randomBytes(16) } }))).toBe('parameters')
  }
  const bytes = encodeUnlockHead({ instance, memberId, way: { kind: 'phrase', params: ARGON2_NEW, salt: randomBytes(16) } })
  // version1 ‖ instance16 ‖ member16 ‖ kind1, then memory4 and passes4.
  for (const at of [34, 41]) expect(codeOf(() => parseUnlockHead(bytes.map((byte, i) => (i === at ? 0xff : byte))))).toBe('parameters')
  expect(codeOf(() => parseUnlockHead(bytes.map((byte, i) => (i === 41 ? 1 : byte))))).toBe('parameters')
})

test('a fake repeats nothing: no two of its boxes, no parts of a box, no id and salt are the same bytes', () => {
  const key = randomBytes(32)
  const names = Array.from({ length: 24 }, (_, i) => `nobody ${i}`)
  const fakes = names.map((name) => fakeUnlock(key, instance, name))
  const parts = fakes.flat().flatMap(({ box }) => [0, 32, 64].map((at) => hexFromBytes(box.slice(at, at + 32))))
  expect(new Set(parts).size).toBe(parts.length)
  const heads = fakes.map((boxes) => boxes.map(({ head }) => parseUnlockHead(head)))
  for (const all of heads) expect(new Set(all.map((head) => head.memberId)).size).toBe(1)
  expect(new Set(heads.map(([first]) => first?.memberId)).size).toBe(names.length)
  const drawn = heads.flatMap((all) => all.flatMap(({ way, memberId: id }) => (
    way.kind === 'phrase' ? [hexFromBytes(way.salt), id] : way.kind === 'passkey' ? [hexFromBytes(way.credential).slice(0, 32)] : [])))
  expect(new Set(drawn).size).toBe(drawn.length)
  const shapes = heads.map((all) => all.map(({ way }) => way.kind).join())
  expect(new Set(shapes)).toEqual(new Set(['phrase,code', 'phrase,passkey,code']))
  expect(fakeUnlock(key, instance, 'nobody 0')).toEqual(fakes[0])
  expect(fakeUnlock(randomBytes(32), instance, 'nobody 0')).not.toEqual(fakes[0])
})

test('a recovery box is made for the holder that the card names, and for nobody where it names none', () => {
  const desk = deskAt(world, 0)
  const holder = kemKeys('recovery-kem', randomBytes(32))
  const seed = desk.seeds[0]?.kem ?? new Uint8Array(0)
  const none = cardOf(desk, instance)
  const named = { ...none, recoveryHash: recoveryHash(holder.pk) }
  expect(codeOf(() => makeRecoveryBox(none, seed, holder.pk))).toBe('usage')
  expect(codeOf(() => makeRecoveryBox(named, seed, kemKeys('recovery-kem', randomBytes(32)).pk))).toBe('usage')
  expect(codeOf(() => makeRecoveryBox(named, randomBytes(32), holder.pk))).toBe('usage')
  expect(codeOf(() => makeRecoveryBox(named, seed.subarray(1), holder.pk))).toBe('usage')
  const box = makeRecoveryBox(named, seed, holder.pk)
  expect(openRecoveryBox(named, holder, box)).toEqual(seed)
  // The same box beside a card with another key of the desk: what comes out would not be its seed.
  const other = cardOf(deskAt(world, 1), instance)
  expect(codeOf(() => openRecoveryBox({ ...named, kemPk: other.kemPk }, holder, box))).toBe('broken')
  for (const wrong of [box.subarray(1), concat(box, u8(0)), new Uint8Array(0)]) expect(codeOf(() => openRecoveryBox(named, holder, wrong))).toBe('broken')
})
