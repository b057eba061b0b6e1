// Comparing numbers, keeping them, reading a copy; and what a person meets when something does not hold.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprint } from '#crypto/card.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { hashOf } from '#crypto/types.ts'
import { copyOf, copyWords, typedCopy } from './reporter/checking-states.ts'
import { startJourneys, textsOf } from './reporter/phone.ts'
import type { Journeys } from './reporter/phone.ts'
import { withForgedReceipt, withOtherRoot } from './reporter/planted.ts'
import { cameBack, caseWith, daysLater, shownDigits, toScreen, typed, words } from './reporter/ways.ts'

let journeys: Journeys

beforeAll(async () => {
  journeys = await startJourneys()
})

afterAll(() => journeys[Symbol.asyncDispose]())

const trust = (language = 'en') => textsOf(language, 'trust')

test.each(['en', 'ja', 'my', 'ur'] as const)('%s: the number is that of the root, as digits and as picture, and what is typed to compare stays on the phone', async (language) => {
  const texts = await trust(language)
  await journeys.onPhone(async (page) => {
    const asked: string[] = []
    page.on('request', (request) => void asked.push(`${request.method()} ${new URL(request.url()).pathname.replace(/-[\w-]{8}\.(js|css)$/, '').replace(/[0-9a-f]{64}/, 'hash')}${request.postData() ?? ''}`))
    const groups = await shownNumber(page, language)
    expect(groups).toEqual(fingerprint(hashOf('root-fp', bytesFromHex(journeys.world.organisation.rootFp))))
    expect(await pictureSays(page)).toBe(groups.join(''))
    expect(await page.locator('main').innerText()).toContain(texts['verify.alone'])
    // In the digits of another script.
    await page.locator('#f-poster').fill([...groups.join(' ')].map((sign) => (sign === ' ' ? ' ' : String.fromCodePoint(0x1040 + Number(sign)))).join(''))
    await page.locator('[data-do="compare"]').click()
    expect(await page.locator('#same').innerText()).toBe(texts['verify.same'])
    await page.locator('#f-poster').fill(`${groups.slice(0, 3).join(' ')} ${groups[3]?.replace(/\d$/, (last) => String((Number(last) + 1) % 10))} ${groups.slice(4).join(' ')}`)
    await page.locator('[data-do="compare"]').click()
    await page.locator('#same').waitFor({ state: 'hidden' })
    expect(await page.locator('#at-poster').innerText()).toBe(texts['verify.different']?.replace('{group}', '4'))
    expect(await page.locator('#number li[data-look]').innerText()).toBe(groups[3])
    expect([...new Set(asked)].filter((one) => !one.includes('/assets/'))).toEqual([`GET /${language}/verify`, 'GET /api/roster', 'GET /api/roster/hash'])
  })
})

test('every team stands there with what it does, who else can open what it gets, and its own number', async () => {
  await journeys.onPhone(async (page) => {
    await shownNumber(page, 'en')
    const { teams } = journeys.world.organisation
    expect((await page.locator('#teams h3').allInnerTexts()).sort()).toEqual(teams.map(({ label }) => label).sort())
    const outside = page.locator('#teams > li', { hasText: 'Tomonami outside team' })
    expect(await outside.locator('.does').innerText()).toBe('This team looks after: help from outside.')
    expect(await outside.locator('.who').innerText()).toContain('Kasumi Notary Office')
    await outside.locator('summary').click()
    expect((await outside.locator('.groups li').allInnerTexts()).join('')).toMatch(/^\d{60}$/)
  })
})

test('the saved page carries day, number and teams, runs nothing and asks nobody', async () => {
  await journeys.onPhone(async (page, context) => {
    const groups = await shownNumber(page, 'ur')
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do="save"]').click()])
    expect(download.suggestedFilename()).toBe('information.html')
    const html = await readFile(await download.path(), 'utf8')
    expect(html).not.toMatch(/<script|<link|<input|<button|https?:\/\/(?!www\.w3\.org)| on\w+=|src=|href=/)
    const saved = await context.newPage()
    const asked: string[] = []
    saved.on('request', (request) => void asked.push(request.url()))
    await saved.route('http://saved.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await saved.goto('http://saved.test/')
    const said = await saved.locator('body').innerText()
    for (const group of groups) expect(said).toContain(group)
    for (const { label } of journeys.world.organisation.teams) expect(said).toContain(label)
    expect(said).toMatch(/20\d\d/)
    expect(await saved.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await saved.locator('svg path').count()).toBe(1)
    expect(asked).toEqual(['http://saved.test/'])
  })
})

test('on paper stand the number and the teams with theirs, and no button', async () => {
  await journeys.onPhone(async (page) => {
    await shownNumber(page, 'en')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await page.locator('button:visible, .top:visible, .foot:visible, textarea:visible').count()).toBe(0)
    expect(await page.locator('#number:visible, #picture:visible, #teams .groups:visible').count()).toBe(4)
  })
})

test('a page that names another root stops everything on one screen; nothing is sent and the text is still there', async () => {
  const before = await journeys.cases()
  const texts = await trust()
  await journeys.onPhone(async (page) => {
    await withOtherRoot(page, '/write')
    const posted: string[] = []
    page.on('request', (request) => void (request.method() === 'POST' ? posted.push(request.url()) : undefined))
    await toScreen(page, journeys.world, 'happened')
    await page.locator('#f-text').fill(words)
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#halt[data-halt]').waitFor()
    expect(await page.locator('#h-stop').innerText()).toBe(texts['stop.halt.h'])
    expect(await page.locator('#stop-says').innerText()).toBe(texts['stop.rootList'])
    expect(await page.locator('main [data-screen]:visible').count()).toBe(1)
    await page.locator('#s-stop [data-do="change"]').click()
    expect(await page.locator('#f-text:visible').inputValue()).toBe(words)
    await page.locator('#s-happened [data-do="on"]').click()
    await page.locator('#halt[data-halt]:visible').waitFor()
    await page.locator('[data-do="stop-again"]').click()
    await page.locator('#halt[data-halt]:visible').waitFor()
    // The phone's own "back" is no trap either.
    await page.goBack()
    expect(await page.locator('#f-text:visible').inputValue()).toBe(words)
    expect(posted).toEqual([])
  })
  expect(await journeys.cases()).toBe(before)
})

test('past the last day of the list a person reads everything and finds nothing that sends', async () => {
  const { digits } = await caseWith(journeys.world, [{ act: 'ask', sentences: ['S06'] }])
  const [texts, phrases] = [await trust(), await textsOf('en', 'phrases')]
  await journeys.onPhone(async (page) => {
    await daysLater(page, 2000)
    await cameBack(page, journeys.world, digits)
    expect(await page.locator('#letters').innerText()).toContain(phrases['phrase.S06'])
    expect(await page.locator('#closed').innerText()).toContain(texts['expired.read'])
    const sends = '[data-do="reply"], [data-do="ready"], [data-do="safe"], [data-do="unsafe"], [data-do="stop"], #who-reads button, textarea'
    expect(await page.locator(sends).filter({ visible: true }).count()).toBe(0)
    expect(await page.locator('.row[data-to="places"]').isVisible()).toBe(true)
  })
})

test('the phone that is set right again goes on where it stopped', async () => {
  await journeys.onPhone(async (page) => {
    await daysLater(page, 2000)
    await toScreen(page, journeys.world, 'happened')
    await page.locator('#f-text').fill(words)
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#s-stop:visible').waitFor()
    expect(await page.locator('#stop-says').innerText()).toMatch(/20\d\d/)
    await daysLater(page, 0)
    await page.locator('[data-do="stop-again"]').click()
    await page.locator('#readers .can li').first().waitFor()
    await page.locator('[data-do="send"]').click()
    await page.locator('#h-sent:visible').waitFor()
  })
})

test('an answer that proves nothing never says that nothing was sent, and keeps the code', async () => {
  const before = await journeys.cases()
  const texts = await trust()
  await journeys.onPhone(async (page, context) => {
    await withForgedReceipt(page)
    await toScreen(page, journeys.world, 'check')
    await page.locator('[data-do="send"]').click()
    await page.locator('#trouble', { hasText: texts['stop.receipt'] ?? '' }).waitFor()
    expect(await page.locator('h1:visible').allInnerTexts()).toEqual([texts['stop.receipt.h']])
    const digits = await shownDigits(page)
    const other = await context.newPage()
    await cameBack(other, journeys.world, digits)
    expect(await other.locator('#letters').innerText()).toContain(words)
  })
  expect(await journeys.cases()).toBe(before + 1)
})

test('a copy is read with its own code: whose, what for, until when; neither code opens the other', async () => {
  const texts = await trust()
  const copyDigits = await copyOf(journeys.world)
  const { digits } = await caseWith(journeys.world, [])
  await journeys.onPhone(async (page) => {
    await typedCopy(page, journeys.world, copyDigits)
    await page.locator('#s-copy:visible').waitFor()
    const said = await page.locator('#s-copy').innerText()
    for (const part of ['Asagiri listening team', 'Visit of the labour inspection', 'You can read it here until', texts['copy.part'] ?? '-', ...copyWords.split('\n')]) expect(said).toContain(part)
    expect(await page.locator('#s-copy textarea, #s-copy input').count()).toBe(0)
    await page.locator('[data-do="finish"]').click()
    await page.waitForURL(`${journeys.world.origin}/en`)
    await typedCopy(page, journeys.world, digits)
    expect(await page.locator('#look-code a').innerText()).toBe(texts['copy.none'])
    await typed(page, journeys.world, copyDigits)
    await page.locator('#look-code:visible').waitFor()
  })
})

async function shownNumber(page: Page, language: string): Promise<string[]> {
  await page.goto(`${journeys.world.origin}/${language}/verify`)
  await page.locator('#checked:visible').waitFor()
  await page.locator('#picture path').waitFor({ state: 'attached' })
  return page.locator('#number li').allInnerTexts()
}

// What a phone's camera reads in the picture: its modules as pixels.
async function pictureSays(page: Page): Promise<string> {
  const [box, path] = await page.locator('#picture').evaluate((svg) => [svg.getAttribute('viewBox') ?? '', svg.querySelector('path')?.getAttribute('d') ?? ''])
  const [side, scale] = [Number(box?.split(' ')[2]), 6]
  const dark = new Set([...(path ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => Number(y) * side + Number(x)))
  const width = side * scale
  const data = Uint8ClampedArray.from({ length: width * width * 4 }, (_, at) => {
    const [x, y] = [Math.floor((at >> 2) % width / scale), Math.floor((at >> 2) / width / scale)]
    return at % 4 === 3 ? 255 : dark.has(y * side + x) ? 0 : 255
  })
  return decodeQR({ width, height: width, data })
}
