// npm run screenshots: the pictures of the README, taken from a practice portal with its invented people. With the word `languages`
// behind it, and tags if not all are wanted: the key pages of the languages instead.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openChromium } from '#test/world/chromium.ts'
import { practicePeople, unlock } from '#test/world/desk-steps.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { answerQuestions, comeBack, send } from '#test/world/reporter-steps.ts'
import { languagePictures } from './language-pictures.ts'

const FOLDER = join(import.meta.dirname, '../../.github/screenshots')
const PHONE = { width: 360, height: 640 }
const LONG_PHONE = { width: 360, height: 1280 }
const OFFICE = { width: 1280, height: 900 }

const [what, ...only] = process.argv.slice(2)
const browser = await openChromium()
try {
  if (what === 'languages') await languagePictures(browser, only)
  else await ofThePortal(browser)
} finally {
  await browser.close()
}

async function ofThePortal(from: Browser): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await using portal = await startPortal({ practice: true })
  await onThePhone(from, portal)
  await inTheOffice(from, portal)
}

async function onThePhone(from: Browser, { origin }: Portal): Promise<void> {
  const page = await window(from, PHONE)
  await page.goto(`${origin}/my`)
  await picture(page, 'start-burmese')
  await page.goto(`${origin}/ur`)
  await picture(page, 'start-urdu')
  await page.goto(`${origin}/en/write`)
  await page.locator('[data-screen="safety"] [data-do="on"]').click()
  await page.locator('[name="tiles"][value="pay"]').check({ force: true })
  await picture(page, 'what-is-it-about')
  await answerQuestions(page, `${origin}/ja/write`, { words: { text: '残業代が三か月払われていません。', place: '第二工場' }, chosen: { tiles: ['pay'], who: ['supervisor'] } })
  await picture(page, 'check-japanese', true)
  await answerQuestions(page, `${origin}/my/write`, { words: { text: 'ညဘက် တံခါးပိတ်ထားတယ်။' }, chosen: { tiles: ['trapped'], danger: ['no'] } })
  await send(page)
  await picture(page, 'code-burmese')
  await page.context().close()
}

async function inTheOffice(from: Browser, portal: Portal): Promise<void> {
  const { origin } = portal
  const { members, reporterCode } = await practicePeople(portal)
  const [lead] = members
  if (lead === undefined || reporterCode === null) throw new Error('the practice portal printed no members')
  const language = (await portal.line(/Coming back as a reporter: \S+\/(\w+)\/read/))[1] ?? 'en'
  const back = await window(from, LONG_PHONE)
  await comeBack(back, `${origin}/${language}/read`, reporterCode)
  await picture(back, 'conversation')
  await back.emulateMedia({ colorScheme: 'dark' })
  await picture(back, 'conversation-dark')
  await back.context().close()

  const desk = await window(from, OFFICE)
  await unlock(desk, origin, lead)
  await desk.locator('.case-row').first().waitFor()
  await picture(desk, 'inbox')
  await desk.locator('.case-row a').first().click()
  await desk.locator('.composer textarea').waitFor()
  await picture(desk, 'case', true)
  await desk.context().close()
}

async function window(from: Browser, viewport: { width: number; height: number }): Promise<Page> {
  return await (await from.newContext({ viewport, deviceScaleFactor: viewport.width < 600 ? 2 : 1, reducedMotion: 'reduce' })).newPage()
}

async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage })
}
