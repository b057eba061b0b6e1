// From Send to the receipt, when something goes wrong on the way: the line, the phone's date, the server's word, a second press.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJourneys } from './reporter/phone.ts'
import type { Journeys } from './reporter/phone.ts'
import { cameBack, caseWith, daysLater, opened, sent, shownDigits, toScreen } from './reporter/ways.ts'

let journeys: Journeys

beforeAll(async () => {
  journeys = await startJourneys()
})

afterAll(() => journeys[Symbol.asyncDispose]())

test('the line is cut while the message is under way and comes back: one case, one code', async () => {
  const before = await journeys.cases()
  await journeys.onPhone(async (page, context) => {
    await toScreen(page, journeys.world, 'check')
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
    await cameBack(page, journeys.world, code)
  })
  expect(await journeys.cases()).toBe(before + 1)
})

test('a text that is too long says so, sends nothing and keeps every word', async () => {
  const before = await journeys.cases()
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'happened')
    await page.locator('#f-text').fill('word '.repeat(60_000))
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#readers .can li').first().waitFor()
    await page.locator('[data-do="send"]').click()
    expect(await page.locator('#look-check:visible').innerText()).toContain('The text is very long')
    expect(await page.locator('#f-text').inputValue()).toHaveLength(300_000)
  })
  expect(await journeys.cases()).toBe(before)
})

test('somebody who only wants to see the page is answered at once, and nothing leaves', async () => {
  const before = await journeys.cases()
  await journeys.onPhone(async (page) => {
    let asked = 0
    page.on('request', (request) => (asked += request.url().endsWith('/api/submit') ? 1 : 0))
    await toScreen(page, journeys.world, 'about')
    await page.locator('[name="tiles"][value="else"]').check({ force: true })
    await page.locator('[name="nearest"][value="test"]').check({ force: true })
    await page.getByText('At the end nothing is sent.').waitFor()
    await page.locator('#s-about [data-do="on"]').click()
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#readers .can li').first().waitFor()
    await page.locator('[data-do="send"]').click()
    expect(await page.locator('#look-check:visible').innerText()).toContain('Nothing was sent.')
    expect(asked).toBe(0)
  })
  expect(await journeys.cases()).toBe(before)
})

test('where the sealing part cannot start the page says so and sends nothing', async () => {
  const before = await journeys.cases()
  const context = await journeys.browser.newContext()
  const page = await context.newPage()
  await page.route('**/assets/reporter-worker-*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("no")' }))
  await opened(page, journeys.world, '/write')
  await page.locator('#s-safety [data-do="on"]').click()
  await page.locator('input[name="tiles"][value="pay"]').check()
  await page.locator('#s-about [data-do="on"]').click()
  await page.locator('#s-happened [data-do="check"]').click()
  await page.locator('#look-check', { hasText: 'cannot lock your message' }).waitFor()
  await page.locator('[data-do="send"]').click()
  await page.locator('#look-check', { hasText: 'cannot lock your message' }).waitFor()
  await context.close()
  expect(await journeys.cases()).toBe(before)
})

test('a phone whose date is years ahead is asked to look at its date; one that is years behind sends', async () => {
  await journeys.onPhone(async (page) => {
    await daysLater(page, 2000)
    await opened(page, journeys.world, '/write')
    await page.locator('#s-safety [data-do="on"]').click()
    await page.locator('input[name="tiles"][value="pay"]').check()
    await page.locator('#s-about [data-do="on"]').click()
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#s-stop', { hasText: 'date of your phone' }).waitFor()
    expect(await page.locator('#s-check').isVisible()).toBe(false)
  })
  await journeys.onPhone(async (page) => {
    await daysLater(page, -2000)
    await cameBack(page, journeys.world, await sent(page, journeys.world))
  })
})

test('a server that lies about the day makes no old list young and no promise late', async () => {
  const { digits } = await caseWith(journeys.world, [])
  await journeys.onPhone(async (page) => {
    await page.route('**/api/challenge', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), day: 99_999 } })
    })
    await cameBack(page, journeys.world, digits)
    expect(await page.locator('#state h2').allInnerTexts()).toEqual(['Arrived'])
  })
})

test('a double press on Send makes one case', async () => {
  const before = await journeys.cases()
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'check')
    await page.locator('[data-do="send"]').dblclick()
    await page.locator('#h-sent:visible').waitFor()
  })
  expect(await journeys.cases()).toBe(before + 1)
})

test('the code stands on the screen before the first byte of the message leaves', async () => {
  await journeys.onPhone(async (page) => {
    await toScreen(page, journeys.world, 'check')
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

test.each([['en', 360], ['my', 360], ['en', 320], ['my', 320]] as const)('%s at %i: heading, digits and picture fit one screen while the message waits for the line, and after', async (language, width) => {
  await journeys.onPhone(async (page, context) => {
    await page.setViewportSize({ width, height: 640 })
    await toScreen(page, journeys.world, 'check', language)
    await page.route('**/api/submit', async (route) => {
      await context.setOffline(true)
      await route.abort('connectionreset')
    }, { times: 1 })
    await page.locator('[data-do="send"]').click()
    await page.locator('#trouble:visible').waitFor()
    expect(await onOneScreen(page, ['#h-code', '#ticket ol', '#picture'])).toEqual([])
    await context.setOffline(false)
    await page.locator('#h-sent:visible').waitFor()
    expect(await onOneScreen(page, ['#h-sent', '#h-code', '#ticket ol', '#picture'])).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})

test('two lines written back: the wrong one is named, the right ones are confirmed, and none need be written', async () => {
  await journeys.onPhone(async (page) => {
    const digits = await sent(page, journeys.world)
    await page.locator('[data-do="write-back"]').click()
    const asked = (await page.locator('#write-back li span').allInnerTexts()).map(Number)
    const [first = '', second = ''] = asked.map((line) => digits.slice(6 * line - 6, 6 * line))
    await page.locator('#back-0').fill(first)
    await page.locator('#back-1').fill(second.replace(/\d$/, (last) => String((Number(last) + 1) % 10)))
    await page.locator('[data-do="compare"]').click()
    await page.locator('#write-back-says', { hasText: `${asked[1]}` }).waitFor()
    expect(await page.locator('#back-0').getAttribute('aria-invalid')).toBeNull()
    expect(await page.locator('#back-1').getAttribute('aria-invalid')).toBe('true')
    await page.locator('#back-1').fill(second)
    await page.locator('[data-do="compare"]').click()
    await page.locator('#write-back-says', { hasText: 'are right' }).waitFor()
    expect(await page.locator('#back-1').getAttribute('aria-invalid')).toBeNull()
  })
  await journeys.onPhone(async (page) => {
    const digits = await sent(page, journeys.world)
    await page.locator('[data-do="clear"]').click()
    await page.waitForURL(`${journeys.world.origin}/en`)
    await cameBack(page, journeys.world, digits)
  })
})

// What does not stand wholly on the screen that a screenshot keeps.
function onOneScreen(page: Page, parts: readonly string[]): Promise<string[]> {
  return page.evaluate((selectors) => {
    return selectors.flatMap((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect()
      if (box === undefined || box.height === 0) return [`${selector} is not there`]
      const fits = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
      return fits ? [] : [`${selector} from ${Math.round(box.top)} to ${Math.round(box.bottom)}`]
    })
  }, parts)
}
