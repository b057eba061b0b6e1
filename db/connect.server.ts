// One handle for PostgreSQL and for the embedded PGlite: same SQL, same values out of it, whichever is behind.
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { checkpointsEvery } from './checkpoints.server.ts'
import { lockFolder } from './folder-lock.server.ts'
import { logSync, treeSync } from './log-sync.server.ts'
import type { Tables } from './schema.ts'

/** SQL text with numbered parameters that is planned once for each connection under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What a query may use: its builder has no verb that writes. */
export interface ReadingDatabase {
  readonly reading: ReadonlyKysely<Tables>
  /** Runs one statement in a transaction of its own, prepared where the engine can. */
  statement<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

export interface Database extends ReadingDatabase {
  readonly engine: 'postgres' | 'pglite'
  readonly tables: Kysely<Tables>
  /** Resolves once everything committed before the call survives a power cut; rejects from the first flush or checkpoint that failed.
   *  Nothing to do on PostgreSQL, which flushed at commit. */
  durable(): Promise<void>
  close(): Promise<void>
}

/** `databaseUrl` null: PGlite in `dataDir`/database, one process only. */
export function connectDatabase(where: { databaseUrl: string | null; dataDir: string }): Promise<Database> {
  return where.databaseUrl === null ? connectEmbedded(join(resolve(where.dataDir), 'database')) : connectPostgres(where.databaseUrl)
}

const oldestVersion = 150000

/** Throws with a sentence where the server is older than PostgreSQL 15. */
export async function connectPostgres(url: string, connections = 10): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types: { getTypeParser: postgresParser } })
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const version = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`)
  if (Number(version.rows[0]?.version) < oldestVersion) {
    await pool.end()
    throw new Error('This PostgreSQL is too old. Todoke needs version 15 or later.')
  }
  const tables = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    engine: 'postgres',
    tables,
    reading: readingOnly(tables),
    async statement<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      const result = await pool.query({ ...statement, values: [...values] })
      return result.rows as Row[]
    },
    durable: () => Promise.resolve(),
    close: () => tables.destroy(),
  }
}

const checkpointEveryMs = 5 * 60_000

/** PGlite in `folder`, guarded by `folder`.lock. Throws `FolderInUse` when another process holds it. */
export async function connectEmbedded(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  try {
    const database = databaseOver(await createPglite({ dataDir: folder }), logSync(folder))
    const flushAll = treeSync(folder)
    const checkpoint = async (): Promise<void> => {
      await database.tables.executeQuery(CompiledQuery.raw('checkpoint'))
      await flushAll()
    }
    // The log alone does not bring back a database whose first files never reached the disk.
    await flushAll()
    const checkpoints = checkpointsEvery(checkpointEveryMs, checkpoint)
    return {
      ...database,
      async durable() {
        await database.durable()
        await checkpoints.intact()
      },
      async close() {
        checkpoints.stop()
        await checkpoint()
        await database.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** PGlite without a folder: for generating types and for tests. `dump` is the content of an earlier one. */
export async function connectInMemory(dump?: Blob): Promise<Database & { dump(): Promise<Blob> }> {
  const pglite = await createPglite(dump === undefined ? {} : { loadDataDir: dump })
  return { ...databaseOver(pglite, () => Promise.resolve()), dump: () => pglite.dumpDataDir('none') }
}

/** The same builder under a type without verbs that write. */
function readingOnly(tables: Kysely<Tables>): ReadonlyKysely<Tables> {
  return tables as unknown as ReadonlyKysely<Tables>
}

const int8 = 20
const bytea = 17

// A bigint that no double holds would be a broken row: counters here stay far below 2^53.
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError('number too large')
  return number
}

/** Loaded only where it is used: a portal on PostgreSQL saves some 20 MB. */
async function createPglite(options: PGliteOptions): Promise<PGlite> {
  const { PGlite: Engine } = await import('@electric-sql/pglite')
  return Engine.create({ ...options, parsers: { [int8]: wholeNumber } })
}

function databaseOver(pglite: PGlite, durable: () => Promise<void>): Database {
  const tables = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  return {
    engine: 'pglite',
    tables,
    reading: readingOnly(tables),
    async statement<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      const result = await tables.executeQuery(CompiledQuery.raw(statement.text, [...values]))
      return result.rows as Row[]
    },
    durable,
    close: () => tables.destroy(),
  }
}

/** Plain `Uint8Array` as PGlite gives them: a Buffer would compare and print differently. */
function plainBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

const postgresParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === int8) return wholeNumber
  if (oid === bytea && format !== 'binary') return plainBytes
  return pg.types.getTypeParser(oid, format)
}
