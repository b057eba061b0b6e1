// The same ways through the portal where a browser has no WebAssembly: none at all and no compiler either (Lockdown Mode, the safer
// levels of Tor Browser), or a policy that forbids it. And where no worker can start: then nothing leaves.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { openChromium } from '#test/world/chromium.ts'
import { reply, unlock, unlockByCode } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { openProxy } from '#test/world/proxy.ts'
import type { Proxy } from '#test/world/proxy.ts'
import { answer, answerQuestions, comeBack, send } from '#test/world/reporter-steps.ts'
import common from '../../locales/en/common.json' with { type: 'json' }

let proxy: Proxy
let portal: Portal
let organisation: Organisation

beforeAll(async () => {
  proxy = await openProxy()
  portal = await startPortal({ env: { ORIGIN: proxy.origin } })
  proxy.target = portal.port
  organisation = await foundOn({ origin: proxy.origin, setUpLink: () => portal.setUpLink() })
})

afterAll(async () => {
  await portal[Symbol.asyncDispose]()
  await proxy[Symbol.asyncDispose]()
})

const isWorker = (path: string): boolean => /^\/assets\/\w+-worker-/.test(path)

// The same lines with another policy on what `where` names; a switch of the test, not of the portal.
function withPolicy(where: (path: string) => boolean, change: (policy: string) => string): Proxy['headers'] {
  return (path, lines) => lines.map((line, at) => (lines[at - 1]?.toLowerCase() === 'content-security-policy' && where(path) ? change(line) : line))
}

describe.each([
  { how: 'with neither WebAssembly nor a compiler', flags: ['--js-flags=--jitless'], headers: (_: string, lines: readonly string[]) => lines },
  { how: 'under a policy that forbids WebAssembly', flags: [], headers: withPolicy(isWorker, () => "default-src 'none'") },
])('$how', ({ flags, headers }) => {
  let browser: Browser

  beforeAll(async () => {
    proxy.headers = headers
    browser = await openChromium(flags)
  })

  afterAll(() => browser.close())

  test('a worker writes, keeps the code, comes back, is answered and writes again', async () => {
    const { page, faults, loaded } = await opened(browser)
    const words = 'The gate is locked at night.'
    await answerQuestions(page, `${proxy.origin}/en/write`, { words: { text: words }, chosen: { tiles: ['trapped'] } })
    const digits = await send(page)
    expect(digits).toMatch(/^\d{42}$/)
    await comeBack(page, `${proxy.origin}/en/read`, digits)
    await answer(page, 'And on Sundays too.')
    await comeBack(page, `${proxy.origin}/my/read`, digits)
    expect(await page.locator('#letters').innerText()).toContain(words)
    expect(faults).toEqual([])
    expect(loaded()).toEqual(['probe-worker', 'reporter-worker-plain'])
  })

  test('a member unlocks by the printed code, opens, replies, and the worker reads it', async () => {
    const { page, faults, loaded } = await opened(browser)
    const words = 'Nobody pays the hours after six.'
    await answerQuestions(page, `${proxy.origin}/en/write`, { words: { text: words }, chosen: { tiles: ['pay'] } })
    const digits = await send(page)
    const lead = organisation.teams[0]?.lead
    if (lead === undefined) throw new Error('a desk without a lead')
    await unlockByCode(page, proxy.origin, { name: lead.name, code: lead.codeLines.join('') })
    await page.locator(`.case-row a[href*="${await caseIdOf(digits)}"]`).first().click()
    await page.locator('.composer textarea').waitFor()
    await page.locator('.timeline').getByText(words).first().waitFor()
    await reply(page, 'We look at the time cards.')
    await comeBack(page, `${proxy.origin}/en/read`, digits)
    await page.locator('#letters').getByText('We look at the time cards.').waitFor()
    expect(faults).toEqual([])
    expect(loaded()).toEqual(['desk-worker-plain', 'probe-worker', 'reporter-worker-plain'])
  })
})

test('a phrase opens in plain script too', async () => {
  proxy.headers = withPolicy(isWorker, () => "default-src 'none'")
  const browser = await openChromium()
  const { page, faults, loaded } = await opened(browser)
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a desk without a lead')
  await unlock(page, proxy.origin, lead)
  expect(loaded()).toEqual(['desk-worker-plain', 'probe-worker'])
  expect(faults).toEqual([])
  await browser.close()
})

describe('where no worker starts', () => {
  const blocked = withPolicy((path) => path.endsWith('/write'), (policy) => policy.replace("worker-src 'self'", "worker-src 'none'"))

  test.each([
    { how: 'a policy forbids workers', headers: blocked, lose: '' },
    { how: 'the probe is lost and the plain build too', headers: (_: string, lines: readonly string[]) => lines, lose: '**/assets/*-worker-*' },
  ])('$how: a kind sentence, the text stays, nothing is sent', async ({ headers, lose }) => {
    proxy.headers = headers
    const browser = await openChromium()
    const { page, posted } = await opened(browser)
    if (lose !== '') await page.route(lose, (route) => route.abort())
    const words = 'Words that must not leave like this.'
    await page.goto(`${proxy.origin}/en/write`)
    await page.locator('#s-safety [data-do="on"]').click()
    await page.locator('#s-about [data-do="skip"]').click()
    await page.locator('#f-text').fill(words)
    await page.locator('#s-happened [data-do="check"]').click()
    await page.locator('#look-check', { hasText: common['error.seal'] }).waitFor()
    await page.locator('[data-do="send"]').click()
    await page.locator('#look-check', { hasText: common['error.seal'] }).waitFor()
    expect(await page.locator('#asked').innerText()).toContain(words)
    expect(posted).toEqual([])
    await browser.close()
  })
})

test('where WebAssembly runs nobody loads the larger build', async () => {
  proxy.headers = (_, lines) => lines
  const browser = await openChromium()
  const { page, faults, loaded } = await opened(browser)
  await answerQuestions(page, `${proxy.origin}/en/write`, { words: { text: 'Short.' } })
  expect(loaded()).toEqual(['probe-worker', 'reporter-worker'])
  expect(faults).toEqual([])
  await browser.close()
})

// Before anybody has opened a case the inbox knows no words of it, only its id.
async function caseIdOf(digits: string): Promise<string> {
  const read = await reporterDevice().openCode({ text: digits, instanceId: organisation.instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  return read.caseId
}

interface Window {
  page: Page
  faults: string[]
  // Every body that left, as text.
  posted: string[]
  // Names of the worker files that crossed the line for this page, each once.
  loaded: () => string[]
}

async function opened(browser: Browser): Promise<Window> {
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  const [faults, posted]: [string[], string[]] = [[], []]
  const from = proxy.asked.length
  page.on('pageerror', (error) => void faults.push(error.message))
  page.on('console', (message) => void faults.push(message.text()))
  page.on('request', (request) => void (request.method() === 'POST' ? posted.push(request.url()) : undefined))
  const nameOf = (path: string): string[] => (isWorker(path) ? [path.replace(/^\/assets\//, '').replace(/-[\w-]{8}\.js$/, '')] : [])
  return { page, faults, posted, loaded: () => [...new Set(proxy.asked.slice(from).flatMap(({ path }) => nameOf(path)))].sort() }
}
