// Which messages may list files, and of which lengths (§5.1, §13.1); what a copy may hold (§5.3).
import { expect, test } from 'vitest'
import { hexFromBytes } from '#crypto/bytes.ts'
import { approvalPayload, workPayload } from '#crypto/casework.ts'
import { placeKey } from '#crypto/entries.ts'
import { payloadFrom } from '#crypto/fields.ts'
import type { FileRef, MessageType } from '#crypto/message.ts'
import { NEVER_NOBODY, encodeNever } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, TALK, deskParty, memberParty } from '#crypto/party.ts'
import { NOTE_FIELDS, encodePayload } from '#crypto/payload.ts'
import { nextPlace } from '#crypto/stream.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { beginFile, endFile, listedFile } from '#crypto/worker/file-work.ts'
import type { FileWorks } from '#crypto/worker/file-work.ts'
import { codeOf } from './refusal.ts'
import { openRoomEpoch, roomView, voiceOf, withRoom } from './room-story.ts'
import { deskVoice, drawEpoch, file, memberVoice, openNotes, read, readNotes, reporterVoice, say, store, textPayload, viewOf } from './story.ts'
import { deskAt, listOf, makeWorld } from './world.ts'

const ref = (paddedLength = 65_536): FileRef => ({ fileId: randomBytes(16), paddedLength, digest: randomBytes(32) })

/** What the reporter makes of one more message of this type with these files, by herself or by the desk. */
function listing(type: MessageType, files: readonly FileRef[]): string {
  const world = makeWorld()
  const story = file(world, world.desks)
  const voice = ['reply', 'ask', 'event', 'leave'].includes(type) ? deskVoice(deskAt(world, 0)) : reporterVoice(story)
  const payload = type === 'never' ? encodeNever(NEVER_NOBODY) : textPayload('x')
  say(story, story.talk, voice, type, payload, { ...nextPlace(viewOf(story, null), voice.party), files })
  return codeOf(() => expect(read(story, null)?.entries.at(-1)?.files).toEqual(files))
}

test('words of the reporter and of a desk list files; all others list none', () => {
  for (const type of ['text', 'answer', 'reply', 'ask', 'event'] as const) expect(listing(type, [ref(), ref(67_584)]), type).toBe('nothing refused')
  for (const type of ['withdraw', 'delete-request', 'leave', 'never'] as const) {
    expect(listing(type, [ref()]), type).toBe('broken')
    expect(listing(type, []), type).toBe('nothing refused')
  }
})

test('a file is listed once in a message, with a length that padding gives', () => {
  const one = ref()
  expect(listing('text', [one, { ...one, digest: randomBytes(32) }])).toBe('broken')
  for (const length of [0, 65_535, 65_537, 1_000_000, 2 ** 53 - 1]) expect(listing('text', [ref(length)]), String(length)).toBe('broken')
})

test('a note lists files, an opening message and a step of triage list none', () => {
  const noted = (type: MessageType, files: readonly FileRef[]) => {
    const world = makeWorld()
    const desk = deskAt(world, 0)
    const [person] = desk.people
    if (!person) throw new Error('nobody')
    const story = file(world, world.desks)
    const notes = openNotes(story, desk, person)
    const view = readNotes(story, desk, listOf(world, desk))
    if (!view) throw new Error('no notes')
    say(story, notes, memberVoice(person), type, encodePayload(NOTE_FIELDS, { text: 'x' }), { ...nextPlace(view, memberParty(person.keys.card.memberId)), files })
    return codeOf(() => readNotes(story, desk, listOf(world, desk)))
  }
  expect([noted('note', [ref()]), noted('assign', [ref()]), noted('assign', [])]).toEqual(['nothing refused', 'broken', 'nothing refused'])
})

test('between the teams words and casework list files, a proposal and an approval list none', () => {
  const placed = (type: MessageType, payload: Uint8Array) => {
    const world = makeWorld()
    const [legal] = world.desks
    if (!legal) throw new Error('no desk')
    const story = withRoom(file(world, world.desks))
    openRoomEpoch(story, voiceOf(legal), world.desks, null)
    const voice = voiceOf(legal)
    const files = [ref()]
    say(story, story.room, voice, type, payload, { ...nextPlace(roomView(story, legal), voice.party), files })
    return codeOf(() => expect(roomView(story, legal).entries.at(-1)?.files).toEqual(files))
  }
  const body = { kind: 'evidence', object: '00'.repeat(16), body: '{}' }
  expect(placed('note', encodePayload(NOTE_FIELDS, { text: 'x' }))).toBe('nothing refused')
  expect(placed('work', workPayload(body))).toBe('nothing refused')
  expect(placed('proposal', payloadFrom('proposal', { kind: 'hold', body: '{}' }))).toBe('broken')
  expect(placed('approval', approvalPayload({ proposal: 'ab'.repeat(32), verdict: 'approve' }))).toBe('broken')
})

test('a file is found in its own message alone, also in one of hers that an opener cut off', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const story = file(world, [ext])
  const before = viewOf(story, ext)
  const [kept, cut] = [ref(), ref()]
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('Kept.'), { ...nextPlace(before, deskParty(ext.id)), files: [kept] })
  const seen = viewOf(story, ext)
  say(story, story.talk, reporterVoice(story), 'text', textPayload('Cut off.'), { ...nextPlace(seen, REPORTER), files: [cut] })
  store(story.talk, drawEpoch(story, story.talk, [ext.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: seen.heads, reason: 'other', never: seen.never }), nextPlace(seen, deskParty(ext.id)))
  const view = viewOf(story, null)
  expect(view.cut.map(({ entry }) => entry?.files)).toEqual([[cut]])
  const found = (of: FileRef, message: string) => listedFile([{ stream: TALK, view }], { fileId: hexFromBytes(of.fileId), message }).ref
  expect([found(cut, placeKey(REPORTER, 1)), found(kept, placeKey(deskParty(ext.id), 0))]).toEqual([cut, kept])
  // A word that was cut off and does not open lists nothing.
  const closed = { ...view, cut: view.cut.map((item) => ({ ...item, entry: null })) }
  expect(() => listedFile([{ stream: TALK, view: closed }], { fileId: hexFromBytes(cut.fileId), message: placeKey(REPORTER, 1) })).toThrow('unprepared')
  for (const message of [placeKey(REPORTER, 0), placeKey(deskParty(ext.id), 0), '']) expect(() => found(cut, message)).toThrow('unprepared')
})

test('no file begins under an epoch whose key is missing, and none ends before its last part', () => {
  const world = makeWorld()
  const view = viewOf(file(world, [deskAt(world, 1)]), null)
  const works: FileWorks = new Map()
  const begins = (key: typeof view.newest.key) => beginFile(works, TALK, { ...view, newest: { ...view.newest, key } }, { blob: new Blob([new Uint8Array(5)]), name: 'a', mime: '' })
  expect([codeOf(() => begins(null)), begins(view.newest.key)]).toMatchObject(['ghost', { result: 'ok', parts: 1 }])
  const [fileId] = works.keys()
  expect(() => endFile(works, fileId ?? '')).toThrow('unprepared')
})
