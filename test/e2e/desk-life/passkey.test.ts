// A passkey of a device opens the desk: made on the member's own page, used on the locked page, taken away again.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#app/practice/founding.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { lock } from '../desk/steps.ts'
import { atDesk, device } from './ways.ts'

let portal: Portal
let organisation: Organisation
let browser: Browser

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('a passkey is added, opens the desk without typing a secret, and opens nothing once it is removed', async () => {
  const lead = firstLead()
  const page = await atDesk(browser, portal.origin, lead, 'My ways in')
  await device(page, { prf: true })
  const sent = bodiesOf(page)
  await page.locator('.ways').getByText('No passkey yet.').waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor({ timeout: 30_000 })
  expect(await page.locator('[data-way="passkey"]').count()).toBe(1)

  await lock(page)
  await usePasskey(page, lead.name)
  await page.waitForURL(/\/desk\/inbox/, { timeout: 30_000 })
  await page.locator('.bar-who', { hasText: lead.name }).waitFor()
  // What the device gave out opens the keys: it must not leave the browser in any form that could be taken for it.
  expect(sent.filter((body) => body.includes('prf'))).toEqual([])

  await page.getByRole('link', { name: 'My ways in' }).click()
  await page.locator('[data-way="passkey"]').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('The passkey opens nothing here any more.').waitFor()
  await lock(page)
  await usePasskey(page, lead.name)
  await page.getByText('No passkey is kept for this name.').waitFor()
})

test('a device that cannot give bytes for a key is told so, and the phrase still opens', async () => {
  const lead = firstLead()
  const page = await atDesk(browser, portal.origin, lead, 'My ways in')
  await device(page, { prf: false })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('This passkey cannot keep a key for this portal.').waitFor()
  expect(await page.locator('[data-way="passkey"]').count()).toBe(0)
})

test('without a name the passkey is not asked for', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${portal.origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.locator('.field[data-look]').waitFor()
})

function firstLead(): Person {
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('the organisation has no team')
  return lead
}

async function usePasskey(page: Page, name: string): Promise<void> {
  await page.locator('input[name="name"]').fill(name)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
}

function bodiesOf(page: Page): string[] {
  const bodies: string[] = []
  page.on('request', (request) => void bodies.push(request.postData() ?? ''))
  return bodies
}
