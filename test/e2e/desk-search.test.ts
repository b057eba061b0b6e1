// Reading whole conversations for searching: told as it goes, stopped by a press, going on beside other work, and each case read once.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCaseBody, parseFrame } from '#crypto/server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { openCaseWith, reply, unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'

const CASES = 12
// Behind what a line of the inbox shows.
const far = 'It has been so since the spring, and nobody at the office wants to hear of it when somebody goes there after the shift and asks for the papers. '

let portal: Portal
let organisation: Organisation
let browser: Browser

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  browser = await openChromium()
  for (let n = 0; n < CASES; n += 1) {
    const sealed = await sealFor(organisation, `Our passports are kept, line ${n}. ${far}The key hangs with the lacquerer.`)
    if ((await submitUntilAnswered(organisation.door, sealed, 3)) === null) throw new Error('a report was not taken')
  }
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('reading is shown, stops when it is told to, and goes on while somebody answers a case in another room', async () => {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const desk = await (await browser.newContext()).newPage()
  const read: string[] = []
  desk.on('request', (request) => { if (request.url().endsWith('/desk/api/case')) read.push(parseCaseBody(parseFrame(new Uint8Array(request.postDataBuffer() ?? [])).body).caseId) })
  // As slow as a line across the sea, so that there is something to stop.
  await desk.route('**/desk/api/case', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    await route.continue()
  })
  await unlock(desk, portal.origin, team.lead)

  await search(desk)
  await desk.getByText(`Of ${CASES} messages`).waitFor()
  expect(await found(desk, 'lacquerer')).toBe(0)
  await desk.getByRole('button', { name: 'Read them for searching' }).click()
  await desk.getByText(`2 of ${CASES} read.`).waitFor()
  expect(Number(await desk.locator('progress').getAttribute('value'))).toBeGreaterThanOrEqual(2)
  await desk.getByRole('button', { name: 'Stop reading' }).click()
  await desk.getByRole('button', { name: 'Read them for searching' }).waitFor()
  const left = Number(/Of (\d+) messages/.exec((await desk.locator('section.sheet p').textContent()) ?? '')?.[1])
  expect(left).toBeGreaterThan(0)
  expect(left).toBe(CASES - read.length)
  // What was read is found as soon as it was.
  await expect.poll(() => found(desk, 'lacquerer')).toBe(CASES - left)

  await desk.getByRole('button', { name: 'Read them for searching' }).click()
  await desk.locator('.rooms a[href*="/desk/inbox"]').click()
  await openCaseWith(desk, '')
  const opened = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
  await reply(desk, 'We have read this, and come back to you by Friday.')
  await search(desk)
  await desk.locator('section.sheet').waitFor({ state: 'detached', timeout: 60_000 })
  expect(await found(desk, 'lacquerer')).toBe(CASES)
  const elsewhere = read.filter((caseId) => caseId !== opened)
  expect([new Set(read).size, new Set(elsewhere).size, elsewhere.length]).toEqual([CASES, CASES - 1, CASES - 1])
})

async function search(desk: Page): Promise<void> {
  await desk.keyboard.press('Escape')
  if (!desk.url().includes('/desk/inbox')) await desk.locator('.rooms a[href*="/desk/inbox"]').click()
  await desk.locator('.title .search').press('Enter')
  await desk.waitForURL(/\/desk\/search/)
  await desk.locator('[data-index="ready"]').waitFor({ timeout: 30_000 })
}

async function found(desk: Page, words: string): Promise<number> {
  await desk.locator('main input.search').fill('')
  await desk.locator('[data-index="ready"]', { hasText: 'can be searched' }).waitFor()
  await desk.locator('main input.search').fill(words)
  const told = desk.locator('[data-index="ready"]', { hasText: 'Found:' })
  await told.waitFor()
  return Number(/Found: (\d+) of/.exec((await told.textContent()) ?? '')?.[1])
}
