// What a reader is told of a stream (§6.2, §6.3): who said what, who reads, what was cut, withheld, doubled or restarted, and under which key.
import { expect, test } from 'vitest'
import { encodeNever } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, deskParty, memberParty } from '#crypto/party.ts'
import { authorOf, namesFor, readersOf, timelineOf, warningsOf } from '#crypto/present.ts'
import { nextPlace } from '#crypto/stream.ts'
import type { StreamView } from '#crypto/stream.ts'
import { dayFrom } from '#crypto/types.ts'
import { forceEpoch, trio } from './forced.ts'
import { deskVoice, drawEpoch, file, place, reopen, reporterVoice, say, store, textPayload, viewOf, write } from './story.ts'
import { TODAY, bookOf, newKeys, publish, rotate } from './world.ts'
import type { World } from './world.ts'

const names = (view: StreamView) => namesFor(view, new Map())
const told = (view: StreamView, world: World) => timelineOf(view, 'talk', names(view), bookOf(world))
const marks = (view: StreamView, world: World) => told(view, world).map(({ type, mark }) => [type, mark])

test('a case is told in order, by authors with their names, and openings only where readers changed', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [legal, ext], { roles: 0, desks: [ehs.id] })
  write(story, deskVoice(ext), 'ask', textPayload('Which day?'))
  write(story, reporterVoice(story), 'withdraw', textPayload('Please stop.'))
  write(story, reporterVoice(story), 'delete-request', textPayload('Delete it.'))
  reopen(story, deskVoice(ext), [legal, ext])
  write(story, reporterVoice(story), 'never', encodeNever({ roles: 0, desks: [legal.id] }))
  reopen(story, reporterVoice(story), [ext, ehs], { reason: 'excluded', withBack: false, never: { roles: 0, desks: [legal.id] } })
  const view = viewOf(story, null)
  const entries = told(view, world)
  expect(entries.map(({ type }) => type)).toEqual(['report', 'ask', 'withdraw', 'delete-request', 'never', 'open'])
  expect(entries[0]).toMatchObject({ stream: 'talk', author: { kind: 'reporter', id: '', label: '' }, n: 0, epoch: 0, day: TODAY, mark: 'none', never: { roles: [], desks: [ehs.id] } })
  expect(entries[1]).toMatchObject({ author: { kind: 'desk', id: ext.id, label: 'desk EXT' }, fields: { text: 'Which day?' } })
  expect(entries[4]).toMatchObject({ never: { roles: [], desks: [legal.id] } })
  expect(entries[5]).toMatchObject({ epoch: 2, open: { added: [ehs.id], removed: [legal.id], restarted: [], withHistory: false } })
  expect(warningsOf(view, 'talk', names(view))).toEqual([])
})

test('who reads is told with the day and the hand that let them in', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext])
  expect(readersOf(viewOf(story, null), names(viewOf(story, null)))).toMatchObject([{ id: ext.id, sinceDay: TODAY, addedBy: null }])
  reopen(story, deskVoice(ext), [ext, legal], { reason: 'added' })
  reopen(story, reporterVoice(story), [ext, legal, ehs], { reason: 'added' })
  const view = viewOf(story, null)
  const readers = new Map(readersOf(view, names(view)).map((reader) => [reader.id, reader]))
  expect([ext, legal, ehs].map(({ id }) => readers.get(id)?.addedBy)).toMatchObject([null, { kind: 'desk', id: ext.id, label: 'desk EXT' }, { kind: 'reporter' }])
  expect([...readers.values()].map(({ sinceDay }) => sinceDay)).toEqual([TODAY, TODAY, TODAY])
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  expect(told(viewOf(story, null), world).at(-1)).toMatchObject({ type: 'leave', fields: { text: 'Not ours.' } })
})

test('her words that an opener cut off stand in their place, marked, and the cut is told with its hand', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const before = viewOf(story, ext)
  write(story, reporterVoice(story), 'text', textPayload('Cut off.'))
  store(story.talk, drawEpoch(story, story.talk, [ext.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: before.heads, reason: 'other', never: before.never }), nextPlace(before, deskParty(ext.id)))
  const view = viewOf(story, null)
  expect(marks(view, world)).toEqual([['report', 'none'], ['text', 'cut']])
  expect(warningsOf(view, 'talk', names(view))).toEqual([
    { kind: 'cut', stream: 'talk', author: authorOf(REPORTER, names(view)), n: 1, by: { kind: 'desk', id: ext.id, label: 'desk EXT' } }])
})

test('what is missing and what was said twice under one number is told, without a guess at whose doing', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const seen = viewOf(story, null).heads
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('One.'), place(0, null, seen))
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('Another.'), place(0, null, seen))
  const doubled = viewOf(story, null)
  const author = { kind: 'desk', id: ext.id, label: 'desk EXT' }
  expect(warningsOf(doubled, 'talk', names(doubled))).toEqual([{ kind: 'equivocation', stream: 'talk', author, n: 0 }])
  story.talk.messages.pop()
  const { head } = write(story, deskVoice(ext), 'reply', textPayload('Withheld.'))
  story.talk.messages.pop()
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('Third.'), place(2, head.digest, seen))
  const missing = viewOf(story, null)
  expect(warningsOf(missing, 'talk', names(missing))).toEqual([{ kind: 'withheld', stream: 'talk', author, n: 1 }])
  expect(marks(missing, world).map(([type]) => type)).toEqual(['report', 'reply', 'reply'])
})

test('a word under an older key is marked from the day after, and a restarted desk is told by its epoch', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  const old = deskVoice(ext)
  rotate(world, ext)
  say(story, story.talk, old, 'reply', textPayload('Late.'), { ...nextPlace(viewOf(story, null), old.party), day: dayFrom(TODAY + 2) })
  expect(marks(viewOf(story, null), world)).toEqual([['report', 'none'], ['reply', 'older-key']])
  newKeys(legal)
  publish(world)
  forceEpoch(story, reporterVoice(story), [legal, ext])
  const view = viewOf(story, null)
  expect(warningsOf(view, 'talk', names(view))).toEqual([{ kind: 'restarted', deskId: legal.id, label: 'desk LEGAL', epoch: 1 }])
  const [somebody] = ext.people
  if (!somebody) throw new Error('desk without people')
  const { memberId } = somebody.keys.card
  expect(authorOf(memberParty(memberId), namesFor(view, new Map([[memberId, 'Aye']])))).toMatchObject({ kind: 'member', id: memberId, label: 'Aye' })
  expect(authorOf(deskParty(legal.id), { ...names(view), desk: () => '' })).toEqual({ kind: 'desk', id: legal.id, label: '' })
})
