// A copy of a dump in which somebody who owns the server has changed something, and the programs that look at it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditGenesis, auditHead } from '#crypto/audit.ts'
import { bytesFromHex, hexFromBytes } from '#crypto/bytes.ts'
import { dayFrom, instanceIdFrom } from '#crypto/types.ts'

export type Row = Record<string, string | number | boolean | null>
export interface Found { readonly status: number | null; readonly text: string }

const PYTHON = '/usr/bin/python3'
const PROGRAMS = join(import.meta.dirname, '../python')

/** A copy of the dump with some tables changed: each function takes the rows of its table and gives them back as they shall be. */
export function planted(dump: string, changes: Readonly<Record<string, (rows: Row[]) => Row[]>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'todoke-planted-')), 'dump')
  cpSync(dump, folder, { recursive: true })
  for (const [table, change] of Object.entries(changes)) {
    writeFileSync(join(folder, `${table}.jsonl`), change(rowsOf(folder, table)).map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
  return folder
}

export function rowsOf(dump: string, table: string): Row[] {
  return readFileSync(join(dump, `${table}.jsonl`), 'utf8').split('\n').filter((line) => line !== '').map((line): Row => JSON.parse(line))
}

/** Runs one of the programs in Python; NODE is where it finds X-Wing. */
export function python(program: string, ...args: readonly string[]): Found {
  const run = spawnSync(PYTHON, ['-B', join(PROGRAMS, program), ...args], { encoding: 'utf8', env: { ...process.env, NODE: process.execPath } })
  if (run.error !== undefined || run.stderr.includes('No module named')) {
    throw new Error(`The verifier needs Python 3 with PyNaCl. On Debian: apt-get install -y python3-nacl. ${run.stderr}`)
  }
  if (run.stderr !== '') throw new Error(run.stderr)
  return { status: run.status, text: run.stdout }
}

/** The record as a server would hand it out that counts again: numbers from 1, heads and the end of the chain made anew. */
export function counted(dump: string, change: (rows: Row[]) => Row[]): Readonly<Record<string, (rows: Row[]) => Row[]>> {
  const rows = again(change(rowsOf(dump, 'audit_entries')))
  const last = rows.at(-1)
  return {
    audit_entries: () => rows,
    audit_chains: (chains) => chains.map((chain) => ({ ...chain, s: rows.length, head: last?.['head'] ?? null })),
  }
}

function again(rows: readonly Row[]): Row[] {
  const instance = instanceIdFrom(bytes(rows[0], 'instance_id'))
  let head = auditGenesis(instance)
  return rows.map((row, i) => {
    head = auditHead(head, i + 1, dayFrom(Number(row['server_day'])), { entryBytes: bytes(row, 'entry'), sig: bytes(row, 'signature') })
    return { ...row, s: i + 1, head: hexFromBytes(head) }
  })
}

export function bytes(row: Row | undefined, column: string): Uint8Array {
  const value = row?.[column]
  if (typeof value !== 'string') throw new Error(`no ${column}`)
  return bytesFromHex(value)
}

/** The same hexadecimal text with one bit of one byte turned over; `at` from the end where negative. */
export function turned(value: unknown, at: number): string {
  const changed = bytesFromHex(String(value))
  const place = at < 0 ? changed.length + at : at
  changed[place] = (changed[place] ?? 0) ^ 1
  return hexFromBytes(changed)
}
