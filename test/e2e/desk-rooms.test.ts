// The rooms around the cases, with two people and two machines: views and drafts that come along, several cases at once,
// search, the registers as files, the calendar link, and a case file on paper.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Person } from '#app/practice/founding.server.ts'
import { caseNumberOf } from '#app/desk/inbox/rows.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { openCaseWith, reply } from '#test/world/desk-steps.ts'

const { origin, organisation, team, deskOf } = await deskPortal()
const { lead, handler } = team
const first = await written('They keep our passports in the office safe.')
const second = await written('The fire door of hall three is locked at night.')

test('two cases are given and reminded of at once; the day stands on the board until somebody ends it; a view is there on another machine', async () => {
  const desk = await machine(lead)
  for (const { number } of [first, second]) await readOnce(desk, number)
  await desk.keyboard.press('x')
  await desk.keyboard.press('j')
  await desk.keyboard.press('x')
  await desk.locator('.bulk b', { hasText: '2 chosen' }).waitFor()
  await desk.getByRole('combobox', { name: 'With' }).selectOption({ label: handler.name })
  await desk.getByRole('button', { name: 'Give to' }).click()
  await desk.locator('.bulk [role="status"]', { hasText: '2 of 2 done' }).waitFor({ timeout: 30_000 })
  for (const { number } of [first, second]) await row(desk, number).locator('.who', { hasText: handler.name }).waitFor()
  await desk.getByRole('button', { name: 'Remind on this day' }).click()
  await desk.locator('.bulk [role="status"]', { hasText: '2 of 2 done' }).waitFor({ timeout: 30_000 })
  // What must be decided case by case is not offered for several.
  for (const act of ['Finish', 'Do not take this on', 'Send']) expect(await desk.locator('.bulk').getByRole('button', { name: act }).count(), act).toBe(0)

  await desk.getByRole('button', { name: 'Filter' }).click()
  await desk.locator('.filters').getByRole('button', { name: 'Not decided' }).click()
  await desk.getByLabel('Name of this view').fill('Weigh these at Marui')
  await desk.getByRole('button', { name: 'Save as a view' }).click()
  await desk.locator('.views a[data-own][aria-current="page"]', { hasText: 'Weigh these at Marui' }).waitFor()

  const elsewhere = await machine(lead)
  await elsewhere.locator('.views a[data-own]', { hasText: 'Weigh these at Marui' }).click()
  await expect.poll(() => elsewhere.locator('.case-row').count()).toBe(2)
  expect(elsewhere.url()).not.toContain('Marui')
  const colleague = await machine(handler)
  await row(colleague, first.number).waitFor()
  expect(await colleague.locator('.views a[data-own]').count()).toBe(0)

  await goTo(colleague, 'd')
  const own = colleague.locator('.board tbody tr', { hasText: 'Day set by the team' })
  await expect.poll(() => own.count()).toBe(2)
  await own.first().getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => own.count(), { timeout: 20_000 }).toBe(1)
})

test('words are found in the first lines and, once the texts are read, in the whole conversation; no word of it is asked of the server', async () => {
  const desk = await machine(lead)
  const asked: string[] = []
  desk.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
  await openCaseWith(desk, 'passports')
  await reply(desk, 'The safe belongs to the broker Kuroda.')
  await desk.keyboard.press('Escape')
  await desk.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined))
  await desk.keyboard.press('/')
  await desk.waitForURL(/\/desk\/search/)
  await desk.locator('[data-index="ready"]').waitFor()
  await desk.locator('main input.search').fill('fire door')
  await desk.locator('.found li', { hasText: second.number }).locator('.mark-change', { hasText: 'first words' }).waitFor()
  await desk.locator('main input.search').fill('kuroda')
  await desk.getByText('Nothing has these words.').waitFor()
  await desk.getByRole('button', { name: 'Read them for searching' }).click()
  await desk.locator('.found li', { hasText: first.number }).locator('.mark-change', { hasText: 'conversation' }).waitFor({ timeout: 30_000 })
  expect(asked.filter((one) => /kuroda|fire.door/i.test(one))).toEqual([])
})

test('what somebody is writing is there on another machine, and gone once it is sent', async () => {
  const desk = await machine(handler)
  await openCaseWith(desk, 'fire door')
  const kept = desk.waitForResponse((answer) => answer.url().endsWith('/desk/api/keep') && answer.ok())
  await desk.locator('.composer textarea').fill('Which of the doors can be opened from inside?')
  await kept
  const elsewhere = await machine(handler)
  await openCaseWith(elsewhere, 'fire door')
  await expect.poll(() => elsewhere.locator('.composer textarea').inputValue()).toBe('Which of the doors can be opened from inside?')
  const other = await machine(lead)
  await openCaseWith(other, 'fire door')
  expect(await other.locator('.composer textarea').inputValue()).toBe('')
  const dropped = elsewhere.waitForResponse((answer) => answer.url().endsWith('/desk/api/drop') && answer.ok())
  await reply(elsewhere, 'Which of the doors can be opened from inside?')
  await dropped
})

test('the registers: a case by its codes, a gift by its line, both as files that no spreadsheet runs', async () => {
  const desk = await machine(lead)
  await goTo(desk, 'r')
  await desk.locator('table.register tbody tr', { hasText: first.number }).waitFor()
  const cases = await saved(desk)
  expect(cases.name).toMatch(/^register-\d{4}\.csv$/)
  expect(cases.text).toContain(`,${first.number},`)
  expect(cases.text).not.toMatch(/passport|fire door/i)

  await desk.getByRole('link', { name: 'Gifts' }).click()
  await desk.getByRole('button', { name: 'Add a line' }).click()
  await desk.getByLabel('What', { exact: true }).fill('=HYPERLINK("http://gift.example")')
  await desk.getByLabel('Value').fill('5,000')
  await desk.getByLabel('From').fill('Marui Coating')
  await desk.getByLabel('What was done').selectOption('returned')
  await desk.getByRole('button', { name: 'Save the line' }).click()
  await desk.locator('table.register tbody tr', { hasText: 'Marui Coating' }).waitFor()
  const gifts = await saved(desk)
  expect(gifts.text).toContain(`"'=HYPERLINK(""http://gift.example"")",5000,JPY,returned,`)

  await desk.getByRole('button', { name: 'Years' }).click()
  await desk.getByLabel('A year begins in').selectOption('1')
  await desk.getByRole('button', { name: 'Save for the team' }).click()
  const colleague = await machine(handler)
  await goTo(colleague, 'r')
  await colleague.getByRole('link', { name: 'Gifts' }).click()
  await colleague.locator('table.register tbody tr', { hasText: 'Marui Coating' }).getByText('returned').waitFor()
})

test('a calendar link gives dates to whoever has it, until it is ended', async () => {
  const desk = await machine(lead)
  await goTo(desk, 'd')
  await desk.getByRole('link', { name: 'Calendar link' }).click()
  await desk.getByRole('button', { name: 'Make a link' }).click()
  const link = (await desk.locator('[data-made] .link-out').innerText()).trim()
  const answer = await fetch(link)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/calendar')])
  const dates = await answer.text()
  expect(dates).toContain(first.number)
  expect(dates).not.toMatch(/passport|G-ACK|Marui/i)
  await desk.getByRole('button', { name: 'End it' }).click()
  await desk.getByText('None.').waitFor()
  expect((await fetch(link)).status).toBe(404)
})

test('a case file on paper leaves the reporter’s words out and says so; the whole one waits for two people', async () => {
  const desk = await machine(lead)
  await desk.goto(`${origin}/desk/case/${first.caseId}/print?lng=en`)
  await desk.getByLabel('Case file, unredacted').check()
  await desk.getByText('Two people have not agreed to this').waitFor()
  expect(await desk.getByRole('button', { name: 'Make the file' }).getAttribute('aria-disabled')).toBe('true')
  await desk.getByLabel('Case file, redacted').check()
  await desk.getByRole('button', { name: 'Make the file' }).click()
  const paper = await desk.locator('.paper').innerText()
  expect(paper).not.toContain('passports')
  for (const part of [first.number, 'Allegations and findings', 'Decisions of two people', 'What was left out', 'The safe belongs to the broker Kuroda.', lead.name]) expect(paper).toContain(part)
  await desk.locator('tr', { hasText: 'Kuroda' }).getByRole('button', { name: 'Leave out' }).click()
  expect(await desk.locator('.paper').innerText()).not.toContain('Kuroda')
  const pages = (await desk.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Count (\d+)/)
  expect(Number(pages?.[1])).toBeGreaterThan(1)

  await desk.goto(`${origin}/desk/case/${first.caseId}?lng=en`)
  await desk.locator('.timeline').waitFor({ timeout: 30_000 })
  await desk.getByRole('button', { name: 'Show the record' }).click()
  await desk.locator('[data-record] tbody tr', { hasText: 'exported the case' }).first().waitFor()
})

async function machine(person: Person): Promise<Page> {
  const page = await deskOf(person)
  await page.locator('.case-row').first().waitFor()
  return page
}

// Opens a case and comes back: from then on its first words stand in the list.
async function readOnce(page: Page, number: string): Promise<void> {
  await row(page, number).locator('a').click()
  // Until it is remembered as read, the case takes nothing.
  await page.locator('select[aria-label="With"]:enabled').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await row(page, number).locator('.said', { hasNotText: 'Not opened yet' }).waitFor()
}

async function goTo(page: Page, key: string): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press(key)
  await page.locator('main table').first().waitFor({ timeout: 20_000 })
}

async function saved(page: Page): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file (CSV)' }).click()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

function row(page: Page, number: string) {
  return page.locator('.case-row', { hasText: number })
}

async function written(text: string): Promise<{ number: string; caseId: string }> {
  const { caseId } = await organisation.write({ name: 'rooms', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text, contact: 'ask' }, turns: [] })
  return { number: caseNumberOf({ caseId }), caseId }
}
