import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { hexFrom } from '#db/bytes.server.ts'
import { connectEmbedded } from '#db/connect.server.ts'
import { headOf } from './record.ts'

test('kill -9 between two members who write keeps every acknowledged act with its line, and no line without its act', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'todoke-record-'))
  const child = spawn('node', [join(import.meta.dirname, 'record-child.ts'), join(parent, 'database')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  await new Promise<void>((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      if (lines.length === 40) done()
    })
  })
  child.kill('SIGKILL')
  await once(child, 'close')
  const acknowledged = lines.slice(1).map((line) => line.split(' ')).filter((parts) => parts[2]?.length === 64)
  expect(acknowledged.length).toBeGreaterThanOrEqual(38)
  const db = await connectEmbedded(join(parent, 'database'))
  const entries = await db.tables.selectFrom('audit_entries').selectAll().orderBy('s').execute()
  const messages = await db.tables.selectFrom('messages').select(['author', 'n']).execute()
  const hashes = new Set(entries.map((row) => hexFrom(row.entry_hash)))
  for (const [desk, n, hash] of acknowledged) {
    expect(hashes.has(hash ?? '')).toBe(true)
    expect(messages.some((row) => hexFrom(row.author) === `02${desk}` && row.n === Number(n))).toBe(true)
  }
  // One line for each act of a desk, none for the report; the chain ends where it says.
  expect(entries).toHaveLength(messages.length - 1)
  const head = entries.reduce<Uint8Array>((before, row) => headOf(before, row.s, row.server_day, row.entry), new Uint8Array(32).fill(7))
  const end = await db.tables.selectFrom('audit_chains').select(['s', 'head']).executeTakeFirstOrThrow()
  expect(end).toEqual({ s: entries.length, head })
  await db.close()
  await rm(parent, { recursive: true, force: true })
}, 90_000)
