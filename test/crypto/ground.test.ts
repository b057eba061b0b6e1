// The ground that every structure stands on, at its edges: numbers, text, lengths, base64url, padding, requests (§1.2, §1.4, §9).
import { expect, test } from 'vitest'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { L, T, ascii, bytesFromHex, compareBytes, concat, hexFromBytes, insistSorted, isZero, reader, sameBytes, textFromUtf8, u16, u32, u64, u8, utf8, writer } from '#crypto/bytes.ts'
import { BUCKETS, bucketFor, isBucket, padRecord, padToBucket, unpadBucket, unpadRecord } from '#crypto/pad.ts'
import { partyBytes, readParty, sameParty, sameStream, streamBytes } from '#crypto/party.ts'
import type { Party, Stream } from '#crypto/party.ts'
import { encodeRecordHead, parseRecord } from '#crypto/record.ts'
import { isAction, makeChallenge, challengeHolds, workHolds } from '#crypto/request.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, codeFromSymbols, dayFrom, deskIdFrom, hashOf, instanceIdFrom, inviteIdFrom, memberIdFrom, publicKey, rosterHashFrom, secretKey, symmetricKey } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import './world.ts'

test('numbers are big-endian, of their width, and whole', () => {
  expect([u8(255), u16(0x0102), u32(0x01020304), u64(0x0001020304050607)].map(hexFromBytes)).toEqual(['ff', '0102', '01020304', '0001020304050607'])
  const made = writer().u8(7).u16(65_535).u32(4_294_967_295).u64(Number.MAX_SAFE_INTEGER).done()
  const from = reader(made)
  expect([from.u8(), from.u16(), from.u32(), from.u64(), from.left()]).toEqual([7, 65_535, 4_294_967_295, Number.MAX_SAFE_INTEGER, 0])
  for (const step of [() => u8(256), () => u16(65_536), () => u32(2 ** 32), () => u64(2 ** 53), () => u64(-1), () => u32(0.5)]) expect(codeOf(step)).toBe('usage')
  expect(codeOf(() => reader(bytesFromHex('0020000000000000')).u64())).toBe('broken')
  expect(reader(bytesFromHex('0000000100000002')).u64()).toBe(2 ** 32 + 2)
})

test('a reader gives what is there, once, and says when something is left or missing', () => {
  const inner = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5)
  const from = reader(inner)
  expect([from.left(), [...from.take(1)], from.left()]).toEqual([3, [1], 2])
  expect(codeOf(() => from.end())).toBe('broken')
  expect([...from.rest()]).toEqual([2, 3])
  expect(codeOf(() => from.end())).toBe('nothing refused')
  for (const step of [() => reader(inner).take(4), () => reader(inner).u32(), () => reader(new Uint8Array(0)).u8(), () => reader(L(inner)).field(2)]) expect(codeOf(step)).toBe('broken')
  expect([...reader(L(inner)).field(3)]).toEqual([1, 2, 3])
  const copy = reader(inner).take(3)
  inner[0] = 77
  expect(copy[0]).toBe(1)
})

test('T and L write every field behind its own length', () => {
  expect(hexFromBytes(L(new Uint8Array([5])))).toBe('0000000105')
  expect(hexFromBytes(T('a', new Uint8Array(0), new Uint8Array([7])))).toBe('00000005' + '6770312f61' + '00000000' + '0000000107')
  expect(T('a', concat(u8(1), u8(2)))).not.toEqual(T('a', u8(1), u8(2)))
  expect(hexFromBytes(writer().field(new Uint8Array([1, 2])).raw(u8(3)).hex('0aff').done())).toBe('0000000201020' + '30aff')
})

test('bytes are compared unsigned, the shorter first, and a sorted list has no equals', () => {
  const order = ['', '00', '0000', '01', '7f', '80', 'ff', 'ff00'].map(bytesFromHex)
  for (const [i, a] of order.entries()) for (const [j, b] of order.entries()) expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(i - j))
  expect(sameBytes(u8(1), u8(1))).toBe(true)
  expect(sameBytes(u8(1), u16(1))).toBe(false)
  expect(codeOf(() => insistSorted(order))).toBe('nothing refused')
  for (const list of [[u8(1), u8(1)], [u8(2), u8(1)], [u8(0), u8(2), u8(1)]]) expect(codeOf(() => insistSorted(list))).toBe('broken')
  expect([isZero(new Uint8Array(3)), isZero(new Uint8Array(0)), isZero(bytesFromHex('000001'))]).toEqual([true, true, false])
})

test('hexadecimal text, ASCII and UTF-8 have one reading each', () => {
  expect(hexFromBytes(new Uint8Array([0, 10, 255]))).toBe('000aff')
  expect([...bytesFromHex('000aff')]).toEqual([0, 10, 255])
  for (const text of ['0', '0A', 'zz', '0x00', ' 00', '00\n', '00zz', 'zz00']) expect(codeOf(() => bytesFromHex(text)), text).toBe('usage')
  expect([...ascii(' ~A')]).toEqual([32, 126, 65])
  for (const text of ['\x1f', '\x7f', 'é', 'a\n', '\na']) expect(codeOf(() => ascii(text))).toBe('usage')
  expect(textFromUtf8(utf8('e\u0301'))).toBe('\u00e9')
  expect(textFromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 65]))).toBe('\ufeffA')
  expect(codeOf(() => textFromUtf8(new Uint8Array([0xc3])))).toBe('broken')
})

test('base64url of every length, also longer than one call of the platform takes', () => {
  for (const length of [0, 1, 2, 3, 57, 8191, 8192, 8193, 20_000]) {
    const bytes = randomBytes(length)
    const text = base64FromBytes(bytes)
    expect(text).toBe(Buffer.from(bytes).toString('base64url'))
    expect(bytesFromBase64(text)).toEqual(bytes)
  }
  for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A+', 'A/', ' AA', 'AA ', 'AA\n', '=']) expect(codeOf(() => bytesFromBase64(text)), text).toBe('broken')
  const wanted = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let letter = 0; letter < 300; letter += 1) {
    const text = String.fromCharCode(letter)
    const taken = wanted.includes(text)
    // In each of the four places, in the middle and at the end, where an "A" behind it keeps the end canonical.
    for (const around of ['_AAA', 'A_AA', 'AA_A', 'AAA_', '_AAAAAAA', 'AAAA_A', 'AAAA_AA']) expect(codeOf(() => bytesFromBase64(around.replace('_', () => text))), `${letter} ${around}`).toBe(taken ? 'nothing refused' : 'broken')
    expect(codeOf(() => bytesFromHex(`0${text}`))).toBe('0123456789abcdef'.includes(text) ? 'nothing refused' : 'usage')
    expect(codeOf(() => bytesFromHex(`${text}0`))).toBe('0123456789abcdef'.includes(text) ? 'nothing refused' : 'usage')
  }
  for (const text of ['', 'AA', 'AQ', 'AAA', 'AAE', '-_8', '_-8']) expect(base64FromBytes(bytesFromBase64(text))).toBe(text)
})

test('padding fills its bucket to the last byte and comes off again', () => {
  for (const bucket of BUCKETS) {
    expect([bucketFor(bucket - 1), isBucket(bucket), isBucket(bucket + 1)]).toEqual([bucket, true, false])
    for (const length of [0, 1, bucket - 1]) expect(unpadBucket(padToBucket(new Uint8Array(length), bucket), bucket)).toHaveLength(length)
    for (const step of [() => padToBucket(new Uint8Array(bucket), bucket), () => padToBucket(new Uint8Array(1), bucket - 1)]) expect(codeOf(step)).toBe('usage')
    for (const bytes of [new Uint8Array(bucket), padToBucket(u8(1), bucket).slice(1), new Uint8Array(bucket).fill(1)]) expect(codeOf(() => unpadBucket(bytes, bucket))).toBe('broken')
  }
  expect(codeOf(() => bucketFor(262_144))).toBe('usage')
  for (const [length, padded] of [[0, 1024], [1023, 1024], [1024, 2048]] as const) {
    expect(padRecord(new Uint8Array(length))).toHaveLength(padded)
    expect(unpadRecord(padRecord(new Uint8Array(length)))).toHaveLength(length)
  }
})

test('parties and streams are the same by kind and id, and only then', () => {
  const [one, two] = [deskIdFrom(new Uint8Array(16).fill(1)), deskIdFrom(new Uint8Array(16).fill(2))]
  const parties: Party[] = [{ kind: 'reporter' }, { kind: 'outside' }, { kind: 'desk', id: one }, { kind: 'desk', id: two }, { kind: 'member', id: memberIdFrom(new Uint8Array(16).fill(1)) }]
  for (const [i, a] of parties.entries()) for (const [j, b] of parties.entries()) expect(sameParty(a, b)).toBe(i === j)
  for (const party of parties) expect(readParty(reader(partyBytes(party)))).toEqual(party)
  const streams: Stream[] = [{ kind: 'talk' }, { kind: 'room' }, { kind: 'copy' }, { kind: 'notes', desk: one }, { kind: 'notes', desk: two }]
  for (const [i, a] of streams.entries()) for (const [j, b] of streams.entries()) expect(sameStream(a, b)).toBe(i === j)
  expect(streams.map((stream) => hexFromBytes(streamBytes(stream)).slice(0, 4))).toEqual(['0100', '0200', '0400', '0301', '0302'])
})

test('ids, keys, days and hashes are of their length or not at all', () => {
  const sixteen = [deskIdFrom, memberIdFrom, instanceIdFrom, inviteIdFrom]
  const thirtyTwo = [caseIdFromBytes, rosterHashFrom]
  for (const make of sixteen) for (const length of [15, 17]) expect(codeOf(() => make(new Uint8Array(length)))).toBe('usage')
  for (const make of thirtyTwo) for (const length of [31, 33]) expect(codeOf(() => make(new Uint8Array(length)))).toBe('usage')
  for (const length of [31, 33, 1216, 0]) expect(codeOf(() => publicKey('desk-sig', new Uint8Array(length)))).toBe('bad-key')
  for (const length of [32, 1215, 1217]) expect(codeOf(() => publicKey('desk-kem', new Uint8Array(length)))).toBe('bad-key')
  for (const length of [32, 63, 65]) expect(codeOf(() => secretKey('desk-sig', new Uint8Array(length)))).toBe('bad-key')
  for (const length of [31, 64]) expect(codeOf(() => secretKey('desk-kem', new Uint8Array(length)))).toBe('bad-key')
  for (const length of [0, 31, 33]) expect([codeOf(() => symmetricKey('epoch', new Uint8Array(length))), codeOf(() => hashOf('ctx', new Uint8Array(length)))]).toEqual(['usage', 'usage'])
  for (const day of [-1, 0.5, 2 ** 32, Number.NaN]) expect(codeOf(() => dayFrom(day))).toBe('usage')
  expect([dayFrom(0), dayFrom(0xffffffff)]).toEqual([0, 0xffffffff])
  for (const symbols of [new Uint8Array(20), new Uint8Array(22), new Uint8Array(21).fill(100)]) expect(codeOf(() => codeFromSymbols(symbols))).toBe('usage')
  expect(codeFromSymbols(new Uint8Array(21).fill(99))).toHaveLength(21)
})

test('a record says of what kind and whose it is, and an unknown kind is for newer clients', () => {
  const head = { kind: 'summary', owner: { kind: 'desk', id: deskIdFrom(new Uint8Array(16).fill(3)) }, id: randomBytes(16), version: 7 } as const
  const bytes = concat(encodeRecordHead(head), u32(5), randomBytes(60))
  expect(parseRecord(bytes)).toMatchObject({ head, keyEpoch: 5 })
  expect(codeOf(() => parseRecord(bytes.with(0, 9)))).toBe('newer-version')
  expect(codeOf(() => parseRecord(bytes.with(0, 0)))).toBe('newer-version')
})

test('a challenge is for this slot and the next; work counts from the first bit', () => {
  const [key, instance] = [randomBytes(32), instanceIdFrom(randomBytes(16))]
  const challenge = makeChallenge(key, instance, 6_000)
  const held = (seconds: number) => challengeHolds(key, instance, seconds, challenge)
  expect([held(5_999), held(6_000), held(7_199), held(7_200)]).toEqual([false, true, true, false])
  for (const bytes of [challenge.slice(1), concat(challenge, u8(0)), new Uint8Array(0)]) expect(challengeHolds(key, instance, 6_000, bytes)).toBe(false)
  expect([isAction('submit'), isAction('Submit'), isAction('')]).toEqual([true, false, false])
  const body = randomBytes(3)
  const holding = (bits: number) => Array.from({ length: 400 }, (_, counter) => workHolds(challenge, bits, body, counter)).filter(Boolean).length
  // All counters prove no bit, half of them one, each further bit halves them.
  expect(holding(0)).toBe(400)
  for (const [bits, low, high] of [[1, 140, 260], [2, 55, 150], [4, 5, 60], [20, 0, 3]] as const) {
    expect(holding(bits)).toBeGreaterThanOrEqual(low)
    expect(holding(bits)).toBeLessThanOrEqual(high)
  }
})
