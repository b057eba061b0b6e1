import type { Browser, Page } from 'playwright-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { rootKeys } from '#crypto/card.ts'
import { makeCode, readCode } from '#crypto/code.ts'
import { deskKeys } from '#crypto/desk-card.ts'
import { deskRecipient } from '#crypto/header.ts'
import { signRoster } from '#crypto/roster.ts'
import type { Roster } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { deskIdFrom } from '#crypto/types.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import type { Cluster } from '#test/world/cluster.ts'
import { comeBackWith } from '#test/world/coming-back.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import type { Sealed } from '#test/world/crowd.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { typeCode } from '#test/world/reporter-steps.ts'
import { TALK_BYTES, addRecipient, hexBytes, insertEpoch, insertRoster, operatorOf, swapMessages, swapReporterCard } from '#test/world/tampering.ts'
import type { Operator } from '#test/world/tampering.ts'
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import reporter from '../../../locales/en/reporter.json' with { type: 'json' }
import trust from '../../../locales/en/trust.json' with { type: 'json' }

// The portal remembers the newest list of teams for five seconds.
const ROSTER_IS_HEARD = 5_500

let cluster: Cluster
let dataDir: string
let portal: Portal
let organisation: Organisation
let operator: Operator
let browser: Browser

beforeAll(async () => {
  cluster = await startCluster()
  dataDir = await mkdtemp(join(tmpdir(), 'attacks-'))
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

test('a report that nobody touched is shown to both', async () => {
  const report = await filed('Untouched words.')
  expect(await reporterReads(report.digits)).toContain(report.words)
  expect(await deskReads(report.caseId)).toContain(report.words)
})

test('a reader added to the first epoch is refused by both', async () => {
  const report = await filed('Nobody else may read this.')
  const [, external] = organisation.teams
  const stranger = { ...(await operator.newestRoster()).roster.desks.find((one) => one.card.deskId === external?.deskId)?.card! }
  await addRecipient(operator, report.caseId, deskRecipient({ ...stranger, deskId: deskIdFrom(randomBytes(16)) }))
  await refusedByReporter(report, trust['stop.ghost'])
  await refusedByDesk(report, desk['desk.refused.ghost'])
})

test('an epoch that nobody opened is refused by both', async () => {
  const report = await filed('Nobody opened another epoch.')
  await insertEpoch(operator, report.caseId)
  await refusedByReporter(report, trust['stop.epoch'])
  await refusedByDesk(report, desk['desk.refused.epoch'])
})

test('a reporter card with another key is refused by the desk', async () => {
  const [report, other] = [await filed('My own key.'), await filed('Another one.')]
  await swapReporterCard(operator, report.caseId, other.caseId)
  await refusedByDesk(report, desk['desk.refused.broken'])
})

test('messages of two cases that changed places are refused by both', async () => {
  const [report, other] = [await filed('The first story.'), await filed('The second story.')]
  await swapMessages(operator, report.caseId, other.caseId)
  for (const one of [report, other]) {
    await refusedByReporter(one, trust['stop.broken'])
    await refusedByDesk(one, desk['desk.refused.broken'])
  }
})

test('a talk that was exchanged behind the notes of the desk is refused by the desk', async () => {
  const report = await filed('The true story.')
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a desk without a lead')
  const { door } = organisation
  const { view } = await openAs(lead, report.caseId, door.today)
  const writes = [{ type: 'note' as const, fields: { text: 'We saw this story.' }, lang: 'en' }]
  await sendRecorded(lead, door.today, (at) => lead.keys.sealWrites({ caseId: report.caseId, writes, addTeam: null, columns: null, summary: view.summary, ...at }))
  // Whoever once got the code (a page without JavaScript) can seal another first report under the very same case id.
  const forged = await sealFor(organisation, 'A story that she never told.', report.digits)
  expect(forged.caseId).toBe(report.caseId)
  const id = [hexBytes(report.caseId)]
  await operator.query('create table kept_streams as select * from streams where case_id = $1 and get_byte(stream, 0) = 3', id)
  await operator.query('create table kept_epochs as select * from epochs where case_id = $1 and get_byte(stream, 0) = 3', id)
  await operator.query('create table kept_wraps as select * from wraps where case_id = $1 and get_byte(stream, 0) = 3', id)
  await operator.query('create table kept_messages as select * from messages where case_id = $1 and get_byte(stream, 0) = 3', id)
  for (const table of ['messages', 'wraps', 'epochs', 'streams', 'receipts', 'summaries', 'case_desks', 'clocks', 'events', 'cases']) {
    await operator.query(`delete from ${table} where case_id = $1`, id)
  }
  if ((await submitUntilAnswered(door, forged, 3)) === null) throw new Error('the forged report was not taken in')
  for (const table of ['streams', 'epochs', 'wraps', 'messages']) await operator.query(`insert into ${table} select * from kept_${table}`)
  await refusedByDesk(report, desk['desk.refused.epoch'])
})

test('a message that is held back is named to both', async () => {
  const report = await filed('First words.')
  const session = await comeBackWith(organisation, report.digits)
  expect(session.timeline).toHaveLength(1)
  await post(report, 'Second words.')
  await post(report, 'Third words.')
  await operator.query('delete from messages where case_id = $1 and stream = $2 and n = 1', [hexBytes(report.caseId), TALK_BYTES])
  expect(await reporterReads(report.digits)).toContain(reporter['warn.withheld.own'])
  expect(await deskReads(report.caseId)).toContain(desk['desk.warning.withheld'].replace('{n}', '2').replace('{who}', desk['desk.by.reporter']))
})

test('a list of teams with another desk key, signed by another root, is refused by everybody', async () => {
  const report = await filed('Sealed for the true desk.')
  const { roster, hash } = await operator.newestRoster()
  const keys = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
  const desks = roster.desks.map((one) => ({ ...one, card: { ...one.card, kemPk: keys.kem.pk, sigPk: keys.sig.pk } }))
  const root = rootKeys(roster.instance, makeCode())
  await insertRoster(operator, signRoster({ ...roster, seq: roster.seq + 1, prevHash: hash, rootPk: root.sig.pk, desks }, root.sig.sk))
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  await refusedByReporter(report, trust['stop.root'])
  await refusedByDesk(report, desk['desk.refused.pinned-root'])
  const page = await (await browser.newContext()).newPage()
  const sent: string[] = []
  page.on('request', (request) => void sent.push(new URL(request.url()).pathname))
  await answerUntilStopped(page, 'Words for the true desk only.')
  // One screen that takes the place of everything, from the question about teams on; the text is still there behind it.
  await page.locator('#s-stop #halt[data-halt]').getByText(trust['stop.rootList']).waitFor()
  expect(await page.locator('main [data-screen]:visible').count()).toBe(1)
  expect(await page.locator('#f-text').inputValue()).toBe('Words for the true desk only.')
  expect(sent).not.toContain('/api/submit')
  await page.context().close()
  await operator.query('delete from rosters where seq = $1', [roster.seq + 1])
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
})

test('a list of teams that went back is refused by a reporter and a desk who saw the newer one', async () => {
  const { roster, hash } = await operator.newestRoster()
  const code = readCode(organisation.rootLines.join(''))
  if (code.kind !== 'ok') throw new Error('the root code does not read')
  const renewed: Roster = { ...roster, seq: roster.seq + 1, prevHash: hash }
  await insertRoster(operator, signRoster(renewed, rootKeys(roster.instance, code.code).sig.sk))
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  const report = await filed('Written under the newer list.')
  await operator.query('delete from rosters where seq = $1', [renewed.seq])
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  // The newer list is gone altogether, and with it the one that the first key names.
  await refusedByReporter(report, trust['stop.roster'])
  await refusedByDesk(report, desk['desk.refused.roster'])
})

// A report that the portal took in and that both sides can read: what is changed afterwards is the only difference.
async function filed(words: string): Promise<Sealed> {
  const sealed = await sealFor(organisation, words)
  if ((await submitUntilAnswered(organisation.door, sealed, 3)) === null) throw new Error('the report was not taken in')
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a desk without a lead')
  expect((await openAs(lead, sealed.caseId, organisation.door.today)).view.timeline).toHaveLength(1)
  expect((await comeBackWith(organisation, sealed.digits)).timeline).toHaveLength(1)
  return sealed
}

// Writes on until the page says stop.
async function answerUntilStopped(page: Page, words: string): Promise<void> {
  await page.goto(`${portal.origin}/en/write`)
  await page.locator('#s-safety [data-do="on"]').click()
  await page.locator('#s-about [data-do="skip"]').click()
  await page.locator('#f-text').fill(words)
  await page.locator('#s-happened [data-do="check"]').click()
  await page.locator('#s-stop:visible').waitFor()
}

async function reporterReads(digits: string): Promise<string> {
  const page = await (await browser.newContext()).newPage()
  await typeCode(page, `${portal.origin}/en/read`, digits)
  // Either the conversation or the words that take its place.
  await page.locator('[data-screen="view"]:visible, #s-stop:visible, main .at:visible').first().waitFor()
  const said = await page.locator('main').innerText()
  await page.context().close()
  return said
}

async function deskReads(caseId: string): Promise<string> {
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a desk without a lead')
  const page = await (await browser.newContext()).newPage()
  await unlock(page, portal.origin, lead)
  await goTo(page, caseId)
  const said = await page.locator('main').innerText()
  await page.context().close()
  return said
}

async function goTo(page: Page, caseId: string): Promise<void> {
  const link = page.locator(`a[href*="${caseId}"]`)
  await link.or(page.locator('.look:visible')).first().waitFor()
  if ((await link.count()) > 0) {
    await link.first().click()
    await page.waitForURL(/\/desk\/case\//)
    await page.getByText(desk['desk.case.opening']).waitFor({ state: 'hidden' })
  }
  await page.locator('.composer, .look:visible').first().waitFor()
}

async function refusedByReporter(report: Sealed, sentence: string): Promise<void> {
  const said = await reporterReads(report.digits)
  expect(said).not.toContain(report.words)
  expect(said).toContain(sentence)
}

async function refusedByDesk(report: Sealed, sentence: string): Promise<void> {
  const said = await deskReads(report.caseId)
  expect(said).not.toContain(report.words)
  expect(said).toContain(sentence)
}

async function post(report: Sealed, words: string): Promise<void> {
  const page = await (await browser.newContext()).newPage()
  await typeCode(page, `${portal.origin}/en/read`, report.digits)
  await page.locator('#f-reply').fill(words)
  await page.locator('[data-do="reply"]').click()
  await page.locator('#letters').getByText(words).waitFor()
  await page.context().close()
}
