// Every decoder, against arbitrary and damaged bytes: one reading, or one typed refusal; never another error.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesFromBase64 } from '#crypto/base64.ts'
import { concat, reader, sameBytes, textFromUtf8, u64, utf8 } from '#crypto/bytes.ts'
import { encodeMemberCard, encodeReporterCard, parseMemberCard, readReporterCard } from '#crypto/card.ts'
import { encodeDeskCard, parseDeskCard } from '#crypto/desk-card.ts'
import { CryptoError } from '#crypto/error.ts'
import { encodeHeader, parseHeader } from '#crypto/header.ts'
import { encodeChange, parseChange } from '#crypto/members.ts'
import { encodeInner, encodeOuter, openMessage, parseOuter } from '#crypto/message.ts'
import { encodeNever, readNever } from '#crypto/never.ts'
import { encodeOpening, encodeReportBody, parseOpening, parseReportBody } from '#crypto/opening.ts'
import { partyBytes, readParty, readStream, streamBytes } from '#crypto/party.ts'
import { EVENT_FIELDS, REPORT_FIELDS, TEXT_FIELDS, encodePayload, parsePayload } from '#crypto/payload.ts'
import { encodeEnvelope, encodeMessages, parseEnvelope, parseMessages, parseReceipt } from '#crypto/receipt.ts'
import { encodeRecordHead, parseRecord } from '#crypto/record.ts'
import { encodeRoster, parseRoster, parseRosterFile } from '#crypto/roster.ts'
import { drillBodyBytes, parseDrillBody } from '#crypto/drill-body.ts'
import { parseRootSignIn } from '#crypto/root-sign-in.ts'
import { parseRotateBody, rotateBodyBytes } from '#crypto/rotate-body.ts'
import { hashOf } from '#crypto/types.ts'
import { encodeUnlockHead, parseUnlockHead } from '#crypto/unlock.ts'
import { inviteFragment, parseInviteFragment } from '#crypto/invite.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { writer } from '#crypto/bytes.ts'
import { codeOf } from './refusal.ts'
import { cardBytes, file, reopen, reporterVoice } from './story.ts'
import { cardOf, deskAt, makeWorld, person, rotate } from './world.ts'

const world = makeWorld()
const story = file(world, world.desks)
rotate(world, deskAt(world, 1))
reopen(story, reporterVoice(story), world.desks)
const signed = world.rosters[1]
const epoch = story.talk.epochs[1]
const row = story.talk.messages[1]
if (!signed || !epoch || !row) throw new Error('the world is not as expected')
const opened = openMessage(epoch.made.ctx, epoch.made.key, row.outer, row.body)
const never = { roles: 3, desks: world.desks.map((desk) => desk.id).sort() }

/** Each decoder with a good example, and the encoder that must give the same bytes back. */
const DECODERS: readonly (readonly [name: string, good: Uint8Array, again: (bytes: Uint8Array) => Uint8Array])[] = [
  ['reporter card', cardBytes(story), (b) => encodeReporterCard(readReporterCard(b))],
  ['member card', encodeMemberCard(person().keys.card), (b) => encodeMemberCard(parseMemberCard(b))],
  ['desk card', encodeDeskCard(cardOf(deskAt(world, 0), world.instance)), (b) => encodeDeskCard(parseDeskCard(b))],
  ['roster', signed.bytes, (b) => encodeRoster(parseRoster(b))],
  ['roster file', signed.file, (b) => parseRosterFile(b).file],
  ['header', epoch.header, (b) => encodeHeader(parseHeader(b))],
  ['outer', row.outer, (b) => encodeOuter(parseOuter(b))],
  ['change', deskAt(world, 0).changes[0]?.change ?? row.outer, (b) => encodeChange(parseChange(b))],
  ['never', encodeNever(never), (b) => { const from = reader(b); const list = readNever(from); from.end(); return encodeNever(list) }],
  ['open payload', opened.inner.payload, (b) => {
    const opening = parseOpening(b)
    // A reason that is not known yet reads as "other": it is for display only.
    const at = 2 + 57 * opening.frozen.length
    return encodeOpening(opening).map((byte, i) => (i === at && opening.reason === 'other' ? b[i] ?? 0 : byte))
  }],
  ['report payload', encodeReportBody({ never, formVersion: 1, answers: utf8('x') }), (b) => encodeReportBody(parseReportBody(b))],
  ['payload', encodePayload(REPORT_FIELDS, { text: 'မြန်မာ', tiles: ['a', 'b'], danger: 'yes' }), (b) => {
    const { values, unknown } = parsePayload(REPORT_FIELDS, b)
    return encodePayload(REPORT_FIELDS, values, unknown)
  }],
  ['event payload', encodePayload(EVENT_FIELDS, { state: 'CLOSED', endDay: 20_600 }), (b) => {
    const { values, unknown } = parsePayload(EVENT_FIELDS, b)
    return encodePayload(EVENT_FIELDS, values, unknown)
  }],
  ['envelope', encodeEnvelope({ header: epoch.header, card: cardBytes(story), wraps: epoch.wraps, back: epoch.back, messages: [] }), (b) => encodeEnvelope(parseEnvelope(b))],
  ['messages', encodeMessages(parseMessages(encodeMessages(parseEnvelope(encodeEnvelope({
    header: epoch.header, card: epoch.back, wraps: epoch.wraps, back: epoch.back, messages: [] })).messages))), (b) => encodeMessages(parseMessages(b))],
  ['receipt', new Uint8Array(76), (b) => { const r = parseReceipt(b); return writer().u32(r.day).u64(r.rosterSeq).raw(r.sig).done() }],
  ['record', concat(encodeRecordHead({ kind: 'summary', owner: { kind: 'desk', id: deskAt(world, 0).id }, id: new Uint8Array(16), version: 1 }), new Uint8Array(60)), (b) => {
    const record = parseRecord(b)
    return concat(encodeRecordHead(record.head), writer().u32(record.keyEpoch).done(), record.body)
  }],
  ['unlock head', encodeUnlockHead({ instance: world.instance, memberId: person().keys.card.memberId, way: { kind: 'phrase', params: { memoryKiB: 65_536, passes: 3 }, salt: new Uint8Array(16) } }), (b) => encodeUnlockHead(parseUnlockHead(b))],
  ['unlock head of a passkey', encodeUnlockHead({ instance: world.instance, memberId: person().keys.card.memberId, way: { kind: 'passkey', credential: hashOf('cred', new Uint8Array(32)) } }), (b) => encodeUnlockHead(parseUnlockHead(b))],
  ['root sign-in', new Uint8Array(116), (b) => { const { challenge, sig } = parseRootSignIn(b); return concat(challenge, sig) }],
  ['body of rotate', rotateBodyBytes({
    deskId: deskAt(world, 0).id, changes: [new Uint8Array(182)], deskCard: new Uint8Array(1348), cardSig: new Uint8Array(64), nextSig: new Uint8Array(64),
    boxes: [{ memberId: person().keys.card.memberId, deskEpoch: 2, which: 1, box: new Uint8Array(1192) }],
    recovery: { pk: new Uint8Array(1216), label: 'Notary', box: new Uint8Array(1192) }, audit: utf8('x'),
  }), (b) => rotateBodyBytes(parseRotateBody(b))],
  ['body of drill', drillBodyBytes({ deskId: deskAt(world, 0).id, audit: utf8('x') }), (b) => drillBodyBytes(parseDrillBody(b))],
  ['party', partyBytes({ kind: 'desk', id: deskAt(world, 0).id }), (b) => { const from = reader(b); const party = readParty(from); from.end(); return partyBytes(party) }],
  ['stream', streamBytes({ kind: 'notes', desk: deskAt(world, 0).id }), (b) => { const from = reader(b); const stream = readStream(from); from.end(); return streamBytes(stream) }],
]

function honest(bytes: Uint8Array, again: (bytes: Uint8Array) => Uint8Array): boolean {
  try {
    return sameBytes(again(bytes), bytes)
  } catch (error) {
    return error instanceof CryptoError
  }
}

for (const [name, good, again] of DECODERS) {
  test(`${name}: reads back to the same bytes, or is refused by type`, () => {
    expect(again(good)).toEqual(good)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400, size: 'max' }), (bytes) => honest(bytes, again)), { numRuns: 150 })
    fc.assert(fc.property(fc.nat(Math.max(0, good.length - 1)), fc.integer({ min: 0, max: 255 }), (at, value) => {
      const damaged = good.slice()
      if (good.length > 0) damaged[at] = value
      return honest(damaged, again)
    }), { numRuns: 400 })
    for (let length = 0; length < Math.min(good.length, 400); length += 1) expect(honest(good.slice(0, length), again)).toBe(true)
    expect(honest(concat(good, new Uint8Array(1)), again)).toBe(true)
  })
}

test('an inner part reads back to the bytes that were signed', () => {
  expect(encodeInner(opened.inner)).toEqual(opened.signed.inner)
})

test('a field that announces more than it has, or more than four MiB, is refused', () => {
  expect(codeOf(() => reader(new Uint8Array([0, 0, 0, 5, 1])).field())).toBe('broken')
  expect(codeOf(() => reader(new Uint8Array([0xff, 0xff, 0xff, 0xff, 1])).field())).toBe('broken')
  expect(codeOf(() => reader(new Uint8Array([0, 0x40, 0, 1, 1])).field())).toBe('broken')
})

test('numbers above 2^53 − 1, out of their width or not whole are refused', () => {
  expect(codeOf(() => reader(new Uint8Array(8).fill(255)).u64())).toBe('broken')
  expect(reader(u64(Number.MAX_SAFE_INTEGER)).u64()).toBe(Number.MAX_SAFE_INTEGER)
  for (const value of [-1, 1.5, 256, NaN]) expect(codeOf(() => writer().u8(value))).toBe('usage')
})

test('malformed UTF-8 and text out of normal form are refused', () => {
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]]) expect(codeOf(() => textFromUtf8(Uint8Array.from(bytes)))).toBe('broken')
  const decomposed = new TextEncoder().encode('e\u0301')
  const payload = writer().u16(1).u16(1).field(decomposed).done()
  expect(codeOf(() => parsePayload(TEXT_FIELDS, payload))).toBe('broken')
  expect(parsePayload(TEXT_FIELDS, encodePayload(TEXT_FIELDS, { text: 'e\u0301' })).values.text).toBe('\u00e9')
})

test('unknown fields of a payload are kept; fields twice, out of order or of a newer layout are refused', () => {
  const payload = writer().u16(1).u16(1).field(utf8('a')).u16(900).field(utf8('later')).done()
  const { values, unknown } = parsePayload(TEXT_FIELDS, payload)
  expect([values, [...unknown.keys()]]).toEqual([{ text: 'a' }, [900]])
  expect(encodePayload(TEXT_FIELDS, values, unknown)).toEqual(payload)
  for (const [first, second] of [[2, 1], [1, 1]] as const) {
    expect(codeOf(() => parsePayload(TEXT_FIELDS, writer().u16(1).u16(first).field(utf8('a')).u16(second).field(utf8('b')).done()))).toBe('broken')
  }
  expect(codeOf(() => parsePayload(TEXT_FIELDS, writer().u16(2).done()))).toBe('newer-version')
  expect(codeOf(() => encodePayload(TEXT_FIELDS, { sentences: ['a,b'] }))).toBe('usage')
})

test('a fragment of an invitation is 80 bytes in base64url, or nothing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 120, size: 'max' }), (bytes) => {
    const text = base64FromBytes(bytes)
    return codeOf(() => parseInviteFragment(text)) === (bytes.length === 80 ? 'nothing refused' : 'broken') &&
      (bytes.length !== 80 || inviteFragment(parseInviteFragment(text)) === text)
  }))
  fc.assert(fc.property(fc.string(), (text) => ['nothing refused', 'broken'].includes(codeOf(() => bytesFromBase64(text)))))
})
