// The clocks of laws on the page of a case: what a message is for them is said by whoever writes it, and stops them in the same write.
import { afterAll, expect, test } from 'vitest'
import { clocksForTriage } from '#db/model/clock-plan.ts'
import { caseDaysOf } from '#db/model/case-days.ts'
import { dayFrom } from '#db/model/ids.ts'
import { theCase } from '#db/model/work-records.ts'
import { lockedExit, sign, work } from '#test/world/casework.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { tooWide } from './pages/layout.ts'
import { violations } from './reporter/axe.ts'

const portal = await startPortal()
const organisation = await foundOn(portal)
const browser = await openChromium()
const [team] = organisation.teams
if (team === undefined) throw new Error('the organisation has no team')
const { lead } = team
const { today } = organisation.door
afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

const story = { name: 'exit', language: 'en', daysAgo: 0, tiles: ['safety'], answers: { text: 'The fire exit is chained.', contact: 'ask' }, turns: [] } as const

test('the first message acknowledges under two laws, and one that says so is the feedback and the notice they wait for', async () => {
  const { caseId } = await organisation.write(story)
  let ids = 0
  const days = caseDaysOf([], { receivedDay: dayFrom(today), urgentDay: null, feedbackDay: null, protectiveDay: null })
  const laws = clocksForTriage({ days, profiles: ['EU', 'JP'], today: dayFrom(today), clocks: [], newId: () => (ids += 1).toString(16).padStart(32, 'e') })
  await sign(lead, caseId, today, [...lockedExit(lead.memberId, 'aa'.repeat(16)), work('legal', { tags: [], profiles: ['EU', 'JP'] }, theCase), ...laws.map(({ clock }) => work('clock', clock, clock.clockId))])

  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await unlock(page, portal.origin, lead)
  await page.goto(`${portal.origin}/desk/case/${caseId}?lng=en`)
  const composer = page.locator('.composer')
  await composer.getByLabel('Your own words').fill('We have asked for the plan of the building, because the exit must stay open.')
  const tells = composer.locator('[data-tells]')
  expect(await tells.getByRole('checkbox').count()).toBe(2)
  await tells.getByRole('checkbox', { name: /^It says what we did/ }).press('Space')
  await tells.getByRole('checkbox', { name: /^It says whether we investigate/ }).press('Space')
  expect(await violations(page)).toEqual([])
  expect(await tooWide(page, [320, 360, 768, 1280])).toEqual([])
  await composer.getByRole('button', { name: 'Send to the reporter' }).press('Enter')
  await page.locator('.composer [data-tells]').waitFor({ state: 'detached', timeout: 30_000 })

  await page.goto(`${portal.origin}/desk/case/${caseId}?lng=en&part=triage`)
  const stateOf = (rule: string) => page.locator(`[data-clock="${rule}"]`).innerText()
  await page.locator('[data-clock="EU-FB"]').waitFor({ timeout: 30_000 })
  for (const rule of ['EU-ACK', 'EU-FB', 'JP-INV', 'G-ACK']) expect([rule, /stopped/i.test(await stateOf(rule))]).toEqual([rule, true])
  expect(await stateOf('JP-WATCH')).not.toMatch(/stopped/i)
  expect(await page.locator('.timeline .look[data-kind="stop"]').count()).toBe(0)
})
