// What an operator can do to rows of a room between the teams and of a copy, in a live database: the browser refuses or names it.
import type { Browser } from 'playwright-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import type { Person } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import type { Reporter } from '#app/practice/reporter.server.ts'
import { agreed } from '#app/practice/two-people.server.ts'
import { ctxOf, encodeHeader, parseHeader, recipientBytes } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import { deskParty, partyBytes } from '#crypto/party.ts'
import { openFromShred, sealForShred } from '#crypto/shred.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { deskIdFrom, hashOf } from '#crypto/types.ts'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import type { Cluster } from '#test/world/cluster.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { typeCode } from '#test/world/reporter-steps.ts'
import { bytesIn, hexBytes, operatorOf } from '#test/world/tampering.ts'
import type { Operator } from '#test/world/tampering.ts'
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import trust from '../../../locales/en/trust.json' with { type: 'json' }

const ROOM = Buffer.concat([Buffer.from([2]), Buffer.alloc(16)])

let cluster: Cluster
let dataDir: string
let portal: Portal
let organisation: Organisation
let operator: Operator
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster()
  dataDir = await mkdtemp(join(tmpdir(), 'attacks-teams-'))
  portal = await startPortal({ databaseUrl: cluster.url, dataDir })
  organisation = await foundOn(portal)
  operator = await operatorOf(cluster.url, dataDir)
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await operator[Symbol.asyncDispose]()
  await portal.stop()
  await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a room that nobody touched is read by both teams', async () => {
  const reporter = await withRoom('The door is locked at night.')
  for (const team of organisation.teams) expect(await reads(team.lead, reporter)).toContain('Between us: The door is locked at night.')
})

test('a ghost among the readers of a room is refused', async () => {
  const reporter = await withRoom('Ghost.')
  const ghost = { party: deskParty(deskIdFrom(randomBytes(16))), deskEpoch: 1, cardHash: hashOf('card', randomBytes(32)) }
  await rewrite(reporter, (header) => ({ ...header, recipients: [...header.recipients, ghost].sort((a, b) => Buffer.compare(recipientBytes(a), recipientBytes(b))) }))
  expect(await reads(theFirst(), reporter)).toContain(desk['desk.refused.ghost'])
})

test('a room that hangs on another talk is refused', async () => {
  const reporter = await withRoom('Other talk.')
  await rewrite(reporter, (header) => ({ ...header, anchor: hashOf('ctx', randomBytes(32)) }))
  expect(await reads(theFirst(), reporter)).toContain(desk['desk.refused.epoch'])
})

test('words of two rooms that changed places are refused', async () => {
  const [one, other] = [await withRoom('One.'), await withRoom('Other.')]
  const bodies = await Promise.all([one, other].map(async ({ caseId }) => bytesIn((await operator.query('select body from messages where case_id = $1 and stream = $2 and n = 2', [hexBytes(caseId), ROOM]))[0], 'body')))
  await operator.query('update messages set body = $3 where case_id = $1 and stream = $2 and n = 2', [hexBytes(one.caseId), ROOM, bodies[1]])
  expect(await reads(theFirst(), one)).toContain(desk['desk.refused.broken'])
})

test('a word that is held back from a room is named', async () => {
  const reporter = await withRoom('First.')
  await write(theFirst(), reporter, [{ type: 'room', fields: { text: 'Second.' }, lang: 'en' }])
  await operator.query('delete from messages where case_id = $1 and stream = $2 and n = 2', [hexBytes(reporter.caseId), ROOM])
  const said = await reads(theFirst(), reporter)
  expect(said).toContain(desk['desk.warning.withheld'].replace('{n}', '3').replace('{who}', theFirst().name))
  expect(said).toContain('Second.')
})

test('a list of the other team that lost its last line is refused', async () => {
  const reporter = await withRoom('Cut list.')
  const [, external] = organisation.teams
  const at = [hexBytes(external?.deskId ?? '')]
  await operator.query('create table kept_changes as select * from member_changes where desk_id = $1', at)
  await operator.query('delete from member_changes where desk_id = $1', at)
  try {
    expect(await reads(theFirst(), reporter)).toContain(desk['desk.refused.ghost'])
  } finally {
    await operator.query('insert into member_changes select * from kept_changes')
  }
  expect(await reads(theFirst(), reporter)).toContain('Between us: Cut list.')
})

test('a copy whose words were exchanged for those of another is refused by its reader', async () => {
  const [mine, other] = [await withCopy('My words.'), await withCopy('Other words.')]
  expect(await readsCopy(mine.digits)).toContain('My words.')
  await operator.query('update copy_messages set body = (select body from copy_messages where copy_id = $2 and n = 1) where copy_id = $1 and n = 1', [hexBytes(mine.copyId), hexBytes(other.copyId)])
  const said = await readsCopy(mine.digits)
  expect(said).toContain(trust['stop.broken'])
  expect(said).not.toContain('words.')
  expect(await readsCopy(other.digits)).toContain('Other words.')
})

function theFirst(): Person {
  const lead = organisation.teams[0]?.lead
  return lead ?? (() => { throw new Error('a desk without a lead') })()
}

async function write(person: Person, reporter: Reporter, writes: DeskWrite[]): Promise<void> {
  const { today } = organisation.door
  const { view } = await openAs(person, reporter.caseId, today)
  await sendRecorded(person, today, (at) => person.keys.sealWrites({ caseId: reporter.caseId, writes, addTeam: null, columns: null, summary: view.summary, ...at }))
}

// A case that both teams read since two people agreed on it, with one word between them: the lead's third entry, after the opening and the approval.
async function withRoom(words: string): Promise<Reporter> {
  const reporter = await organisation.write({ name: words, language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: words }, turns: [] })
  const [legal, external] = organisation.teams
  if (legal === undefined || external === undefined) throw new Error('two teams expected')
  const addTeam = { deskId: external.deskId, history: true }
  const { lead: approver, handler: proposer } = legal
  await agreed({ caseId: reporter.caseId, kind: 'add-desk', proposer, approver, lang: 'en', day: organisation.door.today, body: () => ({ ...addTeam, why: 'They know the house.' }) }, () => ({ addTeam }))
  await write(theFirst(), reporter, [{ type: 'room', fields: { text: `Between us: ${words}` }, lang: 'en' }])
  return reporter
}

async function withCopy(text: string): Promise<{ copyId: string; digits: string }> {
  const reporter = await organisation.write({ name: text, language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text }, turns: [] })
  const [person, { today }] = [theFirst(), organisation.door]
  await openAs(person, reporter.caseId, today)
  return await sendRecorded(person, today, (at) => person.keys.sealCopy({ caseId: reporter.caseId, text, purpose: 'inspection', untilDay: today + 30, sources: [], lang: 'en', ...at }))
}

// Another header for the newest epoch of the room; what the server seals around its keys is renewed, so that only a reader can notice.
async function rewrite({ caseId }: Reporter, change: (header: Header) => Header): Promise<void> {
  const at = [hexBytes(caseId), ROOM]
  const [row] = await operator.query('select header, back from epochs where case_id = $1 and stream = $2 and epoch = 1', at)
  const header = parseHeader(bytesIn(row, 'header'))
  const bytes = encodeHeader(change(header))
  const [before, after] = [ctxOf(encodeHeader(header)), ctxOf(bytes)]
  const shred = await operator.shredKey(caseId)
  const back = sealForShred(shred, after, 'back', openFromShred(shred, before, 'back', bytesIn(row, 'back')))
  await operator.query('update epochs set header = $3, ctx = $4, back = $5 where case_id = $1 and stream = $2 and epoch = 1', [...at, bytes, after, back])
  for (const recipient of header.recipients) {
    const party = partyBytes(recipient.party)
    const [held] = await operator.query('select wrap from wraps where case_id = $1 and stream = $2 and epoch = 1 and party = $3', [...at, party])
    const wrap = openFromShred(shred, before, recipient, bytesIn(held, 'wrap'))
    await operator.query('update wraps set wrap = $4 where case_id = $1 and stream = $2 and epoch = 1 and party = $3', [...at, party, sealForShred(shred, after, recipient, wrap)])
  }
}

async function reads(person: Person, reporter: Reporter): Promise<string> {
  const page = await (await browser.newContext()).newPage()
  await unlock(page, portal.origin, person)
  await page.goto(`${portal.origin}/desk/case/${reporter.caseId}?lng=en`)
  await page.locator('.composer, main .look:visible').first().waitFor()
  const said = await page.locator('main').innerText()
  await page.context().close()
  return said
}

async function readsCopy(digits: string): Promise<string> {
  const page = await (await browser.newContext()).newPage()
  await typeCode(page, `${portal.origin}/en/copy`, digits)
  await page.locator('[data-screen="copy"]:visible, #s-stop:visible').first().waitFor()
  const said = await page.locator('main').innerText()
  await page.context().close()
  return said
}
