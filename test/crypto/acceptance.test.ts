// The rules that headers and rosters alone can prove, one by one, on headers made by hand (§6.1 rules 1 to 4).
import { expect, test } from 'vitest'
import { insistGoneForReason, insistNotExcluded, insistOpener, linkEpochs } from '#crypto/acceptance.ts'
import type { StreamFrame } from '#crypto/acceptance.ts'
import type { Epoch, WrapTo } from '#crypto/epoch.ts'
import { deskRecipient, outsideRecipient, reporterRecipient } from '#crypto/header.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { COPY, OUTSIDE, REPORTER, ROOM, TALK, deskParty, memberParty, notesOf } from '#crypto/party.ts'
import type { Party, Stream } from '#crypto/party.ts'
import { rolesFrom } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, hashOf, instanceIdFrom, memberIdFrom } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { drawEpoch, file, talkOf } from './story.ts'
import type { Stored } from './story.ts'
import { bookOf, cardOf, makeWorld, newKeys, publish, rotate } from './world.ts'
import type { Desk } from './world.ts'

type Forced = Parameters<typeof drawEpoch>[6]

/** A case for two desks, the lower id first, and headers of any stream of it. */
function scene() {
  const world = makeWorld([['LEGAL'], ['EXT']])
  const [one, two] = [...world.desks].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (!one || !two) throw new Error('two desks expected')
  const story = file(world, [one, two])
  const frame = (stream: Stream = TALK): StreamFrame => ({
    instance: world.instance, caseId: story.keys.caseId, stream, card: story.keys.card, book: bookOf(world),
    talk: stream.kind === 'talk' || stream.kind === 'copy' ? null : talkOf(story) })
  const draw = (stream: Stream, desks: readonly Desk[], opener: Party, before: Epoch | null = null, forced: Forced = {}) => {
    const stored: Stored = { stream, epochs: before === null ? [] : [{ header: before.headerBytes, wraps: before.wraps, back: before.back, made: before }], messages: [] }
    const anchor = stream.kind === 'notes' || stream.kind === 'room' ? story.talk.epochs[0]?.made.ctx ?? null : null
    return drawEpoch(story, stored, desks.map((desk) => desk.id), opener, before, anchor, forced)
  }
  const link = (stream: Stream, ...epochs: readonly Epoch[]) => linkEpochs(frame(stream), epochs.map((epoch) => epoch.headerBytes))
  const reader = (desk: Desk) => ({ recipient: deskRecipient(cardOf(desk, world.instance)), pk: cardOf(desk, world.instance).kemPk })
  const outside = { recipient: outsideRecipient(story.keys.card), pk: story.keys.card.kpk }
  const reporter = { recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }
  const member = memberParty(memberIdFrom(randomBytes(16)))
  return { world, one, two, story, frame, draw, link, reader, outside, reporter, member }
}

test('a header names this instance, this case and this stream', () => {
  const { one, two, draw, link, story } = scene()
  expect(codeOf(() => link(TALK, draw(TALK, [one, two], REPORTER)))).toBe('nothing refused')
  for (const forced of [{ instance: instanceIdFrom(randomBytes(16)) }, { caseId: caseIdFromBytes(randomBytes(32)) }, { stream: ROOM }, { stream: notesOf(one.id) }]) {
    expect(codeOf(() => link(TALK, draw(TALK, [one, two], REPORTER, null, forced)))).toBe('broken')
  }
  const notes = draw(notesOf(one.id), [one], deskParty(one.id), null, { anchor: story.talk.epochs[0]?.made.ctx ?? null })
  expect([codeOf(() => link(notesOf(one.id), notes)), codeOf(() => link(notesOf(two.id), notes))]).toEqual(['nothing refused', 'broken'])
})

test('the first epoch follows nothing, each later one the one before it', () => {
  const { one, two, draw, link } = scene()
  const zero = draw(TALK, [one, two], REPORTER)
  const after = (forced: Forced) => codeOf(() => link(TALK, zero, draw(TALK, [one, two], REPORTER, zero, forced)))
  expect(codeOf(() => link(TALK, draw(TALK, [one, two], REPORTER, null, { prevCtx: zero.ctx })))).toBe('epoch')
  expect([after({}), after({ prevCtx: null }), after({ prevCtx: hashOf('ctx', randomBytes(32)) }), after({ epoch: 0 }), after({ epoch: 2 })])
    .toEqual(['nothing refused', 'epoch', 'epoch', 'epoch', 'epoch'])
})

test('an anchor stands where one is due, on the right epoch of talk', () => {
  const { world, one, two, story, draw, link } = scene()
  const stray = hashOf('ctx', randomBytes(32))
  expect(codeOf(() => link(TALK, draw(TALK, [one, two], REPORTER, null, { anchor: stray })))).toBe('epoch')
  rotate(world, one)
  const talkOne = drawEpoch(story, story.talk, [one.id, two.id], REPORTER, story.talk.epochs[0]?.made ?? null, null)
  story.talk.epochs.push({ header: talkOne.headerBytes, wraps: talkOne.wraps, back: talkOne.back, made: talkOne })
  const hung = (stream: Stream, desks: readonly Desk[], anchor: typeof stray | null, forced: Forced = {}) => codeOf(() => link(stream, draw(stream, desks, REPORTER, null, { anchor, ...forced })))
  const [first, second] = story.talk.epochs.map((epoch) => epoch.made.ctx)
  expect([hung(notesOf(one.id), [one], first ?? stray), hung(notesOf(one.id), [one], second ?? stray), hung(notesOf(one.id), [one], null), hung(notesOf(one.id), [one], stray)])
    .toEqual(['nothing refused', 'epoch', 'epoch', 'epoch'])
  const old = { roster: world.rosters[0] ?? publish(world) }
  expect([hung(ROOM, [one, two], second ?? stray), hung(ROOM, [one, two], first ?? stray), hung(ROOM, [two], second ?? stray), hung(ROOM, [two], second ?? stray, old)])
    .toEqual(['nothing refused', 'nothing refused', 'ghost', 'rollback'])
  // Notes may lie under an older roster than the talk they belong to: they hang on its first epoch, whenever that was.
  story.talk.epochs.shift()
  expect(hung(notesOf(two.id), [two], second ?? stray, old)).toBe('nothing refused')
})

test('the readers of each stream are those, and all of those', () => {
  const { one, two, draw, link, reader, outside, reporter } = scene()
  const read = (stream: Stream, ...readers: readonly WrapTo[]) => codeOf(() => link(stream, draw(stream, [], REPORTER, null, { readers: [...readers] })))
  const [a, b] = [reader(one), reader(two)]
  expect([read(TALK, reporter, a), read(TALK, reporter, a, b)]).toEqual(['nothing refused', 'nothing refused'])
  for (const readers of [[reporter], [a], [a, b], [outside, a], [outside, reporter, a]]) expect(read(TALK, ...readers)).toBe('ghost')
  expect(read(notesOf(one.id), a)).toBe('nothing refused')
  for (const readers of [[b], [a, b], [a, reporter], [a, outside]]) expect(read(notesOf(one.id), ...readers)).toBe('ghost')
  expect(read(ROOM, a, b)).toBe('nothing refused')
  for (const readers of [[a], [a, b, reporter], [a, b, outside]]) expect(read(ROOM, ...readers)).toBe('ghost')
  expect(read(COPY, outside, a)).toBe('nothing refused')
  for (const readers of [[outside], [a], [a, b], [outside, a, b], [reporter, a]]) expect(read(COPY, ...readers)).toBe('ghost')
})

test('a copy has one epoch', () => {
  const { one, draw, link, reader, outside } = scene()
  const readers = [outside, reader(one)]
  const zero = draw(COPY, [], deskParty(one.id), null, { readers })
  expect(codeOf(() => link(COPY, zero, draw(COPY, [], deskParty(one.id), zero, { readers })))).toBe('epoch')
})

test('nothing goes back along a stream, however long it is', () => {
  const { world, one, two, story, draw, link } = scene()
  const zero = draw(TALK, [one, two], REPORTER)
  rotate(world, one)
  const first = draw(TALK, [one, two], REPORTER, zero)
  const last = (forced: Forced) => codeOf(() => linkEpochs({
    instance: world.instance, caseId: story.keys.caseId, stream: TALK, card: story.keys.card, book: bookOf(world), talk: null,
  }, [zero, first, draw(TALK, [one, two], REPORTER, first, { epoch: 2, ...forced })].map((epoch) => epoch.headerBytes)))
  expect([last({}), last({ roster: world.rosters[0] ?? publish(world) }), last({ withBack: false })]).toEqual(['nothing refused', 'rollback', 'epoch'])
  expect(codeOf(() => link(TALK, zero, first))).toBe('nothing refused')
})

test('who may open: by kind, by reading before and after, and not with keys of the root alone', () => {
  const { world, one, two, frame, draw, link, reader, outside, member } = scene()
  const open = (stream: Stream, epoch: Epoch, before: Epoch | null, desksOf: readonly Desk[] = []) => {
    const linked = before === null ? link(stream, epoch) : link(stream, before, epoch)
    const [last, earlier] = [linked.at(-1), before === null ? null : linked[0] ?? null]
    if (!last) throw new Error('no epoch')
    return codeOf(() => insistOpener(frame(stream), last, earlier, () => desksOf.map((desk) => desk.id)))
  }
  const talk = draw(TALK, [one], REPORTER)
  for (const opener of [deskParty(one.id), member, OUTSIDE]) expect(open(TALK, draw(TALK, [one], opener), null)).toBe('ghost')
  expect(open(TALK, talk, null)).toBe('nothing refused')
  const later = (opener: Party, desks: readonly Desk[] = [one, two]) => open(TALK, draw(TALK, desks, opener, talk), talk)
  expect([later(REPORTER), later(deskParty(one.id)), later(deskParty(two.id)), later(member), later(OUTSIDE)]).toEqual(['nothing refused', 'nothing refused', 'ghost', 'ghost', 'ghost'])
  const notes = draw(notesOf(one.id), [one], member)
  expect([open(notesOf(one.id), notes, null), open(notesOf(one.id), draw(notesOf(one.id), [one], deskParty(one.id)), null)]).toEqual(['nothing refused', 'ghost'])
  // In notes the list is asked for the message; in a room it also says for which desk the member opens.
  expect(open(notesOf(one.id), draw(notesOf(one.id), [one], member, notes), notes)).toBe('nothing refused')
  const room = draw(ROOM, [one, two], member)
  const next = draw(ROOM, [one, two], member, room)
  expect([open(ROOM, room, null), open(ROOM, next, room), open(ROOM, next, room, [two])]).toEqual(['nothing refused', 'ghost', 'nothing refused'])
  const copy = (opener: Party) => open(COPY, draw(COPY, [], opener, null, { readers: [outside, reader(one)] }), null)
  expect([copy(deskParty(one.id)), copy(deskParty(two.id)), copy(OUTSIDE), copy(REPORTER)]).toEqual(['nothing refused', 'ghost', 'ghost', 'ghost'])
  newKeys(one)
  publish(world)
  expect(open(TALK, draw(TALK, [one], deskParty(one.id), talk), talk)).toBe('ghost')
  expect(open(ROOM, draw(ROOM, [one, two], member, room), room, [one])).toBe('ghost')
})

test('a reader is gone for one of four reasons, and one of two lists is enough', () => {
  const { world, one, two, frame, draw, link } = scene()
  const zero = draw(TALK, [one, two], REPORTER)
  const gone = (nevers: Parameters<typeof insistGoneForReason>[3], left = false) => {
    const [before, epoch] = link(TALK, zero, draw(TALK, [one], REPORTER, zero))
    if (!before || !epoch) throw new Error('two epochs expected')
    return codeOf(() => insistGoneForReason(frame(), epoch, before, nevers, () => left))
  }
  const excludes = { roles: 0, desks: [two.id] }
  expect([gone([]), gone([NEVER_NOBODY]), gone([NEVER_NOBODY], true)]).toEqual(['dropped', 'dropped', 'nothing refused'])
  expect([gone([excludes]), gone([NEVER_NOBODY, excludes]), gone([excludes, NEVER_NOBODY])]).toEqual(['nothing refused', 'nothing refused', 'nothing refused'])
  newKeys(two)
  publish(world)
  expect(gone([])).toBe('nothing refused')
  publish(world, [one])
  expect(gone([])).toBe('nothing refused')
  const [epoch] = link(TALK, zero)
  if (!epoch) throw new Error('no epoch')
  for (const [never, code] of [[NEVER_NOBODY, 'nothing refused'], [excludes, 'excluded'], [{ roles: rolesFrom(['EXT']), desks: [] }, 'excluded'], [{ roles: rolesFrom(['BRD']), desks: [] }, 'nothing refused']] as const) {
    expect(codeOf(() => insistNotExcluded(epoch, never))).toBe(code)
  }
})
