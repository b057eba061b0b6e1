// A million sealings, and no nonce twice: counted over everything that seals, because one nonce again under one key gives both texts away.
import { expect, test } from 'vitest'
import { makeBack, makeWrap } from '#crypto/epoch.ts'
import { sealMessage } from '#crypto/message.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { sealSummary, deskRecordKey } from '#crypto/record.ts'
import { sealForShred, makeShredKey } from '#crypto/shred.ts'
import { randomBytes, randomKey, seal } from '#crypto/sodium.ts'
import { dayFrom } from '#crypto/types.ts'
import { file, reporterVoice } from '#test/crypto/story.ts'
import { deskAt, makeWorld } from '#test/crypto/world.ts'

const SEALINGS = 1_000_000
const NONCE = 24

test('a million sealings under one key and under many use a million nonces', { timeout: 600_000 }, () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  const recipient = made?.header.recipients[0]
  const desk = deskAt(world, 0)
  const keys = desk.keys[0]
  if (!made || !recipient || !keys) throw new Error('no epoch')
  const { ctx, key } = made
  const shred = makeShredKey()
  const summary = { lang: 'en', tiles: [], words: '', danger: 'no', reporterSeen: 0, state: 'RECEIVED', priority: 1 }
  const [rk, to] = [deskRecordKey(keys.kem.sk), { recipient, pk: keys.kem.pk }]
  const inner = { type: 'text', origin: 'browser', lang: 'en', prev: null, seen: [], rosterSeq: 1, claimedDay: dayFrom(1), files: [], payload: new Uint8Array(3) } as const
  const [ad, text] = [new Uint8Array(20), new Uint8Array(8)]
  // How often each is done, and where in its bytes the nonce stands. Most are the plain operation, through which all the others go.
  const ways: readonly (readonly [times: number, at: number, sealOne: () => Uint8Array])[] = [
    [50_000, 0, () => sealMessage(ctx, key, reporterVoice(story).sk, { author: REPORTER, n: 1, urgent: false }, inner).body],
    [2_000, 1120, () => makeWrap(ctx, to, key)],
    [50_000, 0, () => makeBack(ctx, key, key)],
    [50_000, 0, () => sealForShred(shred, ctx, 'back', text)],
    [20_000, 42, () => sealSummary(rk, 1, deskParty(desk.id), story.keys.caseId, 1, summary)],
    [200_000, 0, () => seal(randomKey('epoch'), ad, text)],
  ]
  const rest = SEALINGS - ways.reduce((sum, [times]) => sum + times, 0)
  const seen = new Set<string>()
  const ones = new Array<number>(8 * NONCE).fill(0)
  const fixed = randomBytes(32)
  for (const [times, at, sealOne] of [...ways, [rest, 0, () => seal(fixed, ad, text)] as const]) {
    for (let i = 0; i < times; i += 1) note(sealOne().subarray(at, at + NONCE))
  }
  expect(seen.size).toBe(SEALINGS)
  // Each bit is set in about half of them: a generator that stands still in some place would show.
  for (const count of ones) expect(Math.abs(count - SEALINGS / 2)).toBeLessThan(6 * Math.sqrt(SEALINGS / 4))

  function note(nonce: Uint8Array): void {
    seen.add(String.fromCharCode(...nonce))
    for (let bit = 0; bit < 8 * NONCE; bit += 1) ones[bit] = (ones[bit] ?? 0) + (((nonce[bit >> 3] ?? 0) >> (bit & 7)) & 1)
  }
})
