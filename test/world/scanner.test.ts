import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { needlesFor, sightingsBelow, sightingsIn } from './scanner.ts'

const WORD = 'အလုပ်ရှင်က zq4kx ညဘက်'
const needles = needlesFor([WORD])

test.each([
  ['raw', Buffer.from(`a${WORD}b`)],
  ['UTF-16', Buffer.from(`a${WORD}b`, 'utf16le')],
  ['hex', Buffer.from(Buffer.from(`a${WORD}b`).toString('hex'))],
  ['base64 after nothing', Buffer.from(Buffer.from(`${WORD}b`).toString('base64'))],
  ['base64 after one byte', Buffer.from(Buffer.from(`a${WORD}b`).toString('base64'))],
  ['base64 after two bytes', Buffer.from(Buffer.from(`ab${WORD}bc`).toString('base64'))],
  ['base64url', Buffer.from(Buffer.from(`ab${WORD}bc`).toString('base64url'))],
  ['percent', Buffer.from(encodeURIComponent(WORD))],
  ['JSON', Buffer.from(JSON.stringify(WORD).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`))],
  ['inside gzip', Buffer.concat([Buffer.from('before'), gzipSync(`a${WORD}b`), Buffer.from('after')])],
  ['inside zlib', Buffer.concat([Buffer.from('before'), deflateSync(`a${WORD}b`)])],
  ['base64 inside gzip', gzipSync(Buffer.from(WORD).toString('base64'))],
])('the scanner sees a word dressed as %s', (_dress, bytes) => {
  expect(sightingsIn('here', bytes, needles)).not.toEqual([])
})

test('the scanner sees nothing where nothing is', () => {
  expect(sightingsIn('here', Buffer.from('အလုပ်ရှင် zq4kx'), needles)).toEqual([])
  expect(sightingsIn('here', gzipSync('harmless'), needles)).toEqual([])
})

test('the scanner goes through a folder, names of files included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scan-'))
  await writeFile(join(folder, 'zq4kx-name.txt'), 'harmless')
  await writeFile(join(folder, 'b.bin'), Buffer.from(WORD, 'utf16le'))
  const found = await sightingsBelow(folder, needlesFor([WORD, 'zq4kx-name']))
  await rm(folder, { recursive: true })
  expect(found.map((one) => one.dress).sort()).toEqual(['UTF-16', 'raw'])
})
