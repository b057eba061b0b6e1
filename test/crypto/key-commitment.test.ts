// One ciphertext that opens under two keys, and why nobody is shown two texts with it: a header stands for one key (§4.1).
import { expect, test } from 'vitest'
import { T } from '#crypto/bytes.ts'
import { commitTo, makeBack, makeWrap, openBack, openWrap, splitWraps } from '#crypto/epoch.ts'
import { partDigest } from '#crypto/file-bodies.ts'
import { fileAd, fileDigest, fileKey } from '#crypto/file-seal.ts'
import { encodeHeader, parseHeader } from '#crypto/header.ts'
import { encodeOuter, openMessage } from '#crypto/message.ts'
import { REPORTER } from '#crypto/party.ts'
import { Hk, open, openStream, randomBytes, randomKey } from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import { file, read, reopen, reporterVoice, viewOf } from './story.ts'
import { opened } from './files.ts'
import { sealedForBoth, streamForBoth } from './two-keys.ts'
import { deskAt, makeWorld, rotate } from './world.ts'

test('the attack is real: one sealed text opens under two keys', () => {
  const [one, two, nonce, ad] = [randomBytes(32), randomBytes(32), randomBytes(24), randomBytes(61)]
  for (const length of [48, 4096]) {
    const sealed = sealedForBoth(one, two, nonce, ad, length)
    expect(open(one, ad, sealed)).toHaveLength(length)
    expect(open(two, ad, sealed)).toHaveLength(length)
    expect(open(one, ad, sealed)).not.toEqual(open(two, ad, sealed))
    expect(codeOf(() => open(randomBytes(32), ad, sealed))).toBe('broken')
  }
})

test('a reader with the second key is refused before the message is looked at', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  const desk = deskAt(world, 0)
  const at = made?.header.recipients.findIndex(({ party }) => party.kind === 'desk' && party.id === desk.id) ?? -1
  const recipient = made?.header.recipients[at]
  const keys = desk.keys[0]
  if (!made || !recipient || !keys) throw new Error('no epoch')
  const second = randomKey('epoch')
  const outer = encodeOuter({ author: REPORTER, n: 1, bucket: 4096, urgent: false })
  const [key, other] = [made.key, second].map((of) => Hk(of, 'msg-key', made.ctx))
  const body = sealedForBoth(key ?? second, other ?? second, randomBytes(24), T('msg-ad', made.ctx, outer), 4096)
  expect(open(other ?? second, T('msg-ad', made.ctx, outer), body)).toHaveLength(4096)
  const wrap = makeWrap(made.ctx, { recipient, pk: keys.kem.pk }, second)
  expect(codeOf(() => openWrap(made.header, made.ctx, recipient, keys.kem, wrap))).toBe('broken')
  // The same in the live stream: the reporter's wrap holds the one key, the desk's the other.
  const stored = story.talk.epochs[0]
  if (!stored) throw new Error('no epoch')
  stored.wraps.set(wrap, at * wrap.length)
  expect(splitWraps(stored.wraps, made.header.recipients.length)[at]).toEqual(wrap)
  expect(viewOf(story, null).entries).toHaveLength(1)
  expect(codeOf(() => read(story, desk))).toBe('broken')
})

test('a link back to the second key is refused, and a header that commits to it is another place for every message', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  rotate(world, deskAt(world, 1))
  reopen(story, reporterVoice(story), world.desks)
  const [zero, one] = story.talk.epochs.map((epoch) => epoch.made)
  const row = story.talk.messages[0]
  if (!zero || !one || !row) throw new Error('two epochs expected')
  const second = randomKey('epoch')
  expect(codeOf(() => openBack(one.ctx, one.key, makeBack(one.ctx, one.key, second), zero.header))).toBe('broken')
  const changed = parseHeader(encodeHeader({ ...zero.header, commit: commitTo(second) }))
  expect(codeOf(() => openBack(one.ctx, one.key, makeBack(one.ctx, one.key, second), changed))).toBe('nothing refused')
  const view = viewOf(story, null)
  expect(view.entries.some((entry) => entry.type === 'report')).toBe(true)
  story.talk.epochs[0] = { header: encodeHeader(changed), wraps: story.talk.epochs[0]?.wraps ?? one.wraps, back: new Uint8Array(0), made: zero }
  expect(codeOf(() => read(story, null))).not.toBe('nothing refused')
  expect(codeOf(() => openMessage(one.ctx, second, row.outer, row.body))).toBe('broken')
})

test('one file that opens under two keys: the second reader never holds the second key, and its digest is signed', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  if (!made) throw new Error('no epoch')
  const second = randomKey('epoch')
  const fileId = randomBytes(16)
  const [one, two] = [made.key, second].map((key) => fileKey(key, made.ctx, fileId))
  const stream = streamForBoth(one ?? second, two ?? second, fileAd(made.ctx, fileId), 65_536)
  for (const key of [one, two]) {
    const chunk = openStream(key ?? second, stream.slice(0, 24))(stream.slice(24), fileAd(made.ctx, fileId))
    expect([chunk.message.length, chunk.last]).toEqual([65_536, true])
  }
  // Under both keys it is a stream from end to end, and under neither a file: head and padding would have to agree as well.
  const ref = { fileId, paddedLength: 65_536, digest: fileDigest(made.ctx, fileId, [partDigest(stream)]) }
  for (const key of [made.key, second]) expect(codeOf(() => opened(ref, [stream], key, made.ctx))).toBe('broken')
  // And nobody comes by the second key: a wrap or a link that holds it is refused by the header's commitment.
  expect(codeOf(() => openBack(made.ctx, made.key, makeBack(made.ctx, made.key, second), made.header))).toBe('broken')
})
