// The recovery code: the drill beside a member, and the day when nobody else can come in.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { atDesk, freshPage, outsideTeam, reportToOutside } from './ways.ts'

const words = 'The agency asks for two months of pay.'

let portal: Portal
let organisation: Organisation
let browser: Browser

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  browser = await openChromium()
  await reportToOutside(organisation, words)
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('the holder of the code reads the cases of the team, has no field to write in, and closes', async () => {
  const { recovery, label } = outsideTeam(organisation)
  const page = await freshPage(browser, 360)
  await page.goto(`${portal.origin}/desk/recovery?lng=en`)
  await page.getByLabel('The seven lines from the sheet').fill('111111\n'.repeat(7))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.locator('.field-look').waitFor()
  await page.getByLabel('The seven lines from the sheet').fill(recovery.join('\n'))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('Recovery: reading only').waitFor({ timeout: 30_000 })
  await page.getByRole('heading', { name: `Cases of ${label}` }).waitFor()
  await page.getByRole('button', { name: 'Open' }).first().click()
  await page.locator('.entry', { hasText: words }).waitFor()
  expect(await page.locator('main textarea, main input').count()).toBe(0)
  await page.getByRole('button', { name: 'Close and forget' }).click()
  await page.getByLabel('The seven lines from the sheet').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(words)
  // The session is gone with the keys.
  expect(await page.evaluate(async () => (await fetch('/desk/api/recovery/directory')).status)).toBe(401)
})

test('a drill opens everything with the typed code and leaves a dated, signed line; a wrong code leaves none', async () => {
  const { recovery, lead } = outsideTeam(organisation)
  const page = await atDesk(browser, portal.origin, lead, 'Members')
  await page.getByRole('link', { name: 'Try the recovery code' }).click()
  await page.getByText('Not tried yet.').waitFor({ timeout: 30_000 })
  const field = page.getByLabel(/^The seven lines, typed by/)
  const [first = '', ...rest] = recovery
  await field.fill([...rest, first].join('\n'))
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.locator('.field-look').waitFor()
  await field.fill(recovery.join('\n'))
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.locator('[data-drill="done"]').waitFor({ timeout: 30_000 })
  await page.getByText(`signed by ${lead.name}`).waitFor()
  expect(await page.locator('[data-drill] .points li').count()).toBe(1)
})
