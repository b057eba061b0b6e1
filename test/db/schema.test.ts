import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectInMemory } from '#db/connect.server.ts'
import { migrateToLatest, statementsOf } from '#db/migrate.server.ts'
import { caseStates } from '#db/model/case-state.ts'
import { eventKinds, noticeKinds } from '#db/model/events.ts'
import { columnsOf, snapshotOf, typesOf } from '#db/types.server.ts'
import { onEachEngine } from '#test/world/database.ts'

const folder = join(process.cwd(), 'db')

onEachEngine('the generated types and the snapshot are those of the migrations: npm run db:types', async (db) => {
  expect(await typesOf(db)).toBe(await readFile(join(folder, 'schema.ts'), 'utf8'))
  expect(await snapshotOf(db)).toBe(await readFile(join(folder, 'schema.sql'), 'utf8'))
})

const reporterTables = ['cases', 'streams', 'epochs', 'wraps', 'messages', 'receipts', 'case_desks', 'summaries', 'clocks', 'events', 'outbox', 'tombstones',
  'files', 'file_parts', 'part_bytes', 'case_names']
const typesOfClass: Record<string, readonly string[]> = {
  id: ['bytea'], hash: ['bytea'], public: ['bytea'], sealed: ['bytea'], day: ['integer'], list: ['text'],
  count: ['integer', 'smallint', 'bigint'], flag: ['boolean'], operator: ['text'], staff: ['text'], time: ['bigint'],
}
const staffOnly = ['operator', 'staff', 'time']

onEachEngine('every column has its line in the README, and its class fits its type, its name and its table', async (db) => {
  const readme = await readFile(join(folder, 'README.md'), 'utf8')
  const lines = [...readme.matchAll(/^\| `(\w+)\.(\w+)` \| (\w+) \| (.+) \|$/gm)].map(([, table, column, kind, text]) => ({ table: table ?? '', column: column ?? '', kind: kind ?? '', text: text ?? '' }))
  const columns = await columnsOf(db)
  expect(lines.map((line) => `${line.table}.${line.column}`).sort()).toEqual(columns.map((column) => `${column.table}.${column.column}`).sort())
  const checks = await sql<{ table: string; definition: string }>`
    select c.relname as "table", pg_get_constraintdef(k.oid) as "definition" from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'c'`.execute(db.tables)
  for (const { table, column, kind, text } of lines) {
    const name = `${table}.${column}`
    const type = columns.find((one) => one.table === table && one.column === column)?.type ?? ''
    expect(typesOfClass[kind], name).toContain(type)
    expect(text.length, name).toBeGreaterThan(3)
    if (reporterTables.includes(table)) expect(staffOnly, name).not.toContain(kind)
    expect(kind === 'day', name).toBe(column === 'day' || column.endsWith('_day'))
    const own = checks.rows.filter((check) => check.table === table && new RegExp(`\\b${column}\\b`).test(check.definition)).map((check) => check.definition)
    if (kind === 'sealed') expect(own.join(), name).toMatch(/octet_length/)
    if (kind === 'list') expect(own.join(), name).toMatch(/= ANY \(ARRAY\[/)
  }
})

onEachEngine('no column can hold an address, a document, a time of day, or a number that the database counts by itself', async (db) => {
  const columns = await columnsOf(db)
  expect([...new Set(columns.map((column) => column.type))].sort()).toEqual(['bigint', 'boolean', 'bytea', 'integer', 'smallint', 'text'])
  const { rows } = await sql`select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`.execute(db.tables)
  expect(rows).toEqual([])
  expect(columns.filter((column) => column.defaults !== null).map((column) => `${column.table}.${column.column} ${column.defaults}`)).toEqual([])
})

onEachEngine('every key begins with the organisation, so that several can share a portal', async (db) => {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'`.execute(db.tables)
  expect(rows.length).toBeGreaterThan(25)
  // A host name leads to its organisation, the hash of a cookie is drawn from all there are, a runner serves everybody.
  expect(rows.filter((row) => row.column !== 'instance_id').map((row) => `${row.table}.${row.column}`).sort()).toEqual(['hosts.host', 'runners.runner_id', 'sessions.token_hash'])
})

onEachEngine('the closed lists of the database are those of the model', async (db) => {
  const list = async (table: string, column: string): Promise<string[]> => {
    const { rows } = await sql<{ definition: string }>`
      select pg_get_constraintdef(k.oid) as definition from pg_constraint k where k.conrelid = ${table}::regclass and k.conname = ${`${table}_${column}_check`}`.execute(db.tables)
    return [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map(([, value]) => value ?? '').sort()
  }
  expect(await list('cases', 'state')).toEqual([...caseStates].sort())
  expect(await list('case_desks', 'state')).toEqual([...caseStates].sort())
  expect(await list('events', 'kind')).toEqual([...eventKinds].sort())
  expect(await list('outbox', 'kind')).toEqual([...noticeKinds].sort())
})

// A released migration is never edited: databases have run it. A new file gets a new line here.
const released: Record<string, string> = {
  '0001_first.sql': '9e708f6e2f8c33c25321b39a8071e111cc1009e594c995f752e2a4e9de53ee40',
  '0010_whole-protocol.sql': 'b3ffc9a3ebd31f16be6e375bc06e4847027827768d4b353a9af868ec5a723bcb',
}

test('migrations are numbered, go forward only, and released ones keep their bytes', async () => {
  const names = (await readdir(join(folder, 'migrations'))).sort()
  for (const name of names) {
    expect(name).toMatch(/^\d{4}_[a-z-]+\.sql$/)
    const text = await readFile(join(folder, 'migrations', name), 'utf8')
    if (name in released) expect(createHash('sha256').update(text).digest('hex')).toBe(released[name])
    expect(text).not.toMatch(/\bdrop table\b|\bserial\b|\bjsonb?\b|\buuid\b|\btimestamp/i)
  }
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length)
})

test('a second run changes nothing, a broken file leaves nothing, and a database of a newer version is refused', async () => {
  const own = await mkdtemp(join(tmpdir(), 'todoke-migrations-'))
  await writeFile(join(own, '0001_first.sql'), 'create table one (a integer);\n')
  const db = await connectInMemory()
  expect(await migrateToLatest(db, own)).toEqual(['0001_first'])
  expect(await migrateToLatest(db, own)).toEqual([])
  await writeFile(join(own, '0010_broken.sql'), 'create table two (a integer);\ncreate table one (a integer);\n')
  await expect(migrateToLatest(db, own)).rejects.toThrow(/already exists/)
  expect((await columnsOf(db)).map((column) => column.table)).toEqual(['one'])
  await writeFile(join(own, '0010_broken.sql'), 'create table two (a integer);\n')
  expect(await migrateToLatest(db, own)).toEqual(['0010_broken'])
  await rm(join(own, '0010_broken.sql'))
  await expect(migrateToLatest(db, own)).rejects.toThrow(/0010_broken/)
  await db.close()
  await rm(own, { recursive: true })
})

test('statements end where a line ends with a semicolon; comments are left out', () => {
  expect(statementsOf('-- one; two;\ncreate table a (\n  b text default \'x;y\'\n);\n\n  -- end;\nalter table a add c text;\n')).toEqual([
    "create table a (\n  b text default 'x;y'\n)",
    'alter table a add c text',
  ])
})
