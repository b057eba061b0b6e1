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
  await watch(page)
  await page.locator('.ways').getByText('No passkey yet.').waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor({ timeout: 30_000 })
  expect(await page.locator('[data-way="passkey"]').count()).toBe(1)
  // What the device gave out opens the keys: it does not leave the browser in any form.
  const { given, sent } = await watched(page)
  expect(given).toHaveLength(32)
  expect(sent.length).toBeGreaterThan(1)
  for (const form of [given, given.toString('base64url'), given.toString('hex')]) expect(sent.filter((body) => body.includes(form))).toEqual([])

  await lock(page)
  await usePasskey(page, lead.name)
  await page.waitForURL(/\/desk\/inbox/, { timeout: 30_000 })
  await page.locator('.bar-who', { hasText: lead.name }).waitFor()

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

type Watched = { given: number[][]; sent: number[][] }

// Keeps a copy of what the device hands to the page, and of everything that the page sends from now on.
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept: Watched = { given: [], sent: [] }
    Object.assign(globalThis, { kept })
    const keep = (credential: Credential | null): Credential | null => {
      const first = credential instanceof PublicKeyCredential ? credential.getClientExtensionResults().prf?.results?.first : undefined
      if (first instanceof ArrayBuffer) kept.given.push([...new Uint8Array(first)])
      return credential
    }
    const { credentials } = navigator
    const [create, get, ask] = [credentials.create.bind(credentials), credentials.get.bind(credentials), globalThis.fetch]
    credentials.create = async (options) => keep(await create(options))
    credentials.get = async (options) => keep(await get(options))
    globalThis.fetch = async (input, init) => {
      if (init?.body) kept.sent.push([...new Uint8Array(await new Response(init.body).arrayBuffer())])
      return ask(input, init)
    }
  })
}

async function watched(page: Page): Promise<{ given: Buffer; sent: Buffer[] }> {
  const { given, sent } = await page.evaluate(() => (globalThis as unknown as { kept: Watched }).kept)
  return { given: Buffer.from(given[0] ?? []), sent: sent.map((body) => Buffer.from(body)) }
}
