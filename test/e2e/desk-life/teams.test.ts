// The list grows and shrinks: the root holder names a further team, its first person makes the keys, people compare, the root signs;
// later the team is left out again.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { comeIn, enterDesk } from '../desk/steps.ts'
import { freshPage, openRosterWithFile, signList } from './ways.ts'

const label = 'Asagiri board team'

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

test('a further team is named, founded, compared, signed, and can be left out again', async () => {
  const root = await freshPage(browser)
  await openRosterWithFile(root, portal.origin, organisation.rootFile)
  await root.getByRole('button', { name: 'Add a team' }).click()
  await root.getByLabel('Name that reporters read').fill(label)
  await root.getByLabel('your directors').check()
  await root.getByLabel('independent').check()
  await root.getByRole('button', { name: 'Make the link' }).click()
  const link = (await root.locator('.link-out').innerText()).trim()

  const founder = await freshPage(browser, 768)
  const keeper = await comeIn(founder, link, 'T. Aung')
  await root.getByRole('button', { name: 'Look again' }).click()
  const added = root.locator('[data-change="new"]', { hasText: label })
  await added.waitFor()
  if ((await added.locator('summary').count()) > 0) await added.locator('summary').click()
  expect((await added.locator('.fingerprint').first().innerText()).replace(/\D/g, '')).toBe(keeper.fingerprint)
  for (const tick of await added.getByRole('checkbox').all()) await tick.check()
  const file = await signList(root)

  await enterDesk(founder, portal.origin)
  await founder.locator('.bar-who', { hasText: label }).waitFor()

  await openRosterWithFile(root, portal.origin, file)
  await root.locator('[data-desk]', { hasText: label }).getByRole('button', { name: 'Leave this team out' }).click()
  await root.locator('[data-change="dropped"]', { hasText: label }).waitFor()
  const after = await signList(root)
  await openRosterWithFile(root, portal.origin, after)
  await root.getByText('Number 3, signed on').waitFor()
  expect(await root.locator('[data-desk]', { hasText: label }).count()).toBe(0)
})
