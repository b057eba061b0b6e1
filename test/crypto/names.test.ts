// A name for some teams (§5.8): only the desk that it was sealed for reads it, only the reporter of that case can have written it.
import { expect, test } from 'vitest'
import { reporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { sealLetter } from '#crypto/desk-letter.ts'
import { bytesFromHex, concat, writer } from '#crypto/bytes.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { nameBodyBytes, nameHead, openName, parseNameBody, sealName } from '#crypto/name-letter.ts'
import { openRecordFromShred, makeShredKey, sealRecordForShred } from '#crypto/shred.ts'
import { randomBytes, sign } from '#crypto/sodium.ts'
import { deskIdFrom, instanceIdFrom } from '#crypto/types.ts'
import type { NameWords } from '#crypto/worker/views.ts'
import { codeOf } from './refusal.ts'
import { TODAY, cardOf, deskAt, flipped, makeWorld, newKeys } from './world.ts'

const world = makeWorld([['LEGAL'], ['EXT']])
const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
const keys = reporterKeys(world.instance, makeCode())
const other = reporterKeys(world.instance, makeCode())
const card = cardOf(legal, world.instance)
const words: NameWords = { name: 'ခင်ခင်', reach: 'LINE: khin, evenings', purpose: 'inside' }
const place = { instance: world.instance, caseId: keys.caseId, card: keys.card, deskId: legal.id, keysFor: () => legal.keys[0]?.kem ?? null }
const letter = sealName(keys, card, words, TODAY)

test('the desk that it was sealed for reads the words and the day; nobody else reads anything', () => {
  expect(openName(place, letter)).toEqual({ ...words, day: TODAY })
  expect(openName({ ...place, keysFor: () => null }, letter)).toBeNull()
  expect(codeOf(() => openName({ ...place, deskId: ext.id, keysFor: () => ext.keys[0]?.kem ?? null }, letter))).toBe('broken')
  expect(codeOf(() => openName({ ...place, keysFor: () => ext.keys[0]?.kem ?? null }, letter))).toBe('broken')
  expect(codeOf(() => openName({ ...place, deskId: ext.id }, letter))).toBe('broken')
  expect(codeOf(() => openName({ ...place, caseId: other.caseId, card: other.card }, letter))).toBe('broken')
  expect(codeOf(() => openName({ ...place, instance: instanceIdFrom(randomBytes(16)) }, letter))).toBe('broken')
  for (let at = 0; at < letter.length; at += 97) expect(codeOf(() => openName(place, flipped(letter, at))), String(at)).toMatch(/^(broken|bad-key)$/)
})

test('a letter that another hand wrote, or for another desk, is no name of this reporter', () => {
  const page = (by: typeof keys, desk = legal.id, caseId = keys.caseId, purpose = 'reach', version = 1) => {
    const signed = writer().u8(version).hex(world.instance).hex(caseId).hex(desk).u32(TODAY).field(payloadFrom('name', { name: 'Somebody', purpose })).done()
    return sealLetter(card, { kind: 'name', about: bytesFromHex(keys.caseId) }, concat(signed, sign(by.sig.sk, 'name', signed)))
  }
  expect(openName(place, page(keys))).toEqual({ name: 'Somebody', reach: '', purpose: 'reach', day: TODAY })
  expect(codeOf(() => openName(place, page(other)))).toBe('broken')
  // A team that was trusted cannot pass the signed words on as words for another one.
  expect(codeOf(() => openName(place, page(keys, ext.id)))).toBe('broken')
  expect(codeOf(() => openName(place, page(keys, legal.id, other.caseId)))).toBe('broken')
  expect(codeOf(() => openName(place, page(keys, legal.id, keys.caseId, 'publish')))).toBe('newer-version')
  expect(codeOf(() => openName(place, page(keys, legal.id, keys.caseId, 'reach', 2)))).toBe('newer-version')
  // A page for a second person lies in such a letter too, and is none.
  expect(codeOf(() => openName(place, sealLetter(card, { kind: 'page', about: bytesFromHex(keys.caseId) }, randomBytes(64))))).toBe('broken')
})

test('after new keys of the desk the old letter opens with the old seed, and a new one is sealed to the new card', () => {
  const desk = deskAt(makeWorld([['LEGAL']]), 0)
  const old = sealName(keys, cardOf(desk, world.instance), words, TODAY)
  newKeys(desk)
  const fresh = sealName(keys, cardOf(desk, world.instance), words, TODAY)
  const keysFor = (epoch: number) => desk.keys[epoch - 1]?.kem ?? null
  for (const one of [old, fresh]) expect(openName({ ...place, deskId: desk.id, keysFor }, one)).toMatchObject({ name: words.name })
  expect(openName({ ...place, deskId: desk.id, keysFor: (epoch) => (epoch === 1 ? keysFor(1) : null) }, fresh)).toBeNull()
})

test('nothing, too much, and a purpose that nobody knows are not sealed; short names are as long as long ones', () => {
  expect(codeOf(() => sealName(keys, card, { ...words, name: ' ', reach: '' }, TODAY))).toBe('usage')
  expect(codeOf(() => sealName(keys, card, { ...words, reach: 'x'.repeat(4096) }, TODAY))).toBe('usage')
  expect(codeOf(() => sealName(keys, card, { ...words, purpose: 'all' as 'reach' }, TODAY))).toBe('usage')
  expect(sealName(keys, card, { name: 'A', reach: '', purpose: 'reach' }, TODAY)).toHaveLength(sealName(keys, card, { name: 'A'.repeat(400), reach: 'b'.repeat(100), purpose: 'outside' }, TODAY).length)
})

test('a request names each team once, in order; an empty letter takes the name back', () => {
  const [first, second] = ['0a', '0b'].map((byte) => deskIdFrom(bytesFromHex(byte.repeat(16))))
  if (first === undefined || second === undefined) throw new Error('no ids')
  const body = nameBodyBytes([{ deskId: second, letter: null }, { deskId: first, letter }])
  expect(parseNameBody(body)).toEqual([{ deskId: first, letter }, { deskId: second, letter: null }])
  const twice = writer().u8(2).hex(first).field(letter).hex(first).field(letter).done()
  const backwards = writer().u8(2).hex(second).field(letter).hex(first).field(letter).done()
  const tooLong = writer().u8(1).hex(first).field(new Uint8Array(8193)).done()
  for (const wrong of [nameBodyBytes([]), twice, backwards, tooLong, concat(body, new Uint8Array(1)), body.slice(0, -1)]) expect(codeOf(() => parseNameBody(wrong))).toBe('broken')
})

test('at rest it lies under the key of its case, in its own place', () => {
  const shred = makeShredKey()
  const stored = sealRecordForShred(shred, nameHead(keys.caseId, legal.id), letter)
  expect(openRecordFromShred(shred, nameHead(keys.caseId, legal.id), stored)).toEqual(letter)
  expect(codeOf(() => openRecordFromShred(shred, nameHead(keys.caseId, ext.id), stored))).toBe('broken')
  expect(codeOf(() => openRecordFromShred(makeShredKey(), nameHead(keys.caseId, legal.id), stored))).toBe('broken')
})
