// The room between the teams (§1.6, §6): read by every desk of the case, by nobody else, across changes of who they are.
import { expect, test } from 'vitest'
import { REPORTER } from '#crypto/party.ts'
import { nextPlace, readStream } from '#crypto/stream.ts'
import { roomRule } from '#crypto/writer-rule.ts'
import { deskVoice, file, reopen, reporterVoice, rowsFor, say, talkOf, textPayload, viewOf, write } from './story.ts'
import { trio } from './forced.ts'
import { noteOf, openRoomEpoch, readRoom, roomView, sayInRoom, voiceOf, withRoom } from './room-story.ts'
import { admit, bookOf, change, deskAt, newKeys, publish, rotate } from './world.ts'
import { memberVoice } from './story.ts'

test('members of all desks of the case write and read, the third desk and the reporter do not', () => {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  sayInRoom(story, legal, 'Shall we call the inspector?')
  sayInRoom(story, ext, 'Yes, today.')
  for (const desk of [legal, ext]) expect(roomView(story, desk).entries.map((entry) => entry.type)).toEqual(['open', 'note', 'note'])
  expect(readRoom(story, ehs)).toBe(null)
  const asReporter = readStream(rowsFor(story.room, REPORTER), {
    instance: world.instance, caseId: story.keys.caseId, stream: story.room.stream, card: story.keys.card, book: bookOf(world),
    talk: talkOf(story), me: REPORTER, lists: new Map(), keysFor: () => story.keys.kem })
  expect(asReporter).toBe(null)
})

test('the room follows talk: a desk that joins with history reads it all, one behind a wall reads from there on', () => {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal]))
  openRoomEpoch(story, voiceOf(legal), [legal], null)
  sayInRoom(story, legal, 'Before anybody joined.')
  reopen(story, deskVoice(legal), [legal, ext], { reason: 'added' })
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { reason: 'added' })
  expect(roomView(story, ext).entries.map((entry) => entry.epoch)).toEqual([0, 0, 1])
  reopen(story, deskVoice(ext), [legal, ext, ehs], { reason: 'added', withBack: false })
  openRoomEpoch(story, voiceOf(ext), [legal, ext, ehs], roomView(story, ext), { reason: 'added', withBack: false })
  sayInRoom(story, ehs, 'Hello.')
  expect(roomView(story, ehs).entries.map((entry) => [entry.epoch, entry.type])).toEqual([[2, 'open'], [2, 'note']])
  expect(roomView(story, ehs).withheld).toEqual([])
  expect(roomView(story, legal).entries.map((entry) => entry.epoch)).toEqual([0, 0, 1, 2, 2])
})

test('a desk that left reads nothing that follows, and what it wrote stays readable', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  sayInRoom(story, legal, 'We are leaving.')
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  reopen(story, deskVoice(ext), [ext], { reason: 'left' })
  openRoomEpoch(story, voiceOf(ext), [ext], roomView(story, ext), { reason: 'left' })
  sayInRoom(story, ext, 'Alone now.')
  expect(roomView(story, legal).newest.key).toBe(null)
  expect(roomView(story, legal).entries.map((entry) => entry.epoch)).toEqual([0, 0])
  expect(roomView(story, ext).entries.map((entry) => entry.epoch)).toEqual([0, 0, 1, 1])
})

test('a room of before an exclusion stays readable, and the next epoch serves the talk of after it', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  sayInRoom(story, ext, 'Noted.')
  reopen(story, reporterVoice(story), [ext], { reason: 'excluded', never: { roles: 0, desks: [legal.id] } })
  expect(viewOf(story, ext).never.desks).toEqual([legal.id])
  expect(roomView(story, ext).entries.length).toBe(2)
  openRoomEpoch(story, voiceOf(ext), [ext], roomView(story, ext), { reason: 'excluded' })
  expect(roomView(story, ext).newest.desks).toEqual([ext.id])
})

test('newer keys of one desk: the room goes on, and a colleague who came later speaks in it', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  rotate(world, ext)
  reopen(story, deskVoice(legal), [legal, ext])
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { reason: 'newer-keys' })
  const colleague = memberVoice(admit(world, ext))
  say(story, story.room, colleague, 'note', noteOf('I am new.'), nextPlace(roomView(story, ext), colleague.party))
  expect(roomView(story, legal).entries.at(-1)?.author).toEqual(colleague.party)
})

test('the roster floor of a room is what the own desk has verified, not what another desk claims', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  const voice = voiceOf(ext)
  say(story, story.room, voice, 'note', noteOf('From the future.'), { ...nextPlace(roomView(story, ext), voice.party), rosterSeq: 900 })
  expect([roomView(story, legal).rosterFloor, roomView(story, ext).rosterFloor]).toEqual([1, 900])
})

test('who was removed before the roster of the epoch does not speak in a room', () => {
  const { world, legal, ext } = trio()
  const gone = admit(world, ext)
  change(world, ext, 'remove', gone, deskAt(world, 1).people[0] ?? null)
  rotate(world, ext)
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  const voice = memberVoice(gone)
  say(story, story.room, voice, 'note', noteOf('Still here.'), nextPlace(roomView(story, ext), voice.party))
  expect(() => readRoom(story, legal)).toThrow('a member speaks who is not on the list')
})

test('before a word in the room: who left, who joined, whose keys are newer or were put in their place; and no older roster', () => {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  const room = roomView(story, legal)
  const rule = (desks: readonly { id: typeof legal.id }[]) => roomRule(room, bookOf(world), desks.map((desk) => desk.id))
  expect(rule([legal, ext])).toEqual({ kind: 'write' })
  expect(rule([legal])).toEqual({ kind: 'open', reason: 'left' })
  expect(rule([legal, ext, ehs])).toEqual({ kind: 'open', reason: 'added' })
  expect(rule([legal, ehs])).toEqual({ kind: 'open', reason: 'left' })
  rotate(world, ehs)
  expect(rule([legal, ext])).toEqual({ kind: 'write' })
  rotate(world, ext)
  expect(rule([legal, ext])).toEqual({ kind: 'open', reason: 'newer-keys' })
  openRoomEpoch(story, voiceOf(legal), [legal, ext], room, { reason: 'newer-keys' })
  const later = roomView(story, legal)
  expect(roomRule(later, bookOf(world), [legal.id, ext.id])).toEqual({ kind: 'write' })
  expect(() => roomRule(later, bookOf(world, world.rosters.slice(0, 1)), [legal.id, ext.id])).toThrow('rollback')
})

test('keys that the root alone put in the place of a desk under the same number are newer too', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  const room = roomView(story, legal)
  newKeys(ext)
  ext.keys.shift()
  publish(world)
  expect(roomRule(room, bookOf(world), [legal.id, ext.id])).toEqual({ kind: 'open', reason: 'newer-keys' })
})
