import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { connectDatabase, type Database } from '#db/connect.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { sweepParts } from '#db/commands/sweep-parts.server.ts'
import { bytesOf, dayFrom, parseCaseId, parseInstanceId, type CaseId, type InstanceId } from '#db/model/ids.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore, type PartHomeName, type PartStore } from '#db/part-store.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { filePart } from '#db/queries/file-part.server.ts'
import { scopeOfJob, scopeOfReporter, type ReporterScope } from '#db/scope.ts'
import { postgresUrlForPortal } from '#test/world/database.ts'
import { message, reporterParty, talk, talkOf, today } from './organisation.ts'

// An embedded database is made and opened again by each of these.
const slow = 120_000

type End = 'part' | 'row' | 'never'

interface Left extends AsyncDisposable {
  readonly db: Database
  readonly store: PartStore
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly scope: ReporterScope
  readonly folder: string
  /** Lines of the child: `part`, `listed`, `refused`. */
  readonly said: readonly string[][]
}

/** Lets the child run until it ends itself or has said `enough` lines, and opens what it left. `limit`: blocks of 512 bytes that no file exceeds. */
async function leftBy(engine: 'pglite' | 'postgres', home: PartHomeName, end: End, enough = 1_000_000, limit: number | null = null): Promise<Left> {
  const folder = await mkdtemp(join(tmpdir(), 'todoke-killed-'))
  const url = engine === 'postgres' ? await postgresUrlForPortal() : ''
  const command = `${limit === null ? '' : `ulimit -f ${limit}; `}exec node "$0" "$@"`
  const child = spawn('sh', ['-c', command, join(import.meta.dirname, 'file-child.ts'), url, folder, home, end], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[][] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line.split(' '))
    if (said.length === enough) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const [, instanceHex = '', caseHex = ''] = said.shift() ?? []
  const [instance, caseId] = [parseInstanceId(instanceHex), parseCaseId(caseHex)]
  if (instance === null || caseId === null) throw new Error('the child made no case')
  const db = await connectDatabase({ databaseUrl: url === '' ? null : url, dataDir: folder })
  const store = partStore(home, { folder: partsInFolder({ folder: join(folder, 'files'), today: () => today, keepFreeBytes: 0 }), rows: partsInRows() })
  return {
    db, store, instance, caseId, said, folder, scope: scopeOfReporter(instance, caseId),
    async [Symbol.asyncDispose]() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every part that was acknowledged lies there as it was sent; every file that was listed can be read. */
async function expectNothingLost({ db, store, instance, scope, said }: Left): Promise<void> {
  for (const [word, fileHex = '', index = '', digest = ''] of said) {
    const fileId = new Uint8Array(Buffer.from(fileHex, 'hex'))
    if (word === 'listed') expect(await filePart(db, store, { scope }, { stream: talk, fileId, index: 1 })).not.toBeNull()
    if (word !== 'part') continue
    const row = await db.tables
      .selectFrom('files as f')
      .innerJoin('file_parts as p', (join_) => join_.onRef('p.instance_id', '=', 'f.instance_id').onRef('p.place', '=', 'f.place'))
      .select(['p.place', 'p.digest'])
      .where('f.instance_id', '=', bytesOf(instance))
      .where('f.file_id', '=', fileId)
      .where('p.part_index', '=', Number(index))
      .executeTakeFirstOrThrow()
    const body = await store.read(db, { instance: bytesOf(instance), place: row.place, index: Number(index), digest: row.digest })
    expect(createHash('sha256').update(body ?? '').digest('hex')).toBe(digest)
  }
}

const homes = [['pglite', 'folder'], ['postgres', 'rows'], ['postgres', 'folder'], ['pglite', 'rows']] as const

for (const [engine, home] of homes) {
  test(`killed at any moment, no acknowledged part and no listed file is lost (${engine}, ${home})`, { timeout: slow }, async () => {
    await using left = await leftBy(engine, home, 'never', 20)
    expect(left.said.filter(([word]) => word === 'listed').length).toBeGreaterThan(3)
    await expectNothingLost(left)
  })

  test(`killed between the rows of the parts and the message: the message can be sent again (${engine}, ${home})`, { timeout: slow }, async () => {
    await using left = await leftBy(engine, home, 'row')
    expect(left.said.map(([word]) => word)).toEqual(['part', 'part'])
    await expectNothingLost(left)
    const fileId = new Uint8Array(Buffer.from(left.said[0]?.[1] ?? '', 'hex'))
    const transmission = { ...talkOf(0, [message(reporterParty, 1)]), files: [{ fileId, parts: 2 }] }
    expect(await postAsReporter(left.db, left.scope, { today, transmission })).toEqual({ ok: true, day: today })
    expect((await caseForReporter(left.db, left.scope))?.talk.files).toHaveLength(1)
    expect(await sweepParts(left.db, left.store, scopeOfJob(left.instance), { today: dayFrom(today + 2) })).toEqual({ unlisted: 0, orphans: 0 })
    await expectNothingLost(left)
  })
}

for (const engine of ['pglite', 'postgres'] as const) {
  test(`killed between a part and its row: bytes without a row, which the clean-up takes with the file (${engine})`, { timeout: slow }, async () => {
    await using left = await leftBy(engine, 'folder', 'part')
    expect(left.said.map(([word]) => word)).toEqual(['part'])
    await expectNothingLost(left)
    expect(await partsOnDisk(left)).toBe(2)
    const fileId = new Uint8Array(Buffer.from(left.said[0]?.[1] ?? '', 'hex'))
    const transmission = { ...talkOf(0, [message(reporterParty, 1)]), files: [{ fileId, parts: 2 }] }
    expect(await postAsReporter(left.db, left.scope, { today, transmission })).toEqual({ ok: false, reason: 'files' })
    expect(await sweepParts(left.db, left.store, scopeOfJob(left.instance), { today: dayFrom(today + 2) })).toEqual({ unlisted: 1, orphans: 0 })
    expect(await partsOnDisk(left)).toBe(0)
  })
}

test('a disk that takes no more bytes is told, and what was acknowledged before stays', { timeout: slow }, async () => {
  // 1,000 blocks of 512 bytes: no part of a megabyte fits into a file, the short ones do.
  await using left = await leftBy('postgres', 'folder', 'never', 8, 1000)
  expect(left.said.slice(0, 3)).toEqual([['refused', 'full'], ['part', expect.any(String), '1', expect.any(String)], ['refused', 'files']])
  await expectNothingLost(left)
  expect(await partsOnDisk(left)).toBe(left.said.filter(([word]) => word === 'part').length)
})

async function partsOnDisk({ folder }: Left): Promise<number> {
  return (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
}
