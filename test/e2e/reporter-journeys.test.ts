// The worker's side in a real browser against a real portal: writing, keeping the code, coming back, being answered.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAsDesk } from '#app/practice/desk.server.ts'
import type { DeskTurn, StoryLanguage } from '#app/practice/story.ts'
import type { InboxRow } from '#crypto/answers.ts'
import { reporterParty } from '#crypto/worker/reporter-party.ts'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { cameBack, caseWith, daysLater, opened, sent, shownDigits, toScreen, typed, words } from './reporter/ways.ts'
import type { ReporterWorld } from './reporter/ways.ts'
import { withWrongLine } from './reporter/states.ts'
import { tiltedPhoto } from './reporter/photo.ts'

let portal: Portal
let world: ReporterWorld
let browser: Browser

beforeAll(async () => {
  portal = await startPortal({ env: { EXIT_URL: 'http://localhost/' } })
  world = { origin: portal.origin, organisation: await foundOn(portal), emptyPortal: () => startPortal() }
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  await portal.stop()
})

async function onPhone(does: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, deviceScaleFactor: 2 })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => failures.push(message.text()))
  await does(page, context)
  await context.close()
  // A refused request of the network tests is told by the browser itself; everything else would be ours.
  expect(failures.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([])
}

async function casesOfLead(): Promise<number> {
  const { organisation } = world
  const lead = organisation.teams[0]?.lead
  const day = organisation.door.today
  const inbox = await lead?.visitor.get<{ rows: InboxRow[]; counts: { open: number } }>('/desk/api/inbox?view=open', day)
  return inbox?.counts.open ?? -1
}

async function deskDoes(digits: string, language: StoryLanguage, ...turns: readonly Omit<DeskTurn, 'by' | 'after'>[]): Promise<void> {
  const { organisation } = world
  const keys = reporterParty()
  const read = await keys.openCode({ text: digits, instanceId: organisation.instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  const [team] = organisation.teams
  if (team === undefined) throw new Error('no team')
  const story = { name: 'browser', language, daysAgo: 0, tiles: [], answers: {}, turns: [] } as const
  const reporter = { story, caseId: read.caseId, digits, lines: [], keys, visitor: team.lead.visitor }
  for (const turn of turns) await actAsDesk(team, reporter, { ...turn, by: 'legal', after: 0 }, organisation.door.today)
}

async function textsOf(language: string, part: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(import.meta.dirname, `../../locales/${language}/${part}.json`), 'utf8')) as Record<string, string>
}

test.each(['en', 'ja', 'my', 'ur'] as const)('%s: written, kept, asked, answered with one press, read again', async (language) => {
  const phrases = await textsOf(language, 'phrases')
  const reporter = await textsOf(language, 'reporter')
  await onPhone(async (page) => {
    const digits = await sent(page, world, language)
    expect(digits).toMatch(/^\d{42}$/)
    expect(await page.locator('#h-sent').innerText()).toBe(reporter['sent.h'])
    // Heading, digits and picture stand on one screen, so that a screenshot keeps the code.
    const ticket = await page.locator('#ticket').boundingBox()
    expect((ticket?.y ?? 999) + (ticket?.height ?? 0)).toBeLessThan(560)

    await deskDoes(digits, language, { act: 'acknowledge', sentences: ['S01'] }, { act: 'ask', sentences: ['S06'] })
    await cameBack(page, world, digits, language)
    const letters = await page.locator('#letters').innerText()
    expect(letters).toContain(words)
    expect(letters).toContain(phrases['phrase.S01'])
    expect(letters).toContain(phrases['phrase.S06'])
    expect(await page.locator('#state h2').first().innerText()).toBe(reporter['state.WAITING_REPORTER.label'])

    await page.locator('[data-do="ready"][data-sentence="S22"]').click()
    await page.locator('#posting b').waitFor()
    expect(await page.locator('#letters .mine').last().innerText()).toContain(phrases['phrase.S22'])
    await page.locator('[data-do="finish"]').click()
    await page.waitForURL(`${world.origin}/${language}`)
    expect(await page.locator('main').innerText()).not.toContain(words)
  })
})

test('a code typed in Burmese digits opens, and a picture of it opens: as saved, compressed again, and as a photo ten degrees askew', async () => {
  await onPhone(async (page, context) => {
    const digits = await sent(page, world, 'my')
    const screenshot = await page.screenshot({ type: 'jpeg', quality: 40 })
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do="picture"]').click()])
    expect(download.suggestedFilename()).toBe('image.png')
    const saved = await readFile(await download.path())

    await cameBack(page, world, [...digits].map((digit) => String.fromCodePoint(0x1040 + Number(digit))).join(''), 'my')
    for (const picture of [screenshot, saved, await tiltedPhoto(context, screenshot, 10), await tiltedPhoto(context, saved, -10)]) {
      await opened(page, world, '/read', 'my')
      await page.locator('#picture').setInputFiles({ name: 'picture', mimeType: 'image/jpeg', buffer: picture })
      await page.locator('#s-view:visible').waitFor()
    }
  })
})

test('a wrong digit names its line as perhaps; after two tries no line is named any more', async () => {
  const { digits } = await caseWith(world, [])
  await onPhone(async (page) => {
    await typed(page, world, withWrongLine(digits))
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
  const { digits } = await caseWith(world, [])
  await onPhone(async (page) => {
    await opened(page, world, '/read')
    await page.locator('#line-1').focus()
    await page.keyboard.insertText(digits.replace(/(.{6})/g, '$1 '))
    await page.locator('[data-do="open"]').click()
    await page.locator('#s-view:visible').waitFor()
  })
})

test('the line is cut while the message is under way and comes back: one case, one code', async () => {
  const before = await casesOfLead()
  await onPhone(async (page, context) => {
    await toScreen(page, world, 'check')
    let tries = 0
    // The first request arrives and its answer is lost; then there is no line at all for a while.
    await page.route('**/api/submit', async (route) => {
      tries += 1
      if (tries > 1) return route.continue()
      await route.fetch()
      await context.setOffline(true)
      await route.abort('connectionreset')
    })
    await page.locator('[data-do="send"]').click()
    await page.locator('#trouble:visible').waitFor()
    const code = await shownDigits(page)
    expect(await page.locator('#h-sent').isVisible()).toBe(false)
    await context.setOffline(false)
    await page.locator('#h-sent:visible').waitFor()
    expect(await shownDigits(page)).toBe(code)
    expect(tries).toBeGreaterThan(1)
    await cameBack(page, world, code)
  })
  expect(await casesOfLead()).toBe(before + 1)
})

test('a text that is too long says so, sends nothing and keeps every word', async () => {
  const before = await casesOfLead()
  await onPhone(async (page) => {
    await toScreen(page, world, 'happened')
    await page.locator('#f-text').fill('word '.repeat(60_000))
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#readers .can li').first().waitFor()
    await page.locator('[data-do="send"]').click()
    expect(await page.locator('#look-check:visible').innerText()).toContain('The text is very long')
    expect(await page.locator('#f-text').inputValue()).toHaveLength(300_000)
  })
  expect(await casesOfLead()).toBe(before)
})

test('where the sealing part cannot start the page says so and sends nothing', async () => {
  const before = await casesOfLead()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/assets/reporter-worker-*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("no")' }))
  await opened(page, world, '/write')
  await page.locator('#s-safety [data-do="on"]').click()
  await page.locator('input[name="tiles"][value="pay"]').check()
  await page.locator('#s-about [data-do="on"]').click()
  await page.locator('#s-happened [data-do="check"]').click()
  await page.locator('#look-check', { hasText: 'cannot lock your message' }).waitFor()
  await page.locator('[data-do="send"]').click()
  await page.locator('#look-check', { hasText: 'cannot lock your message' }).waitFor()
  await context.close()
  expect(await casesOfLead()).toBe(before)
})

test('a phone whose date is years ahead is asked to look at its date; one that is years behind sends', async () => {
  await onPhone(async (page) => {
    await daysLater(page, 2000)
    await opened(page, world, '/write')
    await page.locator('#s-safety [data-do="on"]').click()
    await page.locator('input[name="tiles"][value="pay"]').check()
    await page.locator('#s-about [data-do="on"]').click()
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#look-check', { hasText: 'date on your phone' }).waitFor()
  })
  await onPhone(async (page) => {
    await daysLater(page, -2000)
    await cameBack(page, world, await sent(page, world))
  })
})

test('a server that lies about the day makes no old list young and no promise late', async () => {
  const { digits } = await caseWith(world, [])
  await onPhone(async (page) => {
    await page.route('**/api/challenge', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), day: 99_999 } })
    })
    await cameBack(page, world, digits)
    expect(await page.locator('#state h2').allInnerTexts()).toEqual(['Arrived'])
  })
})

test('a double press on Send makes one case', async () => {
  const before = await casesOfLead()
  await onPhone(async (page) => {
    await toScreen(page, world, 'check')
    await page.locator('[data-do="send"]').dblclick()
    await page.locator('#h-sent:visible').waitFor()
  })
  expect(await casesOfLead()).toBe(before + 1)
})

test('the code stands on the screen before the first byte of the message leaves', async () => {
  await onPhone(async (page) => {
    await toScreen(page, world, 'check')
    let shown = ''
    await page.route('**/api/submit', async (route) => {
      shown = await shownDigits(page)
      await route.continue()
    })
    await page.locator('[data-do="send"]').click()
    await page.locator('#h-sent:visible').waitFor()
    expect(shown).toBe(await shownDigits(page))
  })
})

test('another language keeps what was answered and sends none of it', async () => {
  await onPhone(async (page) => {
    await toScreen(page, world, 'where')
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
  const { digits } = await caseWith(world, [{ act: 'acknowledge', sentences: ['S01'] }])
  const phrases = await textsOf('my', 'phrases')
  await onPhone(async (page) => {
    await cameBack(page, world, digits)
    await page.locator('#f-reply').fill('half an ans')
    await page.locator('.top summary').click()
    await page.locator('.top a[hreflang="my"]').click()
    await page.locator('html[lang="my"]').waitFor()
    expect(await page.locator('#letters').innerText()).toContain(phrases['phrase.S01'])
    expect(await page.locator('#f-reply').inputValue()).toBe('half an ans')
  })
})

test('a team that is taken out on the check page does not read', async () => {
  await onPhone(async (page) => {
    await toScreen(page, world, 'about')
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
    await cameBack(page, world, await shownDigits(page))
    expect(await page.locator('#who-reads').innerText()).not.toContain(label)
  })
})

test.each(['en', 'ja', 'my', 'ur'])('%s: without scripts the page says so, offers other places and not a single field', async (language) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const words = await textsOf(language, 'reporter')
  for (const path of ['write', 'read']) {
    await page.goto(`${world.origin}/${language}/${path}`)
    expect(await page.locator('main').innerText()).toContain(words['nojs.p'])
    expect(await page.locator('input:visible, textarea:visible, form, button[data-on]:visible').count()).toBe(0)
    expect(await page.locator('.row[href$="#places"]').isVisible()).toBe(true)
  }
  await context.close()
})

test('"back" of the phone goes one question back and loses nothing', async () => {
  await onPhone(async (page) => {
    await toScreen(page, world, 'who')
    await page.goBack()
    await page.locator('#s-danger:visible').waitFor()
    await page.goBack()
    await page.locator('#s-happened:visible').waitFor()
    expect(await page.locator('#f-text').inputValue()).toBe(words)
    expect(await page.title()).toBe('Information')
  })
})

test('three times Shift empties the page and goes away; nothing was stored', async () => {
  await onPhone(async (page, context) => {
    await toScreen(page, world, 'who')
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
