// The whole way on the practice portal: written in Burmese on a small phone, answered and finished by a member of a desk in another
// window, read in Burmese by somebody who kept nothing but the saved picture of the code.
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseNumberOf } from '#app/desk/inbox/rows.ts'
import { ready } from '#crypto/sodium.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { parseInstanceId } from '#db/model/ids.ts'
import { openChromium } from '#test/world/chromium.ts'
import { practicePeople, reply, unlock } from '#test/world/desk-steps.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { answerQuestions, send } from '#test/world/reporter-steps.ts'
import { takeStep } from './desk/steps.ts'
import { textsOf } from './reporter/phone.ts'

const told = 'ပတ်စ်ပို့ကို ရုံးခန်းမှာ သိမ်းထားတယ်။ ပြန်တောင်းရင် မပေးဘူး။'
const freeText = 'We speak with nobody in your company before you say yes.'
const early = 'She told us on the phone that she agrees.'
const resultText = 'The office gave the passports back on Monday.'

let portal: Portal
let browser: Browser

beforeAll(async () => {
  portal = await startPortal({ practice: true })
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test('written in Burmese at 360 x 640, kept as a picture, answered and finished at the desk, read in Burmese with the picture', async () => {
  const [english, reporter, common, phrases] = await Promise.all([
    textsOf('en', 'phrases'), textsOf('my', 'reporter'), textsOf('my', 'common'), textsOf('my', 'phrases'),
  ])
  const phone = await onPhone()
  await phone.goto(`${portal.origin}/my`)
  expect(await phone.locator('.mark').innerText()).toBe(common['notice.practice'])
  expect(await phone.locator('a.sign[data-on]').getAttribute('href')).toBe('/my/write')
  await answerQuestions(phone, `${portal.origin}/my/write`, { words: { text: told, place: 'Nagisa Press' }, chosen: { tiles: ['trapped'], contact: ['ask'] } })
  expect(await phone.locator('.mark').isVisible()).toBe(true)
  const digits = await send(phone)
  const number = await numberBehind(phone, digits)
  const [download] = await Promise.all([phone.waitForEvent('download'), phone.locator('[data-do="picture"]').click()])
  const picture = await readFile(await download.path())
  await phone.context().close()

  const { members } = await practicePeople(portal)
  const member = members.find(({ role }) => role === 'lead')
  if (member === undefined) throw new Error('the practice portal prints no lead')
  const desk = await (await browser.newContext()).newPage()
  await unlock(desk, portal.origin, member)
  expect(await desk.locator('.practice').isVisible()).toBe(true)
  await desk.locator('.case-row', { hasText: number }).locator('a').click()
  await desk.locator('.timeline').getByText(told).waitFor()
  await takeStep(desk, 'Say that it is read', 'Send: it is read', 'Read')
  await desk.getByRole('button', { name: english['phrase.S10'] ?? '' }).click()
  await reply(desk, freeText)
  await desk.locator('.entry[data-by="desk"]', { hasText: english['phrase.S10'] ?? '' }).waitFor()
  await takeStep(desk, 'Begin to check', 'Send: we are checking', 'We are checking')
  await desk.getByRole('button', { name: 'Give the result' }).click()
  await desk.getByLabel('What did you find?').selectOption('SUB')
  await desk.getByLabel('Papers were given back').check()
  await desk.getByLabel('The reasons, in plain words').fill(resultText)
  await desk.getByRole('button', { name: 'Send the result' }).click()
  await desk.locator('.side', { hasText: 'Result' }).getByRole('button', { name: 'Finish' }).waitFor()

  const back = await readWith(picture)
  const letters = await back.locator('#letters').innerText()
  for (const words of [told, phrases['phrase.S10'], freeText, reporter['finding.SUB'], reporter['remedy.PAPERS_RETURNED'], resultText]) expect(letters).toContain(words)
  expect(await back.locator('#state h2').first().innerText()).toBe(reporter['state.OUTCOME_GIVEN.label'])
  expect(await back.locator('.mark').innerText()).toBe(common['notice.practice'])
  await back.context().close()

  // Before the day until which she may disagree only with a reason, and the reason stays in the file.
  await takeStep(desk, 'Finish', 'Send: finished', 'Finished', early)
  await desk.locator('.entry[data-by="work"]', { hasText: early }).first().waitFor({ state: 'attached' })
  const last = await readWith(picture)
  expect(await last.locator('#state h2').first().innerText()).toBe(reporter['state.CLOSED.label'])
  const end = await last.locator('main').innerText()
  expect(end).toContain(reporter['remedy.PAPERS_RETURNED'])
  expect(end).not.toContain(early)
})

async function onPhone(): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, deviceScaleFactor: 2 })).newPage()
}

// Another phone, another day: nothing of the first one is there but the picture.
async function readWith(picture: Buffer): Promise<Page> {
  const phone = await onPhone()
  await phone.goto(`${portal.origin}/my/read`)
  await phone.locator('main[data-ready]').waitFor()
  await phone.locator('#picture').setInputFiles({ name: 'image.png', mimeType: 'image/png', buffer: picture })
  await phone.locator('#s-view:visible').waitFor()
  return phone
}

// What people say aloud of a case comes out of its code.
async function numberBehind(page: Page, digits: string): Promise<string> {
  const instanceId = parseInstanceId((await page.locator('#page').getAttribute('data-instance')) ?? '')
  if (instanceId === null) throw new Error('the page names no instance')
  await ready()
  const read = await reporterDevice().openCode({ text: digits, instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  return caseNumberOf(read)
}
