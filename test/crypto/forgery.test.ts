// What a member of a desk can do with the key of the case in hand: read. Not speak as the reporter, nor as another desk (P3, P4).
import { expect, test } from 'vitest'
import { NEVER_NOBODY, encodeNever } from '#crypto/never.ts'
import { encodeReportBody } from '#crypto/opening.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { trio } from './forced.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, file, memberVoice, read, say, textPayload, viewOf } from './story.ts'
import type { Voice } from './story.ts'

function shared() {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  return { world, legal, ext, story }
}

/** One more message in talk, sealed under the right key in the name of `party`, signed by whoever the forger is. */
function forged(type: Parameters<typeof say>[3], payload: Uint8Array, party: Voice['party'], sk: Voice['sk']): string[] {
  const { story, legal, ext } = shared()
  say(story, story.talk, { party, sk }, type, payload, nextPlace(viewOf(story, null), party))
  return [null, legal, ext].map((reader) => codeOf(() => read(story, reader)))
}

test('a withdrawal, a shorter list or words in the reporter’s name do not hold, whichever key signs them', () => {
  const { legal } = shared()
  const member = legal.people[0]
  if (!member) throw new Error('nobody')
  const keys = [deskVoice(legal).sk, memberVoice(member).sk, signKeys('desk-sig', randomBytes(32)).sk]
  for (const sk of keys) {
    expect(forged('withdraw', textPayload('I take it back.'), REPORTER, sk)).toEqual(['broken', 'broken', 'broken'])
    expect(forged('never', encodeNever(NEVER_NOBODY), REPORTER, sk)).toEqual(['broken', 'broken', 'broken'])
    expect(forged('delete-request', textPayload('Delete it.'), REPORTER, sk)).toEqual(['broken', 'broken', 'broken'])
  }
})

test('one desk does not speak for the other, though both hold the key', () => {
  const { story, legal, ext } = shared()
  say(story, story.talk, { party: deskParty(ext.id), sk: deskVoice(legal).sk }, 'reply', textPayload('We close this.'), nextPlace(viewOf(story, null), deskParty(ext.id)))
  for (const reader of [null, legal, ext]) expect(codeOf(() => read(story, reader))).toBe('broken')
})

test('the reporter’s own withdrawal holds, and a copy of it in another case does not', () => {
  const { story, legal } = shared()
  const voice = { party: REPORTER, sk: story.keys.sig.sk }
  const { row } = say(story, story.talk, voice, 'withdraw', textPayload('I take it back.'), nextPlace(viewOf(story, null), REPORTER))
  expect(viewOf(story, legal).entries.at(-1)?.type).toBe('withdraw')
  const other = shared()
  other.story.talk.messages.push(row)
  for (const reader of [null, other.legal]) expect(codeOf(() => read(other.story, reader))).toBe('broken')
})

test('a second report in the reporter’s name cannot be slipped in by anybody, nor by herself', () => {
  const { story } = shared()
  const body = encodeReportBody({ never: NEVER_NOBODY, formVersion: 1, answers: new Uint8Array([0, 1]) })
  say(story, story.talk, { party: REPORTER, sk: story.keys.sig.sk }, 'report', body, nextPlace(viewOf(story, null), REPORTER))
  expect(codeOf(() => read(story, null))).toBe('epoch')
})
