// Frames and bodies: one reading for one string of bytes, and none for damaged ones.
import { expect, test } from 'vitest'
import {
  admitBodyBytes, cardBodyBytes, foundBodyBytes, inviteBodyBytes, parseAdmitBody, parseCardBody, parseFoundBody, parseInviteBody,
  parseUnlockBody, parseWriteBody, unlockBodyBytes, writeBodyBytes,
} from '#crypto/bodies.ts'
import { sameBytes } from '#crypto/bytes.ts'
import { CryptoError } from '#crypto/error.ts'
import { encodeHeader } from '#crypto/header.ts'
import { readTransmission } from '#crypto/intake.ts'
import { encodeOuter } from '#crypto/message.ts'
import { REPORTER, TALK, deskParty, partyBytes, streamBytes } from '#crypto/party.ts'
import { UNRECORDED } from '#crypto/recorded-bodies.ts'
import { ready } from '#crypto/sodium.ts'
import { caseIdFromBytes, deskIdFrom, hashOf, instanceIdFrom, rosterHashFrom, sealedAs } from '#crypto/types.ts'
import { frameBytes, parseFrame, parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import type { Transmission } from '#crypto/wire.ts'
import { codeOf } from '#test/crypto/refusal.ts'

// Different bytes in every place, so that a swap of two fields cannot go unseen.
let drawn = 0
function some(length: number): Uint8Array {
  drawn += 1
  return Uint8Array.from({ length }, (_, i) => (i * 31 + drawn * 17 + 1) % 256)
}
const id = (length: number) => Buffer.from(some(length)).toString('hex')
const message = (n: number) => ({ outer: encodeOuter({ author: REPORTER, n, bucket: 4096, urgent: n === 1 }), body: sealedAs('message', some(40)) })

const plain: Transmission = { stream: streamBytes(TALK), epoch: 3, opens: null, messages: [message(1), message(2)] }
const opening: Transmission = {
  ...plain,
  opens: { header: some(365), wraps: [some(1192), some(1192)], back: some(72), heads: [{ author: partyBytes(REPORTER), n: 7 }] },
}
const unlock = [{ head: some(58), box: some(104) }, { head: some(34), box: some(104) }]
const card = { inviteId: id(16), tag: some(32), memberCard: some(1296), unlock, name: 'Aye', email: 'aye@example.org' }
const box = (which: 1 | 2) => ({ deskEpoch: 1, which, box: some(1192) })
const structures: [string, Uint8Array, (bytes: Uint8Array) => Uint8Array][] = [
  ['frame', frameBytes({ party: 'member', id: some(32), challenge: some(52), action: 'write', sig: some(64), body: some(9) }), (bytes) => frameBytes(parseFrame(bytes))],
  ['transmission', transmissionBytes(plain), (bytes) => transmissionBytes(parseTransmission(bytes))],
  ['opening transmission', transmissionBytes(opening), (bytes) => transmissionBytes(parseTransmission(bytes))],
  ['write', writeBodyBytes({
    caseId: id(32), deskId: id(16), summary: some(50), transmissions: [plain, opening], audit: UNRECORDED,
    columns: { version: 4, state: 'TRIAGE', turn: 'reporter', nextDay: 20_100, endDay: null, assignee: id(16) },
  }), (bytes) => writeBodyBytes(parseWriteBody(bytes))],
  ['write without columns', writeBodyBytes({ caseId: id(32), deskId: id(16), summary: some(0), transmissions: [], columns: null, audit: UNRECORDED }), (bytes) => writeBodyBytes(parseWriteBody(bytes))],
  ['card', cardBodyBytes(card), (bytes) => cardBodyBytes(parseCardBody(bytes))],
  ['found', foundBodyBytes({
    ...card, change: some(182), deskCard: some(1348), cardSig: some(64), boxes: [box(1), box(2)],
    recovery: { pk: some(1216), label: 'Labour Lawyers Association', box: some(1192) },
  }), (bytes) => foundBodyBytes(parseFoundBody(bytes))],
  ['invite', inviteBodyBytes({ deskId: id(16), inviteId: id(16), role: 'lead', audit: UNRECORDED }), (bytes) => inviteBodyBytes(parseInviteBody(bytes))],
  ['admit', admitBodyBytes({ deskId: id(16), change: some(182), boxes: [box(1)], audit: UNRECORDED }), (bytes) => admitBodyBytes(parseAdmitBody(bytes))],
  ['boxes', unlockBodyBytes({ unlock, audit: UNRECORDED }), (bytes) => unlockBodyBytes(parseUnlockBody(bytes))],
]

test.each(structures)('%s comes back as it was', (_, bytes, again) => {
  expect(sameBytes(again(bytes), bytes)).toBe(true)
})

test.each(structures)('%s with one bit changed is another one or refused, never the same and never a crash', (_, bytes, again) => {
  const step = Math.max(1, Math.floor(bytes.length / 400))
  for (let at = 0; at < bytes.length; at += at < 200 ? 1 : step) {
    const damaged = bytes.slice()
    damaged[at] = (damaged[at] ?? 0) ^ (1 << at % 8)
    const read = readingOf(() => again(damaged))
    if (read !== null) expect(sameBytes(read, damaged)).toBe(true)
  }
})

test.each(structures)('%s cut short or run on is refused', (_, bytes, again) => {
  for (const length of [0, 1, 16, Math.floor(bytes.length / 2), bytes.length - 1]) {
    if (length < bytes.length) expect(readingOf(() => again(bytes.slice(0, length)))).toBe(null)
  }
  expect(readingOf(() => again(Uint8Array.from([...bytes, 0])))).toBe(null)
})

test('parts of an epoch without its header, a transmission without a message and an unknown action are refused', () => {
  expect(readingOf(() => transmissionBytes(parseTransmission(transmissionBytes({ ...plain, messages: [] }))))).toBe(null)
  const headless = transmissionBytes({ ...opening, opens: { ...(opening.opens ?? { wraps: [], back: some(0), heads: [] }), header: some(0) } })
  expect(readingOf(() => transmissionBytes(parseTransmission(headless)))).toBe(null)
  const frame = frameBytes({ party: 'reporter', id: some(32), challenge: some(52), action: 'fetch', sig: some(64), body: some(0) })
  frame.set(new TextEncoder().encode('steal'), 89)
  expect(() => parseFrame(frame)).toThrow('newer-version')
})

test('an epoch for nobody and one for a crowd are refused before anything is planned for them', async () => {
  await ready()
  const [instance, caseId] = [instanceIdFrom(some(16)), caseIdFromBytes(some(32))]
  const readers = (count: number) => Array.from({ length: count }, (_, i) => (
    { party: deskParty(deskIdFrom(new Uint8Array(16).fill(i + 1))), deskEpoch: 1, cardHash: hashOf('card', some(32)) }))
  const sent = (count: number) => transmissionBytes({
    ...plain, epoch: 1, messages: [{ ...message(1), body: sealedAs('message', some(4096 + 40)) }],
    opens: { wraps: Array.from({ length: count }, () => some(1192)), back: some(72), heads: [], header: encodeHeader({
      instance, caseId, stream: TALK, epoch: 1, prevCtx: hashOf('ctx', some(32)), anchor: null, opener: REPORTER, origin: 'browser', hasBack: true,
      rootFp: hashOf('root-fp', some(32)), rosterSeq: 1, rosterHash: rosterHashFrom(some(32)), commit: hashOf('commit', some(32)), recipients: readers(count),
    }) },
  })
  expect(readTransmission(instance, caseId, sent(17)).opens?.wraps.length).toBe(17)
  for (const count of [0, 18]) expect(codeOf(() => readTransmission(instance, caseId, sent(count)))).toBe('broken')
})

function readingOf(step: () => Uint8Array): Uint8Array | null {
  try {
    return step()
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
}
