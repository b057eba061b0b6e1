// Somebody has stolen everything that the server keeps: no secret stands in it, nothing in it checks a guess for less than the hash that
// makes guessing dear, and the codes cannot be guessed at all (P2).
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parseUnlockHead } from '#crypto/unlock.ts'
import { ready } from '#crypto/sodium.ts'
import { livedCase, type LivedCase } from './lived-case.ts'
import { bytes, rowsOf } from './planted-dump.ts'

let lived: LivedCase
beforeAll(async () => {
  await ready()
  lived = await livedCase()
}, 180_000)

const HASHES = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512', 'blake2s256']
/** Enough of a hash to know it by, little enough to find one that was cut short. */
const TELLING = 16

/** The ways in which careless programs write a secret down, and the plain hashes of each. */
function traces(secret: string): string[] {
  const digits = secret.replace(/\D/g, '')
  const forms = [secret, digits, secret.replaceAll(' ', '-'), secret.replaceAll(' ', '\n')]
  const hex = forms.map((form) => Buffer.from(form).toString('hex'))
  const hashed = forms.flatMap((form) => HASHES.map((name) => createHash(name).update(form).digest('hex').slice(0, 2 * TELLING)))
  return [...forms, ...hex, ...hashed]
}

test('no phrase, no code and no plain hash of one stands anywhere in it', () => {
  const people = lived.founded.teams.flatMap(({ lead, handler }) => [lead, handler])
  const secrets = [
    ...people.flatMap(({ phrase, codeLines }) => [phrase, codeLines.join(' ')]), lived.reporter.digits, lived.reporter.lines.join(' '),
    lived.founded.rootLines.join(' '), lived.copy.digits, ...[...lived.founded.recovery.values()].map((lines) => lines.join(' '))]
  const kept = readdirSync(lived.dump).filter((name) => name.endsWith('.jsonl')).map((name) => readFileSync(join(lived.dump, name), 'utf8')).join('\n')
  expect(secrets.length).toBeGreaterThan(12)
  // What is looked for is found where it stands: the name of a person does, in clear.
  expect(kept).toContain(people[0]?.name)
  expect(secrets.flatMap((secret) => traces(secret).filter((trace) => kept.includes(trace)))).toEqual([])
})

test('every box that a phrase opens asks for 64 MiB and three passes for each guess, and there is no other place to try one', () => {
  const heads = rowsOf(lived.dump, 'unlock_boxes').map((row) => parseUnlockHead(bytes(row, 'head')))
  const phrases = heads.flatMap(({ way }) => (way.kind === 'phrase' ? [way] : []))
  expect(phrases.length).toBe(4)
  for (const { params } of phrases) expect([params.memoryKiB >= 65_536, params.passes >= 3]).toEqual([true, true])
  expect(new Set(phrases.map(({ salt }) => Buffer.from(salt).toString('hex'))).size).toBe(phrases.length)
  // The only other ways in are codes of 126 bits (held by code.test.ts).
  expect(heads.filter(({ way }) => way.kind !== 'phrase').map(({ way }) => way.kind)).toEqual(['code', 'code', 'code', 'code'])
})

test('what was written, by whom and about whom stands nowhere in clear', () => {
  const files = readdirSync(lived.dump, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  const words = [lived.reporter.story.answers.text ?? '', 'This is the door.', 'We go there on Monday.', 'Two of us.', lived.copy.text, lived.fileName, 'labour inspection']
  for (const word of words) {
    const said = Buffer.from(word.normalize('NFC'))
    expect(said.length).toBeGreaterThan(5)
    for (const held of kept) expect(held.includes(said) || held.includes(said.toString('hex')), word).toBe(false)
  }
})
