import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openCase } from '#db/commands/open-case.server.ts'
import { storePart } from '#db/commands/store-part.server.ts'
import { dumpTo } from '#db/dump.server.ts'
import { bytesOf, caseIdFrom } from '#db/model/ids.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { columnsOf } from '#db/types.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, minatoWorks, newReport, talk, today } from './organisation.ts'

const hex = (given: Uint8Array): string => Buffer.from(given).toString('hex')

for (const home of ['folder', 'rows'] as const) {
  onEachEngine(`a dump holds every row of every table, the shred keys and the parts, from ${home}`, async (db) => {
    const parent = await mkdtemp(join(tmpdir(), 'todoke-dump-'))
    try {
      const minato = await minatoWorks(db)
      const { scope, report } = newReport(minato, [minato.legal])
      expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
      const parts = partStore(home, { folder: partsInFolder({ folder: join(parent, 'files'), today: () => today, keepFreeBytes: 0 }), rows: partsInRows() })
      const body = new Uint8Array(randomBytes(4000))
      const digest = new Uint8Array(createHash('sha256').update(body).digest())
      const part = { today, caseId: scope.caseId, stream: talk, epoch: 0, fileId: bytes(16), index: 0, parts: 1, digest, body }
      expect(await storePart(db, parts, { scope }, part, { filesPerCase: 1, partsPerFile: 1 })).toEqual({ ok: true })
      const stranger = caseIdFrom(bytes(32))
      const [key, lonely] = [bytes(32), bytes(32)]
      const folder = join(parent, 'dump')
      const counts = await dumpTo({ db, parts, shredKeys: new Map([[scope.caseId, key], [stranger, lonely]]), folder })

      const columns = await columnsOf(db)
      const tables = [...new Set(columns.map((column) => column.table))].filter((table) => table !== 'part_bytes')
      expect((await readdir(folder)).sort()).toEqual([...tables.map((table) => `${table}.jsonl`), 'parts', 'shred-keys.jsonl'].sort())
      expect([...counts.keys()].sort()).toEqual(tables)
      for (const table of tables) {
        const rows = await linesOf(join(folder, `${table}.jsonl`))
        expect([table, rows.length]).toEqual([table, counts.get(table)])
        const names = columns.filter((column) => column.table === table).map((column) => column.column)
        for (const row of rows) expect(Object.keys(row).sort()).toEqual([...names].sort())
      }
      const [card] = (await linesOf(join(folder, 'cases.jsonl'))).filter((row) => row['case_id'] === scope.caseId)
      expect(card).toMatchObject({ card: hex(report.card), day: today, assignee: null, urgent: false, version: 0, state: 'RECEIVED' })
      const keys = await linesOf(join(folder, 'shred-keys.jsonl'))
      expect(keys).toContainEqual({ instance_id: minato.instance, case_id: scope.caseId, key: hex(key) })
      expect(keys).toContainEqual({ instance_id: null, case_id: stranger, key: hex(lonely) })
      const [file] = (await linesOf(join(folder, 'files.jsonl'))).filter((row) => row['case_id'] === scope.caseId)
      expect(hex(await readFile(join(folder, 'parts', String(file?.['place']), '0')))).toBe(hex(body))
      await expect(dumpTo({ db, parts, shredKeys: new Map(), folder })).rejects.toThrow(/EEXIST/)
    } finally {
      await rm(parent, { recursive: true, force: true })
    }
  })
}

onEachEngine('more rows than one fetch brings come whole and in the order of the key', async (db) => {
  const parent = await mkdtemp(join(tmpdir(), 'todoke-dump-'))
  const { instance } = await minatoWorks(db)
  const rows = Array.from({ length: 450 }, () => ({ instance_id: bytesOf(instance), tombstone: bytes(32), day: today }))
  await db.tables.insertInto('tombstones').values(rows).execute()
  await dumpTo({ db, parts: partStore('rows', { folder: partsInRows(), rows: partsInRows() }), shredKeys: new Map(), folder: join(parent, 'dump') })
  const own = (await linesOf(join(parent, 'dump', 'tombstones.jsonl'))).filter((row) => row['instance_id'] === instance).map((row) => row['tombstone'])
  expect(own).toEqual(rows.map((row) => hex(row.tombstone)).sort())
  await rm(parent, { recursive: true })
})

async function linesOf(path: string): Promise<Record<string, unknown>[]> {
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
}
