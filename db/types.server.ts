// `npm run db:types`: writes schema.ts (types of every table) and schema.sql (what the migrations built) from a migrated empty database.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { connectInMemory, type Database } from './connect.server.ts'
import { migrateToLatest } from './migrate.server.ts'

export interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly defaults: string | null
}

/** Columns of our own tables, in the order of the tables' names and of their making. */
export async function columnsOf(db: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
      not a.attnotnull as "nullable", pg_get_expr(d.adbin, d.adrelid) as "defaults"
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db.tables)
  return rows
}

/** The text of schema.sql: tables, columns, constraints and indexes as the catalog tells them, the same on every engine. */
export async function snapshotOf(db: Database): Promise<string> {
  const columns = await columnsOf(db)
  const constraints = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", k.conname as "name", pg_get_constraintdef(k.oid) as "definition"
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%' and k.contype in ('c', 'p', 'u', 'f')
    order by c.relname, k.conname`.execute(db.tables)
  const indexes = await sql<{ table: string; definition: string }>`
    select tablename as "table", indexdef as "definition" from pg_indexes
    where schemaname = 'public' and tablename not like 'kysely%' order by tablename, indexname`.execute(db.tables)
  const parts = [...new Set(columns.map((column) => column.table))].map((table) => {
    const lines = [
      ...columns.filter((column) => column.table === table).map(columnLine),
      ...constraints.rows.filter((row) => row.table === table).map((row) => `  constraint ${row.name} ${row.definition}`),
    ]
    const own = indexes.rows.filter((row) => row.table === table).map((row) => `${row.definition};\n`)
    return `create table ${table} (\n${lines.join(',\n')}\n);\n${own.join('')}`
  })
  return `-- Made by "npm run db:types". Do not edit: write a migration.\n\n${parts.join('\n')}`
}

/** The text of schema.ts. */
export async function typesOf(db: Database): Promise<string> {
  const columns = await columnsOf(db)
  const tables = [...new Set(columns.map((column) => column.table))]
  const body = tables.map((table) => {
    const lines = columns.filter((column) => column.table === table).map((column) => `    ${column.column}: ${typeOf(column)}`)
    return `  ${table}: {\n${lines.join('\n')}\n  }`
  })
  // No column has a default now; one that gets one is told to Kysely.
  const generated = body.some((table) => table.includes('Generated<')) ? `import type { Generated } from 'kysely'\n` : ''
  return `// Made by "npm run db:types". Do not edit: write a migration.
${generated}import type { CaseState } from './model/case-state.ts'
import type { EventKind, NoticeKind } from './model/events.ts'
import type { CaseId, Day, DeskId, IdBytes, InstanceId, Instant, InviteId, MemberId, RosterHash } from './model/ids.ts'
import type { MemberRole } from './model/roles.ts'
import type { SealedBytes } from './model/sealed.ts'

export interface Tables {
${body.join('\n')}
}
`
}

function columnLine(column: Column): string {
  const rest = `${column.nullable ? '' : ' not null'}${column.defaults === null ? '' : ` default ${column.defaults}`}`
  return `  ${column.column} ${column.type}${rest}`
}

const byColumn: Record<string, string> = {
  instance_id: 'IdBytes<InstanceId>',
  case_id: 'IdBytes<CaseId>',
  copy_id: 'IdBytes<CaseId>',
  desk_id: 'IdBytes<DeskId>',
  member_id: 'IdBytes<MemberId>',
  owner_id: 'IdBytes<MemberId>',
  assignee: 'IdBytes<MemberId>',
  made_by: 'IdBytes<MemberId>',
  decided_by: 'IdBytes<MemberId>',
  deputy_id: 'IdBytes<MemberId>',
  answered_by: 'IdBytes<MemberId>',
  to_desk: 'IdBytes<DeskId>',
  invite_id: 'IdBytes<InviteId>',
  roster_hash: 'IdBytes<RosterHash>',
  state: 'CaseState',
  role: 'MemberRole',
  opened_at: 'Instant',
  expires_at: 'Instant',
  beat_at: 'Instant',
  back: `SealedBytes<'back'>`,
  wrap: `SealedBytes<'wrap'>`,
  outside_wrap: `SealedBytes<'wrap'>`,
  desk_wrap: `SealedBytes<'wrap'>`,
}
const byPlace: Record<string, string> = {
  'instances.kind': `'buyer' | 'operator'`,
  'sessions.kind': `'member' | 'set-up' | 'root' | 'recovery'`,
  'events.kind': 'EventKind',
  'outbox.kind': 'NoticeKind',
  'proposals.state': `'open' | 'approved' | 'back' | 'aside'`,
  'decision_pages.verdict': `'approve' | 'back'`,
  'messages.body': `SealedBytes<'message'>`,
  'copy_messages.body': `SealedBytes<'message'>`,
  'part_bytes.body': `SealedBytes<'part'>`,
  'audit_entries.details': `SealedBytes<'details'>`,
  'summaries.body': `SealedBytes<'summary'>`,
  'desk_records.body': `SealedBytes<'record'>`,
  'decision_pages.page': `SealedBytes<'page'>`,
  'decision_pages.answer': `SealedBytes<'answer'>`,
  'unlock_boxes.box': `SealedBytes<'unlock'>`,
  'desk_boxes.box': `SealedBytes<'desk-box'>`,
}
const byType: Record<string, string> = {
  bytea: 'Uint8Array',
  text: 'string',
  boolean: 'boolean',
  integer: 'number',
  smallint: 'number',
  bigint: 'number',
}

function typeOf(column: Column): string {
  const day = column.column === 'day' || column.column.endsWith('_day') ? 'Day' : undefined
  const name = byPlace[`${column.table}.${column.column}`] ?? byColumn[column.column] ?? day ?? byType[column.type]
  if (name === undefined) throw new Error(`No type for ${column.table}.${column.column} (${column.type}): add it to db/types.server.ts.`)
  const value = column.nullable ? `${name} | null` : name
  return column.defaults === null ? value : `Generated<${value}>`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const db = await connectInMemory()
  await migrateToLatest(db)
  const folder = join(process.cwd(), 'db')
  await writeFile(join(folder, 'schema.ts'), await typesOf(db))
  await writeFile(join(folder, 'schema.sql'), await snapshotOf(db))
  await db.close()
}
