import { randomBytes, randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseReporterCard, parseMemberCard, readReporterCard } from '#crypto/card.ts'
import { parseAdmitBody, parseCardBody, parseFoundBody, parseInviteBody, parseUnlockBody, parseWriteBody } from '#crypto/bodies.ts'
import { parseDeskCard } from '#crypto/desk-card.ts'
import { CryptoError } from '#crypto/error.ts'
import { parseHeader } from '#crypto/header.ts'
import { parseChange } from '#crypto/members.ts'
import { parseOuter } from '#crypto/message.ts'
import { parseOpening, parseReportBody } from '#crypto/opening.ts'
import { parseRoster, parseRosterFile } from '#crypto/roster.ts'
import { ready } from '#crypto/sodium.ts'
import { caseIdFromBytes, instanceIdFrom } from '#crypto/types.ts'
import { parseFrame, parseTransmission } from '#crypto/wire.ts'
import { list } from '#test/vectors/fields.ts'
import type { Fields } from '#test/vectors/fields.ts'
import { readVectors, structuresOnDisk } from '#test/vectors/written.ts'

const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? '1')

// Every reader of bytes that came from somewhere else.
const READERS: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  parseHeader,
  parseOuter,
  parseOpening,
  parseReportBody,
  parseRoster,
  parseRosterFile,
  parseDeskCard,
  parseMemberCard,
  readReporterCard,
  parseReporterCard: (bytes) => parseReporterCard(instanceIdFrom(new Uint8Array(16)), caseIdFromBytes(new Uint8Array(32)), bytes),
  parseChange,
  parseFrame,
  parseTransmission,
  parseWriteBody,
  parseCardBody,
  parseFoundBody,
  parseInviteBody,
  parseAdmitBody,
  parseUnlockBody,
}

test(`no reader fails in another way than by refusing, for ${MINUTES} minutes of broken bytes`, async () => {
  await ready()
  const seeds = structuresOnDisk().flatMap((name) => list(JSON.parse(readVectors(name)), 'cases').flatMap(byteStrings))
  const until = performance.now() + MINUTES * 60_000
  const surprises = new Set<string>()
  let tried = 0
  while (performance.now() < until) {
    const bytes = broken(pick(seeds))
    for (const [name, read] of Object.entries(READERS)) {
      tried += 1
      try {
        read(bytes)
      } catch (error) {
        if (!(error instanceof CryptoError)) surprises.add(`${name}: ${String(error)} for ${Buffer.from(bytes.subarray(0, 200)).toString('hex')}`)
      }
    }
  }
  expect([...surprises].slice(0, 5)).toEqual([])
  expect(tried).toBeGreaterThan(1000)
})

function byteStrings(of: Fields): Uint8Array[] {
  return Object.values(of).flatMap((value) => (typeof value === 'string' && /^([0-9a-f]{2}){16,}$/.test(value) ? [Buffer.from(value, 'hex')] : []))
}

function broken(whole: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(whole)
  for (let times = randomInt(1, 4); times > 0; times -= 1) {
    const at = randomInt(0, Math.max(1, bytes.length))
    const way = randomInt(0, 5)
    if (way === 0) bytes[at] = randomInt(0, 256)
    if (way === 1) bytes.fill(0xff, at, at + 4)
    if (way === 2) bytes.fill(0, at, at + 4)
    if (way === 3) return bytes.slice(0, at)
    if (way === 4) return new Uint8Array(Buffer.concat([bytes.slice(0, at), randomBytes(randomInt(0, 64)), bytes.slice(at)]))
  }
  return bytes
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(0, items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
