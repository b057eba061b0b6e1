// Parts of a message, an epoch and a list of readers, made by hand as no honest writer makes them (§4.2, §5.1 to §5.3, §6.4).
import { expect, test } from 'vitest'
import { L, T, concat, reader, writer } from '#crypto/bytes.ts'
import type { Entry } from '#crypto/entries.ts'
import { commitTo, makeBack, makeWrap, openBack, openWrap, splitWraps } from '#crypto/epoch.ts'
import { encodeHeader, parseHeader } from '#crypto/header.ts'
import { authorHolds, encodeInner, encodeOuter, headBytes, openMessage, parseOuter, readHeads, sealMessage } from '#crypto/message.ts'
import type { Head, Inner } from '#crypto/message.ts'
import { NEVER_NOBODY, encodeNever, isExcluded, readNever, sameNever } from '#crypto/never.ts'
import { REASONS, encodeOpening, encodeReportBody, neverOf, parseNeverBody, parseOpening, parseReportBody, sortHeads } from '#crypto/opening.ts'
import { displayOrder } from '#crypto/order.ts'
import { padToBucket } from '#crypto/pad.ts'
import { REPORTER, deskParty, memberParty } from '#crypto/party.ts'
import { rolesFrom } from '#crypto/roster.ts'
import { Hk, kemKeys, randomBytes, randomKey, seal, sign } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom, hashOf, memberIdFrom, symmetricKey } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { file, reporterVoice } from './story.ts'
import { TODAY, makeWorld } from './world.ts'

const [low, high] = [deskIdFrom(new Uint8Array(16).fill(1)), deskIdFrom(new Uint8Array(16).fill(2))]
const digest = () => hashOf('message', randomBytes(32))

// Made anew for every test, so that a mutation run knows which test stands on which line.
function scene() {
  const world = makeWorld()
  const story = file(world, world.desks)
  const epoch = story.talk.epochs[0]?.made
  if (!epoch) throw new Error('no epoch')
  const { ctx, key, header } = epoch
  const plain: Inner = { type: 'text', origin: 'browser', lang: 'my', prev: digest(), seen: [], rosterSeq: 3, claimedDay: TODAY, files: [], payload: randomBytes(5) }
  /** A message whose inner bytes, signature and tail are as given; sealed under the right key. */
  function made(inner: Uint8Array, options: { author?: Inner['seen'][number]['author']; sig?: Uint8Array; tail?: Uint8Array } = {}) {
    const outer = encodeOuter({ author: options.author ?? REPORTER, n: 1, bucket: 4096, urgent: false })
    const sig = options.sig ?? sign(reporterVoice(story).sk, 'msg-sig', ctx, outer, inner)
    const body = seal(Hk(key, 'msg-key', ctx), T('msg-ad', ctx, outer), padToBucket(concat(L(inner), L(sig), options.tail ?? new Uint8Array(0)), 4096))
    return () => openMessage(ctx, key, outer, body)
  }
  return { story, ctx, key, header, plain, made }
}

test('an inner part comes back whole, with heads and files', () => {
  const { plain, made, ctx, story } = scene()
  const seen: Head[] = [{ author: deskParty(low), n: 4, digest: digest() }, { author: deskParty(high), n: 0, digest: digest() }]
  const files = [{ fileId: randomBytes(16), paddedLength: 69_632, digest: randomBytes(32) }, { fileId: randomBytes(16), paddedLength: 2 ** 40, digest: randomBytes(32) }]
  const inner = { ...plain, seen, files }
  const opened = made(encodeInner(inner))()
  expect(opened.inner).toEqual(inner)
  expect(authorHolds(ctx, opened, story.keys.card.spk)).toBe(true)
  expect(opened.outer).toEqual({ author: REPORTER, n: 1, bucket: 4096, urgent: false })
})

test('an inner part of another shape is refused', () => {
  const { plain, made } = scene()
  const bytes = encodeInner(plain)
  const lang = (text: string) => { const changed = bytes.slice(); changed.set(Uint8Array.from({ length: 16 }, (_, i) => text.charCodeAt(i) || 0), 2); return changed }
  expect(made(lang('en-GB'))().inner.lang).toBe('en-GB')
  for (const text of ['e', 'en us', '-en ', 'my\0x', '!!en', 'en!']) expect(codeOf(made(lang(text))), text).toBe('broken')
  expect(codeOf(made(concat(bytes, new Uint8Array(1))))).toBe('broken')
  expect(codeOf(made(bytes.with(0, 77)))).toBe('newer-version')
  expect(codeOf(made(bytes.with(0, 0)))).toBe('newer-version')
  expect(codeOf(made(bytes.with(1, 4)))).toBe('newer-version')
  const own = { ...plain, seen: [{ author: REPORTER, n: 0, digest: digest() }] }
  expect(codeOf(made(encodeInner(own)))).toBe('broken')
  expect(codeOf(made(encodeInner(own), { author: deskParty(low) }))).toBe('nothing refused')
  const head = (id: typeof low) => ({ author: deskParty(id), n: 0, digest: digest() })
  for (const seen of [[head(high), head(low)], [head(low), head(low)]]) expect(codeOf(made(encodeInner({ ...plain, seen })))).toBe('broken')
})

test('a signature of another length, and bytes behind it, are refused before anybody asks whose it is', () => {
  const { plain, made, ctx, story } = scene()
  const inner = encodeInner(plain)
  for (const length of [0, 63, 65]) expect(codeOf(made(inner, { sig: new Uint8Array(length) }))).toBe('broken')
  expect(codeOf(made(inner, { tail: new Uint8Array(1) }))).toBe('broken')
  expect(authorHolds(ctx, made(inner, { sig: randomBytes(64) })(), story.keys.card.spk)).toBe(false)
})

test('a text goes into the smallest bucket that holds it with its signature', () => {
  const { plain, ctx, key, story } = scene()
  const without = encodeInner({ ...plain, payload: new Uint8Array(0) }).length + 4 + 4 + 64
  const sealed = (length: number) => sealMessage(ctx, key, reporterVoice(story).sk, { author: REPORTER, n: 1, urgent: false }, { ...plain, payload: new Uint8Array(length) }).body.length
  for (const [bucket, next] of [[4096, 16_384], [16_384, 65_536], [65_536, 262_144]] as const) {
    expect([sealed(bucket - without - 1), sealed(bucket - without)]).toEqual([bucket + 40, next + 40])
  }
})

test('wraps and links back are of one length, and hold a key of 32 bytes', () => {
  const { ctx, key, header } = scene()
  const recipient = header.recipients[0]
  if (!recipient) throw new Error('no recipient')
  const keys = kemKeys('desk-kem', randomBytes(32))
  const to = { recipient, pk: keys.pk }
  const wrap = makeWrap(ctx, to, key)
  expect(openWrap(header, ctx, recipient, keys, wrap)).toEqual(key)
  for (const bytes of [wrap.slice(0, -1), concat(wrap, new Uint8Array(1))]) expect(codeOf(() => openWrap(header, ctx, recipient, keys, bytes))).toBe('broken')
  const before = { ...header, commit: commitTo(symmetricKey('epoch', randomBytes(32))) }
  const back = makeBack(ctx, key, key)
  expect(openBack(ctx, key, back, header)).toEqual(key)
  expect(codeOf(() => openBack(ctx, key, back, before))).toBe('broken')
  const long = seal(Hk(key, 'back', ctx), T('back-ad', ctx), concat(key, new Uint8Array(1)))
  const short = seal(Hk(key, 'back', ctx), T('back-ad', ctx), key.slice(1))
  for (const bytes of [long, short, back.slice(1)]) expect(codeOf(() => openBack(ctx, key, bytes, header))).toBe('broken')
  expect(splitWraps(concat(wrap, back, new Uint8Array(1120)), 2)).toHaveLength(2)
  for (const count of [0, 2]) expect(codeOf(() => splitWraps(wrap, count))).toBe('broken')
})

test('a list excludes by desk or by any of its roles, and is one whatever its order', () => {
  const roles = (...names: Parameters<typeof rolesFrom>[0]) => rolesFrom(names)
  const list = { roles: roles('LEGAL', 'BRD'), desks: [low] }
  const excluded = [[low, roles('EXT')], [high, roles('LEGAL', 'EXT')], [high, roles('BRD')]] as const
  for (const [desk, of] of excluded) expect(isExcluded(list, desk, of)).toBe(true)
  for (const [desk, of] of [[high, roles('EXT')], [high, 0]] as const) expect(isExcluded(list, desk, of)).toBe(false)
  expect(isExcluded(NEVER_NOBODY, low, 0xffff)).toBe(false)
  expect(encodeNever(NEVER_NOBODY)).toEqual(new Uint8Array(3))
  expect(readNever(reader(encodeNever({ roles: 2, desks: [high, low, high] })))).toEqual({ roles: 2, desks: [low, high] })
  expect(sameNever({ roles: 1, desks: [low, high] }, { roles: 1, desks: [high, low] })).toBe(true)
  for (const other of [{ roles: 2, desks: [low] }, { roles: 1, desks: [high] }, { roles: 1, desks: [] }]) expect(sameNever({ roles: 1, desks: [low] }, other)).toBe(false)
})

test('the list that a message sets is read from its own place, and from no other type', () => {
  const { plain } = scene()
  const never = { roles: 9, desks: [low, high] }
  const of = (type: Inner['type'], payload: Uint8Array) => neverOf({ ...plain, type, payload })
  expect(of('report', encodeReportBody({ never, formVersion: 1, answers: randomBytes(7) }))).toEqual(never)
  expect(of('never', encodeNever(never))).toEqual(never)
  for (const reason of REASONS) expect(of('open', encodeOpening({ frozen: [], reason, never }))).toEqual(never)
  expect(of('text', encodeNever(never))).toBeNull()
  for (const tail of [concat(encodeNever(never), new Uint8Array(1)), encodeNever(never).slice(1)]) expect(codeOf(() => parseNeverBody(tail))).toBe('broken')
  expect(codeOf(() => parseOpening(concat(encodeOpening({ frozen: [], reason: 'other', never }), new Uint8Array(1))))).toBe('broken')
})

test('heads are carried in the order of their authors; an unknown reason reads as other', () => {
  const heads = [memberParty(memberIdFrom(new Uint8Array(16).fill(9))), deskParty(high), REPORTER, deskParty(low)].map((author) => ({ author, n: 2, digest: digest() }))
  const [member, two, reporter, one] = heads
  expect(sortHeads(heads)).toEqual([reporter, one, two, member])
  const opening = encodeOpening({ frozen: heads, reason: 'added', never: NEVER_NOBODY })
  expect(parseOpening(opening)).toEqual({ frozen: [reporter, one, two, member], reason: 'added', never: NEVER_NOBODY })
  expect(parseOpening(opening.with(2 + 4 * 57, 250)).reason).toBe('other')
  expect(readHeads(reader(concat(...sortHeads(heads).map(headBytes))), 4)).toHaveLength(4)
})

test('numbers of one author stand in their row, whatever day each came in and whatever is missing between them', () => {
  const { plain } = scene()
  const entry = (author: Entry['author'], n: number, day: number): Entry => ({ ...plain, author, n, epoch: 0, urgent: false, day: dayFrom(day), digest: digest(), prev: null })
  const late = [entry(deskParty(low), 0, 30), entry(deskParty(low), 1, 10)]
  const gap = [entry(deskParty(low), 3, 20), entry(deskParty(low), 5, 20), entry(deskParty(low), 12, 20), entry(deskParty(high), 0, 20), entry(deskParty(high), 7, 20)]
  for (const due of [late, gap]) {
    for (let turn = 0; turn < due.length; turn += 1) expect(displayOrder([...due.slice(turn), ...due.slice(0, turn)])).toEqual(due)
    expect(displayOrder([...due].reverse())).toEqual(due)
  }
})

test('outer parts, headers and reports end where their last field ends, and readers stand in order', () => {
  const { header } = scene()
  const outer = encodeOuter({ author: REPORTER, n: 1, bucket: 4096, urgent: false })
  const report = encodeReportBody({ never: NEVER_NOBODY, formVersion: 1, answers: new Uint8Array(2) })
  const bytes = encodeHeader(header)
  const reads = [[parseOuter, outer], [parseReportBody, report], [parseHeader, bytes]] as const
  for (const [read, good] of reads) {
    expect(codeOf(() => read(good))).toBe('nothing refused')
    expect(codeOf(() => read(concat(good, new Uint8Array(1))))).toBe('broken')
  }
  expect(codeOf(() => parseHeader(encodeHeader({ ...header, recipients: [...header.recipients].reverse() })))).toBe('broken')
  const [first] = header.recipients
  expect(codeOf(() => parseHeader(encodeHeader({ ...header, recipients: first ? [first, first] : [] })))).toBe('broken')
})

test('messages are shown by epoch, cause, day, author and number, whatever order they came in', () => {
  const { plain } = scene()
  const entry = (author: Entry['author'], n: number, more: Partial<Entry> = {}): Entry => ({
    ...plain, author, n, epoch: 0, urgent: false, day: dayFrom(10), digest: digest(), prev: null, ...more })
  const report = entry(REPORTER, 0, { type: 'report', day: dayFrom(30) })
  const reply = entry(deskParty(low), 0, { type: 'reply', day: dayFrom(20) })
  const asked = entry(deskParty(low), 1, { type: 'ask', day: dayFrom(20) })
  const answer = entry(REPORTER, 1, { type: 'answer', day: dayFrom(12), seen: [{ author: deskParty(low), n: 1, digest: asked.digest }] })
  const other = entry(deskParty(high), 0, { type: 'reply', day: dayFrom(20) })
  const open = entry(deskParty(high), 1, { type: 'open', epoch: 1, day: dayFrom(50) })
  const after = entry(REPORTER, 2, { type: 'text', epoch: 1, day: dayFrom(11) })
  const due = [report, reply, asked, answer, other, open, after]
  for (let turn = 0; turn < due.length; turn += 1) expect(displayOrder([...due.slice(turn), ...due.slice(0, turn)])).toEqual(due)
  expect(displayOrder([...due].reverse())).toEqual(due)
  const circle = [entry(deskParty(low), 0, { seen: [{ author: deskParty(high), n: 0, digest: digest() }] }), entry(deskParty(high), 0, { seen: [{ author: deskParty(low), n: 0, digest: digest() }] })]
  expect(displayOrder([...circle].reverse())).toEqual(circle)
  expect(displayOrder([])).toEqual([])
})

test('keys drawn for an epoch are of full length and never twice', () => {
  const drawn = new Set(Array.from({ length: 200 }, () => randomKey('epoch').join()))
  expect(drawn.size).toBe(200)
  expect(writer().done()).toHaveLength(0)
})
