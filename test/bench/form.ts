// What a reporter with a cheap phone and a bad line waits for: the page on which the first text field takes a letter, and
// everything that crosses the line until the message is sent. Chromium's own throttling; a cold cache every time.
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { openChromium } from '#test/world/chromium.ts'
import type { CountedLine } from './line.ts'

export interface FormFigures {
  readonly formBytes: number
  readonly formRequests: number
  readonly formMs: number
  readonly sentBytes: number
  readonly sealMs: number
}

const RUNS = 5
const SLOW_LINE = { offline: false, latency: 400, downloadThroughput: (400 * 1000) / 8, uploadThroughput: (400 * 1000) / 8 }

export async function measureForm(line: CountedLine): Promise<FormFigures> {
  const browser = await openChromium()
  try {
    const forms: { ms: number; bytes: number; requests: number }[] = []
    for (let run = 0; run < RUNS; run += 1) forms.push(await inWindow(await browser.newContext(phone), (page, session) => firstField(page, session, line)))
    const sent: { bytes: number; sealMs: number }[] = []
    for (let run = 0; run < 3; run += 1) sent.push(await inWindow(await browser.newContext(phone), (page, session) => wholeReport(page, session, line)))
    return {
      formBytes: Math.max(...forms.map((form) => form.bytes)),
      formRequests: Math.max(...forms.map((form) => form.requests)),
      formMs: median(forms.map((form) => form.ms)),
      sentBytes: Math.max(...sent.map((one) => one.bytes)),
      sealMs: median(sent.map((one) => one.sealMs)),
    }
  } finally {
    await browser.close()
  }
}

const phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true }

async function inWindow<Result>(context: BrowserContext, measure: (page: Page, session: CDPSession) => Promise<Result>): Promise<Result> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  try {
    return await measure(page, session)
  } finally {
    await context.close()
  }
}

// Presses the way on wherever there is one, as an impatient person does, until a text field can be seen; then types a letter.
async function firstField(page: Page, session: CDPSession, line: CountedLine) {
  await session.send('Network.emulateNetworkConditions', SLOW_LINE)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.addInitScript(() => {
    const seen = (one: HTMLElement): boolean => one.offsetParent !== null
    const timer = setInterval(() => {
      const field = [...document.querySelectorAll<HTMLTextAreaElement>('textarea')].find(seen)
      if (field === undefined) {
        const way = [...document.querySelectorAll<HTMLElement>('[data-do="skip"], [data-do="on"]')].find(seen)
        way?.click()
        return
      }
      field.focus()
      if (document.activeElement !== field || field.disabled || field.readOnly) return
      clearInterval(timer)
      document.documentElement.dataset['fieldAfter'] = String(performance.now())
    }, 20)
  })
  let requests = 0
  page.on('request', () => (requests += 1))
  const before = line.bytes
  await page.goto(`${line.origin}/my/write`, { waitUntil: 'commit' })
  await page.waitForFunction(() => document.documentElement.dataset['fieldAfter'] !== undefined, undefined, { polling: 50 })
  const counted = { bytes: line.bytes - before, requests }
  const ms = Number(await page.evaluate(() => document.documentElement.dataset['fieldAfter']))
  await page.keyboard.type('က')
  const typed = await page.evaluate(() => (document.activeElement instanceof HTMLTextAreaElement ? document.activeElement.value : ''))
  if (typed !== 'က') throw new Error('the first text field did not take a letter')
  return { ms, ...counted }
}

async function wholeReport(page: Page, session: CDPSession, line: CountedLine) {
  let pressed = 0
  let left = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/submit') && left === 0) left = performance.now()
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const before = line.bytes
  await page.goto(`${line.origin}/my/write`)
  await page.locator('[data-screen="safety"] [data-do="on"]').click()
  await page.locator('[data-screen="about"] [data-do="skip"]').click()
  await page.locator('[data-screen="happened"] textarea').fill('လစာ နှစ်လ မရသေးဘူး။')
  await page.locator('[data-screen="happened"] [data-do="check"]').click()
  const send = page.locator('[data-screen="check"] [data-do="send"]')
  await send.waitFor()
  pressed = performance.now()
  await send.click()
  await page.locator('[data-screen="sent"] [data-do="clear"], [data-screen="sent"] [data-do="none"]').first().waitFor({ timeout: 60_000 })
  return { bytes: line.bytes - before, sealMs: left - pressed }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
