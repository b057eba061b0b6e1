// What the operator of the server plants in the live database, before the page of the root holder and before the staff:
// exchanged keys, an old list, a list that ran out, a changed record.
import type { Browser } from 'playwright-core'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rootKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { signRoster } from '#crypto/roster.ts'
import { dayFrom } from '#crypto/types.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import type { Cluster } from '#test/world/cluster.ts'
import { openFirstCase } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { bytesIn, insertRoster, operatorOf } from '#test/world/tampering.ts'
import type { Operator } from '#test/world/tampering.ts'
import admin from '../../../locales/en/admin.json' with { type: 'json' }
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import { atDesk, freshPage, openRosterWithFile, signList } from './ways.ts'

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
  dataDir = await mkdtemp(join(tmpdir(), 'planted-'))
  portal = await startPortal({ databaseUrl: cluster.url, dataDir })
  organisation = await foundOn(portal)
  await organisation.write({ name: 'record', language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: 'Who read this?' }, turns: [] })
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

test('a desk card that was exchanged while it waits is refused in red, and nothing is signed', async () => {
  const team = firstTeam()
  const lead = await atDesk(browser, portal.origin, team.lead, 'Members')
  await lead.getByRole('button', { name: 'Change the keys of this team' }).click()
  await lead.getByRole('button', { name: 'Make new keys' }).click()
  await lead.locator('[data-rotation]').waitFor({ timeout: 30_000 })

  const [waiting] = await operator.query('select card from pending_cards')
  const card = bytesIn(waiting, 'card')
  // Another key to seal to, in the place of the desk's own.
  const swapped = card.with(36 + 100, (card[136] ?? 0) ^ 1)
  await operator.query('update pending_cards set card = $1', [swapped])
  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, organisation.rootFile)
  await root.locator('[data-stage="stop"] .look[data-kind="stop"]').waitFor()
  expect(await root.locator('main').innerText()).toContain(admin['admin.roster.stop.ghost'])
  expect(await root.getByRole('button', { name: 'Sign and publish' }).count()).toBe(0)
  expect(await operator.query('select seq from rosters')).toHaveLength(1)
  const handler = await atDesk(browser, portal.origin, team.handler)
  await handler.getByText(desk['desk.refused.ghost']).waitFor()
  await operator.query('update pending_cards set card = $1', [card])
})

test('a list older than the one that the root file remembers is refused in red', async () => {
  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, organisation.rootFile)
  const newer = await signList(root)
  await operator.query('create table kept_rosters as select * from rosters')
  await operator.query('delete from rosters where seq = 2')
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  await openRosterWithFile(root, portal.origin, newer)
  await root.locator('[data-stage="stop"] .look[data-kind="stop"]').waitFor()
  expect(await root.locator('main').innerText()).toContain(admin['admin.roster.stop.rollback'])
  await operator.query('insert into rosters select * from kept_rosters where seq = 2')
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
})

test('an entry of the record that was changed is shown as a fault', async () => {
  const team = firstTeam()
  const handler = await atDesk(browser, portal.origin, team.handler)
  await openFirstCase(handler)
  const lead = await atDesk(browser, portal.origin, team.lead)
  await openFirstCase(lead)
  await lead.getByRole('button', { name: 'Show the record' }).click()
  await lead.locator('[data-record="holds"] tr', { hasText: team.handler.name }).first().waitFor()
  await lead.getByRole('button', { name: 'Hide the record' }).click()

  const [forged] = await operator.query('select s, entry from audit_entries where subject = (select audit_ref from cases limit 1) order by s limit 1')
  const entry = bytesIn(forged, 'entry')
  // Another object under the same signature.
  await operator.query('update audit_entries set entry = $1 where s = $2', [entry.with(100, (entry[100] ?? 0) ^ 1), forged?.['s']])
  await lead.getByRole('button', { name: 'Show the record' }).click()
  await lead.locator('[data-record="fault"] .look[data-kind="stop"]').waitFor()
  await operator.query('update audit_entries set entry = $1 where s = $2', [entry, forged?.['s']])
})

test('a list that ends within a hundred days warns, one that ran out lets everybody read and nobody write', async () => {
  const team = firstTeam()
  await plantRoster(310)
  const lead = await atDesk(browser, portal.origin, team.lead)
  await lead.getByText(/^The list of teams is valid until/).waitFor()

  await plantRoster(410)
  await lead.reload()
  await lead.getByText(/^The list of teams ran out on/).waitFor({ timeout: 30_000 })
  await lead.locator('.case-row').first().locator('a').first().click()
  await lead.locator('.entry', { hasText: 'Who read this?' }).waitFor({ timeout: 30_000 })
  await lead.locator('.composer textarea').fill('This must not go out.')
  await lead.locator('.composer button.button[data-kind="on"]').first().click()
  await lead.getByText(desk['desk.refused.expired']).waitFor()
})

function firstTeam(): Organisation['teams'][number] {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return team
}

// The next list, rightly signed, but dated so many days back.
async function plantRoster(daysAgo: number): Promise<void> {
  const read = readCode(organisation.rootLines.join(''))
  if (read.kind !== 'ok') throw new Error('the root key does not read')
  const { roster, hash } = await operator.newestRoster()
  const issuedDay = dayFrom(organisation.door.today - daysAgo)
  const root = rootKeys(roster.instance, read.code)
  await insertRoster(operator, signRoster({ ...roster, seq: roster.seq + 1, prevHash: hash, issuedDay, notAfterDay: dayFrom(issuedDay + 400) }, root.sig.sk))
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
}
