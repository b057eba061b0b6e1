// Attacks on who may read: epochs, recipients, exclusion (§6.1). Each is refused with its own code.
import { expect, test } from 'vitest'
import { reporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskRecipient, reporterRecipient } from '#crypto/header.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import { writerRule } from '#crypto/writer-rule.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, memberVoice, openNotes, place, read, readNotes, reopen, reporterVoice, rowsFor, say, store, textPayload, viewOf, write } from './story.ts'
import { bookOf, cardOf, deskAt, listOf, makeWorld, newKeys, person, publish, rotate } from './world.ts'
import type { Desk } from './world.ts'
import { trio, refusedByAll, forceEpoch } from './forced.ts'

test('an epoch that the server made is refused: nobody entitled opened it', () => {
  const { ext, world, legal } = trio()
  const story = file(world, [legal, ext])
  store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], REPORTER, story.talk.epochs[0]?.made ?? null, null))
  refusedByAll(story, [null, legal, ext], 'ghost')
})

test('an opening message signed with a key of the server\'s own is refused', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  forceEpoch(story, { party: REPORTER, sk: person().keys.sig.sk }, [legal, ext])
  refusedByAll(story, [null, legal, ext], 'broken')
})

test('a swapped reporter key at a desk\'s re-key changes the case id and is refused', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const swapped = { ...story.keys.card, kpk: reporterKeys(world.instance, makeCode()).card.kpk }
  const card = cardOf(ext, world.instance)
  forceEpoch(story, deskVoice(ext), [], { readers: [
    { recipient: reporterRecipient(swapped), pk: swapped.kpk }, { recipient: deskRecipient(card), pk: card.kemPk }] })
  refusedByAll(story, [null, ext], 'ghost')
})

test('a desk key of the server\'s own under a known desk id is refused', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const other = makeWorld()
  const ghost = { ...cardOf(deskAt(other, 0), world.instance), deskId: ext.id }
  forceEpoch(story, reporterVoice(story), [], { readers: [
    { recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }, { recipient: deskRecipient(ghost), pk: ghost.kemPk }] })
  refusedByAll(story, [null, ext], 'ghost')
})

test('a recipient dropped by another desk without a reason is refused', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  forceEpoch(story, deskVoice(legal), [legal])
  refusedByAll(story, [null, legal, ext], 'dropped')
})

test('a desk that left may be dropped, cannot open what follows, and keeps what it had', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  expect(viewOf(story, ext).left).toEqual([legal.id])
  expect(writerRule(viewOf(story, null), bookOf(world))).toMatchObject({ kind: 'open', desks: [ext.id], reason: 'left' })
  reopen(story, reporterVoice(story), [ext], { reason: 'left' })
  write(story, reporterVoice(story), 'text', textPayload('only for the other team'))
  const left = viewOf(story, legal)
  expect(left.entries.map((entry) => entry.type)).toEqual(['report', 'leave'])
  expect(left.newest.key).toBeNull()
})

test('a desk of the roster that is no recipient cannot speak', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('We are on it.'), place(0))
  refusedByAll(story, [null, ext], 'ghost')
})

test('a desk that was no recipient before cannot open an epoch for itself', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  forceEpoch(story, deskVoice(legal), [ext, legal])
  refusedByAll(story, [null, ext, legal], 'ghost')
})

test('a second opening message in an epoch is refused, by its opener and by another', () => {
  const { world, legal, ext } = trio()
  for (const again of [legal, ext]) {
    const story = file(world, [legal, ext])
    rotate(world, ext)
    forceEpoch(story, deskVoice(legal), [legal, ext])
    const view = viewOf(story, null)
    say(story, story.talk, deskVoice(again), 'open', encodeOpening({ frozen: view.heads, reason: 'other', never: view.never }), nextPlace(view, deskParty(again.id)))
    expect(codeOf(() => read(story, null))).toBe('epoch')
  }
})

test('a second report is refused', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const view = viewOf(story, null)
  say(story, story.talk, reporterVoice(story), 'report', new Uint8Array([0, 0, 0, 0, 1, 0, 0, 0, 0]), nextPlace(view, REPORTER))
  refusedByAll(story, [null, ext], 'epoch')
})

test('epochs out of order, missing, linked or anchored elsewhere are refused', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  rotate(world, ext)
  reopen(story, reporterVoice(story), [ext])
  const rows = rowsFor(story.talk, REPORTER)
  const [zero, one] = rows.epochs
  if (!zero || !one) throw new Error('two epochs expected')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [one, zero] }))).toBe('epoch')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [zero] }))).toBe('epoch')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [one] }))).toBe('epoch')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [zero, { ...one, back: new Uint8Array(0) }] }))).toBe('broken')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [{ ...zero, back: one.back }, one] }))).toBe('broken')
  expect(codeOf(() => read(story, null, undefined, { ...rows, epochs: [zero, { ...one, wrap: zero.wrap }] }))).toBe('broken')
  const apart = file(world, [ext])
  forceEpoch(apart, reporterVoice(apart), [ext], { prevCtx: story.talk.epochs[0]?.made.ctx ?? null })
  refusedByAll(apart, [null, ext], 'epoch')
  const anchored = file(world, [ext])
  forceEpoch(anchored, reporterVoice(anchored), [ext], { anchor: story.talk.epochs[0]?.made.ctx ?? null })
  refusedByAll(anchored, [null, ext], 'epoch')
})

test('an epoch without a link back that adds nobody is refused', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  forceEpoch(story, reporterVoice(story), [ext], { withBack: false })
  refusedByAll(story, [null, ext], 'epoch')
})

test('an epoch under an older roster than the one before is refused', () => {
  const { world, ext } = trio()
  const old = world.rosters[0]
  if (!old) throw new Error('no roster')
  publish(world)
  const story = file(world, [ext])
  forceEpoch(story, reporterVoice(story), [ext], { roster: old })
  refusedByAll(story, [null, ext], 'rollback')
  const swapped = file(world, [ext])
  forceEpoch(swapped, reporterVoice(swapped), [deskAt(world, 0)], { roster: old, withBack: false })
  refusedByAll(swapped, [null, ext], 'rollback')
})

test('a desk key older than the one before is refused, even if the root lists it again', () => {
  const { world, ext } = trio()
  rotate(world, ext)
  const story = file(world, [ext])
  ext.keys.pop()
  publish(world)
  forceEpoch(story, reporterVoice(story), [ext], { withBack: false })
  refusedByAll(story, [null], 'rollback')
})

test('after a removal the reporter writes first: the writer rule gives her words to the new key only', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const removed = { ...ext, keys: ext.keys.slice(), people: ext.people }
  rotate(world, ext)
  reopen(story, reporterVoice(story), [ext])
  write(story, reporterVoice(story), 'text', textPayload('for the new people'))
  const held = viewOf(story, removed)
  expect(held.entries.map((entry) => entry.type)).toEqual(['report'])
  expect(held.newest.key).toBeNull()
  expect(viewOf(story, ext).entries).toHaveLength(3)
})

test('a second desk with history reads down to the wall, one without from its own epoch on', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext])
  write(story, deskVoice(ext), 'reply', textPayload('first'))
  reopen(story, deskVoice(ext), [ext, legal], { withBack: false, reason: 'added' })
  write(story, deskVoice(legal), 'reply', textPayload('from now on'))
  const behind = viewOf(story, legal)
  expect(behind.entries.map((entry) => entry.type)).toEqual(['open', 'reply'])
  expect([behind.withheld, behind.cut, behind.equivocal]).toEqual([[], [], []])
  reopen(story, deskVoice(legal), [ext, legal, ehs], { reason: 'added' })
  const third = viewOf(story, ehs)
  expect(third.entries.map((entry) => entry.type)).toEqual(['open', 'reply', 'open'])
  expect(third.epochs[0]?.key).toBeNull()
  expect(third.withheld).toEqual([])
  expect(viewOf(story, null).entries).toHaveLength(5)
  expect(viewOf(story, ehs).newest.added).toEqual([ehs.id])
})

test('notes wrapped to the reporter, to another desk or anchored to another talk stream are refused', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  const anchor = story.talk.epochs[0]?.made.ctx ?? null
  const reporter = { recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }
  const to = (desk: Desk) => { const card = cardOf(desk, world.instance); return { recipient: deskRecipient(card), pk: card.kemPk } }
  const tries = [[[to(ext), reporter], anchor, 'ghost'], [[to(ext), to(legal)], anchor, 'ghost'], [[to(legal)], anchor, 'ghost'], [[to(ext)], null, 'epoch']] as const
  for (const [readers, at, code] of tries) {
    const notes = openNotes(story, ext, first)
    notes.epochs = []
    notes.messages = []
    const voice = memberVoice(first)
    store(notes, drawEpoch(story, notes, [], voice.party, null, at, { readers: [...readers] }))
    say(story, notes, voice, 'open', encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }), place(0))
    expect(codeOf(() => readNotes(story, ext, listOf(world, ext), notes))).toBe(code)
  }
})

test('notes of a desk whose people were all replaced by the root cannot be opened by them', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  newKeys(ext)
  publish(world)
  expect(writerRule(viewOf(story, null), bookOf(world))).toEqual({ kind: 'nobody', lost: [{ desk: ext.id, why: 'restarted' }] })
  forceEpoch(story, { party: deskParty(ext.id), sk: ext.keys[1]?.sig.sk ?? person().keys.sig.sk }, [ext])
  expect(codeOf(() => read(story, null))).toBe('ghost')
})
