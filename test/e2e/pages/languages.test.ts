// Every language on the pages that everybody meets: nothing overflows, nothing is said in another language unmarked, dates and digits
// read the same everywhere. The other states of each page are looked at in few languages, one per kind of script (pages.test.ts).
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '#locales/index.ts'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'
import { violations } from '../reporter/axe.ts'
import type { ReporterWorld } from '../reporter/ways.ts'
import { languageListOpen, walkKeyPages } from './key-pages.ts'
import { languageFaults, tooWide } from './layout.ts'

let browser: Browser
let portal: Portal
let world: ReporterWorld

beforeAll(async () => {
  browser = await openChromium()
  portal = await startPortal()
  const organisation = await foundOn(portal)
  world = { origin: portal.origin, organisation, emptyPortal: () => Promise.reject(new Error('no page here is empty')) }
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

test.each(languages())('%s: the six pages fit the smallest screen, turn the way of the script and are usable by everybody', async (language) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' })).newPage()
  const found: string[] = []
  await walkKeyPages(page, world, language, async (name) => {
    // A spoken name has no readings; the words on the button have.
    const faults = [...(await violations(page, language === 'ja-x-easy' ? ['label-content-name-mismatch'] : [])), ...(await tooWide(page, [320, 360])), ...(await languageFaults(page, language)), ...(await strangeSigns(page))]
    found.push(...faults.map((fault) => `${name}: ${fault}`))
  })
  expect(found).toEqual([])
  await page.context().close()
})

test('the list of languages fits the smallest screen and can be gone through to its end', async () => {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 568 } })).newPage()
  await languageListOpen(page, world, 'ta')
  expect(await tooWide(page, [320])).toEqual([])
  const last = page.locator('.top li a').last()
  await last.scrollIntoViewIfNeeded()
  const box = await last.boundingBox()
  expect(box !== null && box.y + box.height <= 640).toBe(true)
  expect(await violations(page)).toEqual([])
  await page.context().close()
})

// Digits other than ours, years of other calendars, and marks of readings that nobody made ruby of, wherever they may stand.
function strangeSigns(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const text = document.body.innerText
    const digits = text.match(/(?![0-9])\p{Nd}/gu) ?? []
    const years = text.match(/\b25[67]\d\b|\b14[4-5]\d\b/g) ?? []
    const marks = text.match(/[｜《》]/g) ?? []
    const labels = [...document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')].flatMap((one) => [...one.attributes].filter(({ value }) => value.includes('《')).map(({ name }) => `${name} with marks`))
    return [...[...digits, ...years, ...marks].map((sign) => `holds ${sign}`), ...labels]
  })
}
