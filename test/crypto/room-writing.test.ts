// The room as it follows talk (§6.5): whom its next epoch gives what was said before, who may open it, and for which team a colleague speaks.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import type { OpenedDeskCase } from '#crypto/desk-case.ts'
import { deskParty, streamBytes } from '#crypto/party.ts'
import { openRoom } from '#crypto/room.ts'
import { roomTransmission, talkAfter } from '#crypto/room-writing.ts'
import type { TalkAfter } from '#crypto/room-writing.ts'
import type { Draft } from '#crypto/sending.ts'
import { hashOf } from '#crypto/types.ts'
import { trio } from './forced.ts'
import { firstOf, memberIn } from './keyring.ts'
import { codeOf } from './refusal.ts'
import { allLists, noteOf, openRoomEpoch, readRoom, roomView, sayInRoom, voiceOf, withRoom } from './room-story.ts'
import type { RoomStory } from './room-story.ts'
import { deskVoice, file, memberVoice, reopen, rowsFor, talkOf, textPayload, viewOf, write } from './story.ts'
import { TODAY, admit, bookOf, change, publish, rotate } from './world.ts'
import type { Desk } from './world.ts'

const note: Draft = { type: 'note', payload: noteOf('Between us.'), lang: 'en', urgent: false }

/** As much of an opened case as writing between the teams takes. */
function openedAt(story: RoomStory, desk: Desk, more: Partial<OpenedDeskCase> = {}): OpenedDeskCase {
  const { world, keys } = story
  return {
    talk: viewOf(story, desk), room: story.room.epochs.length === 0 ? null : readRoom(story, desk), roomClosed: false, directory: { member: memberIn(world, firstOf(desk)) },
    access: { deskId: desk.id }, caseId: keys.caseId, card: keys.card, book: bookOf(world), ...more,
  } as unknown as OpenedDeskCase
}
function followed(opened: OpenedDeskCase, after: Partial<TalkAfter> = {}, drafts: readonly Draft[] = []) {
  return roomTransmission(opened, drafts, { ...talkAfter(opened.talk, null), ...after }, TODAY)
}
/** Whether the next epoch of the room hands on what was said before; null where none is due. */
function handsOn(opened: OpenedDeskCase, after: Partial<TalkAfter> = {}): boolean | null {
  const opens = followed(opened, after)?.opens
  return opens ? opens.back.length > 0 : null
}

test('a team that was once behind a wall, left, and was added with everything, gets everything of the room too', () => {
  const { world, ext, ehs } = trio()
  for (const [withBack, expected] of [[true, true], [false, false]] as const) {
    const story = withRoom(file(world, [ext]))
    reopen(story, deskVoice(ext), [ext, ehs], { reason: 'added', withBack: false })
    openRoomEpoch(story, voiceOf(ext), [ext, ehs], null)
    write(story, deskVoice(ehs), 'leave', textPayload('Done.'))
    reopen(story, deskVoice(ext), [ext], { reason: 'left' })
    openRoomEpoch(story, voiceOf(ext), [ext], roomView(story, ext), { reason: 'left' })
    reopen(story, deskVoice(ext), [ext, ehs], { reason: 'added', withBack })
    const opened = openedAt(story, ext)
    expect(handsOn(opened)).toBe(expected)
    // The epoch that the room serves is the one with the whole digest, not one that shares a byte of it.
    const like = opened.room?.newest.header.anchor?.[0] ?? 0
    const epochs = opened.talk.epochs.map((epoch, i) => (i === 0 ? { ...epoch, ctx: hashOf('ctx', epoch.ctx.slice().fill(like, 0, 1)) } : epoch))
    expect(handsOn({ ...opened, talk: { ...opened.talk, epochs } })).toBe(expected)
  }
})

test('a wall is for who comes anew: who reads the room already is no reason for one', () => {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [ext, ehs]))
  openRoomEpoch(story, voiceOf(ext), [ext, ehs], null)
  const opened = openedAt(story, ext)
  const desks = [ext.id, ehs.id, legal.id]
  expect([handsOn(opened, { desks, behindWall: [ehs.id] }), handsOn(opened, { desks, behindWall: [legal.id] }), handsOn(opened, { desks }), handsOn(opened)])
    .toEqual([true, false, true, null])
})

test('what a request changes in talk is told as its desks, and only the added ones stand behind its wall', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [ext]))
  const talk = viewOf(story, ext)
  expect(talkAfter(talk, null)).toEqual({ ctx: talk.newest.ctx, desks: [ext.id], behindWall: [] })
  const after = (withBack: boolean) => {
    const next = withRoom(file(world, [ext]))
    const before = viewOf(next, ext)
    reopen(next, deskVoice(ext), [ext, legal], { reason: 'added', withBack })
    const made = next.talk.epochs.at(-1)
    if (!made) throw new Error('no epoch')
    const opens = { header: made.header, wraps: [], back: made.back, heads: [] }
    const told = talkAfter(before, { stream: streamBytes({ kind: 'talk' }), epoch: 1, opens, messages: [] })
    return { ...told, ctx: hexFromBytes(told.ctx) === hexFromBytes(made.made.ctx), desks: [...told.desks].sort() }
  }
  const desks = [ext.id, legal.id].sort()
  expect([after(true), after(false)]).toEqual([{ ctx: true, desks, behindWall: [] }, { ctx: true, desks, behindWall: [legal.id] }])
})

test('a team to which the room is closed neither opens it nor writes in it, and one that has nothing to say opens none', () => {
  const { world, legal, ext } = trio()
  const story = withRoom(file(world, [ext, legal]))
  const none = openedAt(story, legal)
  expect([followed(none), followed({ ...none, roomClosed: true }), codeOf(() => followed({ ...none, roomClosed: true }, {}, [note]))]).toEqual([null, null, 'ghost'])
  expect(followed(none, {}, [note])?.epoch).toBe(0)
  openRoomEpoch(story, voiceOf(ext), [ext, legal], null)
  const open = openedAt(story, legal)
  const { room } = open
  if (!room) throw new Error('no room')
  const keyless = { ...open, room: { ...room, newest: { ...room.newest, key: null } } }
  const outside = { ...open, room: { ...room, newest: { ...room.newest, desks: [ext.id] } } }
  for (const closed of [keyless, outside]) {
    expect([followed(closed), codeOf(() => followed(closed, {}, [note]))]).toEqual([null, 'ghost'])
    expect(followed(closed, { desks: [ext.id] })).toBeNull()
  }
  expect([followed(open), followed(open, {}, [note])?.opens]).toEqual([null, null])
  rotate(world, ext)
  expect(followed(openedAt(story, legal))?.epoch).toBe(1)
})

function teamsFor(story: RoomStory, desk: Desk, first: Desk) {
  const rows = rowsFor(story.room, deskParty(desk.id))
  const lists = new Map([...allLists(story)].sort(([a], [b]) => Number(b === first.id) - Number(a === first.id)))
  const answer = {
    stream: hexFromBytes(streamBytes(story.room.stream)),
    epochs: rows.epochs.map((row) => ({ header: base64FromBytes(row.header), wrap: base64FromBytes(row.wrap), back: base64FromBytes(row.back) })),
    messages: rows.messages.map((row) => ({ epoch: row.epoch, outer: base64FromBytes(row.outer), body: base64FromBytes(row.body), day: row.day as number })),
  }
  return openRoom({
    instance: story.world.instance, caseId: story.keys.caseId, card: story.keys.card, book: bookOf(story.world), talk: talkOf(story), me: deskParty(desk.id), lists,
    keysFor: (epoch) => desk.keys[epoch - 1]?.kem ?? null,
  }, answer, []).teams
}

test('a colleague on the lists of two teams speaks for the one that reads that epoch, and silent ones stand with the own team first', () => {
  const { world, legal, ext, ehs } = trio()
  const shared = firstOf(ext)
  change(world, legal, 'add', shared, firstOf(legal))
  legal.people.push(shared)
  const helper = admit(world, ext)
  publish(world)
  const [both, silent, stranger] = [shared, firstOf(legal), firstOf(ehs)].map((person) => person.keys.card.memberId)
  if (!both || !silent || !stranger) throw new Error('three people expected')
  const quiet = withRoom(file(world, [ext, legal]))
  openRoomEpoch(quiet, voiceOf(legal), [ext, legal], null)
  // Nobody of the two has spoken: the own list decides. A list whose team reads nothing names nobody.
  expect([legal, ext].map((first) => teamsFor(quiet, legal, first).get(both))).toEqual([legal.id, ext.id])
  expect([teamsFor(quiet, legal, legal).get(silent), teamsFor(quiet, legal, legal).get(stranger)]).toEqual([legal.id, undefined])
  // Who spoke where both teams read does so for the first of them.
  sayInRoom(quiet, ext, 'For whom?')
  expect([legal, ext].map((first) => teamsFor(quiet, legal, first).get(both))).toEqual(Array(2).fill(roomView(quiet, ext).epochs[0]?.desks[0]))
  const spoken = withRoom(file(world, [ext]))
  openRoomEpoch(spoken, voiceOf(ext), [ext], null)
  sayInRoom(spoken, ext, 'For the external team.')
  reopen(spoken, deskVoice(ext), [ext, legal], { reason: 'added' })
  openRoomEpoch(spoken, memberVoice(helper), [ext, legal], roomView(spoken, ext), { reason: 'added' })
  expect([legal, ext].map((first) => teamsFor(spoken, legal, first).get(both))).toEqual([ext.id, ext.id])
})
