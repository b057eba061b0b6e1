// The edges of the ground: one step beside what holds, where a check that looked away would still seem to work.
import { expect, test } from 'vitest'
import { L, ascii, bytesFromHex, concat, reader, u16, u64, u8, utf8 } from '#crypto/bytes.ts'
import { CryptoError } from '#crypto/error.ts'
import { SMALLEST_FILE, padmeLength } from '#crypto/padme.ts'
import { ROOM, TALK, notesOf, readStream, sameStream, streamBytes } from '#crypto/party.ts'
import { ASSIGN_FIELDS, COPY_FIELDS, TEXT_FIELDS, encodePayload, parsePayload } from '#crypto/payload.ts'
import { requesterId, workHolds } from '#crypto/request.ts'
import { H, randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, codeFromSymbols, deskIdFrom, memberIdFrom } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import './world.ts'

test('a value of another kind than its field is refused as a mistake of the caller, in every pair of kinds', () => {
  const values = { text: 'text', number: 7, bytes: new Uint8Array([1]), list: ['S01'] }
  const tables = {
    text: { field: [1, 'text'] }, number: { field: [1, 'number'] }, bytes: { field: [1, 'bytes'] }, list: { field: [1, 'list'] },
  } as const
  for (const [kind, table] of Object.entries(tables)) {
    for (const [other, field] of Object.entries(values)) {
      const passed = { field } as { field: never }
      expect([kind, other, codeOf(() => encodePayload(table, passed))]).toEqual([kind, other, kind === other ? 'nothing refused' : 'usage'])
    }
  }
  for (const sentences of [['a,b'], [''], [7], [['S01']], ['S01', null]]) {
    expect(codeOf(() => encodePayload(TEXT_FIELDS, { sentences } as unknown as { sentences: string[] }))).toBe('usage')
  }
})

test('every kind of field comes back as it went in, an empty list too', () => {
  const text = { text: 'a', sentences: ['S01', 'S02'], about: new Uint8Array([1, 2]) }
  expect(parsePayload(TEXT_FIELDS, encodePayload(TEXT_FIELDS, text)).values).toEqual(text)
  const empty = concat(u16(1), u16(2), L(new Uint8Array(0)))
  expect(parsePayload(TEXT_FIELDS, empty).values).toEqual({ sentences: [] })
  expect(parsePayload(COPY_FIELDS, encodePayload(COPY_FIELDS, { untilDay: 7 })).values).toEqual({ untilDay: 7 })
  const member = new Uint8Array([0xff, 0xfe])
  expect(parsePayload(ASSIGN_FIELDS, encodePayload(ASSIGN_FIELDS, { member })).values).toEqual({ member })
  for (const number of [[1, 2, 3], [1, 2, 3, 4, 5]]) {
    expect(codeOf(() => parsePayload(COPY_FIELDS, concat(u16(1), u16(3), L(new Uint8Array(number)))))).toBe('broken')
  }
})

test('streams are the same by kind, and notes by their desk as well', () => {
  const [one, two] = [deskIdFrom(randomBytes(16)), deskIdFrom(randomBytes(16))]
  const streams = [TALK, ROOM, notesOf(one), notesOf(two)]
  streams.forEach((a, i) => streams.forEach((b, j) => expect([i, j, sameStream(a, b)]).toEqual([i, j, i === j])))
  for (const stream of streams) expect(readStream(reader(streamBytes(stream)))).toEqual(stream)
  expect(codeOf(() => readStream(reader(concat(u8(9), new Uint8Array(16)))))).toBe('newer-version')
  expect(codeOf(() => readStream(reader(concat(streamBytes(TALK).subarray(0, 16), u8(1)))))).toBe('broken')
})

test('a request names a member, a case or a copy by the id that is its own', () => {
  const id = randomBytes(32)
  const caseId = caseIdFromBytes(id)
  expect([requesterId({ kind: 'reporter', caseId }), requesterId({ kind: 'outside', copyId: caseId })]).toEqual([id, id])
  const memberId = id.subarray(16)
  expect(requesterId({ kind: 'member', memberId: memberIdFrom(memberId) })).toEqual(H('member-id', 'member-id', memberId))
})

test('work is counted in whole bits up to 32, over the words of the protocol', () => {
  const [challenge, body] = [randomBytes(40), ascii('body')]
  expect(codeOf(() => workHolds(challenge, 33, body, 0))).toBe('usage')
  expect(codeOf(() => workHolds(challenge, 32, body, 0))).toBe('nothing refused')
  for (let counter = 0; counter < 64; counter += 1) {
    const proof = H('pow', 'pow', challenge, u8(3), H('body', 'body', body), u64(counter))
    expect(workHolds(challenge, 3, body, counter)).toBe((proof[0] ?? 255) < 32)
  }
})

test('a file is never padded below the least length nor beyond what can be counted', () => {
  for (const length of [-1, 0.5, NaN, Infinity, -0.5, Number.MAX_SAFE_INTEGER + 1]) {
    expect(() => padmeLength(length)).toThrow('usage')
  }
  expect(codeOf(() => padmeLength(Number.MAX_SAFE_INTEGER))).toBe('usage')
  expect([0, 1, SMALLEST_FILE - 1, SMALLEST_FILE].map(padmeLength)).toEqual([SMALLEST_FILE, SMALLEST_FILE, SMALLEST_FILE, SMALLEST_FILE])
  expect(padmeLength(SMALLEST_FILE + 1)).toBeGreaterThan(SMALLEST_FILE)
})

test('a code has 21 symbols below 100, each of them', () => {
  const symbols = new Uint8Array(21).fill(5)
  expect(codeOf(() => codeFromSymbols(symbols))).toBe('nothing refused')
  symbols[20] = 100
  expect(codeOf(() => codeFromSymbols(symbols))).toBe('usage')
  expect(codeOf(() => codeFromSymbols(new Uint8Array(22)))).toBe('usage')
})

test('a refusal carries its name and its code, so that a page can tell it from a mistake', () => {
  const error = new CryptoError('broken', 'what')
  expect([error.name, error.code]).toEqual(['CryptoError', 'broken'])
  expect(utf8('e\u0301')).toEqual(bytesFromHex('c3a9'))
})
