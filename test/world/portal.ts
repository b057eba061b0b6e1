// The portal as an operator starts it: the real server in a process of its own, on a free port, with a data folder that
// the test may keep. Nothing is imported from the server, so a test can kill it at any moment.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

export interface PortalOptions {
  practice?: boolean
  // A PostgreSQL to use; without it the portal keeps an embedded database in its data folder.
  databaseUrl?: string
  // A folder to keep; without it a fresh one is made and removed with the portal.
  dataDir?: string
  port?: number
  env?: Readonly<Record<string, string>>
}

export interface Portal extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
  // Every line of the console so far, both channels, in the order they came.
  readonly lines: readonly string[]
  // Waits for a line that matches; a portal that ends first throws with all it said.
  line(pattern: RegExp): Promise<RegExpMatchArray>
  // The link that makes the first visitor the one who sets the portal up.
  setUpLink(): Promise<string>
  stop(): Promise<void>
  // kill -9: no goodbye, no flush.
  kill(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '../..')

// Starts the portal and returns when /healthz answers 200.
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const own = options.dataDir === undefined
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'portal-')))
  const port = options.port ?? (await freePort())
  const here = `http://localhost:${port}`
  const child = spawn('node', ['app/http/start.server.ts', ...(options.practice === true ? ['--practice'] : [])], {
    cwd: ROOT,
    env: environment(options, { dataDir, port }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test run that ends in the middle takes its portals along.
  const last = (): void => void child.kill('SIGKILL')
  process.once('exit', last)
  const lines: string[] = []
  const ended = new Promise<void>((done) => void child.once('close', () => done()))
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const wake of [...waiting]) wake()
    })
  }

  async function line(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      for (const text of lines) {
        const found = text.match(pattern)
        if (found !== null) return found
      }
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the portal ended; it said:\n${lines.join('\n')}`)
      await Promise.race([ended, new Promise<void>((done) => void waiting.add(done))])
      waiting.clear()
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
    process.off('exit', last)
  }

  await healthy(child, { origin: here, lines })
  return {
    // Behind a line of the test, people type the address of the line.
    origin: options.env?.['ORIGIN'] ?? here,
    port,
    dataDir,
    pid: child.pid ?? 0,
    lines,
    line,
    setUpLink: async () => (await line(/https?:\/\/\S+\/desk\/set-up\S*/))[0],
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async [Symbol.asyncDispose]() {
      await end('SIGTERM')
      if (own) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

// A port that was free a moment ago. Asked of the system, so that two test runs on one machine do not meet.
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => void server.close(() => done()))
  return port
}

function environment(options: PortalOptions, at: { dataDir: string; port: number }): NodeJS.ProcessEnv {
  // VITEST would make the build file leave the app out; NODE_ENV=test would make React's development build.
  const kept: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
  delete kept['VITEST']
  delete kept['DATABASE_URL']
  return {
    ...kept,
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    DATA_DIR: at.dataDir,
    PORT: String(at.port),
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  }
}

async function healthy(child: ChildProcess, at: { origin: string; lines: readonly string[] }): Promise<void> {
  const until = performance.now() + 110_000
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the portal did not start; it said:\n${at.lines.join('\n')}`)
    const answer = await fetch(`${at.origin}/healthz`).catch(() => null)
    if (answer?.status === 200) return
    await new Promise((done) => setTimeout(done, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`the portal did not answer /healthz in time; it said:\n${at.lines.join('\n')}`)
}
