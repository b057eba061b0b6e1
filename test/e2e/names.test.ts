// Who reports tells one team who they are: on their own page, or in a call through the member who writes it down. Others never see it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#app/practice/founding.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn, type Organisation } from '#test/world/organisation.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'
import { comeBack } from '#test/world/reporter-steps.ts'
import { violations } from './reporter/axe.ts'
import { tooWide } from './pages/layout.ts'

const secret = /khin|line88/i
let portal: Portal
let organisation: Organisation
let browser: Browser
let lead: Person
const asked: string[] = []

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  browser = await openChromium()
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  ;({ lead } = team)
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('a name is given to a team, opened for a line in the record, hidden again, and taken back; no request ever held it in clear', async () => {
  const { digits, caseId } = await organisation.write({ name: 'named', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: 'They keep our passports.', contact: 'ask' }, turns: [] })
  const phone = await machine({ width: 360, height: 740 })
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  await phone.locator('#own-name summary').press('Enter')
  await phone.getByRole('button', { name: 'Give my name' }).click()
  await phone.locator('#look-view').getByText('Please choose who may know.').waitFor()
  await phone.getByLabel('Your name').fill('Khin Khin')
  await phone.getByLabel('How can we reach you?').fill('line88, evenings')
  await phone.getByRole('checkbox', { name: organisation.teams[0]?.label ?? '' }).check()
  await phone.getByRole('radio', { name: 'To find out what happened' }).check()
  await phone.getByRole('button', { name: 'Give my name' }).click()
  await phone.locator('#named').getByText('this team can open your name').waitFor()
  expect(await phone.getByLabel('Your name').inputValue()).toBe('')
  expect(await violations(phone)).toEqual([])
  expect(await tooWide(phone, [320, 360])).toEqual([])

  const desk = await atTheDesk(caseId)
  const block = desk.locator('[data-name]')
  await block.getByText('Other teams cannot open it.').waitFor()
  expect(await desk.content()).not.toMatch(secret)
  await block.getByRole('button', { name: 'Open the name' }).press('Enter')
  await block.getByText('Khin Khin').waitFor({ timeout: 30_000 })
  const shown = await block.innerText()
  for (const words of ['line88, evenings', 'to reach them and to find out what happened']) expect(shown).toContain(words)
  expect(await violations(desk)).toEqual([])
  await block.getByRole('button', { name: 'Hide it' }).click()
  expect(await desk.content()).not.toMatch(secret)
  await desk.getByRole('button', { name: 'Show the record' }).click()
  await desk.locator('[data-record] tbody tr', { hasText: 'opened the reporter’s name' }).first().waitFor()

  // Whoever holds the code is not shown the name either, only who has it.
  const again = await machine({ width: 360, height: 740 })
  await comeBack(again, `${portal.origin}/en/read`, digits)
  await again.locator('#named').getByText('this team can open your name').waitFor()
  expect(await again.content()).not.toMatch(secret)
  await again.getByRole('button', { name: /^Take it back/ }).click()
  await again.getByText('Your name was taken back.').waitFor()
  expect(await again.locator('#named').isVisible()).toBe(false)
  await desk.reload()
  await desk.locator('.timeline').waitFor({ timeout: 30_000 })
  expect(await desk.locator('[data-name]').count()).toBe(0)
  expect(asked.filter((one) => secret.test(one))).toEqual([])
})

test('a caller’s name goes to the team that they choose, apart from the report and from how it came', async () => {
  const desk = await machine({ width: 1280, height: 900 })
  await unlock(desk, portal.origin, lead)
  await desk.goto(`${portal.origin}/desk/intake?lng=en`)
  await desk.getByLabel('How it came').selectOption('phone')
  await desk.getByLabel('What happened?').fill('The night shift is not paid.')
  await desk.getByLabel('Is the person known').selectOption('half-named')
  await desk.getByLabel('Their name').fill('Khin Khin')
  await desk.getByRole('button', { name: 'Seal and file' }).click()
  await desk.getByText('Choose which team may know the name').waitFor()
  await desk.getByRole('group', { name: 'Who may know it' }).getByRole('checkbox', { name: organisation.teams[0]?.label ?? '' }).check()
  await desk.getByRole('button', { name: 'Seal and file' }).click()
  await desk.locator('[data-intake="filed"]').waitFor({ timeout: 30_000 })
  await desk.getByLabel('How the code was handed over').selectOption('aloud')
  await desk.getByRole('button', { name: 'Forget the code' }).click()
  await desk.locator('[data-intake="done"]').waitFor({ timeout: 30_000 })
  await desk.getByRole('link', { name: 'Open the case' }).click()
  await desk.locator('.timeline').waitFor({ timeout: 30_000 })
  expect(await desk.content()).not.toMatch(secret)
  await desk.getByRole('button', { name: 'Open the name' }).click()
  await desk.locator('[data-name]').getByText('Khin Khin').waitFor({ timeout: 30_000 })
  expect(await desk.locator('[data-name]').innerText()).toContain('only to reach them')
  expect(await desk.locator('.timeline').innerText()).not.toMatch(secret)
  expect(asked.filter((one) => secret.test(one))).toEqual([])
})

async function machine(viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage()
  page.on('request', (request) => asked.push(request.url() + (request.postDataBuffer()?.toString('latin1') ?? '')))
  return page
}

async function atTheDesk(caseId: string): Promise<Page> {
  const page = await machine({ width: 1280, height: 900 })
  await unlock(page, portal.origin, lead)
  await page.goto(`${portal.origin}/desk/case/${caseId}?lng=en`)
  await page.locator('.timeline').waitFor({ timeout: 30_000 })
  return page
}
