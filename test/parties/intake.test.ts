// What the server refuses before it stores anything: sizes, rows and names that do not belong together.
import { expect, test } from 'vitest'
import { parseEnvelope, encodeEnvelope } from '#crypto/receipt.ts'
import { encodeHeader, parseHeader } from '#crypto/header.ts'
import { readEnvelope, readTransmission, recipientNamed } from '#crypto/intake.ts'
import { encodeOuter } from '#crypto/message.ts'
import { REPORTER, ROOM, TALK, deskParty, partyBytes, streamBytes } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import { frameHolds, parseFrame, senderInBody } from '#crypto/server.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, deskIdFrom, instanceIdFrom, sealedAs } from '#crypto/types.ts'
import { cutWraps, transmissionBytes } from '#crypto/wire.ts'
import type { Transmission } from '#crypto/wire.ts'
import { codeOf } from '#test/crypto/refusal.ts'
import { organisation, report } from './people.ts'

const org = await organisation()
const { server, legal } = org
const { party } = await report(org, { text: 'one' }, [legal.deskId])
const frame = parseFrame((await party.signSubmit({ challenge: server.challenge() })).frame)
const envelope = parseEnvelope(frame.body)
const { instance } = server

function message(n: number, more: { author?: Party; size?: number; bucket?: number } = {}) {
  const { author = REPORTER, bucket = 4096, size = bucket + 40 } = more
  return { outer: encodeOuter({ author, n, bucket, urgent: false }), body: sealedAs('message', randomBytes(size)) }
}

test('messages of another size than they say, with a gap, or of two authors', () => {
  const caseId = caseIdFromBytes(randomBytes(32))
  const read = (messages: ReturnType<typeof message>[]) => codeOf(() => (
    readTransmission(instance, caseId, transmissionBytes({ stream: streamBytes(TALK), epoch: 0, opens: null, messages }))))
  expect(read([message(1), message(2, { bucket: 16384 })])).toBe('nothing refused')
  expect(read([message(1, { size: 4096 })])).toBe('broken')
  expect(read([message(1, { size: 16384 + 40 })])).toBe('broken')
  expect(read([message(1), message(3)])).toBe('broken')
  expect(read([message(2), message(1)])).toBe('broken')
  expect(read([message(1), message(2, { author: deskParty(deskIdFrom(randomBytes(16))) })])).toBe('broken')
})

test('a report under the header of another case or instance, at a later epoch, opened by a desk, or with a second message', () => {
  const header = parseHeader(envelope.header)
  const read = (change: Partial<typeof envelope>, at = instance) => codeOf(() => readEnvelope(at, encodeEnvelope({ ...envelope, ...change })))
  const named = (change: Partial<typeof header>) => read({ header: encodeHeader({ ...header, ...change }) })
  expect(read({})).toBe('nothing refused')
  expect(read({}, instanceIdFrom(randomBytes(16)))).toBe('broken')
  expect(named({ caseId: caseIdFromBytes(randomBytes(32)) })).toBe('broken')
  expect(named({ instance: instanceIdFrom(randomBytes(16)) })).toBe('broken')
  expect(named({ epoch: 1 })).toBe('broken')
  expect(named({ opener: deskParty(deskIdFrom(randomBytes(16))) })).toBe('broken')
  expect(named({ stream: { kind: 'notes', desk: deskIdFrom(randomBytes(16)) } })).toBe('broken')
  expect(read({ messages: [] })).toBe('broken')
  expect(read({ messages: [...envelope.messages, message(1)] })).toBe('broken')
  expect(read({ messages: [message(1)] })).toBe('broken')
  expect(read({ messages: [message(0, { author: deskParty(deskIdFrom(randomBytes(16))) })] })).toBe('broken')
  expect(read({ wraps: envelope.wraps.slice(1192) })).toBe('broken')
})

test('an epoch is the one that the transmission names, in its stream, with a wrap for each recipient and the link that its header says', () => {
  const header = parseHeader(envelope.header)
  const wraps = cutWraps(envelope.wraps)
  const opens = { header: envelope.header, wraps, back: new Uint8Array(0), heads: [] }
  const read = (change: Partial<Transmission>) => readTransmission(instance, header.caseId, transmissionBytes({ stream: streamBytes(TALK), epoch: 0, opens, messages: [message(0)], ...change }))
  const code = (change: Partial<Transmission>) => codeOf(() => read(change))
  expect(read({}).opens?.wraps.map(({ party17 }) => party17)).toEqual(header.recipients.map((recipient) => partyBytes(recipient.party)))
  expect([code({ epoch: 1 }), code({ stream: streamBytes(ROOM) })]).toEqual(['broken', 'broken'])
  expect([wraps.slice(1), [...wraps, randomBytes(1192)]].map((cut) => code({ opens: { ...opens, wraps: cut } }))).toEqual(['broken', 'broken'])
  expect(code({ opens: { ...opens, back: randomBytes(72) } })).toBe('broken')
  const listed = [{ fileId: randomBytes(16), parts: 2 }]
  expect([read({}).files, read({ files: listed }).files]).toEqual([[], listed])
})

test('a recipient is found under its own name, and nobody under another', () => {
  const header = parseHeader(envelope.header)
  expect(header.recipients.map((one) => recipientNamed(header, partyBytes(one.party)))).toEqual(header.recipients)
  expect(recipientNamed(header, partyBytes(deskParty(deskIdFrom(randomBytes(16)))))).toBeNull()
})

test('a submission under the id of another case does not hold, though its own card signed it', () => {
  const sender = senderInBody(instance, frame)
  expect(frameHolds(instance, frame, sender)).toBe(true)
  expect(frameHolds(instance, { ...frame, id: randomBytes(32) }, sender)).toBe(false)
})
