// What files lose before they are sealed, byte by byte: pictures with planted places, names and second pictures, and files that lie about their kind.
import { expect, test } from 'vitest'
import { dressOf, kindOf } from '#db/model/file-kinds.ts'
import { jpegTurned, strippedJpeg } from '#app/reporter/evidence/strip-jpeg.ts'
import type { Stripped } from '#app/reporter/evidence/strip-jpeg.ts'
import { pngTurned, strippedPng } from '#app/reporter/evidence/strip-png.ts'
import { strippedWebp, webpTurned } from '#app/reporter/evidence/strip-webp.ts'
import { turnBlock, turnIn } from '#app/reporter/evidence/turn.ts'
import { ascii, exifBlock, joined, planted, plantedJpeg, plantedPng, plantedWebp, saysIn, segment } from '#test/world/planted-files.ts'

const bytesOf = (stripped: Stripped | null) => joined(...(stripped?.pieces ?? []))

test('a JPEG loses place, names, small pictures, words and what hangs behind its end, and keeps its points and its turn', () => {
  const file = plantedJpeg(6)
  for (const word of planted) expect(saysIn(file, word), word).toBe(true)
  const stripped = strippedJpeg(file)
  const left = bytesOf(stripped)
  for (const word of [...planted, 'Exif', 'ICC_PROFILE']) expect(saysIn(left, word), word).toBe(false)
  expect(stripped?.turn).toBe(6)
  expect([...left.subarray(0, 2), ...left.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9])
  expect(bytesOf(strippedJpeg(left))).toEqual(left)
  const turned = joined(...jpegTurned(stripped ?? never()))
  expect(strippedJpeg(turned)?.turn).toBe(6)
  for (const word of planted) expect(saysIn(turned, word), word).toBe(false)
})

test('what is no whole JPEG is told apart', () => {
  const file = plantedJpeg(1)
  expect(strippedJpeg(file.subarray(0, 40))).toBeNull()
  expect(strippedJpeg(joined([0xff, 0xd8, 0xff, 0xd9]))).toBeNull()
  expect(strippedJpeg(joined([0xff, 0xd8], segment(0xe1, ascii('Exif')), [0x00, 0x00, 0x00, 0x00]))).toBeNull()
  expect(strippedJpeg(joined([0xff, 0xd8, 0xff, 0xe1, 0, 0, 1, 1]))).toBeNull()
})

test('a PNG keeps header, points and end alone', () => {
  const stripped = strippedPng(plantedPng(3))
  const left = bytesOf(stripped)
  for (const word of planted) expect(saysIn(left, word), word).toBe(false)
  expect(stripped?.turn).toBe(3)
  expect(left.length).toBeLessThan(200)
  const turned = joined(...pngTurned(stripped ?? never()))
  expect(strippedPng(turned)?.turn).toBe(3)
  expect(strippedPng(plantedPng(1).subarray(0, 60))).toBeNull()
})

test('a WebP keeps the chunks that draw it, its frames too, and says in its header that nothing else is there', () => {
  const stripped = strippedWebp(plantedWebp(8))
  const left = bytesOf(stripped)
  for (const word of planted) expect(saysIn(left, word), word).toBe(false)
  expect(stripped?.turn).toBe(8)
  expect((left[20] ?? 0) & 0x2c).toBe(0)
  expect(new DataView(left.buffer).getUint32(4, true)).toBe(left.length - 8)
  expect(strippedWebp(joined(...webpTurned(stripped ?? never())))?.turn).toBe(8)
  expect(strippedWebp(plantedWebp(1).subarray(0, 34))).toBeNull()
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('turn %i is read in both orders of bytes', (turn) => {
  expect([turnIn(turnBlock(turn)), turnIn(exifBlock(turn))]).toEqual([turn, turn])
})

test('nonsense in place of a turn is no turn', () => {
  expect([turnIn(new Uint8Array(4)), turnIn(ascii('MM nothing of it')), turnIn(turnBlock(9)), turnIn(turnBlock(1).subarray(0, 20))]).toEqual([1, 1, 1, 1])
})

test.each([
  ['a program that is called a photo', ascii('MZ\x90\0'), 'holiday.jpg', 'program'],
  ['an app', joined(ascii('PK\x03\x04'), new Uint8Array(26), ascii('AndroidManifest.xml')), 'a.zip', 'program'],
  ['a program of a computer without Windows', ascii('\x7fELF'), 'photo.png', 'program'],
  ['a script', ascii('#!/bin/sh\n'), 'notes.txt', 'program'],
  ['a script by its name', ascii('del *.*'), 'notes.bat', 'program'],
  ['a drawing with a script', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'a.svg', 'program'],
  ['a page that is called a text', ascii('\n <!DOCTYPE html><script>1</script>'), 'a.txt', 'program'],
  ['a text', ascii('They keep our passports. 5 < 6'), 'a.txt', 'text'],
  ['a text in Burmese, cut in the middle of a sign', new TextEncoder().encode('ဓာတ်ပုံ').subarray(0, 17), 'a', 'text'],
  ['bytes without a meaning', new Uint8Array([1, 2, 3, 0]), 'a.dat', 'other'],
  ['an old photo of a phone', joined([0, 0, 0, 24], ascii('ftypheic')), 'a.jpg', 'heic'],
  ['a film', joined([0, 0, 0, 24], ascii('ftypmp42')), 'a.mp4', 'film'],
  ['a recording', joined([0, 0, 0, 24], ascii('ftypM4A ')), 'a.m4a', 'sound'],
  ['a document', ascii('%PDF-1.7'), 'a.pdf', 'paper'],
] as const)('%s', (_, bytes, name, kind) => {
  expect(kindOf(bytes, name)).toBe(kind)
})

test('a file leaves under a name that says only its kind', () => {
  expect(dressOf('paper', ascii('%PDF'), 'Slip of Aye Aye.pdf')).toEqual({ word: 'file', ending: 'pdf', mime: 'application/pdf' })
  expect(dressOf('paper', ascii('PK\x03\x04'), 'Aye.DOCX').ending).toBe('docx')
  expect(dressOf('paper', ascii('PK\x03\x04'), 'a.aye').ending).toBe('bin')
  expect(dressOf('sound', ascii('ID3'), 'x.mp3')).toEqual({ word: 'sound', ending: 'mp3', mime: 'audio/mpeg' })
  expect(dressOf('film', ascii(''), 'x')).toEqual({ word: 'film', ending: 'bin', mime: '' })
  expect(dressOf('redrawn', ascii('GIF8'), 'x').ending).toBe('gif')
  expect(dressOf('other', ascii(''), 'x.js').ending).toBe('bin')
})

function never(): never {
  throw new Error('nothing was stripped')
}
