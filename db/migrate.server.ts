// Brings a database to the newest shape: plain SQL files, forward only, each in one transaction under Kysely's lock and ledger.
import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './connect.server.ts'

/** Where the migrations lie, seen from the project's root: the folder every command of ours starts in. */
const ownFolder = join(process.cwd(), 'db', 'migrations')

/** Runs what is missing and returns the names it ran. Throws where a file fails (nothing of it stays) and where the database
 *  knows a migration that this version does not have: it was upgraded by a newer one. */
export async function migrateToLatest(db: Database, folder: string = ownFolder): Promise<string[]> {
  const migrator = new Migrator({ db: db.tables, provider: { getMigrations: () => migrationsIn(folder) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  await db.durable()
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** File name without `.sql` to its migration; there is no way back. */
async function migrationsIn(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const entries = files.map((name): [string, Migration] => [name.slice(0, -4), { up: (tables) => runFile(tables, join(folder, name)) }])
  return Object.fromEntries(entries)
}

async function runFile(tables: Kysely<unknown>, path: string): Promise<void> {
  for (const statement of statementsOf(await readFile(path, 'utf8'))) await sql.raw(statement).execute(tables)
}

/** PGlite takes one statement at a time. A statement ends where a line ends with a semicolon, so no text or function body may hold such a line. */
export function statementsOf(text: string): string[] {
  const bare = text.replace(/^\s*--.*$/gm, '')
  return bare.split(/;[ \t]*$/m).map((part) => part.trim()).filter((part) => part !== '')
}
