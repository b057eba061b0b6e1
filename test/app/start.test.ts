// The start command as an operator meets it: a wrong setting ends with a sentence that says what to do, a good start ends when asked.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freePort, startPortal } from '#test/world/portal.ts'

// Each of these starts the portal several times.
const slow = 180_000
const root = resolve(import.meta.dirname, '../..')

// `until`: what it says when it has done what was asked, and is ended.
function start(env: Readonly<Record<string, string>>, flags: readonly string[] = [], until: RegExp | null = null): Promise<{ code: number | null; said: string }> {
  const { VITEST: _, ...kept } = process.env
  const child = spawn(join(root, 'node_modules/.bin/node'), ['app/http/start.server.ts', ...flags], { cwd: root, env: { ...kept, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said += part.toString()
      if (until?.test(said) === true && !child.killed) child.kill('SIGTERM')
    })
  }
  return new Promise((ended) => child.once('close', (code) => ended({ code, said })))
}

test('a wrong setting ends with its sentence and nothing else', async () => {
  const { code, said } = await start({ PORT: 'http', SMTP_URL: 'secret@mail' })
  expect(code).toBe(1)
  expect(said).toBe('PORT must be a number from 0 to 65535, such as 3000.\nSMTP_URL must be an address that starts with smtp:// or smtps://.\n')
})

test('a second process on the same folder and a taken port are refused with a sentence', { timeout: slow }, async () => {
  await using portal = await startPortal()
  const same = await start({ PORT: '0', DATA_DIR: portal.dataDir })
  expect([same.code, same.said]).toEqual([1, expect.stringContaining('is in use by process')])
  const other = await mkdtemp(join(tmpdir(), 'other-'))
  const taken = await start({ PORT: String(portal.port), DATA_DIR: other })
  expect([taken.code, taken.said]).toEqual([1, expect.stringContaining(`Port ${portal.port} is in use. Stop the other program, or choose another with PORT.`)])
  await rm(other, { recursive: true })
})

test('a port that the system chose stands in every address that is printed', { timeout: slow }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'free-'))
  const { code, said } = await start({ PORT: '0', DATA_DIR: folder }, ['--practice'], /Todoke is at http:\S+\n/)
  expect(code).toBe(0)
  const ports = [...said.matchAll(/localhost:(\d+)/g)].map(([, port]) => port)
  expect(ports.length).toBeGreaterThan(1)
  expect([...new Set(ports)]).toEqual([ports.at(-1)])
  expect(ports.at(-1)).not.toBe('0')
  await rm(folder, { recursive: true })
})

test('a database that is not there is named', { timeout: slow }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nobody-'))
  const { code, said } = await start({ PORT: '0', DATA_DIR: folder, DATABASE_URL: `postgres://nobody:hush@127.0.0.1:${await freePort()}/x` })
  expect([code, said]).toEqual([1, 'PostgreSQL does not answer at DATABASE_URL. Start it, or check host and port.\n'])
  await rm(folder, { recursive: true })
})

test('a damaged key is named, and the old link is worth nothing after a restart', { timeout: slow }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'restart-'))
  const first = await startPortal({ dataDir })
  const link = await first.setUpLink()
  await first.stop()
  expect(first.lines.join('\n')).not.toMatch(/"event"/)
  const second = await startPortal({ dataDir })
  const answer = await fetch(`${second.origin}/desk/api/set-up`, { method: 'POST', body: JSON.stringify({ step: 'open', secret: link.split('#')[1] }) })
  expect(answer.status).toBe(409)
  await second.stop()
  await writeFile(join(dataDir, 'keys', 'receipt'), 'gone')
  const { code, said } = await start({ PORT: '0', DATA_DIR: dataDir })
  expect([code, said]).toEqual([1, expect.stringContaining('Put it back from a backup.')])
  await rm(dataDir, { recursive: true })
})
