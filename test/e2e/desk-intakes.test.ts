// A report that somebody gave by phone, written down at the desk and filed as their own; and a question about a gift, from the
// letter in which it came to its line in the register.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#app/practice/founding.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn, type Organisation } from '#test/world/organisation.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'
import { answer, comeBack } from '#test/world/reporter-steps.ts'
import { takeStep } from './desk/steps.ts'

let portal: Portal
let organisation: Organisation
let browser: Browser
let lead: Person
let handler: Person

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
  browser = await openChromium()
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  ;({ lead, handler } = team)
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('a call is read back, filed without the session, its code handed over and forgotten; the person comes back with it, and both members read how it came', async () => {
  const desk = await machine(handler)
  const cookies: (string | undefined)[] = []
  const asked: string[] = []
  desk.on('request', (request) => {
    asked.push(request.url() + (request.postData() ?? ''))
    if (new URL(request.url()).pathname.startsWith('/api/')) cookies.push(request.headers()['cookie'])
  })
  await intake(desk)
  // Nothing is filed before it says how it came and what happened.
  await desk.getByRole('button', { name: 'Seal and file' }).click()
  await desk.getByText('Choose how it came.').waitFor()
  await desk.getByLabel('How it came').selectOption('phone')
  await desk.getByLabel('Is the person known').selectOption('half-named')
  await desk.getByLabel('Language of the person').selectOption('ja')
  await desk.getByLabel('What happened?').fill('The fire door of hall four is locked at night.')
  await desk.getByRole('checkbox', { name: 'Danger, health, housing' }).check()
  await desk.getByLabel('Is someone in danger now?').selectOption('no')
  await desk.getByLabel('May we talk to the company about it?').selectOption('no')
  await desk.getByLabel('Remarks for the team').fill('Called from a phone box.')
  await desk.getByRole('checkbox', { name: 'Read back to the person, who confirmed it' }).check()
  const digits = await filed(desk)
  expect(await desk.locator('.link-out').innerText()).toBe(`${new URL(portal.origin).host}/ja/read`)
  await desk.getByRole('button', { name: 'Forget the code' }).click()
  await desk.getByText('Choose how the code was handed over.').waitFor()
  await handOver(desk, 'read aloud')
  expect(cookies.length).toBeGreaterThan(3)
  expect(cookies.filter((one) => one !== undefined)).toEqual([])
  expect(asked.filter((one) => /fire.door|phone.box|half-named/i.test(one))).toEqual([])
  expect((await desk.content()).replace(/\D/g, '')).not.toContain(digits)

  const phone = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  await phone.locator('#letters').getByText('The fire door of hall four is locked at night.').waitFor()
  await answer(phone, 'It is still locked.')

  await desk.getByRole('link', { name: 'Open the case' }).click()
  await desk.locator('.timeline').getByText('It is still locked.').waitFor({ timeout: 30_000 })
  for (const page of [desk, await machine(lead, new URL(desk.url()).pathname)]) {
    await page.locator('.side').getByText(`by phone, written down by ${handler.name}`).waitFor({ timeout: 30_000 })
    const entry = page.locator('.entry[data-by="work"]', { hasText: 'wrote down how the report came' }).last()
    await entry.locator('summary').click()
    const facts = await entry.innerText()
    for (const words of ['known to the team, not to be named', 'for themselves', 'read aloud', 'Called from a phone box.', 'Japanese']) expect(facts).toContain(words)
    expect(facts).not.toContain('not read back')
    expect(await page.locator('.timeline .look').count()).toBe(0)
  }
})

test('a company asks about a gift in a letter: the short path waits for its line, the answer tells no finding, and the line stands in the register', async () => {
  const desk = await machine(lead)
  await intake(desk)
  await desk.getByLabel('How it came').selectOption('letter')
  await desk.getByLabel('For whom they speak').selectOption('company')
  await desk.getByLabel('Name of the company or organisation').fill('Aoba Parts')
  await desk.getByLabel('Kind of matter').selectOption('gift')
  await desk.getByLabel('What happened?').fill('May your buyer accept a melon from us at the end of the year?')
  await desk.getByRole('checkbox', { name: 'Money, gifts, cheating' }).check()
  const digits = await filed(desk)
  await handOver(desk, 'sealed letter')
  await desk.getByRole('link', { name: 'Open the case' }).click()
  await desk.locator('.side').getByText('a question about a gift').waitFor({ timeout: 30_000 })
  await desk.locator('.side').getByText('Aoba Parts').waitFor()
  await takeStep(desk, 'Say that it is read', 'Send: it is read', 'Read')
  await takeStep(desk, 'Begin to check', 'Send: we are checking', 'We are checking')
  await desk.getByRole('button', { name: 'Give the result', exact: true }).click()
  await desk.locator('[data-gaps]').getByText('Enter the gift first').waitFor()
  await desk.locator('.side form').getByRole('button', { name: 'Leave it' }).click()

  await desk.getByRole('link', { name: /^Triage/ }).click()
  const track = desk.locator('section.sheet', { hasText: 'Report or question' })
  await track.getByRole('button', { name: 'Change' }).click()
  await track.getByLabel('What', { exact: true }).fill('A melon')
  await track.getByLabel('Direction').selectOption('offered')
  await track.getByLabel('What was done').selectOption('declined')
  await track.getByLabel('From').fill('Aoba Parts')
  await track.getByLabel('Value').fill('12,000')
  await track.getByRole('button', { name: 'Sign and save' }).click()
  await track.getByText('A melon').waitFor({ timeout: 30_000 })
  await desk.getByRole('button', { name: 'Give the result', exact: true }).click()
  const form = desk.locator('.side form')
  expect(await form.getByText('What did you find?').count()).toBe(0)
  await form.getByLabel('The answer, in plain words').fill('No, please keep it. Nobody here may take gifts worth more than lunch.')
  for (const tick of await form.getByRole('checkbox').all()) await tick.check()
  await form.getByRole('button', { name: 'Send the result' }).click()
  await form.waitFor({ state: 'detached', timeout: 30_000 })

  const phone = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  await phone.getByText('Nobody here may take gifts worth more than lunch.').first().waitFor()
  expect(await phone.locator('main').innerText()).not.toMatch(/We found that|We did not look into it/)

  const colleague = await machine(handler, '/desk/register')
  await colleague.getByRole('link', { name: 'Gifts' }).click()
  const line = colleague.locator('table.register tbody tr', { hasText: 'A melon' })
  await line.waitFor({ timeout: 30_000 })
  const told = await line.innerText()
  for (const words of ['Aoba Parts', '12,000 JPY', 'declined']) expect(told).toContain(words)
})

async function machine(person: Person, path = '/desk/inbox'): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await unlock(page, portal.origin, person)
  await page.goto(`${portal.origin}${path}?lng=en`)
  return page
}

async function intake(desk: Page): Promise<void> {
  await desk.getByRole('link', { name: 'Write down a report' }).click()
  await desk.locator('form[data-form="intake"]').waitFor()
}

// The 42 digits of the code, once the report lies at the portal.
async function filed(desk: Page): Promise<string> {
  await desk.getByRole('button', { name: 'Seal and file' }).click()
  await desk.locator('[data-intake="filed"]').waitFor({ timeout: 30_000 })
  const lines = await desk.locator('main .ticket li').allInnerTexts()
  return lines.map((line) => line.replace(/^\s*\d\s+/, '').replace(/\D/g, '')).join('')
}

async function handOver(desk: Page, how: string): Promise<void> {
  await desk.getByLabel('How the code was handed over').selectOption({ label: how })
  await desk.getByRole('button', { name: 'Forget the code' }).click()
  await desk.locator('[data-intake="done"]').waitFor({ timeout: 30_000 })
}
