// Reports per second through the whole portal, beside pgbench writing the same bytes in as many transactions to the
// same PostgreSQL. Everything is sealed before the clock starts; both sides wait for their data to be on disk.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { ChallengeAnswer, RosterPointer } from '#crypto/answers.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { Cluster } from '#test/world/cluster.ts'
import type { Organisation } from '#test/world/organisation.ts'
import type { Portal } from '#test/world/portal.ts'

export interface LoadFigures {
  readonly reportsPerSecond: number
  readonly pgbenchPerSecond: number
  readonly reportRatio: number
  readonly rssRestMB: number
  readonly rssLoadMB: number
}

const REPORTS = 6000
const AT_ONCE = 200

export async function measureLoad(portal: Portal, organisation: Organisation, cluster: Cluster): Promise<LoadFigures> {
  const rssRestMB = residentMB(portal.pid)
  const frames = await sealedReports(portal, organisation, REPORTS)
  const bytes = frames[0]?.length ?? 0
  // pgbench before and after, because a machine warms up and tires. Both reach PostgreSQL through its socket.
  const before = await pgbench(cluster, bytes)
  let rssLoadMB = 0
  const watch = setInterval(() => (rssLoadMB = Math.max(rssLoadMB, residentMB(portal.pid))), 100)
  const started = performance.now()
  await sendAll(portal, frames)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const after = await pgbench(cluster, bytes)
  const reportsPerSecond = REPORTS / seconds
  const pgbenchPerSecond = (before + after) / 2
  return { reportsPerSecond, pgbenchPerSecond, reportRatio: reportsPerSecond / pgbenchPerSecond, rssRestMB, rssLoadMB: Math.max(rssLoadMB, residentMB(portal.pid)) }
}

async function sealedReports(portal: Portal, organisation: Organisation, count: number): Promise<Uint8Array[]> {
  const { hash } = await json<RosterPointer>(portal, '/api/roster')
  const rosterFile = new Uint8Array(await (await fetch(`${portal.origin}/api/roster/${hash}`)).arrayBuffer())
  const { challenge } = await json<ChallengeAnswer>(portal, '/api/challenge')
  const { instanceId, rootFp, door: { today } } = organisation
  const recipients = organisation.teams.map((team) => team.deskId)
  const frames: Uint8Array[] = []
  for (let n = 0; n < count; n += 1) {
    const keys = reporterDevice()
    await keys.load({ rosterFile, instanceId, rootFp, today })
    await keys.makeCode({})
    await keys.sealReport({ recipients, never: { roles: [], desks: [] }, fields: { tiles: 'pay', text: `No pay for two months, line ${n}.` }, lang: 'en', urgent: false, today })
    frames.push((await keys.signSubmit({ challenge })).frame)
  }
  return frames
}

// Plain sockets with the requests written out beforehand: the sender shares the machine with the portal, as pgbench does with
// PostgreSQL, and a whole HTTP client would take a fifth of it.
async function sendAll(portal: Portal, frames: readonly Uint8Array[]): Promise<void> {
  const requests = frames.map((frame) => {
    const head = `POST /api/submit HTTP/1.1\r\nHost: localhost:${portal.port}\r\nOrigin: ${portal.origin}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${frame.length}\r\n\r\n`
    return Buffer.concat([Buffer.from(head), frame])
  })
  let next = 0
  await Promise.all(Array.from({ length: AT_ONCE }, () => sender(portal.port, () => requests[next++])))
}

function sender(port: number, take: () => Buffer | undefined): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    function write(): void {
      const request = take()
      if (request === undefined) {
        socket.destroy()
        return done()
      }
      socket.write(request)
    }
    socket.setNoDelay(true)
    socket.once('connect', write)
    socket.once('error', fail)
    socket.on('data', (part: Buffer) => {
      answer += part.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1])
      if (end < 0 || answer.length < end + 4 + length) return
      if (!answer.startsWith('HTTP/1.1 200 ')) return fail(new Error(`a report was answered ${answer.slice(0, 80)}`))
      answer = ''
      write()
    })
  })
}

async function pgbench(cluster: Cluster, bytes: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'pgbench-'))
  const url = new URL(cluster.url)
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  await client.query('create table if not exists bench_report (id bytea primary key, body bytea not null)')
  await client.query('alter table bench_report alter column body set storage external')
  await client.end()
  // Random bytes, as ciphertext is: a body that compresses would be a smaller body.
  const hex = Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex')
  const script = join(folder, 'report.sql')
  await writeFile(script, `insert into bench_report values (sha256(random()::text::bytea || clock_timestamp()::text::bytea), '\\x${hex}');\n`)
  const clients = 10
  const args = ['-n', '-h', cluster.socketFolder, '-p', url.port, '-U', url.username, '-c', String(clients), '-j', '1', '-t', String(Math.ceil(REPORTS / clients)), '-f', script, 'postgres']
  const out = execFileSync('pgbench', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  await rm(folder, { recursive: true })
  const tps = Number(/tps = ([\d.]+)/.exec(out)?.[1])
  if (!(tps > 0)) throw new Error(`pgbench gave no figure:\n${out}`)
  return tps
}

async function json<Answer>(portal: Portal, path: string): Promise<Answer> {
  return (await (await fetch(portal.origin + path)).json()) as Answer
}

function residentMB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
