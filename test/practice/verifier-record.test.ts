// The record of what staff did, checked by a program in Python that shares no code with what writes it: one planted fault of each kind.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hexFromBytes } from '#crypto/bytes.ts'
import { ready, randomBytes, sign, signKeys } from '#crypto/sodium.ts'
import { livedCase, type LivedCase } from './lived-case.ts'
import { bytes, counted, planted, python, rowsOf, turned, type Row } from './planted-dump.ts'

let lived: LivedCase
let newest = ''
beforeAll(async () => {
  await ready()
  lived = await livedCase()
  newest = /newest (\d+:[0-9a-f]{64})/.exec(verify(lived.dump).text)?.[1] ?? ''
}, 180_000)

const verify = (dump: string, ...more: string[]) => python('audit.py', dump, ...more)
const places = () => rowsOf(lived.dump, 'audit_entries').length
/** An entry in the middle that its member went on from. */
const middle = (rows: Row[]) => rows.find((row, i) => i > 3 && rows.slice(i + 1).some((later) => later['member_id'] === row['member_id'])) ?? {}

function faults(dump: string, ...more: string[]): string[] {
  const told = verify(dump, ...more)
  expect(told.status).toBe(1)
  return told.text.split('\n').filter((line) => line.startsWith('entry '))
}

test('an honest record holds, from the root on the poster to the end that was noted', () => {
  const told = verify(lived.dump, '--noted', newest)
  expect(told).toEqual({ status: 0, text: expect.stringMatching(/^\d+ entries of 3 members, 1 checkpoints, newest \d+:[0-9a-f]{64}: nothing is wrong\n$/) })
  expect(places()).toBeGreaterThan(12)
  expect(verify(lived.dump, '--root', '1'.repeat(60)).text).toContain('pinned-root')
})

test('deletion: a row taken out, by hand and by a server that counts again', () => {
  const without = (rows: Row[]) => rows.filter((row) => row !== middle(rows))
  expect(faults(planted(lived.dump, { audit_entries: without })).join()).toContain('was taken out')
  expect(faults(planted(lived.dump, counted(lived.dump, without))).join()).toContain('entries are missing')
})

test('edit: one byte of an entry, of a column, of the details', () => {
  const edit = (change: (row: Row) => Row) => (rows: Row[]) => rows.map((row) => (row === middle(rows) ? change(row) : row))
  const action = edit((row) => ({ ...row, entry: turned(row['entry'], 79), action: Number(row['action']) ^ 1 }))
  expect(faults(planted(lived.dump, { audit_entries: action })).join()).toContain('head of the chain is another')
  expect(faults(planted(lived.dump, counted(lived.dump, action))).join()).toContain('signature is not that of the member')
  expect(faults(planted(lived.dump, { audit_entries: edit((row) => ({ ...row, action: Number(row['action']) + 1 })) })).join()).toContain('something else than what was signed')
  expect(faults(planted(lived.dump, { audit_entries: edit((row) => ({ ...row, details: hexFromBytes(randomBytes(1105)) })) })).join()).toContain('other details')
  expect(faults(planted(lived.dump, { audit_entries: edit((row) => ({ ...row, server_day: Number(row['server_day']) + 9 })) })).join()).toContain('taken in on day')
})

test('insertion: an entry that somebody signed once, put in a second time', () => {
  const twice = (rows: Row[]) => rows.flatMap((row) => (row === middle(rows) ? [row, row] : [row]))
  expect(faults(planted(lived.dump, { audit_entries: twice })).join()).toContain('stands twice')
  expect(faults(planted(lived.dump, counted(lived.dump, twice))).join()).toContain('doubled')
})

test('reordering: two entries of one member exchanged', () => {
  const exchanged = (rows: Row[]) => {
    const first = middle(rows)
    const second = rows.find((row, i) => i > rows.indexOf(first) && row['member_id'] === first['member_id']) ?? first
    return rows.map((row) => (row === first ? { ...second, s: first['s'] ?? 0 } : row === second ? { ...first, s: second['s'] ?? 0 } : row))
  }
  expect(faults(planted(lived.dump, { audit_entries: exchanged })).length).toBeGreaterThan(0)
  expect(faults(planted(lived.dump, counted(lived.dump, exchanged))).join()).toContain('another order')
})

test('fork: what some had seen is not what is handed out', () => {
  // The last entry before the checkpoint goes, and the server signs its own checkpoint anew: the authors after it remember.
  const checkpoint = Number(rowsOf(lived.dump, 'audit_checkpoints')[0]?.['s'])
  const other = (rows: Row[]) => rows.filter((row) => row['s'] !== checkpoint)
  const forked = counted(lived.dump, other)
  const found = faults(planted(lived.dump, { ...forked, audit_checkpoints: () => [] }))
  expect(found.join()).toContain('the chain was forked')
  expect(faults(planted(lived.dump, forked)).join()).toContain('the signed checkpoint names another head')
})

test('truncated tail: a shorter record, and one whose end is counted again', () => {
  const shorter = (rows: Row[]) => rows.slice(0, -2)
  expect(faults(planted(lived.dump, { audit_entries: shorter })).join()).toContain('its end was cut off')
  const again = planted(lived.dump, counted(lived.dump, shorter))
  expect(faults(again, '--noted', newest).join()).toContain('noted earlier')
  const before = Number(rowsOf(lived.dump, 'audit_checkpoints')[0]?.['s'])
  const behind = planted(lived.dump, counted(lived.dump, (rows) => rows.slice(0, before - 1)))
  expect(faults(behind).join()).toContain('the signed checkpoint names another head')
  // Nobody can see from a dump alone that the newest entries of everybody are gone: that is why people note the end.
  expect(verify(again).status).toBe(0)
})

test('forged actor: signed by another key, and by a member who never stood on a list', () => {
  const key = signKeys('member-sig', randomBytes(32))
  const resigned = (rows: Row[]) => rows.map((row, i) => (i === rows.length - 1 ? { ...row, signature: hexFromBytes(sign(key.sk, 'audit', bytes(row, 'entry'))) } : row))
  expect(faults(planted(lived.dump, counted(lived.dump, resigned))).join()).toContain('signature is not that of the member')
  // The server puts its own card into the list of cards: no list of members names it.
  const card = (rows: Row[]) => {
    const last = rowsOf(lived.dump, 'audit_entries').at(-1)
    return rows.map((row) => (row['member_id'] === last?.['member_id'] ? { ...row, card: String(row['card']).slice(0, 96) + hexFromBytes(key.pk) + String(row['card']).slice(160) } : row))
  }
  expect(verify(planted(lived.dump, { ...counted(lived.dump, resigned), member_cards: card })).text).toContain('members: card of a change is missing')
})

test('the command for operators runs this program', () => {
  const scripts: Record<string, string> = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).scripts
  expect(scripts['audit:verify']).toBe('/usr/bin/python3 -B test/python/audit.py')
})
