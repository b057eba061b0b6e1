// Attacks on the room (§6.1, protocol design A3, A4, A16): a ghost in it, the server's own epoch, the reporter's key, a
// talk stream swapped behind it, a name borrowed from another desk.
import { expect, test } from 'vitest'
import type { Header } from '#crypto/header.ts'
import { deskRecipient, reporterRecipient } from '#crypto/header.ts'
import { REPORTER, deskParty, memberParty } from '#crypto/party.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { nextPlace } from '#crypto/stream.ts'
import { hashOf } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, memberVoice, place, reopen, reporterVoice, say, store, textPayload } from './story.ts'
import { trio } from './forced.ts'
import { allLists, firstPerson, newestTalk, noteOf, openRoomEpoch, readRoom, roomView, sayInRoom, voiceOf, withRoom } from './room-story.ts'
import type { RoomStory } from './room-story.ts'
import { cardOf, change, listOf, newKeys, person, publish } from './world.ts'
import type { Desk } from './world.ts'

function opened(): { story: RoomStory; legal: Desk; ext: Desk; ehs: Desk } {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  sayInRoom(story, ext, 'Between us.')
  return { story, legal, ext, ehs }
}

function refused(story: RoomStory, desks: readonly Desk[]): string[] {
  return [...new Set(desks.map((desk) => codeOf(() => readRoom(story, desk))))]
}

test('a desk that is no reader of talk is a ghost in the room, and a reader left out is missed', () => {
  for (const pick of [({ legal, ext, ehs }: ReturnType<typeof opened>) => [legal, ext, ehs], ({ legal, ehs }: ReturnType<typeof opened>) => [legal, ehs],
    ({ legal }: ReturnType<typeof opened>) => [legal]]) {
    const room = opened()
    openRoomEpoch(room.story, voiceOf(room.legal), pick(room), roomView(room.story, room.legal))
    expect(refused(room.story, [room.legal, room.ext])).toEqual(['ghost'])
  }
})

test('an epoch of the room that the server, the reporter or a desk opened is refused', () => {
  const { story, legal, ext } = opened()
  const stranger = person()
  const server = { party: memberParty(stranger.keys.card.memberId), sk: stranger.keys.sig.sk }
  for (const voice of [server, reporterVoice(story), deskVoice(legal)]) {
    const planted = { ...story, room: { ...story.room, epochs: [...story.room.epochs], messages: [...story.room.messages] } }
    openRoomEpoch(planted, voice, [legal, ext], null)
    expect(refused(planted, [legal, ext])).toEqual(['ghost'])
  }
  const named = { ...story, room: { ...story.room, epochs: [...story.room.epochs], messages: [...story.room.messages] } }
  openRoomEpoch(named, { party: voiceOf(legal).party, sk: signKeys('member-sig', randomBytes(32)).sk }, [legal, ext], roomView(story, legal))
  expect(refused(named, [legal, ext])).toEqual(['broken'])
})

test('a room wrapped to the reporter is refused', () => {
  const { story, legal, ext } = opened()
  const own = { recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }
  const desks = [legal, ext].map((desk) => {
    const card = cardOf(desk, story.world.instance)
    return { recipient: deskRecipient(card), pk: card.kemPk }
  })
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { readers: [own, ...desks] })
  expect(refused(story, [legal, ext])).toEqual(['ghost'])
})

test('a room hangs on epochs of the talk that was accepted, never on an older one than before, never on none', () => {
  const wrong = [null, hashOf('ctx', randomBytes(32))]
  for (const anchor of wrong) {
    const { story, legal, ext } = opened()
    openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { anchor })
    expect(refused(story, [legal, ext])).toEqual(['epoch'])
  }
  const { story, legal, ext } = opened()
  const first = newestTalk(story)
  reopen(story, deskVoice(legal), [legal, ext], { reason: 'other' })
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { anchor: first })
  expect(refused(story, [legal, ext])).toEqual(['epoch'])
})

test('the talk stream swapped behind a room is noticed', () => {
  const { story, legal, ext } = opened()
  const other = file(story.world, [legal, ext], undefined, story.keys)
  expect(refused({ ...story, talk: other.talk }, [legal, ext])).toEqual(['epoch'])
})

test('a roster older than that of the talk it serves is refused', () => {
  const { world, legal, ext } = trio()
  publish(world)
  const story = withRoom(file(world, [legal, ext]))
  const old = world.rosters[0]
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null, old ? { roster: old } : {})
  expect(refused(story, [legal, ext])).toEqual(['rollback'])
})

test('a member opens only where the own desk read before', () => {
  const { story, legal, ext, ehs } = opened()
  reopen(story, deskVoice(legal), [legal, ext, ehs], { reason: 'added' })
  openRoomEpoch(story, voiceOf(ehs), [legal, ext, ehs], roomView(story, legal))
  expect(refused(story, [legal, ext, ehs])).toEqual(['ghost'])
})

test('a desk that the root alone gave new keys opens nothing in the room', () => {
  const { story, legal, ext } = opened()
  const view = roomView(story, legal)
  newKeys(ext)
  publish(story.world)
  reopen(story, reporterVoice(story), [legal, ext])
  openRoomEpoch(story, voiceOf(ext), [legal, ext], view)
  expect(refused(story, [legal])).toEqual(['ghost'])
})

test('the reporter, a desk, and a member of a desk that does not read say nothing in a room', () => {
  const { story, legal, ext, ehs } = opened()
  for (const voice of [{ ...reporterVoice(story), party: REPORTER }, { ...deskVoice(ext), party: deskParty(ext.id) }, voiceOf(ehs)]) {
    const planted = { ...story, room: { ...story.room, messages: [...story.room.messages] } }
    say(planted, planted.room, voice, 'note', noteOf('Trust me.'), place(0))
    expect(refused(planted, [legal, ext])).toEqual(['ghost'])
  }
})

test('only notes are written in a room, and a word of talk is none', () => {
  for (const type of ['reply', 'triage', 'assign', 'provenance', 'leave', 'event'] as const) {
    const { story, legal, ext } = opened()
    const voice = voiceOf(legal)
    say(story, story.room, voice, type, textPayload('x'), nextPlace(roomView(story, legal), voice.party))
    expect(refused(story, [legal, ext])).toEqual(['broken'])
  }
})

test('one desk does not speak under the name of another desk\'s member', () => {
  const { story, legal, ext } = opened()
  const victim = firstPerson(legal)
  const at = nextPlace(roomView(story, legal), voiceOf(legal).party)
  const thief = person()
  const borrowed = { ...thief, keys: { ...thief.keys, card: { ...thief.keys.card, memberId: victim.keys.card.memberId } } }
  change(story.world, ext, 'add', borrowed, firstPerson(ext))
  ext.people.push(borrowed)
  say(story, story.room, memberVoice(borrowed), 'note', noteOf('I am the lawyer.'), at)
  expect(refused(story, [legal, ext])).toEqual(['ghost'])
})

test('without the checked list of every reading desk nothing of a room is shown', () => {
  const { story, legal, ext } = opened()
  const lists = allLists(story)
  lists.delete(ext.id)
  expect(codeOf(() => readRoom(story, legal, lists))).toBe('ghost')
  const forked = new Map([...allLists(story), [ext.id, listOf(story.world, legal)]])
  expect(codeOf(() => readRoom(story, legal, forked))).toBe('ghost')
})

test('a room without a link back is refused where nobody new reads', () => {
  const { story, legal, ext } = opened()
  openRoomEpoch(story, voiceOf(legal), [legal, ext], roomView(story, legal), { withBack: false })
  expect(refused(story, [legal, ext])).toEqual(['epoch'])
})

test('a room under the name of talk, notes or a copy is another stream', () => {
  const kinds: Header['stream'][] = [{ kind: 'talk' }, { kind: 'copy' }, { kind: 'notes', desk: opened().legal.id }]
  for (const stream of kinds) {
    const { story, legal, ext } = opened()
    const made = drawEpoch(story, story.room, [legal.id, ext.id], voiceOf(legal).party, story.room.epochs.at(-1)?.made ?? null, newestTalk(story), { stream })
    store(story.room, made)
    expect(refused(story, [legal, ext])).toEqual(['broken'])
  }
})
