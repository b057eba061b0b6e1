// A room between the desks of a story, honest or forced: what the server stores of it, and how a desk reads it.
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import type { OpenReason } from '#crypto/opening.ts'
import { ROOM, deskParty } from '#crypto/party.ts'
import { NOTE_FIELDS, encodePayload } from '#crypto/payload.ts'
import { nextPlace, readStream } from '#crypto/stream.ts'
import type { StreamView } from '#crypto/stream.ts'
import type { MemberList } from '#crypto/members.ts'
import type { Ctx, DeskId } from '#crypto/types.ts'
import { drawEpoch, memberVoice, place, rowsFor, say, store, talkOf } from './story.ts'
import type { Story, Stored, Voice } from './story.ts'
import { bookOf, listOf } from './world.ts'
import type { Desk, Person } from './world.ts'

export interface RoomStory extends Story { room: Stored }
type Forced = Parameters<typeof drawEpoch>[6]

/** A story with a room that nobody has opened yet. */
export function withRoom(story: Story): RoomStory {
  return { ...story, room: { stream: ROOM, epochs: [], messages: [] } }
}

export function firstPerson(desk: Desk): Person {
  const [first] = desk.people
  if (!first) throw new Error('desk without people')
  return first
}

export function voiceOf(desk: Desk): Voice {
  return memberVoice(firstPerson(desk))
}

export function newestTalk(story: Story): Ctx {
  const made = story.talk.epochs.at(-1)?.made
  if (!made) throw new Error('no talk')
  return made.ctx
}

export function noteOf(text: string): Uint8Array {
  return encodePayload(NOTE_FIELDS, { text })
}

/** Opens the next epoch of the room for these desks as `voice`; `view` gives what it froze and continues, null where the room is new. */
export function openRoomEpoch(
  story: RoomStory, voice: Voice, desks: readonly Desk[], view: StreamView | null,
  forced: Forced & { anchor?: Ctx | null; reason?: OpenReason } = {}): void {
  const { anchor, reason = 'first', ...rest } = forced
  const before = story.room.epochs.at(-1)?.made ?? null
  store(story.room, drawEpoch(story, story.room, desks.map((desk) => desk.id), voice.party, before, anchor === undefined ? newestTalk(story) : anchor, rest))
  const at = view === null ? place(0) : nextPlace(view, voice.party)
  say(story, story.room, voice, 'open', encodeOpening({ frozen: view?.heads ?? [], reason, never: NEVER_NOBODY }), at)
}

/** What a desk makes of the room; `lists` as the server hands them out. */
export function readRoom(story: RoomStory, desk: Desk, lists: ReadonlyMap<DeskId, MemberList> = allLists(story)): StreamView | null {
  const me = deskParty(desk.id)
  return readStream(rowsFor(story.room, me), {
    instance: story.world.instance, caseId: story.keys.caseId, stream: ROOM, card: story.keys.card, book: bookOf(story.world),
    talk: talkOf(story), me, lists, keysFor: (epoch) => desk.keys[epoch - 1]?.kem ?? null,
  })
}

export function roomView(story: RoomStory, desk: Desk): StreamView {
  const view = readRoom(story, desk)
  if (!view) throw new Error('not a reader of the room')
  return view
}

/** An honest word between the teams. */
export function sayInRoom(story: RoomStory, desk: Desk, text: string) {
  const voice = voiceOf(desk)
  return say(story, story.room, voice, 'note', noteOf(text), nextPlace(roomView(story, desk), voice.party))
}

export function allLists(story: Story): Map<DeskId, MemberList> {
  return new Map(story.world.desks.map((desk) => [desk.id, listOf(story.world, desk)]))
}
