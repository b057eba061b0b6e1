// Structures of the wire at their ends (§12.2, §12.3): a byte too many, a count of none or too many, a length that does not fit.
import { expect, test } from 'vitest'
import { admitBodyBytes, inviteBodyBytes, parseAdmitBody, parseInviteBody, parseWriteBody, writeBodyBytes } from '#crypto/bodies.ts'
import { L, concat, reader, u32, u8, writer } from '#crypto/bytes.ts'
import { encodeOuter } from '#crypto/message.ts'
import { REPORTER, TALK, partyBytes, streamBytes } from '#crypto/party.ts'
import { UNRECORDED } from '#crypto/recorded-bodies.ts'
import { caseOfFrame, copyOfFrame, receiptKeys } from '#crypto/server.ts'
import type { Frame } from '#crypto/server.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { sealedAs } from '#crypto/types.ts'
import { boxesBytes, parseBoxes, parseRecovery, parseUnlock, recoveryBytes, unlockBytes } from '#crypto/wire-boxes.ts'
import { cutWraps, parseTransmission, takeFiles, transmissionBytes, withFiles } from '#crypto/wire.ts'
import type { Transmission } from '#crypto/wire.ts'
import { codeOf } from './refusal.ts'
import './world.ts'

const hex = (length: number) => Buffer.from(randomBytes(length)).toString('hex')
const way = () => ({ head: randomBytes(34), box: randomBytes(104) })
const message = (n: number) => ({ outer: encodeOuter({ author: REPORTER, n, bucket: 4096, urgent: false }), body: sealedAs('message', randomBytes(40)) })
const transmission: Transmission = { stream: streamBytes(TALK), epoch: 1, opens: null, messages: [message(1)] }

/** A list of items, each behind its length, with one byte more inside the first. */
function longer(item: Uint8Array): Uint8Array {
  return L(concat(item, u8(0)))
}

test('desk boxes hold the first or the second seed, and end where they end', () => {
  const box = randomBytes(1192)
  const of = (which: number, rest: Uint8Array = new Uint8Array(0)) => codeOf(() => parseBoxes(L(concat(u32(1), u8(which), box, rest))))
  expect([of(0), of(1), of(2), of(3), of(1, u8(0))]).toEqual(['broken', 'nothing refused', 'nothing refused', 'broken', 'broken'])
  expect(parseBoxes(boxesBytes([{ deskEpoch: 7, which: 2, box }]))).toEqual([{ deskEpoch: 7, which: 2, box }])
})

test('one to eight ways in, and a second reader, each to its last byte', () => {
  const ways = (count: number) => codeOf(() => parseUnlock(unlockBytes(Array.from({ length: count }, way))))
  expect([ways(0), ways(1), ways(8), ways(9)]).toEqual(['broken', 'nothing refused', 'nothing refused', 'broken'])
  const { head, box } = way()
  expect(codeOf(() => parseUnlock(longer(concat(L(head), L(box)))))).toBe('broken')
  const recovery = { pk: randomBytes(1216), label: 'Notary', box: randomBytes(1192) }
  expect(parseRecovery(recoveryBytes(recovery))).toEqual(recovery)
  expect([parseRecovery(recoveryBytes(null)), codeOf(() => parseRecovery(concat(recoveryBytes(recovery), u8(0))))]).toEqual([null, 'broken'])
})

test('files are listed at the end, none twice, none without a part, and never as an empty list', () => {
  const [a, b] = [{ fileId: randomBytes(16), parts: 1 }, { fileId: randomBytes(16), parts: 3 }]
  const list = (files: readonly { fileId: Uint8Array; parts: number }[]) => {
    const out = writer().u8(files.length)
    for (const file of files) out.raw(file.fileId).u32(file.parts)
    return out.done()
  }
  const read = (bytes: Uint8Array) => codeOf(() => takeFiles(reader(bytes)))
  expect(takeFiles(reader(withFiles(writer(), [a, b])))).toEqual([a, b])
  expect(takeFiles(reader(withFiles(writer(), [])))).toEqual([])
  expect([read(L(list([]))), read(L(list([a, a]))), read(L(list([a, { ...b, parts: 0 }]))), read(L(list([{ ...a, parts: 0 }])))]).toEqual(Array(4).fill('broken'))
  expect([read(concat(L(list([a])), u8(0))), read(L(concat(list([a]), u8(0)))), read(L(list([a, b])))]).toEqual(['broken', 'broken', 'nothing refused'])
})

test('what opens an epoch stands beside its header, and wraps come whole', () => {
  const wraps = [randomBytes(1192), randomBytes(1192)]
  expect(cutWraps(concat(...wraps))).toEqual(wraps)
  expect([cutWraps(new Uint8Array(0)), codeOf(() => cutWraps(randomBytes(1191))), codeOf(() => cutWraps(randomBytes(1193)))]).toEqual([[], 'broken', 'broken'])
  const opens = { header: randomBytes(365), wraps, back: randomBytes(72), heads: [{ author: partyBytes(REPORTER), n: 2 }] }
  expect(parseTransmission(transmissionBytes({ ...transmission, opens }))).toEqual({ ...transmission, opens })
  expect(parseTransmission(transmissionBytes({ ...transmission, opens: { ...opens, back: new Uint8Array(0) } })).opens?.back).toHaveLength(0)
  const refused = (changed: Partial<typeof opens>) => codeOf(() => parseTransmission(transmissionBytes({ ...transmission, opens: { ...opens, ...changed } })))
  expect([refused({ back: randomBytes(71) }), refused({ header: new Uint8Array(0) })]).toEqual(['broken', 'broken'])
  const alone = { header: new Uint8Array(0), wraps: [], back: new Uint8Array(0), heads: [] }
  expect([refused({ ...alone, wraps }), refused({ ...alone, back: randomBytes(72) }), refused({ ...alone, heads: opens.heads })]).toEqual(['broken', 'broken', 'broken'])
  expect(codeOf(() => parseTransmission(transmissionBytes({ ...transmission, messages: [] })))).toBe('broken')
  const heads = writer().u16(1).raw(partyBytes(REPORTER)).u64(2).u8(0).done()
  const bytes = writer().raw(transmission.stream).u32(1).field(opens.header).field(concat(...wraps)).field(opens.back).field(heads)
  const plain = transmissionBytes(transmission)
  expect(codeOf(() => parseTransmission(concat(bytes.done(), plain.subarray(plain.length - (4 + 4 + 30 + 4 + 40)))))).toBe('broken')
})

test('bodies of invitations, admissions and writes know their roles, turns and lengths', () => {
  const invite = (role: 'handler' | 'lead') => inviteBodyBytes({ deskId: hex(16), inviteId: hex(16), role, audit: UNRECORDED })
  expect([parseInviteBody(invite('handler')).role, parseInviteBody(invite('lead')).role]).toEqual(['handler', 'lead'])
  for (const role of [0, 3]) expect(codeOf(() => parseInviteBody(concat(invite('lead').subarray(0, 32), u8(role))))).toBe('broken')
  const admit = (length: number) => codeOf(() => parseAdmitBody(admitBodyBytes({ deskId: hex(16), change: randomBytes(length), boxes: [], audit: UNRECORDED })))
  expect([admit(181), admit(182), admit(0)]).toEqual(['broken', 'nothing refused', 'broken'])
  const columns = (turn: 'nobody' | 'desk' | 'reporter' | 'others', nextDay: number | null, endDay: number | null) => {
    const sent = { version: 2, state: 'TRIAGE', turn, nextDay, endDay, assignee: null }
    const read = parseWriteBody(writeBodyBytes({ caseId: hex(32), deskId: hex(16), summary: new Uint8Array(0), transmissions: [], columns: sent, audit: UNRECORDED })).columns
    expect(read).toEqual(sent)
  }
  for (const turn of ['nobody', 'desk', 'reporter', 'others'] as const) columns(turn, turn === 'desk' ? 7 : null, turn === 'others' ? 9 : null)
})

test('a frame names a case only of a reporter, and a copy only of an outside reader', () => {
  const id = randomBytes(32)
  const frame = (party: Frame['party']): Frame => ({ party, id, challenge: randomBytes(52), action: 'fetch', sig: randomBytes(64), body: new Uint8Array(0) })
  const text = Buffer.from(id).toString('hex')
  expect([caseOfFrame(frame('reporter')), copyOfFrame(frame('outside'))]).toEqual([text, text])
  for (const party of ['member', 'outside'] as const) expect(codeOf(() => caseOfFrame(frame(party)))).toBe('broken')
  for (const party of ['member', 'reporter'] as const) expect(codeOf(() => copyOfFrame(frame(party)))).toBe('broken')
  const seed = randomBytes(32)
  expect(receiptKeys(seed)).toBe(receiptKeys(seed))
  expect(receiptKeys(seed.slice())).toEqual(receiptKeys(seed))
})
