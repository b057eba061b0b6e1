// Somebody comes by and asks whether a gift may be kept: written down for them, answered on the short path and ended, by two people with keys alone.
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { machineDay } from '#app/ui/days.ts'
import { answerByKeys, comeBackByKeys, enterByKeys, noInterest, openByKeys, readAgain, saidIn, sendStep, signByKeys, signTriage, toPart } from '#test/world/by-keys.ts'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { numberOf } from './steps.ts'

const portal = await startPortal()
const organisation = await foundOn(portal)
const browser = await openChromium()
const [team] = organisation.teams
if (team === undefined) throw new Error('the organisation has no team')
const { lead, handler } = team
const { today } = organisation.door
afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('a gift question is written down, weighed, answered, agreed with, ended, and stands in the register on a second machine', async () => {
  const daniel = await enterByKeys(await machine(), portal.origin, handler)
  await daniel.press('link', 'Write down a report')
  const intake = daniel.page.locator('form[data-form="intake"]')
  await daniel.choose('How it came', 'in a visit', intake)
  await daniel.choose('Kind of matter', 'a question about a gift', intake)
  await daniel.tick(/^Money, gifts, cheating/)
  await daniel.write('What happened?', 'A supplier sent a card worth 5,000 yen to my desk. May I keep it?', intake)
  await daniel.tick('Read back to the person, who confirmed it')
  await daniel.write('Remarks for the team', 'Came by after work.', intake)
  await daniel.press('button', 'Seal and file', intake)
  await daniel.page.locator('[data-intake="filed"]').waitFor({ timeout: 30_000 })
  const digits = await ticket(daniel.page)
  const number = await numberOf(digits, organisation.instanceId)
  await daniel.choose('How the code was handed over', 'printed slip')
  await daniel.press('button', 'Forget the code')
  await daniel.page.locator('[data-intake="done"]').waitFor({ timeout: 30_000 })
  await daniel.press('link', 'Open the case')
  await daniel.page.locator('.side select:enabled').first().waitFor({ timeout: 30_000 })
  await noInterest(daniel)
  await daniel.press('button', 'Say that it is read')
  await sendStep(daniel, 'Send: it is read', 'Read')
  await daniel.press('button', 'Begin to check')
  await sendStep(daniel, 'Send: we are checking', 'We are checking')

  await toPart(daniel, 'Triage')
  await daniel.find('Code', 'gifts', /^GE-01/)
  await daniel.write('In your words', 'A card worth 5,000 yen to a buyer.')
  await daniel.choose('Direction of the benefit', 'Received')
  for (const [question, answer] of [['How grave is the harm?', /^1/], ['How many people?', /^1/], ['Can it be undone?', /^1/], ['How likely is it?', /^4/]] as const) await daniel.pick(answer, daniel.page.getByRole('group', { name: question }))
  const weighed = await signTriage(daniel, 'S1, P4')
  const track = daniel.page.locator('section.sheet', { has: daniel.page.getByRole('heading', { name: 'Report or question' }) })
  await daniel.press('button', 'Change', track)
  await daniel.write('What', 'A gift card', track)
  await daniel.day('Day', machineDay(today), track)
  await daniel.choose('Direction', 'received', track)
  await daniel.choose('What was done', 'returned', track)
  await daniel.write('From', 'Marui Coating', track)
  await daniel.write('To', 'A buyer', track)
  await daniel.write('Value', '5000', track)
  const entered = await signByKeys(daniel)

  const haruka = await enterByKeys(await machine(), portal.origin, lead)
  await openByKeys(haruka, number)
  await noInterest(haruka)
  await haruka.press('button', 'Give the result')
  await haruka.write('The answer, in plain words', 'No. Please give it back to us; we return it with a letter.')
  await sendStep(haruka, 'Send the result', 'Result')

  const phone = await comeBackByKeys(await machine(360), `${portal.origin}/en/read`, digits)
  expect(await phone.page.locator('#letters').innerText()).toContain('we return it with a letter')
  await answerByKeys(phone, 'I agree')
  await openByKeys(haruka, number)
  await haruka.press('button', 'Finish')
  await sendStep(haruka, 'Send: finished', 'Finished')

  const second = await enterByKeys(await machine(), portal.origin, handler)
  await openByKeys(second, number, 'Finished')
  expect(await second.page.locator('.timeline .look[data-kind="stop"], [data-doubts]').count()).toBe(0)
  expect(await second.page.locator('.side').innerText()).toContain(`in a visit, written down by ${handler.name}`)
  await toPart(second, 'Triage')
  expect(await saidIn(second.page.locator('form[data-triage]'))).toEqual(weighed)
  expect(await readAgain(second, 'Report or question')).toEqual(entered)
  await second.outOfFields()
  await second.keys('g', 'r')
  await second.press('link', 'Gifts')
  const line = second.page.locator('table.register tbody tr', { hasText: 'Marui Coating' })
  await line.waitFor({ timeout: 30_000 })
  const told = await line.innerText()
  for (const words of ['A gift card', '5,000 JPY', 'received', 'returned', 'A buyer']) expect(told).toContain(words)
}, 120_000)

async function machine(width = 1280): Promise<Page> {
  return (await browser.newContext({ locale: 'en-US', viewport: { width, height: width === 360 ? 640 : 900 } })).newPage()
}

async function ticket(page: Page): Promise<string> {
  const lines = await page.locator('main .ticket li').allInnerTexts()
  return lines.map((line) => line.replace(/^\s*\d\s+/, '').replace(/\D/g, '')).join('')
}
