import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseIdFrom, type CaseId } from '#db/model/ids.ts'
import { openShredStore, type ShredStore } from '#db/shred-store.server.ts'
import { today } from './organisation.ts'

async function store(): Promise<{ shred: ShredStore; folder: string } & AsyncDisposable> {
  const folder = join(await mkdtemp(join(tmpdir(), 'todoke-shred-')), 'shred')
  return { shred: openShredStore({ folder, today: () => today }), folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const someCase = (): CaseId => caseIdFrom(new Uint8Array(randomBytes(32)))

test('a case gets one key, however many ask for it at once, and keeps it', async () => {
  await using own = await store()
  const id = someCase()
  expect(await own.shred.keyFor(id)).toBeNull()
  const keys = await Promise.all(Array.from({ length: 30 }, () => own.shred.ensure(id)))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
  expect(await own.shred.keyFor(id)).toEqual(keys[0])
  expect(await openShredStore({ folder: own.folder, today: () => today }).ensure(id)).toEqual(keys[0])
})

test('keys of different cases differ and nothing but keys is left in the folder', async () => {
  await using own = await store()
  const ids = Array.from({ length: 80 }, someCase)
  const keys = await Promise.all(ids.map((id) => own.shred.ensure(id)))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(80)
  const files = (await readdir(own.folder, { recursive: true })).filter((name) => name.includes('/'))
  expect(files.map((name) => name.replace('/', '')).sort()).toEqual([...ids].sort())
})

test('files and folders carry the day, not the moment, and only their owner can read them', async () => {
  await using own = await store()
  const id = someCase()
  await own.shred.ensure(id)
  const folder = join(own.folder, id.slice(0, 2))
  for (const path of [folder, join(folder, id.slice(2))]) {
    const facts = await stat(path)
    expect(facts.mtimeMs).toBe(today * 86_400_000)
    expect(facts.mode & 0o077).toBe(0)
  }
})

test('a destroyed key is gone, twice is no error, and a damaged file is never taken for a key', async () => {
  await using own = await store()
  const id = someCase()
  const before = await own.shred.ensure(id)
  await own.shred.destroy(id)
  await own.shred.destroy(id)
  await own.shred.destroy(someCase())
  expect(await own.shred.keyFor(id)).toBeNull()
  expect(await own.shred.ensure(id)).not.toEqual(before)
  await writeFile(join(own.folder, id.slice(0, 2), id.slice(2)), 'short')
  await expect(own.shred.keyFor(id)).rejects.toThrow(/damaged/)
  await expect(own.shred.ensure(id)).rejects.toThrow(/damaged/)
})
