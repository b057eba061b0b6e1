// Small rules of layout that keep one reading for each structure (§1.2, §4.1, §5.1, §7.4).
import { expect, test } from 'vitest'
import { concat, reader, writer } from '#crypto/bytes.ts'
import { encodeDeskCard, parseDeskCard } from '#crypto/desk-card.ts'
import { openBack, openWrap } from '#crypto/epoch.ts'
import { parseHeader } from '#crypto/header.ts'
import { changeHash, extendMemberList, nextChange, signChange } from '#crypto/members.ts'
import { encodeInner, encodeOuter, parseOuter, sealMessage } from '#crypto/message.ts'
import { REPORTER, deskParty, partyBytes, readParty, readStream } from '#crypto/party.ts'
import { readNever } from '#crypto/never.ts'
import { openBook } from '#crypto/roster-book.ts'
import { signRoster } from '#crypto/roster.ts'
import { randomBytes, randomKey } from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import { file, reporterVoice, textPayload } from './story.ts'
import { TODAY, admit, cardOf, deskAt, listOf, makeWorld, nextRoster, person } from './world.ts'

test('a header with a half back link, or a desk without its epoch, is refused', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const header = story.talk.epochs[0]?.header
  if (!header) throw new Error('no header')
  const back = header.slice()
  back[1 + 1 + 16 + 32 + 17 + 4 + 32 + 32 + 17 + 1] = 2
  expect(codeOf(() => parseHeader(back))).toBe('broken')
  const start = 259
  const reporterWithEpoch = header.slice()
  reporterWithEpoch[start + 20] = 1
  expect(codeOf(() => parseHeader(reporterWithEpoch))).toBe('broken')
  const deskWithout = header.slice()
  deskWithout.set([0, 0, 0, 0], start + 53 + 17)
  expect(codeOf(() => parseHeader(deskWithout))).toBe('broken')
  for (const [at, value] of [[0, 2], [1, 2]] as const) expect(codeOf(() => parseHeader(header.with(at, value)))).toBe('newer-version')
})

test('a desk card of epoch 0 is refused, because 0 stands for no desk', () => {
  const world = makeWorld()
  const card = cardOf(deskAt(world, 0), world.instance)
  expect(codeOf(() => parseDeskCard(encodeDeskCard({ ...card, epoch: 0 })))).toBe('broken')
  expect(parseDeskCard(encodeDeskCard(card)).epoch).toBe(1)
})

test('wraps and back links of another length are refused', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  const recipient = made?.header.recipients[0]
  if (!made || !recipient) throw new Error('no epoch')
  const wrap = made.wraps.slice(0, 1192)
  for (const bytes of [wrap.slice(1), concat(wrap, new Uint8Array(1)), new Uint8Array(0)]) {
    expect(codeOf(() => openWrap(made.header, made.ctx, recipient, story.keys.kem, bytes))).toBe('broken')
  }
  expect(codeOf(() => openBack(made.ctx, made.key, new Uint8Array(71), made.header))).toBe('broken')
})

test('only the reporter marks danger, and a bucket is one of four', () => {
  const world = makeWorld()
  const desk = deskParty(deskAt(world, 0).id)
  expect(codeOf(() => encodeOuter({ author: desk, n: 0, bucket: 4096, urgent: true }))).toBe('usage')
  const outer = (author: typeof desk, bucket: number, urgent: number) => writer().raw(partyBytes(author)).u64(0).u32(bucket).u8(urgent).done()
  expect(codeOf(() => parseOuter(outer(desk, 4096, 1)))).toBe('broken')
  expect(codeOf(() => parseOuter(outer(REPORTER, 4096, 2)))).toBe('broken')
  expect(codeOf(() => parseOuter(outer(REPORTER, 5000, 0)))).toBe('broken')
  expect(parseOuter(outer(REPORTER, 65_536, 1)).urgent).toBe(true)
})

test('a language tag is two to sixteen letters, digits and hyphens', () => {
  const inner = { type: 'text', origin: 'browser', prev: null, seen: [], rosterSeq: 0, claimedDay: TODAY, files: [], payload: textPayload('x') } as const
  for (const lang of ['', 'e', 'ü-x', 'en us', 'a'.repeat(17)]) expect(codeOf(() => encodeInner({ ...inner, lang }))).toBe('usage')
  expect(codeOf(() => encodeInner({ ...inner, lang: 'zh-Hant-TW' }))).toBe('nothing refused')
})

test('a text longer than the largest bucket is not sealed', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  if (!made) throw new Error('no epoch')
  const seal = (length: number) => codeOf(() => sealMessage(made.ctx, made.key, reporterVoice(story).sk, { author: REPORTER, n: 1, urgent: false },
    { type: 'text', origin: 'browser', lang: 'en', prev: null, seen: [], rosterSeq: 1, claimedDay: TODAY, files: [], payload: new Uint8Array(length) }))
  expect([seal(261_900), seal(262_144)]).toEqual(['nothing refused', 'usage'])
})

test('parties, streams and never lists that are not canonical are refused', () => {
  const id = randomBytes(16)
  const party = (kind: number, bytes: Uint8Array) => codeOf(() => readParty(reader(concat(new Uint8Array([kind]), bytes))))
  expect([party(1, id), party(4, id), party(0, id), party(5, id), party(2, id)]).toEqual(['broken', 'broken', 'newer-version', 'newer-version', 'nothing refused'])
  const stream = (kind: number, bytes: Uint8Array) => codeOf(() => readStream(reader(concat(new Uint8Array([kind]), bytes))))
  expect([stream(1, id), stream(2, id), stream(4, id), stream(5, id), stream(3, id)]).toEqual(['broken', 'broken', 'broken', 'newer-version', 'nothing refused'])
  expect([1, 2, 4].map((kind) => stream(kind, new Uint8Array(16)))).toEqual(['nothing refused', 'nothing refused', 'nothing refused'])
  const low = new Uint8Array(16)
  for (const ids of [[id, id], [id, low]]) expect(codeOf(() => readNever(reader(writer().u16(0).u8(2).raw(ids[0] ?? id).raw(ids[1] ?? id).done())))).toBe('broken')
})

test('a line of rosters whose numbers do not rise is refused', () => {
  const world = makeWorld()
  const first = world.rosters[0]
  if (!first) throw new Error('no roster')
  const nine = signRoster({ ...nextRoster(world), seq: 9, prevHash: null }, world.root.sig.sk)
  const backwards = signRoster({ ...nextRoster(world), seq: 5, prevHash: nine.hash }, world.root.sig.sk)
  expect(codeOf(() => openBook(world.instance, world.root.fp, [nine.file, backwards.file]))).toBe('roster')
})

test('a change names the card that it is about, and a removal the role that was held', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const handler = admit(world, desk)
  const list = listOf(world, desk)
  const lead = desk.people[0]
  if (!lead) throw new Error('desk without people')
  const by = lead.keys.card.memberId
  const step = (change: ReturnType<typeof nextChange>, card = handler.keys.card) =>
    codeOf(() => extendMemberList(world.instance, list, signChange(lead.keys.sig.sk, change), card, []))
  const removal = nextChange(world.instance, desk.id, list, { op: 'remove', role: 'handler', card: handler.keys.card, by })
  expect(step(removal)).toBe('nothing refused')
  expect(step({ ...removal, role: 'lead' })).toBe('members')
  expect(step(removal, person().keys.card)).toBe('members')
  const other = { ...person().keys.card, memberId: handler.keys.card.memberId }
  expect(step(nextChange(world.instance, desk.id, list, { op: 'remove', role: 'handler', card: other, by }), other)).toBe('members')
  expect(step({ ...removal, prev: changeHash(randomBytes(118)) })).toBe('members')
})

test('chance comes in the amount asked for', () => {
  expect(randomBytes(0)).toHaveLength(0)
  expect(randomKey('shred')).not.toEqual(randomKey('shred'))
  for (const length of [-1, 1.5, 65_537]) expect(codeOf(() => randomBytes(length))).toBe('usage')
})
