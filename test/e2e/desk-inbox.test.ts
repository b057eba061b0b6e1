// The inbox and what it shows of a case: whose it is, how grave, in which order; and what the operator tells reporters.
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { caseNumberOf } from '#app/desk/inbox/rows.ts'
import { lockedExit, sign } from '#test/world/casework.ts'
import { deskPortal } from '#test/world/desk-portal.ts'

const { origin, organisation, team, deskOf, phoneOf, freshPage } = await deskPortal()
const { lead, handler } = team

test('a case is given to somebody and weighed; the colleague sees both, sorts and filters by them', async () => {
  const first = await written('They keep our passports in the office.')
  const second = await written('The fire door of hall three is locked.')
  await sign(lead, first.caseId, organisation.door.today, lockedExit(lead.memberId, randomBytes(16).toString('hex')))
  const desk = await deskOf(lead)
  await openCase(desk, first.number)
  await desk.getByRole('combobox', { name: 'With' }).selectOption({ label: handler.name })
  await desk.locator('.timeline', { hasText: handler.name }).waitFor()

  const colleague = await deskOf(handler)
  const row = rowOf(colleague, first.number)
  await row.locator('.who', { hasText: handler.name }).waitFor()
  expect(await row.locator('.urgency').innerText()).toContain('1')
  expect(await rowOf(colleague, second.number).locator('.who').innerText()).toBe('nobody')

  await view(colleague, 'Mine')
  await expect.poll(() => numbers(colleague)).toEqual([first.number])
  await view(colleague, 'All open')
  await expect.poll(async () => (await numbers(colleague)).toSorted()).toEqual([first.number, second.number].toSorted())
  expect(await colleague.locator('tr.group').count()).toBeGreaterThan(0)
  await colleague.locator('th.head-last a').click()
  await colleague.locator('th.head-last[aria-sort]').waitFor()
  await expect.poll(() => colleague.locator('tr.group').count()).toBe(0)
  expect((await numbers(colleague)).toSorted()).toEqual([first.number, second.number].toSorted())
  await colleague.locator('th.head-date a').click()
  await colleague.locator('th.head-date[aria-sort]').waitFor()
  await colleague.locator('.search').fill('passports')
  await expect.poll(() => numbers(colleague)).toEqual([first.number])
  await colleague.locator('.search').fill(second.number)
  await expect.poll(() => numbers(colleague)).toEqual([second.number])
  await colleague.locator('.search').fill('')
  await colleague.getByRole('button', { name: 'Filter' }).click()
  await colleague.locator('.filters').getByRole('button', { name: 'P1' }).click()
  await expect.poll(() => numbers(colleague)).toEqual([first.number])
  // Nothing of it stands in the address, which the server reads with every reload.
  expect(new URL(colleague.url()).search).not.toMatch(/P1|priorit.*=1/)

  // Casework stays inside.
  const phone = await phoneOf(first.digits)
  const told = await phone.locator('main').innerText()
  for (const word of ['The exit on the second floor is chained shut.', handler.name]) expect(told).not.toContain(word)
})

test('what a reporter marks as urgent later stands out in the inbox and in the case', async () => {
  const report = await written('They take money from our pay.')
  const desk = await deskOf(lead)
  await openCase(desk, report.number)
  await inbox(desk)
  const row = rowOf(desk, report.number)
  await row.waitFor()
  await expect.poll(() => row.getAttribute('data-new')).toBeNull()
  expect(await row.locator('.danger').count()).toBe(0)

  const phone = await phoneOf(report.digits)
  await phone.locator('#f-reply').fill('He came to my room last night.')
  await phone.locator('input[name="urgent"]').check({ force: true })
  await phone.locator('[data-do="reply"]').click()
  await phone.locator('#letters').getByText('He came to my room last night.').waitFor()

  await desk.reload()
  await row.locator('.danger').waitFor()
  expect(await row.getAttribute('data-new')).not.toBeNull()
  await openCase(desk, report.number)
  await desk.locator('.entry[data-by="reporter"]', { hasText: 'He came to my room last night.' }).locator('.danger').waitFor()
})

test('a text of the operator stands on the page of reporters, in its language only, and an emptied one is left out', async () => {
  const words = 'Two people of Kitami read here. Your boss is none of them.'
  const desk = await deskOf(lead)
  await desk.getByRole('link', { name: 'Settings' }).click()
  await desk.getByRole('button', { name: 'English' }).click()
  await desk.getByLabel('Who reads this').fill(words)
  await desk.getByRole('button', { name: 'Save', exact: true }).click()
  await desk.getByText('Saved.').waitFor()
  const phone = await freshPage()
  await phone.goto(`${origin}/en`)
  expect(await phone.locator('p.said').innerText()).toBe(words)
  await phone.goto(`${origin}/ur`)
  expect(await phone.locator('main').innerText()).not.toContain(words)

  await desk.getByLabel('Who reads this').fill('')
  await desk.getByRole('button', { name: 'Save', exact: true }).click()
  await desk.getByText('Saved.').waitFor()
  await phone.goto(`${origin}/en`)
  expect(await phone.locator('p.said').count()).toBe(0)
})

async function written(text: string): Promise<{ number: string; digits: string; caseId: string }> {
  const { caseId, digits } = await organisation.write({ name: 'inbox', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text, contact: 'ask' }, turns: [] })
  return { number: caseNumberOf({ caseId }), digits, caseId }
}

function rowOf(page: Page, number: string) {
  return page.locator('.case-row', { hasText: number })
}

async function openCase(page: Page, number: string): Promise<void> {
  await rowOf(page, number).locator('a').click()
  await page.locator('.composer textarea').waitFor()
  // Until it is remembered as read, the case takes nothing.
  await page.locator('select[aria-label="With"]:enabled').waitFor()
}

async function inbox(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Inbox' }).first().click()
  await page.locator('.inbox').waitFor()
}

async function view(page: Page, name: string): Promise<void> {
  await page.locator('.views').getByRole('link', { name }).click()
  await page.locator('.views a[aria-current="page"]', { hasText: name }).waitFor()
}

function numbers(page: Page): Promise<string[]> {
  return page.locator('.case-row .number').allInnerTexts()
}
