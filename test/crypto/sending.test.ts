// What a device refuses to send before anybody could believe it (§6.5): for whom an epoch is opened, who writes on, and files of another epoch.
import { expect, test } from 'vitest'
import { parseHeader } from '#crypto/header.ts'
import { REPORTER, TALK, notesOf } from '#crypto/party.ts'
import { inNewestEpoch, inNextEpoch, readsOn, transmissionOf } from '#crypto/sending.ts'
import type { Draft, SealedTransmission, Writer } from '#crypto/sending.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import { writerRule } from '#crypto/writer-rule.ts'
import { trio } from './forced.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, file, memberVoice, reporterVoice, textPayload, viewOf, write } from './story.ts'
import type { Story, Voice } from './story.ts'
import { firstOf } from './keyring.ts'
import { TODAY, bookOf, newKeys, publish, rotate } from './world.ts'
import type { Desk } from './world.ts'

function writerOf(story: Story, voice: Voice, more: Partial<Writer> = {}): Writer {
  return {
    instance: story.world.instance, caseId: story.keys.caseId, stream: TALK, card: story.keys.card, book: bookOf(story.world),
    view: viewOf(story, null), anchor: null, author: voice.party, sk: voice.sk, today: TODAY, ...more,
  }
}
function words(files?: Draft['files'], type: Draft['type'] = 'reply'): Draft[] {
  return [{ type, payload: textPayload('Words.'), lang: 'en', urgent: false, ...(files ? { files } : {}) }]
}
/** The desks for which a transmission opens an epoch; null where it opens none. */
function opensFor(sent: SealedTransmission): string[] | null {
  return sent.opens && parseHeader(sent.opens.header).recipients.flatMap(({ party }) => (party.kind === 'desk' ? [party.id] : [])).sort()
}
const adding = (...desks: readonly Desk[]) => ({ desks: desks.map(({ id }) => id), history: true })

test('only the notes of a desk begin with a word of its own: talk begins with the report', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  expect(codeOf(() => transmissionOf(writerOf(story, deskVoice(ext), { view: null }), words()))).toBe('usage')
  const first = transmissionOf(writerOf(story, memberVoice(firstOf(ext)), { view: null, stream: notesOf(ext.id), anchor: hashOf('ctx', randomBytes(32)) }), [])
  expect([opensFor(first), first.epoch]).toEqual([[ext.id], 0])
})

test('where no desk is left, only the reporter writes on, and only with a team that she adds', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  publish(world, [legal])
  const view = viewOf(story, null)
  const rule = writerRule(view, bookOf(world))
  expect([rule.kind, readsOn(view, rule, deskVoice(ext).party), readsOn(view, rule, REPORTER)]).toEqual(['nobody', false, true])
  expect(codeOf(() => transmissionOf(writerOf(story, deskVoice(ext)), words(), adding(legal)))).toBe('excluded')
  expect(codeOf(() => transmissionOf(writerOf(story, reporterVoice(story)), words()))).toBe('usage')
  expect(opensFor(transmissionOf(writerOf(story, reporterVoice(story)), words(undefined, 'text'), adding(legal)))).toEqual([legal.id])
})

test('an epoch is opened for a team that joins or for newer keys, and otherwise none', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  expect(opensFor(transmissionOf(writerOf(story, deskVoice(ext)), words()))).toBeNull()
  expect(opensFor(transmissionOf(writerOf(story, deskVoice(ext)), words(), adding(legal)))).toEqual([legal.id, ext.id].sort())
  rotate(world, ext)
  expect(opensFor(transmissionOf(writerOf(story, deskVoice(ext)), words()))).toEqual([ext.id])
  expect(opensFor(transmissionOf(writerOf(story, deskVoice(ext)), words(), adding(legal)))).toEqual([legal.id, ext.id].sort())
})

test('nothing is sealed for the newest epoch without words, without a case, or without its key', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const writer = writerOf(story, deskVoice(ext))
  const { view } = writer
  if (!view) throw new Error('no view')
  const closed = { ...writer, view: { ...view, newest: { ...view.newest, key: null } } }
  expect([codeOf(() => inNewestEpoch(writer, words())), codeOf(() => inNewestEpoch(writer, [])), codeOf(() => inNewestEpoch({ ...writer, view: null }, words())),
    codeOf(() => inNewestEpoch(closed, words()))]).toEqual(['nothing refused', 'usage', 'usage', 'ghost'])
  // Nor is an epoch linked back to one whose key is missing.
  expect(codeOf(() => inNextEpoch(closed, [ext.id], 'newer-keys', []))).toBe('ghost')
})

test('a team that reads already is not added, in whatever way the epoch is due', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext, legal])
  const adds = (desk: Desk) => codeOf(() => transmissionOf(writerOf(story, reporterVoice(story)), words(undefined, 'text'), adding(desk)))
  expect(() => transmissionOf(writerOf(story, reporterVoice(story)), words(), adding(ext))).toThrow('reads already')
  rotate(world, ext)
  expect(() => transmissionOf(writerOf(story, reporterVoice(story)), words(), adding(ext))).toThrow('reads already')
  expect(adds(ehs)).toBe('nothing refused')
  // The root vouches anew for a desk whose keys were lost: it may be let in again, by her hand.
  newKeys(legal)
  publish(world)
  expect([adds(legal), adds(ehs)]).toEqual(['nothing refused', 'nothing refused'])
})

test('a team that is just leaving is not added by the same epoch, another one is', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext, legal])
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  const adds = (desk: Desk) => codeOf(() => transmissionOf(writerOf(story, deskVoice(ext)), words(), adding(desk)))
  expect([adds(legal), adds(ehs)]).toEqual(['excluded', 'nothing refused'])
  expect(codeOf(() => transmissionOf(writerOf(story, deskVoice(legal)), words()))).toBe('excluded')
})

test('a file is listed under the epoch that it was sealed under, in a message that may list files, and named to the server', () => {
  const { world, ext } = trio()
  const story = file(world, [ext])
  const writer = writerOf(story, deskVoice(ext))
  const ctx = writer.view?.newest.ctx
  if (!ctx) throw new Error('no epoch')
  const ref = { fileId: randomBytes(16), paddedLength: 65_536, digest: randomBytes(32) }
  const sends = (of: typeof ctx, type: Draft['type'] = 'reply') => () => transmissionOf(writer, words([{ ref, ctx: of }], type))
  expect([codeOf(sends(ctx)), codeOf(sends(hashOf('ctx', randomBytes(32)))), codeOf(sends(ctx, 'leave'))]).toEqual(['nothing refused', 'epoch', 'usage'])
  expect(sends(ctx)().files).toEqual([{ fileId: ref.fileId, parts: 1 }])
  expect(parseTransmission(transmissionBytes(sends(ctx)())).files).toEqual([{ fileId: ref.fileId, parts: 1 }])
  expect(transmissionOf(writer, words())).not.toHaveProperty('files')
})
