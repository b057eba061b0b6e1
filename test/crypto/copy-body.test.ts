// What a server takes for a copy (§14): every other shape of envelope, readers, messages or note is turned away.
import { expect, test } from 'vitest'
import { concat, u8 } from '#crypto/bytes.ts'
import { encodeReporterCard, reporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { copyBodyBytes, parseCopyBody, readCopy } from '#crypto/copy-body.ts'
import { makeEpoch } from '#crypto/epoch.ts'
import type { WrapTo } from '#crypto/epoch.ts'
import { deskRecipient, outsideRecipient } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import { sealMessage } from '#crypto/message.ts'
import { COPY, TALK, deskParty, notesOf, streamBytes } from '#crypto/party.ts'
import type { Party, Stream } from '#crypto/party.ts'
import { encodeEnvelope } from '#crypto/receipt.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, memberVoice } from './story.ts'
import { TODAY, cardOf, deskAt, makeWorld } from './world.ts'
import type { Desk } from './world.ts'

const world = makeWorld([['LEGAL'], ['EXT']])
const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
const outside = reporterKeys(world.instance, makeCode())
const other = reporterKeys(world.instance, makeCode())
const source = reporterKeys(world.instance, makeCode()).caseId

interface Shape { header?: Partial<Header>; readers?: readonly WrapTo[]; authors?: readonly Party[]; numbers?: readonly number[]; card?: typeof outside; notes?: Stream; noteBy?: Desk; sender?: Desk }

function toDesk(desk: Desk): WrapTo {
  const card = cardOf(desk, world.instance)
  return { recipient: deskRecipient(card), pk: card.kemPk }
}

function bodyWith(shape: Shape = {}): Uint8Array {
  const roster = world.rosters.at(-1)
  const [writer] = (shape.noteBy ?? ext).people
  if (!roster || !writer) throw new Error('the world is not as expected')
  const epoch = makeEpoch({
    instance: world.instance, caseId: outside.caseId, stream: COPY, epoch: 0, prevCtx: null, anchor: null, opener: deskParty(ext.id), origin: 'browser',
    rootFp: roster.rootFp, rosterSeq: 1, rosterHash: roster.hash, ...shape.header,
  }, shape.readers ?? [{ recipient: outsideRecipient(outside.card), pk: outside.card.kpk }, toDesk(ext)], null)
  const inner = { type: 'reply' as const, origin: 'browser' as const, lang: 'en', prev: null, seen: [], rosterSeq: 1, claimedDay: TODAY, files: [], payload: new Uint8Array(0) }
  const authors = shape.authors ?? [deskParty(ext.id), deskParty(ext.id)]
  const messages = authors.map((author, i) => sealMessage(epoch.ctx, epoch.key, deskVoice(ext).sk, { author, n: shape.numbers?.[i] ?? i, urgent: false }, inner))
  const voice = memberVoice(writer)
  const note = sealMessage(epoch.ctx, epoch.key, voice.sk, { author: voice.party, n: 3, urgent: false }, { ...inner, type: 'provenance' })
  return copyBodyBytes({
    caseId: source, deskId: (shape.sender ?? ext).id, untilDay: TODAY + 30, audit: new Uint8Array([1, 2, 3]),
    envelope: encodeEnvelope({ header: epoch.headerBytes, card: encodeReporterCard((shape.card ?? outside).card), wraps: epoch.wraps, back: epoch.back, messages }),
    notes: { stream: streamBytes(shape.notes ?? notesOf(ext.id)), epoch: 0, opens: null, messages: [note] },
  })
}

function refused(shape: Shape): string {
  return codeOf(() => readCopy(world.instance, bodyWith(shape)))
}

test('an honest copy is read with everything that the server stores of it', () => {
  const facts = readCopy(world.instance, bodyWith())
  expect(facts).toMatchObject({ caseId: source, deskId: ext.id, untilDay: TODAY + 30, copyId: outside.caseId, audit: new Uint8Array([1, 2, 3]) })
  expect([facts.messages.length, facts.epoch.wraps.length, facts.notes.stream, facts.cardBytes.length]).toEqual([2, 2, notesOf(ext.id), 1280])
  expect(copyBodyBytes(parseCopyBody(bodyWith())).length).toBe(bodyWith().length)
})

test('another stream, epoch, anchor or opener is no copy', () => {
  expect(refused({ header: { stream: TALK } })).toBe('broken')
  expect(refused({ header: { epoch: 1 } })).toBe('broken')
  expect(refused({ header: { anchor: hashOf('ctx', randomBytes(32)) } })).toBe('broken')
  expect(refused({ header: { opener: deskParty(legal.id) } })).toBe('broken')
  expect(refused({ header: { opener: { kind: 'outside' } } })).toBe('broken')
  expect(refused({ sender: legal })).toBe('broken')
})

test('readers are the holder of the card and the desk, nobody else and nobody less', () => {
  const mine: WrapTo = { recipient: outsideRecipient(outside.card), pk: outside.card.kpk }
  const theirs: WrapTo = { recipient: outsideRecipient(other.card), pk: other.card.kpk }
  for (const readers of [[mine], [toDesk(ext)], [mine, toDesk(legal)], [theirs, toDesk(ext)], [mine, toDesk(ext), toDesk(legal)]]) expect(refused({ readers })).toBe('broken')
  expect(refused({ card: other })).toBe('broken')
})

test('a copy has its opening and one message, both of the desk, in order', () => {
  const me = deskParty(ext.id)
  expect([refused({ authors: [me] }), refused({ authors: [me, me, me] }), refused({ authors: [me, deskParty(legal.id)] }), refused({ authors: [{ kind: 'outside' }, me] })])
    .toEqual(['broken', 'broken', 'broken', 'broken'])
  expect([refused({ numbers: [1, 2] }), refused({ numbers: [0, 2] })]).toEqual(['broken', 'broken'])
})

test('the note goes into the notes of the desk that sends it', () => {
  expect([refused({ notes: TALK }), refused({ notes: notesOf(legal.id) }), refused({ notes: { kind: 'room' } })]).toEqual(['broken', 'broken', 'broken'])
})

test('a copy by another desk, and a note for another, are turned away each alone', () => {
  expect(refused({ sender: legal, notes: notesOf(legal.id) })).toBe('broken')
  expect(refused({ notes: notesOf(legal.id) })).toBe('broken')
  expect(refused({ sender: legal })).toBe('broken')
  expect(codeOf(() => parseCopyBody(concat(bodyWith(), u8(0))))).toBe('broken')
})
