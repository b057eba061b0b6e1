// From an empty database to a portal that reporters can use, in two browser profiles that share nothing.
import { expect, test } from 'vitest'
import { unlock } from '#test/world/desk-steps.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startPortal } from '#test/world/portal.ts'
import { comeIn, compareAndOpen, enterDesk, keepRoot, nameOrganisation, planTeams } from './desk/steps.ts'

const plan = { organisation: 'Kitami Foods', legal: 'Kitami advice team', external: 'Outside team Aoba', recovery: 'Notary Honda' }

test('two people set a portal up, open it, and invite a third one who reads old messages', async () => {
  await using portal = await startPortal()
  const browser = await openChromium()
  try {
    const owner = await (await browser.newContext()).newPage()
    const outside = await (await browser.newContext()).newPage()
    const third = await (await browser.newContext()).newPage()

    await nameOrganisation(owner, await portal.setUpLink(), plan.organisation)
    await keepRoot(owner)
    const [legalLink, externalLink] = await planTeams(owner, plan)
    expect(await owner.getByRole('button', { name: 'Sign and open' }).count()).toBe(0)
    expect(await owner.locator('.blockers li:not([data-done])').allInnerTexts()).toContainEqual(expect.stringContaining('An independent team with one ready key holder'))

    // The first person of the legal team sits at the same computer, in another tab.
    const sameComputer = await owner.context().newPage()
    const legal = await comeIn(sameComputer, legalLink, 'R. Chen')
    await owner.locator('section[data-founded]', { hasText: plan.legal }).waitFor({ timeout: 30_000 })
    expect(await owner.locator('[data-step="founders"]').count(), 'one team alone does not open a portal').toBe(1)

    const external = await comeIn(outside, externalLink, 'M. Sato')
    await compareAndOpen(owner, { [plan.legal]: legal, [plan.external]: external })

    // A used link is a used link.
    await third.goto(externalLink)
    await third.locator('[data-stage="refused"]').waitFor()

    // The keys made a moment ago are still in the worker: the desk opens without asking.
    await enterDesk(outside, portal.origin)
    await outside.getByRole('button', { name: 'Lock now' }).click()
    await unlock(outside, portal.origin, external)
    await outside.getByRole('link', { name: 'Members' }).click()
    await outside.getByRole('button', { name: 'Invite a handler' }).click()
    const joinLink = (await outside.locator('.link-out').innerText()).trim()
    const colleague = await comeIn(third, joinLink, 'K. Abe')
    await outside.getByRole('button', { name: 'Look again' }).click()
    await outside.getByRole('button', { name: 'Admit K. Abe' }).click()
    await outside.locator('.list tr', { hasText: 'K. Abe' }).waitFor()

    await enterDesk(third, portal.origin)
    await third.getByRole('button', { name: 'Lock now' }).click()
    await unlock(third, portal.origin, colleague)
    expect(await third.locator('.bar-who').innerText()).toContain(plan.external)
  } finally {
    await browser.close()
  }
})

test('the first visitor without the link of the console does not own the portal', async () => {
  await using portal = await startPortal()
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`${portal.origin}/desk/set-up?lng=en`)
    await page.getByText('Open the link that the server printed').waitFor()
    await page.goto(`${portal.origin}/desk/set-up?lng=en#${'A'.repeat(43)}`)
    await page.reload()
    await page.getByText('Open the link that the server printed').waitFor()
    expect(await page.getByLabel('Name of the organisation').count()).toBe(0)
  } finally {
    await browser.close()
  }
})
