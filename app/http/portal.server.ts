// Puts a portal together and takes it apart: database, keys, shred store, pages, jobs, the listening server.
// One process opens the database once and hands it to everybody.

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ready, tombstone } from '#crypto/server.ts'
import { finishShredding } from '#db/commands/finish-shredding.server.ts'
import { connectDatabase, type Database } from '#db/connect.server.ts'
import { instantFrom, type Day } from '#db/model/ids.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { openShredStore } from '#db/shred-store.server.ts'
import { startJobs, type Jobs } from '#app/jobs/run.server.ts'
import { smtpDelivery } from '#app/jobs/smtp.server.ts'
import { portalServer, type RemixHandler } from './adapter.server.ts'
import { withBuild } from './build.server.ts'
import { headSigner } from './checkpoint.server.ts'
import { dayIn, timeIn, zoneOfMachine } from './clock.server.ts'
import type { Config } from './config.server.ts'
import type { AppContext } from './context.server.ts'
import { instancesOf, type Instance } from './instance.server.ts'
import { serverKeys, signsFor, type ServerKeys } from './keys.server.ts'
import { complain, log, say } from './log.server.ts'
import { pageCache } from './page-cache.server.ts'
import { builtFrontend, developmentFrontend, type Frontend } from './remix.server.ts'
import { securityText, securityTextAddress } from './security-text.server.ts'
import { setUpLink } from './set-up-link.server.ts'

export interface PortalMode {
  readonly practice: boolean
  readonly dev: boolean
  /** Starts beside a database whose signed list names another receipt key: the one it named is lost. */
  readonly newKeys?: boolean
}

export interface RunningPortal {
  readonly origin: string
  /** Ends open requests, jobs and the database, in this order. */
  stop(): Promise<void>
}

/** Opens everything and listens. Throws with a sentence where a folder, a key or the database is not usable; then nothing stays open. */
export async function runPortal(config: Config, mode: PortalMode): Promise<RunningPortal> {
  await ready()
  const opened: (() => Promise<void>)[] = []
  try {
    return await open(config, mode, opened)
  } catch (error) {
    for (const close of opened.reverse()) await close()
    throw error
  }
}

async function open(config: Config, mode: PortalMode, opened: (() => Promise<void>)[]): Promise<RunningPortal> {
  const db = await connected(config)
  opened.push(() => db.close())
  await migrateToLatest(db)
  const keys = await serverKeys(config.dataDir)
  let zone = zoneOfMachine()
  const today = () => dayIn(zone, Date.now())
  const shred = openShredStore({ folder: join(config.dataDir, 'shred'), today })
  opened.push(async () => shred.close())
  const { finished } = await finishShredding(db, shred, tombstone)
  if (finished > 0) log('shredding finished that an end of the process had cut off', { job: 'shredding', count: finished })
  const files = join(config.dataDir, 'files')
  const parts = partStore(config.partHome, { folder: partsInFolder({ folder: files, today, keepFreeBytes: config.keepFreeBytes }), rows: partsInRows() })

  let origin = config.origin ?? 'http://localhost'
  // Kept from the last answer: a page that says the database is away carries the mark too.
  let practice = false
  const known = instancesOf(db, () => new URL(origin).hostname)
  const instances = {
    async current() {
      const instance = await known.current()
      zone = instance?.timeZone ?? zoneOfMachine()
      practice = instance?.practice === true
      return instance
    },
    changed: known.changed,
  }
  if (mode.newKeys !== true) insistOnOwnKeys(keys, await instances.current())
  if (await isForged(instances.current)) complain('The newest list of teams in the database does not hold: its signature is not that of the root. No browser will believe it. Put the database back from the backup.')
  const frontend = await frontendFor(config, mode)
  opened.push(() => frontend.close())
  const setUp = setUpLink((await instances.current())?.live !== true)
  const contextFor = async (nonce: string): Promise<AppContext> => ({
    db, config, keys, shred, parts, setUp, today, nonce, origin,
    instance: await instances.current(),
    instanceChanged: instances.changed,
    async instanceNow() {
      instances.changed()
      return instances.current()
    },
    now: () => instantFrom(Date.now()),
    assets: frontend.assets,
    integrity: frontend.integrity,
    report: (error) => log('a page failed', { error }),
    dev: mode.dev,
    practice: mode.practice,
  })

  const secret = setUp.address(origin)?.split('#')[1]
  let handout: readonly string[] = []
  if (mode.practice && secret !== undefined && (await instances.current()) === null) {
    handout = await fill(config, { secret, today: today(), remix: frontend.remix, contextFor })
  }

  const server = portalServer({
    contextFor,
    remix: frontend.remix,
    file: (address) => (address === securityTextAddress ? securityText(config.securityContact, origin, Date.now()) : frontend.file(address)),
    pages: mode.dev ? null : pageCache(),
    middleware: frontend.middleware,
    face: { assets: frontend.assets, integrity: frontend.integrity, practice: () => practice },
    origin: () => origin,
    fixedOrigin: config.origin !== null,
    log,
  })
  const port = await listening(server, config)
  origin = config.origin ?? `http://localhost:${port}`
  opened.push(() => closed(server))

  const jobs: Jobs = startJobs({
    db,
    parts,
    instance: instances.current,
    deliver: config.smtpUrl === null ? null : smtpDelivery(config.smtpUrl, config.mailFrom),
    mailHours: config.mailHours,
    headSigner: async () => headSigner(keys, await instances.current()),
    origin,
    today,
    time: (nowMs) => timeIn(zone, nowMs),
    log,
  })
  opened.push(() => jobs.stop())

  // Which port a free one was is known only now.
  for (const line of handout) say(line.replaceAll(usualOrigin(config), origin))
  say(`Todoke is at ${origin}`)
  const link = setUp.address(origin)
  if (link !== null) say(`Nobody has set this portal up yet. Open this link once: ${link}`)
  return {
    origin,
    async stop() {
      for (const close of opened.splice(0).reverse()) await close()
    },
  }
}

// What goes wrong most often on the first day, as sentences.
async function connected(config: Config): Promise<Database> {
  try {
    return await connectDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EACCES' || code === 'EROFS') throw new Error('DATA_DIR must be a folder that this user may write to.')
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') throw new Error('PostgreSQL does not answer at DATABASE_URL. Start it, or check host and port.')
    if (code === '28P01' || code === '28000') throw new Error('PostgreSQL does not accept the user or password in DATABASE_URL.')
    if (code === '3D000') throw new Error('PostgreSQL has no database of the name in DATABASE_URL. Create it first.')
    throw error
  }
}

// A database beside the wrong data folder would hand out receipts that no reporter's browser believes.
function insistOnOwnKeys(keys: ServerKeys, instance: Instance | null): void {
  if (instance !== null && !signsFor(keys, instance.receiptPk)) {
    throw new Error('The folder keys in DATA_DIR does not belong to this database. Put it back from the backup, or point DATA_DIR to the right folder. If it is lost for good, see --new-keys in the README.')
  }
}

function frontendFor(config: Config, mode: PortalMode): Promise<Frontend> {
  if (mode.dev) return developmentFrontend()
  return withBuild(() => say('Building the pages, which happens once …'), () => builtFrontend(config.dataDir))
}

interface Filling {
  readonly secret: string
  readonly today: Day
  remix(): Promise<RemixHandler>
  contextFor(nonce: string): Promise<AppContext>
}

// The practice organisation comes in through the same addresses as everybody, only on days of the past.
async function fill(config: Config, filling: Filling): Promise<readonly string[]> {
  say('Filling the practice organisation, which takes some seconds …')
  const { fillPractice } = await import('#app/practice/fill.server.ts')
  const remix = await filling.remix()
  const noon = 12 * 60 * 60 * 1000
  const { lines } = await fillPractice({
    origin: usualOrigin(config),
    today: filling.today,
    setUpSecret: filling.secret,
    async ask(request, { day }) {
      const context = await filling.contextFor('')
      return remix(request, { ...context, today: () => day, now: () => instantFrom(day * 24 * 60 * 60 * 1000 + noon) })
    },
  })
  return lines
}

function usualOrigin({ origin, port }: Config): string {
  return origin ?? `http://localhost:${port}`
}

async function isForged(current: () => Promise<Instance | null>): Promise<boolean> {
  const instance = await current()
  return instance !== null && instance.live && instance.receiptPk === null
}

function listening(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is in use. Stop the other program, or choose another with PORT.`) : error
      reject(inUse)
    })
    server.listen(config.port, config.host, () => resolve((server.address() as AddressInfo).port))
  })
}

// Answers that are under way may end; connections that only wait for a next request are closed, and after ten seconds all are.
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(hurry)
      resolve()
    })
    server.closeIdleConnections()
  })
}
