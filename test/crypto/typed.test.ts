// What people type and what pages hold (§2.2, §8.1, §11.1), and the bodies of parts (§12.3): each rule at its edge.
import { expect, test } from 'vitest'
import { L, concat, u8, utf8 } from '#crypto/bytes.ts'
import { codeFromData, codeLines, readCode } from '#crypto/code.ts'
import { fieldsFrom, payloadFrom, textsFrom, valuesFrom } from '#crypto/fields.ts'
import { fileBodyBytes, parseFileBody, parsePartBody, partBodyBytes, splitPartRequest } from '#crypto/file-bodies.ts'
import { PART } from '#crypto/file-plan.ts'
import { TALK } from '#crypto/party.ts'
import { TEXT_FIELDS, encodePayload } from '#crypto/payload.ts'
import { makePhrase, phraseBytes } from '#crypto/phrase.ts'
import { randomBelow, randomBytes } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import './world.ts'

const said = (typed: string) => new TextDecoder().decode(phraseBytes(typed))

test('a phrase is its 24 digits in fours, in whatever script and with whatever between them', () => {
  const plain = '1234 5678 9012 3456 7890 1234'
  for (const typed of [plain, '123456789012345678901234', ' 1234-5678-9012-3456-7890-1234 ', '၁၂၃၄ ၅၆၇၈ ၉၀၁၂ ၃၄၅၆ ၇၈၉၀ ၁၂၃၄', '１２３４５６７８９０１２３４５６７８９０１２３４']) {
    expect(said(typed)).toBe(plain)
  }
  expect(said(makePhrase())).toMatch(/^(\d{4} ){5}\d{4}$/)
})

test('anything else is taken as text: composed, in lower case, with single spaces', () => {
  expect(said('  Correct \t HORSE\u3000Battery ')).toBe('correct horse battery')
  expect(said('ﬁne')).toBe('fine')
  expect(said('12345678901234567890123')).toBe('12345678901234567890123')
  expect(said('1234 5678 9012 3456 7890 12345')).toBe('1234 5678 9012 3456 7890 12345')
  expect(said('1234 5678 9012 3456 7890 1234 a')).toBe('1234 5678 9012 3456 7890 1234 a')
})

/** Both checks of 19 symbols, by the arithmetic of §2.1 written once more. */
function checks(data: Uint8Array): [number, number] {
  const mod = (value: number) => ((value % 101) + 101) % 101
  let [one, two] = [0, 0]
  for (const symbol of [...data, 0, 0]) [one, two] = [mod(one + symbol), mod(2 * two + symbol)]
  const x = mod(one - two)
  return [x, mod(-one - x)]
}
function dataWhere(holds: (x: number, y: number) => boolean): Uint8Array {
  for (;;) {
    const data = Uint8Array.from({ length: 19 }, () => randomBelow(100))
    if (holds(...checks(data))) return data
  }
}
const typedAs = (symbols: readonly number[]) => readCode(symbols.map((symbol) => String(symbol).padStart(2, '0')).join(''))

test('check symbols go up to 99, and what only a symbol of 100 would mend is called wrong', () => {
  for (const data of [dataWhere((x, y) => x === 99 && y < 100), dataWhere((x, y) => y === 99 && x < 100)]) {
    const code = codeFromData(data)
    expect(code === null ? null : readCode(codeLines(code).join(' ')).kind).toBe('ok')
  }
  const [first, second] = [dataWhere((x, y) => x === 100 && y < 100), dataWhere((x, y) => y === 100 && x < 100)]
  expect([codeFromData(first), codeFromData(second)]).toEqual([null, null])
  for (let instead = 0; instead < 100; instead += 1) {
    expect(typedAs([...first, instead, checks(first)[1]]).kind).toBe('wrong')
    expect(typedAs([...second, checks(second)[0], instead]).kind).toBe('wrong')
  }
})

test('texts of a page become values of the table, and nothing else does', () => {
  expect(valuesFrom('event', { state: 'TRIAGE', nextDay: '7', remedies: 'R1,,R2,', text: '', reason: undefined })).toEqual({ state: 'TRIAGE', nextDay: 7, remedies: ['R1', 'R2'] })
  expect(codeOf(() => valuesFrom('event', { toString: 'x' }))).toBe('usage')
  expect(codeOf(() => valuesFrom('note', { state: 'x' }))).toBe('usage')
  for (const nextDay of ['x', '7x', 'x7', '-7', '7.5', '12345678901', ' 7']) expect(codeOf(() => valuesFrom('event', { nextDay }))).toBe('usage')
  expect(valuesFrom('event', { nextDay: '1234567890' })).toEqual({ nextDay: 1_234_567_890 })
  expect(valuesFrom('assign', { member: 'ab'.repeat(16) })).toEqual({ member: new Uint8Array(16).fill(0xab) })
})

test('a message is named by its author and number', () => {
  const author = `01${'00'.repeat(16)}`
  const key = `${author}:12`
  expect(fieldsFrom('text', payloadFrom('text', { text: 'see', about: key }))).toEqual({ text: 'see', about: key })
  for (const about of [author, `${author}:`, `${author}:x`, `${author}:1x`, `${author}:x1`, `${author}:1234567890123456`, 'zz:1']) {
    expect(codeOf(() => valuesFrom('text', { about }))).not.toBe('nothing refused')
  }
  expect(codeOf(() => valuesFrom('text', { about: author }))).toBe('usage')
  const long = encodePayload(TEXT_FIELDS, { about: concat(new Uint8Array([1]), new Uint8Array(16), new Uint8Array(8), u8(0)) })
  expect(codeOf(() => fieldsFrom('text', long))).toBe('broken')
})

test('values become texts again: lists by commas, numbers in decimal, ids in hexadecimal, and nobody as nothing', () => {
  expect(textsFrom({ a: 'x', b: 7, c: ['S01', 'S02'], d: new Uint8Array([0xab, 0]), e: new Uint8Array(2), f: undefined })).toEqual({ a: 'x', b: '7', c: 'S01,S02', d: 'ab00', e: '' })
  expect(codeOf(() => textsFrom({ a: { b: 1 } }))).toBe('usage')
  expect(codeOf(() => textsFrom({ a: true }))).toBe('usage')
})

test('bodies of parts and of files end where they end, and a part has a number below the count and a size', () => {
  const body = (index: number, parts: number) => partBodyBytes({ member: null, stream: TALK, epoch: 0, fileId: randomBytes(16), index, parts, digest: hashOf('part', randomBytes(32)) })
  expect([codeOf(() => parsePartBody(body(1, 2), 'reporter')), codeOf(() => parsePartBody(body(2, 2), 'reporter')), codeOf(() => parsePartBody(body(3, 2), 'reporter'))])
    .toEqual(['nothing refused', 'broken', 'broken'])
  expect(codeOf(() => parsePartBody(concat(body(0, 2), u8(0)), 'reporter'))).toBe('broken')
  const file = fileBodyBytes({ member: null, stream: TALK, fileId: randomBytes(16), index: 0, audit: new Uint8Array(0) })
  expect([codeOf(() => parseFileBody(file, 'reporter')), codeOf(() => parseFileBody(concat(file, u8(0)), 'reporter'))]).toEqual(['nothing refused', 'broken'])
  const request = (size: number) => codeOf(() => splitPartRequest(concat(L(utf8('frame')), new Uint8Array(size))))
  expect([request(0), request(1), request(PART), request(PART + 1)]).toEqual(['broken', 'nothing refused', 'nothing refused', 'broken'])
})
