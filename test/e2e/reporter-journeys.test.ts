// The worker's side in a real browser against a real portal: writing, keeping the code, coming back, being answered.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJourneys, textsOf } from './reporter/phone.ts'
import type { Journeys } from './reporter/phone.ts'
import { tiltedPhoto } from './reporter/photo.ts'
import { withWrongLine } from './reporter/states.ts'
import { cameBack, caseWith, opened, sent, shownDigits, toScreen, typed, words } from './reporter/ways.ts'

let journeys: Journeys

beforeAll(async () => {
  journeys = await startJourneys()
})

afterAll(() => journeys[Symbol.asyncDispose]())

test.each(['en', 'ja', 'my', 'ur'] as const)('%s: written, kept, asked, answered with one press, read again', async (language) => {
  const phrases = await textsOf(language, 'phrases')
  const reporter = await textsOf(language, 'reporter')
  await journeys.onPhone(async (page) => {
    const digits = await sent(page, journeys.world, language)
    expect(digits).toMatch(/^\d{42}$/)
    expect(await page.locator('#h-sent').innerText()).toBe(reporter['sent.h'])
    // Heading, digits and picture stand on one screen, so that a screenshot keeps the code.
    const ticket = await page.locator('#ticket').boundingBox()
    expect((ticket?.y ?? 999) + (ticket?.height ?? 0)).toBeLessThan(560)

    await journeys.deskDoes(digits, language, { act: 'acknowledge', sentences: ['S01'] }, { act: 'ask', sentences: ['S06'] })
    await cameBack(page, journeys.world, digits, language)
    const letters = await page.locator('#letters').innerText()
    expect(letters).toContain(words)
    expect(letters).toContain(phrases['phrase.S01'])
    expect(letters).toContain(phrases['phrase.S06'])
    expect(await page.locator('#state h2').first().innerText()).toBe(reporter['state.WAITING_REPORTER.label'])

    await page.locator('[data-do="ready"][data-sentence="S22"]').click()
    await page.locator('#posting b').waitFor()
    expect(await page.locator('#letters .mine').last().innerText()).toContain(phrases['phrase.S22'])
    await page.locator('[data-do="finish"]').click()
    await page.waitForURL(`${journeys.world.origin}/${language}`)
    expect(await page.locator('main').innerText()).not.toContain(words)
  })
})

test('a code typed in Burmese digits opens, and a picture of it opens: as saved, compressed again, and as a photo ten degrees askew', async () => {
  await journeys.onPhone(async (page, context) => {
    const digits = await sent(page, journeys.world, 'my')
    const screenshot = await page.screenshot({ type: 'jpeg', quality: 40 })
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do="picture"]').click()])
    expect(download.suggestedFilename()).toBe('image.png')
    const saved = await readFile(await download.path())

    await cameBack(page, journeys.world, [...digits].map((digit) => String.fromCodePoint(0x1040 + Number(digit))).join(''), 'my')
    for (const picture of [screenshot, saved, await tiltedPhoto(context, screenshot, 10), await tiltedPhoto(context, saved, -10)]) {
      await opened(page, journeys.world, '/read', 'my')
      await page.locator('#picture').setInputFiles({ name: 'picture', mimeType: 'image/jpeg', buffer: picture })
      await page.locator('#s-view:visible').waitFor()
    }
  })
})

test('a wrong digit names its line as perhaps; after two tries no line is named any more', async () => {
  const { digits } = await caseWith(journeys.world, [])
  await journeys.onPhone(async (page) => {
    await typed(page, journeys.world, withWrongLine(digits))
    expect(await page.locator('#look-code a').innerText()).toContain('Perhaps line 4')
    expect(await page.locator('#line-4').getAttribute('aria-invalid')).toBe('true')
    for (let tries = 0; tries < 2; tries += 1) {
      await page.locator('[data-do="open"]').click()
      await page.locator('#look-code:visible').waitFor()
    }
    expect(await page.locator('#look-code a').innerText()).not.toContain('line 4')
    expect(await page.locator('#line-1').inputValue()).toBe(`${digits.slice(0, 3)} ${digits.slice(3, 6)}`)
  })
})

test('a whole code pasted into the first field fills all lines', async () => {
  const { digits } = await caseWith(journeys.world, [])
  await journeys.onPhone(async (page) => {
    await opened(page, journeys.world, '/read')
    await page.locator('#line-1').focus()
    await page.keyboard.insertText(digits.replace(/(.{6})/g, '$1 '))
    await page.locator('[data-do="open"]').click()
    await page.locator('#s-view:visible').waitFor()
  })
})

test('another language keeps what was answered and sends none of it', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'where')
    await page.locator('#f-place').fill('Ota, by the river')
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ''}`))
    await page.locator('.top summary').click()
    await page.locator('.top a[hreflang="ur"]').click()
    await page.locator('html[lang="ur"][dir="rtl"]').waitFor()
    expect(asked).toEqual(['GET /ur/write '])
    expect(await page.locator('#s-where').isVisible()).toBe(true)
    expect(await page.locator('#f-place').inputValue()).toBe('Ota, by the river')
    expect(await page.locator('#f-text').inputValue()).toBe(words)
    expect(await page.locator('input[name="tiles"][value="trapped"]').isChecked()).toBe(true)
    expect(new URL(page.url()).pathname).toBe('/ur/write')
  })
})

test('an open conversation can be read in another language, and what was half typed stays', async () => {
  const { digits } = await caseWith(journeys.world, [{ act: 'acknowledge', sentences: ['S01'] }])
  const phrases = await textsOf('my', 'phrases')
  await journeys.onPhone(async (page) => {
    await cameBack(page, journeys.world, digits)
    await page.locator('#f-reply').fill('half an ans')
    await page.locator('.top summary').click()
    await page.locator('.top a[hreflang="my"]').click()
    await page.locator('html[lang="my"]').waitFor()
    expect(await page.locator('#letters').innerText()).toContain(phrases['phrase.S01'])
    expect(await page.locator('#f-reply').inputValue()).toBe('half an ans')
  })
})

test('a team that is taken out on the check page does not read', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'about')
    await page.locator('input[name="tiles"][value="trapped"]').check()
    await page.locator('#s-about [data-do="on"]').click()
    await page.locator('#s-happened [data-do="check"]').click()
    const first = page.locator('#readers .can li').first()
    await first.waitFor()
    const label = await first.locator('bdi').innerText()
    await first.locator('button').click()
    await page.locator('#readers .cannot li', { hasText: label }).waitFor()
    expect(await page.locator('#readers .can').innerText()).not.toContain(label)
    await page.locator('[data-do="send"]').click()
    await page.locator('#h-sent:visible').waitFor()
    await cameBack(page, journeys.world, await shownDigits(page))
    expect(await page.locator('#who-reads').innerText()).not.toContain(label)
  })
})

test.each(['en', 'ja', 'my', 'ur'])('%s: without scripts the page says so, has not a single field, and leads to the page that works without', async (language) => {
  const context = await journeys.browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const { 'notice.nojs': notice = '' } = await textsOf(language, 'common')
  for (const [path, plain] of [['write', 'plain'], ['read', 'plain/read']] as const) {
    await page.goto(`${journeys.world.origin}/${language}/${path}`)
    expect(await page.locator('main').innerText()).toContain(notice)
    expect(await page.locator('input:visible, textarea:visible, form, button[data-on]:visible').count()).toBe(0)
    expect(await page.locator('.row[href$="#places"]').isVisible()).toBe(true)
    await page.locator(`a[href="/${language}/${plain}"]`).first().click()
    // Before the first field that can be typed into: what it costs.
    const texts = await page.locator('main').innerText()
    expect(texts).toContain(notice)
    expect(texts.indexOf(notice)).toBeLessThan(texts.indexOf((await textsOf(language, path === 'write' ? 'questions' : 'reporter'))[path === 'write' ? 'q2.h' : 'return.code.hint'] ?? ''))
  }
  await context.close()
})

test('"back" of the phone goes one question back and loses nothing', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'who')
    await page.goBack()
    await page.locator('#s-danger:visible').waitFor()
    await page.goBack()
    await page.locator('#s-happened:visible').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe(words)
    expect(await page.title()).toBe('Information')
  })
})

test('three times Shift empties the page and goes away; nothing was stored', async () => {
  await journeys.onPhone(async (page, context) => {
    await toScreen(page, journeys.world, 'who')
    const stored = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length])
    expect(stored).toEqual([0, 0, 0, 0])
    expect(await context.cookies()).toEqual([])
    await page.route('**/leave', (route) => route.fulfill({ body: 'away', contentType: 'text/html' }))
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift')
    await page.waitForURL('**/leave')
    await page.goBack()
    await page.locator('#page').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe('')
  })
})

test('the exit button covers the page, empties it, and leaves through the address that clears what the browser kept', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'who')
    let letGo = (): void => undefined
    const held = new Promise<void>((done) => (letGo = done))
    await page.route('**/leave', async (route) => {
      await held
      await route.fulfill({ body: 'away', contentType: 'text/html' })
    })
    const { covered } = await watchCover(page)
    await page.locator('#exit').click({ noWaitAfter: true })
    // The line is slow: what stands there until the next page comes says nothing.
    expect(await covered).toEqual({ page: '', body: 'hidden' })
    letGo()
    await page.waitForURL('**/leave')
    expect(await page.locator('body').innerText()).toBe('away')
    await page.goBack()
    await page.locator('main[data-ready]').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe('')
    expect(await page.locator('input[name="tiles"]:checked').count()).toBe(0)
  })
  const leave = await fetch(`${journeys.world.origin}/leave`, { redirect: 'manual' })
  expect([leave.status, leave.headers.get('location'), leave.headers.get('clear-site-data')]).toEqual([302, 'http://localhost/', '"cache", "storage"'])
})

test('a page that is hidden is covered until it is looked at again, and one that was left comes back empty', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'who')
    await turned(page, 'hidden')
    await page.locator('html[data-covered]').waitFor()
    expect(await page.evaluate(() => getComputedStyle(document.body).visibility)).toBe('hidden')
    await turned(page, 'visible')
    await page.locator('html:not([data-covered])').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe(words)
    await page.goto(`${journeys.world.origin}/en/help`)
    await page.goBack()
    await page.locator('main[data-ready]').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe('')
  })
})

// A browser that is driven never hides its page: it is told what a phone tells when another app comes to the front.
async function turned(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

// What stands on the page in the moment in which it is covered. Told by the page itself: a driver does not look at one that is on its way.
async function watchCover(page: Page): Promise<{ covered: Promise<unknown> }> {
  let tell: (seen: unknown) => void = () => undefined
  const covered = new Promise((done) => (tell = done))
  await page.exposeFunction('tellCovered', (seen: unknown) => tell(seen))
  await page.evaluate(() => {
    const { tellCovered } = window as unknown as { tellCovered(what: object): void }
    const look = () => tellCovered({ page: document.getElementById('page')?.innerHTML, body: getComputedStyle(document.body).visibility })
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['data-covered'] })
  })
  return { covered }
}
