import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dayIn, isZone, timeIn } from '#app/http/clock.server.ts'
import { compressed, formFor } from '#app/http/compress.server.ts'
import { keptAssets } from '#app/http/kept-assets.server.ts'
import { serverKeys } from '#app/http/keys.server.ts'

test('days begin at midnight of the organisation, not of London', () => {
  const evening = Date.UTC(2026, 10, 20, 15, 30)
  expect(dayIn('UTC', evening)).toBe(20777)
  expect(dayIn('Asia/Tokyo', evening)).toBe(20778)
  expect(timeIn('Asia/Yangon', evening)).toEqual({ hour: 22, minute: 0 })
  expect(isZone('Asia/Tokyo')).toBe(true)
  expect(isZone('Nowhere/Land')).toBe(false)
})

test('the smallest form that the browser accepts is sent', async () => {
  const text = new TextEncoder().encode('the same words again and again '.repeat(100))
  const forms = await compressed(text)
  const brotli = formFor('gzip, deflate, br', forms)
  expect(brotli.encoding).toBe('br')
  expect(new Uint8Array(brotliDecompressSync(brotli.bytes))).toEqual(text)
  expect(new Uint8Array(gunzipSync(formFor('gzip', forms).bytes))).toEqual(text)
  expect(formFor('br;q=0', forms).encoding).toBeNull()
  expect(formFor(undefined, forms).bytes).toBe(text)
  const small = await compressed(new TextEncoder().encode('a'))
  expect(formFor('br', small).encoding).toBeNull()
})

test('keys are made once, for this user alone, and a damaged one is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'))
  const [first, second] = [await serverKeys(folder), await serverKeys(folder)]
  expect(second).toEqual(first)
  expect(new Set([first.receiptSeed, first.challenge, first.fakeMembers].map((key) => key.join())).size).toBe(3)
  for (const name of await readdir(join(folder, 'keys'))) expect((await stat(join(folder, 'keys', name))).mode & 0o777).toBe(0o600)
  await writeFile(join(folder, 'keys', 'receipt'), 'x')
  await expect(serverKeys(folder)).rejects.toThrow('receipt')
  await rm(folder, { recursive: true })
})

test('assets of an earlier build stay for a month', async () => {
  const [build, data] = [await mkdtemp(join(tmpdir(), 'build-')), await mkdtemp(join(tmpdir(), 'data-'))]
  const day = 24 * 60 * 60 * 1000
  await mkdir(join(build, 'assets'))
  await writeFile(join(build, 'assets', 'write-1.js'), 'first')
  await keptAssets(build, data, 100 * day)
  await rm(join(build, 'assets', 'write-1.js'))
  await writeFile(join(build, 'assets', 'write-2.js'), 'second')
  expect([...(await keptAssets(build, data, 129 * day)).keys()].sort()).toEqual(['/assets/write-1.js', '/assets/write-2.js'])
  expect([...(await keptAssets(build, data, 131 * day)).keys()]).toEqual(['/assets/write-2.js'])
  for (const folder of [build, data]) await rm(folder, { recursive: true })
})
