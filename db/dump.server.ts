// Everything that the portal keeps, in files that other programs read: for proving the protocol from outside and for moving house.
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { hexFrom } from './bytes.server.ts'
import type { Database } from './connect.server.ts'
import { bytesOf, caseIdFrom, type CaseId } from './model/ids.ts'
import type { PartPlace, PartStore } from './part-store.server.ts'
import { columnsOf } from './types.server.ts'
import type { Tx } from './transaction.server.ts'

export interface Dumping {
  readonly db: Database
  readonly parts: PartStore
  /** Each case that has a shred key, with the key. */
  readonly shredKeys: ReadonlyMap<CaseId, Uint8Array>
  /** Made here; must not exist. */
  readonly folder: string
}

const rowsAtOnce = 200

/** Writes one file of JSON Lines for each table, `shred-keys.jsonl`, and a file for each part (db/README.md); tables are of one moment.
 *  Throws where the folder exists. Returns the number of rows of each table. */
export async function dumpTo({ db, parts, shredKeys, folder }: Dumping): Promise<ReadonlyMap<string, number>> {
  await mkdir(folder, { mode: 0o700 })
  const columns = await columnsOf(db)
  // Bytes of parts become files below, whichever home they have.
  const tables = [...new Set(columns.map((column) => column.table))].filter((table) => table !== 'part_bytes')
  const counts = new Map<string, number>()
  const places = await db.tables.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
    for (const table of tables) counts.set(table, await dumpTable(tx, table, join(folder, `${table}.jsonl`)))
    await dumpKeys(tx, shredKeys, join(folder, 'shred-keys.jsonl'))
    const rows = await tx.selectFrom('file_parts').select(['instance_id', 'place', 'part_index', 'digest']).orderBy('place').orderBy('part_index').execute()
    return rows.map((row): PartPlace => ({ instance: row.instance_id, place: row.place, index: row.part_index, digest: row.digest }))
  })
  await dumpParts(db, parts, places, join(folder, 'parts'))
  return counts
}

/** In the order of the primary key, so that two dumps of the same rows are the same bytes. */
async function dumpTable(tx: Tx, table: string, path: string): Promise<number> {
  const keys = await sql<{ name: string }>`
    select a.attname as "name" from pg_index i
    cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = ${table}::regclass and i.indisprimary order by k.place`.execute(tx)
  const order = sql.join(keys.rows.map((row) => sql.ref(row.name)))
  await sql`declare dumped cursor for select * from ${sql.table(table)} order by ${order}`.execute(tx)
  await using file = await open(path, 'wx', 0o600)
  let count = 0
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`fetch ${sql.raw(String(rowsAtOnce))} from dumped`.execute(tx)
    await file.appendFile(rows.map((row) => `${JSON.stringify(row, hexBytes)}\n`).join(''))
    count += rows.length
    if (rows.length < rowsAtOnce) break
  }
  await sql`close dumped`.execute(tx)
  return count
}

/** parts/{place}/{index}: the sealed bytes alone. What was destroyed since the tables were read is left out. */
async function dumpParts(db: Database, parts: PartStore, places: readonly PartPlace[], folder: string): Promise<void> {
  for (const part of places) {
    const body = await parts.read(db, part)
    if (body === null) continue
    const own = join(folder, hexFrom(part.place))
    await mkdir(own, { recursive: true, mode: 0o700 })
    await writeFile(join(own, String(part.index)), body, { mode: 0o600 })
  }
}

async function dumpKeys(tx: Tx, shredKeys: ReadonlyMap<CaseId, Uint8Array>, path: string): Promise<void> {
  const rows = await tx.selectFrom('cases').select(['instance_id', 'case_id']).execute()
  const instances = new Map(rows.map((row) => [caseIdFrom(row.case_id), hexFrom(row.instance_id)]))
  const lines = [...shredKeys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([caseId, key]) =>
    JSON.stringify({ instance_id: instances.get(caseId) ?? null, case_id: hexFrom(bytesOf(caseId)), key: hexFrom(key) }))
  await writeFile(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600, flag: 'wx' })
}

function hexBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? hexFrom(value) : value
}
