// What a person is told of a file before anything of it is sealed: too large, empty, gone, a program, or what it may show.
import { expect, test } from 'vitest'
import { sameContent } from '#app/reporter/evidence/chosen.client.ts'
import { cleaned } from '#app/reporter/evidence/clean.client.ts'
import { keyStep, paint, thickness } from '#app/reporter/evidence/strokes.ts'
import { plantedDocx, plantedPdf, zipOf } from '#test/world/planted-files.ts'

const film = (size: number) => new File([new Uint8Array([0, 0, 0, 24]), 'ftypmp42', new Uint8Array(size - 12)], 'a.mp4')

test('the largest file that is allowed is taken, one byte more is too big, none at all is empty', async () => {
  expect(await cleaned(film(100_000), 100_000)).toMatchObject({ result: 'ask', tells: ['photo'], dress: { word: 'film', ending: 'mp4', mime: 'video/mp4' } })
  expect(await cleaned(film(100_001), 100_000)).toEqual({ result: 'refused', key: 'error.file.size' })
  expect(await cleaned(new File([], 'a.jpg'), 100_000)).toEqual({ result: 'refused', key: 'evidence.empty' })
})

test('a file that has gone from the phone, and a picture that was cut off, cannot be opened', async () => {
  const gone = film(100)
  Object.defineProperty(gone, 'slice', { value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) })
  expect(await cleaned(gone, 100_000)).toEqual({ result: 'refused', key: 'error.file.open' })
  expect(await cleaned(new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 90, 1])], 'a.jpg'), 100_000)).toEqual({ result: 'refused', key: 'error.file.open' })
})

test('documents are asked about and never unpacked, whatever they would unpack to; words go as they are', async () => {
  const bomb = zipOf({ 'word/document.xml': '0'.repeat(3_000_000) })
  for (const bytes of [plantedDocx(), plantedPdf(), bomb]) expect(await cleaned(new File([bytes], 'Aye Aye Mon.docx'), 1_000_000)).toMatchObject({ result: 'ask', tells: ['paper'] })
  expect(await cleaned(new File(['They keep our passports.'], 'a.txt'), 100)).toMatchObject({ result: 'clean', hid: false, dress: { ending: 'txt' } })
  expect(await cleaned(new File([new Uint8Array([1, 0, 2])], 'a.dat'), 100)).toMatchObject({ result: 'ask', tells: ['photo', 'paper'] })
})

test('the same file is known by its content, not by its name', async () => {
  const long = new Uint8Array(2_500_000).fill(7)
  const other = long.slice()
  other[2_400_000] = 8
  expect(await sameContent(new File([long], 'a'), new File([long], 'b'))).toBe(true)
  expect(await sameContent(new File([long], 'a'), new File([other], 'a'))).toBe(false)
  expect(await sameContent(new File(['a'], 'a'), new File(['ab'], 'a'))).toBe(false)
})

test('a stroke lies at the same place at every size, a single touch is a dot, and keys stay inside', () => {
  const drawn: string[] = []
  const pen = { fillStyle: '', arc: (x: number, y: number, r: number) => void drawn.push(`disc ${x} ${y} ${r}`), fill: () => void drawn.push('fill'), strokeStyle: '', lineWidth: 0, lineCap: 'butt' as const, lineJoin: 'miter' as const, beginPath: () => void drawn.push('begin'), moveTo: (x: number, y: number) => void drawn.push(`to ${x} ${y}`), lineTo: (x: number, y: number) => void drawn.push(`line ${x} ${y}`), stroke: () => void drawn.push('stroke') }
  paint(pen, [{ x: 0.5, y: 0.25 }], 200, 400)
  paint(pen, [{ x: 0, y: 0 }, { x: 1, y: 1 }], 20, 40)
  paint(pen, [], 20, 40)
  expect(drawn).toEqual(['begin', 'disc 100 100 10', 'fill', 'begin', 'to 0 0', 'line 20 40', 'stroke'])
  expect([pen.strokeStyle, thickness(20, 40), thickness(4, 4)]).toEqual(['#000000', 2, 2])
  expect([keyStep({ x: 0, y: 0.5 }, 'ArrowLeft'), keyStep({ x: 0.5, y: 0.5 }, 'ArrowDown'), keyStep({ x: 0, y: 0 }, 'Tab')]).toEqual([{ x: 0, y: 0.5 }, { x: 0.5, y: 0.54 }, null])
})
