// What the newest roster asks of a writer (§6.5), what a reader's own words say of rosters (§7.3), and the hints about old keys.
import { expect, test } from 'vitest'
import { encodeOpening } from '#crypto/opening.ts'
import { deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import type { StreamView } from '#crypto/stream.ts'
import { dayFrom } from '#crypto/types.ts'
import { roomRule, underOldRoster, underOlderKey, writerRule } from '#crypto/writer-rule.ts'
import { trio } from './forced.ts'
import { codeOf } from './refusal.ts'
import { noteOf, openRoomEpoch, readRoom, roomView, voiceOf, withRoom } from './room-story.ts'
import { deskVoice, drawEpoch, file, reopen, reporterVoice, say, store, textPayload, viewOf, write } from './story.ts'
import type { Story, Voice } from './story.ts'
import { TODAY, bookOf, newKeys, publish, rotate } from './world.ts'
import type { World } from './world.ts'

function laterBy(story: Story, voice: Voice, days: number): StreamView {
  const place = nextPlace(viewOf(story, null), voice.party)
  say(story, story.talk, voice, voice.party.kind === 'reporter' ? 'text' : 'reply', textPayload('x'), { ...place, day: dayFrom(TODAY + days) })
  return viewOf(story, null)
}
function ruleOf(story: Story, world: World) {
  return writerRule(viewOf(story, null), bookOf(world))
}

test('a desk that the newest roster lacks, or gives keys that nobody vouched for, is lost', () => {
  const absent = trio()
  const one = file(absent.world, [absent.legal, absent.ext])
  publish(absent.world, [absent.ext, absent.ehs])
  expect(ruleOf(one, absent.world)).toEqual({ kind: 'open', desks: [absent.ext.id], lost: [{ desk: absent.legal.id, why: 'absent' }], reason: 'gone' })
  const restarted = trio()
  const two = file(restarted.world, [restarted.legal, restarted.ext])
  newKeys(restarted.legal)
  publish(restarted.world)
  expect(ruleOf(two, restarted.world)).toEqual({ kind: 'open', desks: [restarted.ext.id], lost: [{ desk: restarted.legal.id, why: 'restarted' }], reason: 'gone' })
  publish(restarted.world, [restarted.ehs])
  expect(ruleOf(two, restarted.world)).toMatchObject({ kind: 'nobody', lost: [{ why: 'absent' }, { why: 'absent' }] })
})

test('a roster older than that of the epoch is refused, in talk and in a room', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  rotate(world, ext)
  reopen(story, reporterVoice(story), [legal, ext])
  openRoomEpoch(story, voiceOf(ext), [legal, ext], null)
  const [first] = world.rosters
  if (!first) throw new Error('no roster')
  expect(codeOf(() => writerRule(viewOf(story, null), bookOf(world, [first])))).toBe('rollback')
  expect(codeOf(() => roomRule(roomView(story, ext), bookOf(world, [first]), [legal.id, ext.id]))).toBe('rollback')
  expect(writerRule(viewOf(story, null), bookOf(world))).toEqual({ kind: 'write' })
})

test('a room follows the desks of talk and their keys', () => {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(ext), [legal, ext], null)
  const rule = (...desks: typeof world.desks) => roomRule(roomView(story, ext), bookOf(world), desks.map(({ id }) => id))
  expect(rule(legal, ext)).toEqual({ kind: 'write' })
  expect(rule(ext)).toEqual({ kind: 'open', reason: 'left' })
  expect(rule(legal, ext, ehs)).toEqual({ kind: 'open', reason: 'added' })
  rotate(world, legal)
  expect(rule(legal, ext)).toEqual({ kind: 'open', reason: 'newer-keys' })
})

test('a desk\'s word is under an older key from the day after the roster that replaced it', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  const old = deskVoice(ext)
  expect(viewOf(story, null).entries.map((entry) => underOlderKey(viewOf(story, null), bookOf(world), entry))).toEqual([false])
  rotate(world, legal)
  const told = (view: StreamView) => view.entries.map((entry) => [entry.author.kind, entry.day - TODAY, underOlderKey(view, bookOf(world), entry)])
  expect(told(laterBy(story, old, 1))).toEqual([['reporter', 0, false], ['desk', 1, false]])
  rotate(world, ext)
  const view = (laterBy(story, old, 0), laterBy(story, old, 2), laterBy(story, reporterVoice(story), 5))
  expect(told(view)).toEqual([['reporter', 0, false], ['desk', 1, true], ['desk', 0, false], ['desk', 2, true], ['reporter', 5, false]])
  reopen(story, reporterVoice(story), [legal, ext])
  expect(told(laterBy(story, deskVoice(ext), 9)).at(-1)).toEqual(['desk', 9, false])
  const [first] = viewOf(story, null).entries
  if (!first) throw new Error('no entry')
  expect(underOlderKey(viewOf(story, null), bookOf(world), { ...first, author: { kind: 'desk', id: ext.id }, epoch: 7 })).toBe(false)
})

test('a case is under an old roster from the fourth day after a newer one', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const at = (days: number) => underOldRoster(viewOf(story, null), bookOf(world), TODAY + days)
  expect([at(0), at(400)]).toEqual([false, false])
  publish(world)
  expect([at(0), at(3), at(4)]).toEqual([false, false, true])
})

test('the floor of rosters comes from the reader\'s own words, and from the epochs it opened', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  expect(viewOf(story, null).rosterFloor).toBe(1)
  publish(world)
  write(story, deskVoice(ext), 'reply', textPayload('Under the second roster.'))
  expect([null, legal, ext].map((reader) => viewOf(story, reader).rosterFloor)).toEqual([1, 0, 2])
  publish(world)
  reopen(story, deskVoice(ext), [legal, ext])
  expect([null, legal, ext].map((reader) => viewOf(story, reader).rosterFloor)).toEqual([1, 0, 3])
  write(story, reporterVoice(story), 'text', textPayload('Under the third.'))
  expect([null, legal, ext].map((reader) => viewOf(story, reader).rosterFloor)).toEqual([3, 0, 3])
})

test('the header of an epoch counts for its opener, even where the opening word names an older roster', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  publish(world)
  const view = viewOf(story, ext)
  const [before] = story.talk.epochs
  store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], deskParty(ext.id), before?.made ?? null, null))
  const opening = encodeOpening({ frozen: view.heads, reason: 'other', never: view.never })
  say(story, story.talk, deskVoice(ext), 'open', opening, { ...nextPlace(view, deskParty(ext.id)), rosterSeq: 1 })
  expect([null, legal, ext].map((reader) => viewOf(story, reader).rosterFloor)).toEqual([1, 0, 2])
})

test('in a room the words of one\'s own team count, and those of another do not', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(ext), [legal, ext], null)
  publish(world)
  const voice = voiceOf(legal)
  say(story, story.room, voice, 'note', noteOf('between us'), nextPlace(roomView(story, legal), voice.party))
  expect([legal, ext].map((desk) => readRoom(story, desk)?.rosterFloor)).toEqual([2, 1])
})
