// Attacks on a copy (§14): other readers, another opener, another author, an anchor, another desk's words, a key swapped.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { encodeReporterCard, reporterKeys } from '#crypto/card.ts'
import type { ReporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { openCopy } from '#crypto/copy-reader.ts'
import { makeEpoch, splitWraps } from '#crypto/epoch.ts'
import type { WrapTo } from '#crypto/epoch.ts'
import { deskRecipient, outsideRecipient, reporterRecipient } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import { sealMessage } from '#crypto/message.ts'
import type { MessageType } from '#crypto/message.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { COPY, REPORTER, deskParty, sameParty } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import { COPY_FIELDS, encodePayload } from '#crypto/payload.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, memberVoice } from './story.ts'
import type { Voice } from './story.ts'
import { TODAY, cardOf, deskAt, makeWorld, newKeys, publish } from './world.ts'
import type { Desk } from './world.ts'

const world = makeWorld([['LEGAL'], ['EXT']])
const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
const keys = reporterKeys(world.instance, makeCode())

interface Forged { readers?: readonly WrapTo[]; opener?: Party; voice?: Voice; anchor?: Header['anchor']; type?: MessageType; extra?: Voice; beside?: readonly number[]; until?: number; payload?: Uint8Array }

function toDesk(desk: Desk): WrapTo {
  const card = cardOf(desk, world.instance)
  return { recipient: deskRecipient(card), pk: card.kemPk }
}

function toOutside(of: ReporterKeys = keys): WrapTo {
  return { recipient: outsideRecipient(of.card), pk: of.card.kpk }
}

/** What the server would hand out for a copy made so; honest where nothing is changed. */
function copyWith(forged: Forged = {}) {
  const voice = forged.voice ?? deskVoice(ext)
  const roster = world.rosters.at(-1)
  if (!roster) throw new Error('no roster')
  const epoch = makeEpoch({
    instance: world.instance, caseId: keys.caseId, stream: COPY, epoch: 0, prevCtx: null, anchor: forged.anchor ?? null, opener: forged.opener ?? voice.party,
    origin: 'browser', rootFp: roster.rootFp, rosterSeq: roster.roster.seq, rosterHash: roster.hash,
  }, forged.readers ?? [toOutside(), toDesk(ext)], null)
  const say = (who: Voice, n: number, type: MessageType, prev: Uint8Array | null, payload: Uint8Array) =>
    sealMessage(epoch.ctx, epoch.key, who.sk, { author: who.party, n, urgent: false }, {
      type, origin: 'browser', lang: 'en', prev: prev === null ? null : hashOf('message', prev), seen: [], rosterSeq: 1, claimedDay: TODAY, files: [], payload })
  const open = say(voice, 0, 'open', null, encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }))
  const words = forged.payload ?? encodePayload(COPY_FIELDS, { text: 'chosen words', purpose: 'inspection', untilDay: forged.until ?? TODAY + 1, team: 'desk' })
  const reply = say(voice, 1, forged.type ?? 'reply', open.digest, words)
  const others = (i: number) => encodePayload(COPY_FIELDS, { text: `other words ${i}`, purpose: 'inspection', untilDay: TODAY + 1, team: 'desk' })
  const beside = (forged.beside ?? []).map((n, i) => say(voice, n, 'reply', n === 1 ? open.digest : reply.digest, others(i)))
  const more = [...beside, ...(forged.extra ? [say(forged.extra, 0, 'reply', null, words)] : [])]
  const wraps = splitWraps(epoch.wraps, epoch.header.recipients.length)
  const at = epoch.header.recipients.findIndex(({ party }) => sameParty(party, { kind: 'outside' }))
  return {
    copyId: keys.caseId as string, card: base64FromBytes(encodeReporterCard(keys.card)), day: TODAY as number, untilDay: 0, rosters: world.rosters.map((signed) => base64FromBytes(signed.file)),
    copy: {
      stream: `04${'0'.repeat(32)}`,
      epochs: [{ header: base64FromBytes(epoch.headerBytes), wrap: base64FromBytes(wraps[at] ?? new Uint8Array(0)), back: '' }],
      messages: [open, reply, ...more].map((message) => ({ epoch: 0, outer: base64FromBytes(message.outer), body: base64FromBytes(message.body), day: TODAY as number })),
    },
  }
}

function read(answer: ReturnType<typeof copyWith>, today = TODAY) {
  return openCopy(world.instance, keys, answer, world.root.fp, today)
}

test('an honest copy opens until its signed last day, whatever day the server names', () => {
  expect(read(copyWith())).toMatchObject({ text: 'chosen words', over: false, untilDay: TODAY + 1, team: { id: ext.id } })
  expect(read(copyWith(), dayFrom(TODAY + 1)).over).toBe(false)
  expect(read({ ...copyWith(), untilDay: TODAY + 300 }, dayFrom(TODAY + 2))).toMatchObject({ over: true, text: '' })
})

test('a copy for another reader, for two desks, for the reporter or for a desk alone is refused', () => {
  const stranger = reporterKeys(world.instance, makeCode())
  const asReporter: WrapTo = { recipient: reporterRecipient(keys.card), pk: keys.card.kpk }
  const readers: (readonly WrapTo[])[] = [[toOutside(stranger), toDesk(ext)], [toOutside(), toDesk(ext), toDesk(legal)], [asReporter, toDesk(ext)], [toDesk(ext)], [toOutside()]]
  expect(readers.map((to) => codeOf(() => read(copyWith({ readers: to }))))).toEqual(['ghost', 'ghost', 'ghost', 'ghost', 'ghost'])
})

test('a copy opened by the reporter, a member, or a desk that does not read it is refused', () => {
  const [someone] = ext.people
  if (!someone) throw new Error('nobody')
  const opened = (voice: Voice) => codeOf(() => read(copyWith({ voice })))
  expect([opened({ party: REPORTER, sk: keys.sig.sk }), opened(memberVoice(someone)), opened(deskVoice(legal))]).toEqual(['ghost', 'ghost', 'ghost'])
  expect(codeOf(() => read(copyWith({ opener: deskParty(legal.id) })))).toBe('ghost')
  expect(codeOf(() => read(copyWith({ voice: { party: deskParty(ext.id), sk: deskVoice(legal).sk } })))).toBe('broken')
})

test('words of another desk, of the reader, or of another type do not enter a copy', () => {
  expect(codeOf(() => read(copyWith({ extra: deskVoice(legal) })))).toBe('ghost')
  expect(codeOf(() => read(copyWith({ extra: { party: { kind: 'outside' }, sk: keys.sig.sk } })))).toBe('ghost')
  expect((['ask', 'event', 'leave', 'note', 'text'] as const).map((type) => codeOf(() => read(copyWith({ type }))))).toEqual(Array(5).fill('broken'))
})

test('other words by the same desk, in the place of the first or behind them, are not chosen between', () => {
  // Whoever left the desk still holds the key of the copy and the desk's key of its day.
  expect([[1], [2], [3], [1, 2], [2, 2]].map((beside) => codeOf(() => read(copyWith({ beside }))))).toEqual(Array(5).fill('broken'))
})

test('a copy hangs on nothing, and not on a roster that was changed under it', () => {
  expect(codeOf(() => read(copyWith({ anchor: hashOf('ctx', randomBytes(32)) })))).toBe('epoch')
  const before = copyWith()
  newKeys(ext)
  publish(world)
  expect(codeOf(() => read(copyWith({ readers: [toOutside(), toDesk(ext)] })))).toBe('nothing refused')
  expect(codeOf(() => read({ ...before, rosters: before.rosters.slice(0, 0) }))).toBe('roster')
})
