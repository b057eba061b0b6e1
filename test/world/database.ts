// A fresh, migrated database for a test file on each engine: PGlite restored from a dump, PostgreSQL copied from a template (postgres.ts).
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, inject, test } from 'vitest'
import { connectInMemory, connectPostgres, type Database } from '#db/connect.server.ts'

export const engines = ['pglite', 'postgres'] as const
export type Engine = (typeof engines)[number]

const opened = new Map<Engine, Promise<Database>>()

/** The database of this test file on that engine; the same one for every test of the file, closed after the last. */
export function databaseOn(engine: Engine): Promise<Database> {
  const known = opened.get(engine)
  if (known !== undefined) return known
  const fresh = engine === 'pglite' ? restoredPglite() : copiedPostgres()
  opened.set(engine, fresh)
  return fresh
}

/** One test for each engine. Tests share the database of their file, so each makes its own organisation in it. */
export function onEachEngine(sentence: string, check: (db: Database) => Promise<void>): void {
  for (const engine of engines) test(`${sentence} (${engine === 'pglite' ? 'PGlite' : 'PostgreSQL'})`, async () => check(await databaseOn(engine)))
}

/** The address of a new, empty, migrated PostgreSQL database, for tests that start the whole portal; dropped after the file. */
export async function postgresUrlForPortal(): Promise<string> {
  const { url, drop } = await copyTemplate()
  afterThisFile(drop)
  return url
}

/** A second database with everything that the one at `url` holds now; nobody may be connected to that one. Dropped after the file. */
export async function copyOfPostgres(url: string): Promise<string> {
  const { url: copy, drop } = await copyTemplate(new URL(url).pathname.slice(1))
  afterThisFile(drop)
  return copy
}

/** A PGlite of one test alone, migrated and empty; the test closes it. */
export async function emptyPglite(): Promise<Database> {
  return connectInMemory(new Blob([await readFile(inject('pgliteDump'))]))
}

async function restoredPglite(): Promise<Database> {
  const db = await emptyPglite()
  afterThisFile(() => db.close())
  return db
}

async function copiedPostgres(): Promise<Database> {
  const { url, drop } = await copyTemplate()
  const db = await connectPostgres(url)
  afterThisFile(async () => {
    await db.close()
    await drop()
  })
  return db
}

const endings: (() => Promise<void>)[] = []

function afterThisFile(end: () => Promise<void>): void {
  endings.push(end)
}

afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
  opened.clear()
})

async function copyTemplate(template = inject('postgresTemplate')): Promise<{ url: string; drop: () => Promise<void> }> {
  const root = inject('postgresUrl')
  const name = `todoke_test_${randomBytes(6).toString('hex')}`
  await onServer(root, `create database ${name} template ${template}`)
  return { url: at(root, name), drop: () => onServer(root, `drop database ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function at(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
