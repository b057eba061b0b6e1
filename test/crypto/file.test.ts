// A file goes in and comes out again, at every length where a chunk or a part ends, and reveals nothing but Padmé.
import { expect, test } from 'vitest'
import { concat, hexFromBytes } from '#crypto/bytes.ts'
import { partDigest, partDigestOf } from '#crypto/file-bodies.ts'
import { fileHeadBytes, paddedLengthOf, plainFileName } from '#crypto/file-head.ts'
import { checkFile, openFile } from '#crypto/file-open.ts'
import { CHUNK, CHUNK_MORE, FILE_HEADER, PART, partLength, planOf } from '#crypto/file-plan.ts'
import { sealFile } from '#crypto/file-seal.ts'
import { padmeLength } from '#crypto/padme.ts'
import { H, ready } from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import { CTX, KEY, content, opened, sealed } from './files.ts'

await ready()

// Content lengths at which the padded plain bytes end beside a chunk, a part, and neither.
const head = fileHeadBytes({ size: 0, name: 'a.bin', mime: 'image/png' }).length
const partEnd = Math.floor((PART - FILE_HEADER) / (CHUNK + CHUNK_MORE)) * CHUNK
const sizes = [
  0, 1, 65_535 - head, 65_536 - head, 65_537 - head, 65_535, 65_536, 65_537, 2 * CHUNK - head, 2 * CHUNK - head + 1,
  partEnd - head - 1, partEnd - head, partEnd - head + 1, PART - 1, PART, PART + 1, 3 * PART - 7, 3 * PART + 70_000,
]

test.each(sizes)('%i bytes come back as they were, in equal parts, under the planned length', (size) => {
  const file = sealed(size)
  const plan = planOf(file.ref.paddedLength)
  expect(file.parts.map((part) => part.length)).toEqual(Array.from({ length: plan.parts }, (_, i) => partLength(plan, i)))
  expect(concat(...file.parts)).toHaveLength(plan.stream)
  const back = opened(file.ref, file.parts)
  expect(back.head).toEqual({ size, name: 'a.bin', mime: 'image/png' })
  expect(hexFromBytes(back.content) === hexFromBytes(content(size))).toBe(true)
})

test('every file under 64 KiB looks the same, and longer ones grow in steps of an eighth at most', () => {
  const lengths = new Set([0, 1, 300, 40_000, 65_536 - head].map((size) => sealed(size).ref.paddedLength))
  expect([...lengths]).toEqual([65_536])
  for (let length = 65_536; length < 2 ** 40; length = Math.floor(length * 1.37) + 11) {
    const padded = padmeLength(length)
    expect(padded).toBeGreaterThanOrEqual(length)
    expect(padded / length).toBeLessThan(1.125)
    expect(padmeLength(padded)).toBe(padded)
  }
})

test('Padmé keeps the leading bits only: known lengths', () => {
  expect([65_536, 65_537, 100_000, 1_000_000, 104_857_600, 2 ** 32 + 1].map((length) => padmeLength(length)))
    .toEqual([65_536, 67_584, 100_352, 1_015_808, 104_857_600, 2 ** 32 + 2 ** 26])
  expect(padmeLength(0)).toBe(65_536)
  for (const wrong of [-1, 0.5, 2 ** 53, Number.NaN]) expect(codeOf(() => padmeLength(wrong))).toBe('usage')
})

test('a plan exists for lengths that padding gives, and for no other', () => {
  for (const wrong of [0, 1, 65_535, 65_537, 0.5, -65_536, 2 ** 53]) expect(codeOf(() => planOf(wrong)), String(wrong)).toBe('broken')
  expect(planOf(65_536)).toEqual({ padded: 65_536, chunks: 1, stream: 65_577, parts: 1 })
  for (const wrong of [-1, 1, 0.5]) expect(codeOf(() => partLength(planOf(65_536), wrong))).toBe('usage')
})

test('two files of the same bytes share no id, no header and no part', () => {
  const [one, other] = [sealed(10), sealed(10)]
  expect(hexFromBytes(one.ref.fileId)).not.toBe(hexFromBytes(other.ref.fileId))
  expect(hexFromBytes(one.parts[0]?.slice(0, FILE_HEADER) ?? new Uint8Array())).not.toBe(hexFromBytes(other.parts[0]?.slice(0, FILE_HEADER) ?? new Uint8Array()))
})

test('the sealer takes exactly the bytes that it asks for, and nothing after the last part', () => {
  const sealing = sealFile(KEY, CTX, { size: 10, name: 'x', mime: '' })
  expect(sealing.wanted()).toEqual({ from: 0, to: 10 })
  for (const length of [0, 9, 11]) expect(codeOf(() => sealing.next(new Uint8Array(length)))).toBe('usage')
  expect(codeOf(() => sealing.ref())).toBe('usage')
  sealing.next(content(10))
  expect(sealing.ref().paddedLength).toBe(65_536)
  expect(codeOf(() => sealing.next(new Uint8Array(0)))).toBe('usage')
})

test('names and kinds: what fits, and what is refused before anything is sealed', () => {
  expect(paddedLengthOf({ size: 0, name: 'ပုံ.jpg', mime: '' })).toBe(65_536)
  expect(fileHeadBytes({ size: 1, name: 'n'.repeat(1024), mime: 'm'.repeat(127) })).toHaveLength(8 + 4 + 1024 + 4 + 127)
  expect(codeOf(() => fileHeadBytes({ size: 1, name: 'n'.repeat(1025), mime: '' }))).toBe('usage')
  expect(codeOf(() => fileHeadBytes({ size: 1, name: '', mime: 'm'.repeat(128) }))).toBe('usage')
  expect(codeOf(() => fileHeadBytes({ size: 1, name: '', mime: 'é' }))).toBe('usage')
})

test('a name that turns direction, climbs folders or hides is made plain for the page', () => {
  expect(plainFileName('photo\u202egpj.exe')).toBe('photogpj.exe')
  expect(plainFileName('../../etc/passwd')).toBe('_.._etc_passwd')
  expect(plainFileName('a\u0000b\u2066:c?.png ')).toBe('ab_c_.png')
  expect(plainFileName('ပုံ နေ့.jpg')).toBe('ပုံ နေ့.jpg')
})

test('a digest made of pieces is the digest of the whole, and only for the length that was said', () => {
  const bytes = content(1000)
  const inPieces = (cuts: readonly number[], length = 1000) => {
    const digest = partDigestOf(length)
    cuts.forEach((cut, i) => digest.add(bytes.slice(cut, cuts[i + 1] ?? 1000)))
    return hexFromBytes(digest.end())
  }
  const whole = hexFromBytes(H('part', 'part', bytes))
  expect([hexFromBytes(partDigest(bytes)), inPieces([0]), inPieces([0, 1, 1, 128, 999])]).toEqual([whole, whole, whole])
  for (const [cuts, length] of [[[0], 999], [[0], 1001], [[1], 1000]] as const) expect(codeOf(() => inPieces(cuts, length))).toBe('usage')
})

test('a check that was given everything, and an opening that was given everything, each answer once all is there', () => {
  const file = sealed(PART + 1)
  const check = checkFile(CTX, file.ref)
  for (const part of file.parts) check.take(part)
  expect(() => check.end()).not.toThrow()
  const opening = openFile(KEY, CTX, file.ref)
  expect(codeOf(() => opening.end())).toBe('broken')
})
