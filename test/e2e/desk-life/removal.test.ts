// A member leaves: locked out at once, keys signed by the root, open cases changed to them, everybody else reads on.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#test/world/chromium.ts'
import { openCaseWith, openFirstCase, reply } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { comeBack } from '#test/world/reporter-steps.ts'
import { atDesk, freshPage, openRosterWithFile, openRosterWithLines, removeMember, signList } from './ways.ts'

let portal: Portal
let organisation: Organisation
let browser: Browser
// The newest root file, as its holder keeps it.
let rootFile: Uint8Array

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  rootFile = organisation.rootFile
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('keys are changed without anybody leaving: the root reads who came in, and signs', async () => {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const lead = await atDesk(browser, portal.origin, team.lead, 'Members')
  await lead.getByRole('button', { name: 'Change the keys of this team' }).click()
  await lead.getByRole('button', { name: 'Make new keys' }).click()
  await lead.locator('[data-rotation]').waitFor({ timeout: 30_000 })
  const groups = (await lead.locator('[data-rotation] .fingerprint').innerText()).replace(/\D/g, '')

  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, rootFile)
  const change = root.locator(`[data-desk="${team.deskId}"]`)
  expect(await change.getAttribute('data-change')).toBe('rotated')
  expect(await change.innerText()).toContain(`Came in: ${team.handler.name} (Handler)`)
  await change.locator('summary').click()
  expect((await change.locator('.fingerprint').innerText()).replace(/\D/g, '')).toBe(groups)
  rootFile = await signList(root)
  await lead.getByRole('button', { name: 'Look again' }).click()
  await lead.locator('[data-rotation]').waitFor({ state: 'detached' })
})

test('a removed member is locked out at once; the root signs, open cases get the new keys, reporter and team read on', async () => {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const words = 'They keep our passports in the office.'
  const { digits } = await organisation.write({ name: 'removal', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: words }, turns: [] })

  const removed = await atDesk(browser, portal.origin, team.handler)
  await openFirstCase(removed)
  const lead = await atDesk(browser, portal.origin, team.lead, 'Members')
  await removeMember(lead, team.handler.name)
  expect(await lead.locator('.list').innerText()).not.toContain(team.handler.name)

  // A server that kept the new keys back: the keys in force are those that the removed member has, and the page says so.
  await lead.route('**/desk/api/directory', async (route) => {
    const answer = await route.fetch()
    const rows = (await answer.json()) as { desks: object[] }
    await route.fulfill({ response: answer, json: { ...rows, desks: rows.desks.map((desk) => ({ ...desk, pendingRotation: null })) } })
  })
  await lead.getByRole('button', { name: 'Look again' }).click()
  await lead.locator('[data-held]', { hasText: `${team.handler.name} was removed after the keys of` }).waitFor({ timeout: 30_000 })
  await lead.unroute('**/desk/api/directory')
  await lead.getByRole('button', { name: 'Look again' }).click()
  await lead.locator('[data-rotation]').waitFor({ timeout: 30_000 })

  // The page that was open gets nothing more, and the phrase opens nothing any more.
  const refused = removed.waitForResponse((answer) => answer.url().includes('/desk/api/') && answer.status() >= 400)
  await removed.reload()
  await refused
  await removed.locator('main .look, form[data-ready]').first().waitFor({ timeout: 30_000 })
  expect(await removed.locator('main').innerText()).not.toContain(words)
  const again = await freshPage(browser)
  await again.goto(`${portal.origin}/desk?lng=en`)
  await again.locator('form[data-ready]').waitFor()
  await again.locator('input[name="name"]').fill(team.handler.name)
  await again.locator('input[name="secret"]').fill(team.handler.phrase)
  await again.getByRole('button', { name: 'Unlock', exact: true }).click()
  await again.getByText('Nothing opens with this name').waitFor({ timeout: 60_000 })

  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, rootFile)
  const change = root.locator(`[data-desk="${team.deskId}"]`)
  expect(await change.getAttribute('data-change')).toBe('rotated')
  expect(await change.innerText()).toContain(`Removed: ${team.handler.name}`)
  expect(await change.innerText()).toContain(`${team.lead.name}, a member of the list you signed`)
  rootFile = await signList(root)

  await lead.getByRole('link', { name: 'Inbox' }).click()
  await lead.reload()
  await lead.getByText('Cases that still use old keys: 1').waitFor({ timeout: 30_000 })
  await lead.getByRole('button', { name: 'Change them now' }).click()
  await lead.locator('[data-rekeyed]').waitFor({ timeout: 60_000 })
  await lead.reload()
  await openCaseWith(lead, words)
  await lead.getByRole('button', { name: 'Show the record' }).click()
  await lead.locator('[data-record="holds"] td', { hasText: 'changed the keys of the case' }).first().waitFor()
  await lead.locator('[data-record="holds"] tr', { hasText: `${team.handler.name} no longer a member` }).first().waitFor()
  await reply(lead, 'We read this under new keys.')

  const phone = await freshPage(browser, 360)
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  await phone.locator('#letters').getByText('We read this under new keys.').waitFor()
})

test('signing the same list again makes it valid anew, and the file remembers', async () => {
  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, rootFile)
  await root.getByText('Number 3, signed on').waitFor()
  await root.getByText('Nothing has changed. Signing again').waitFor()
  expect(await root.getByText('Only the file root.key remembers').count()).toBe(0)
  // The line is lost at the last step: the signed list is kept and sent again, not signed anew.
  await root.route('**/desk/api/roster', (route) => route.abort(), { times: 1 })
  await root.getByRole('button', { name: 'Sign and publish' }).click()
  await root.locator('[data-stage="unsent"]').waitFor()
  rootFile = await signList(root, 'Publish it now')
  await openRosterWithFile(root, portal.origin, rootFile)
  await root.getByText('Number 4, signed on').waitFor()
})

test('who types the seven lines is told that nobody remembers the last list, and a team cannot be left out alone', async () => {
  const root = await freshPage(browser)
  await openRosterWithLines(root, portal.origin, organisation.rootLines.map((line) => line.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10))))
  expect(await root.locator('.field-look').count()).toBe(1)
  await openRosterWithLines(root, portal.origin, organisation.rootLines)
  await root.getByText('Only the file root.key remembers what you signed last').waitFor()
  const independent = root.locator('[data-desk]', { hasText: 'independent' })
  await independent.getByRole('button', { name: 'Leave this team out' }).click()
  await root.getByText('One independent team must stay on the list.').waitFor()
  expect(await root.getByRole('button', { name: 'Sign and publish' }).getAttribute('aria-disabled')).toBe('true')
})
