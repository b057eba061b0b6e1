import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAsDesk } from '#app/practice/desk.server.ts'
import { languages } from '#locales/index.ts'
import { reach as deskReach } from '../desk/states.ts'
import type { DeskWorld } from '../desk/ways.ts'
import { violations } from '../reporter/axe.ts'
import { reach as reporterReach } from '../reporter/states.ts'
import type { ReporterWorld } from '../reporter/ways.ts'
import { inOtherLanguages, languageFaults, tooWide } from './layout.ts'
import { declaredRoutes, handleOf } from '#test/house/routes.ts'
import { productCode } from '#test/house/source.ts'
import { openChromium } from '#test/world/chromium.ts'
import { openFirstCase } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'

type World = DeskWorld & ReporterWorld
type Reach = (page: Page, world: World) => Promise<void>

const pages = declaredRoutes()
  .filter((route) => route.module.endsWith('.tsx'))
  .map((route) => {
    const file = productCode().find((one) => one.path === route.module)
    const handle = file === undefined ? null : handleOf(file)
    return { path: route.path, audience: handle?.audience ?? '', states: handle?.states ?? [], known: { ...deskReach[route.path], ...reporterReach[route.path] } as Readonly<Record<string, Reach>> }
  })

let browser: Browser
let portal: Portal
let world: World
const others: Portal[] = []

beforeAll(async () => {
  browser = await openChromium()
  portal = await startPortal()
  const organisation = await foundOn(portal)
  const story = { language: 'en', daysAgo: 0, tiles: ['pay'], turns: [] } as const
  const fresh = 'Nobody has answered these words.'
  const checked = 'These words are being checked.'
  await organisation.write({ ...story, name: 'fresh', answers: { text: fresh } })
  await check(organisation, await organisation.write({ ...story, name: 'checked', answers: { text: checked } }))
  world = { origin: portal.origin, organisation, fresh, checked, emptyPortal }
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
  for (const other of others) await other[Symbol.asyncDispose]()
})

test('every declared state can be reached by a test, and no other', () => {
  for (const page of pages) expect(Object.keys(page.known).sort(), `/${page.path}`).toEqual([...page.states].sort())
})

test.each(
  pages.flatMap((page) => page.states.map((state) => [`/${page.path}, ${state}`, { ...page, state }] as const)),
)('%s: usable by everybody, on the smallest screen, alone with its portal', async (_name, { known, audience, state }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  const strangers: string[] = []
  const cookies: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^https?:$/.test(url.protocol) && ![portal, ...others].some((one) => one.origin === url.origin)) strangers.push(request.url())
  })
  page.on('response', (response) => {
    if (response.headers()['set-cookie'] !== undefined) cookies.push(response.url())
  })
  await known[state]?.(page, world)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await violations(page)).map((one) => `${colorScheme}: ${one}`))
  }
  found.push(...(await tooWide(page, [320, 360, 768, 1280])))
  if (audience === 'reporter') found.push(...(await inOtherLanguages(page, async (other, language) => known[state]?.(other, { ...world, language }))))
  expect(found).toEqual([])
  expect(strangers).toEqual([])
  if (audience === 'reporter') expect(cookies).toEqual([])
  await context.close()
})

// No script and no route stands behind these: the server's front door answers.
test.each([
  ['nothing there', 'GET', '/nothing', 404],
  ['a form sent to a page', 'POST', '/write', 405],
  ['an address without end', 'GET', `/${'a'.repeat(3000)}`, 400],
] as const)('refused, %s: usable by everybody, in every language', async (_name, method, path, status) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  const statuses: (number | undefined)[] = []
  const found: string[] = []
  await page.route(`**${path}`, (route) => route.continue({ method }))
  for (const language of languages()) {
    const prefix = `/${language}`
    statuses.push((await page.goto(`${portal.origin}${prefix}${path}`))?.status())
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      found.push(...(await violations(page)).map((one) => `${prefix}, ${colorScheme}: ${one}`))
    }
    found.push(...(await tooWide(page, [320, 360, 768, 1280])).map((one) => `${prefix}: ${one}`))
    found.push(...(await languageFaults(page, language)))
  }
  expect(found).toEqual([])
  expect(new Set(statuses)).toEqual(new Set([status]))
  await context.close()
})

test('the desk in Japanese: unlock, inbox and a case', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja' })
  const page = await context.newPage()
  const [lead] = world.organisation.teams.map((team) => team.lead)
  const found: string[] = []
  async function look(at: string): Promise<void> {
    const faults = [...(await violations(page)), ...(await tooWide(page, [320, 360, 768, 1280])), ...(await languageFaults(page, 'ja'))]
    found.push(...faults.map((one) => `${at}: ${one}`))
  }
  await page.goto(`${portal.origin}/desk?lng=ja`)
  await page.locator('form[data-ready]').waitFor()
  await look('unlock')
  await page.locator('input[name="name"]').fill(lead?.name ?? '')
  await page.locator('input[name="secret"]').fill(lead?.phrase ?? '')
  await page.locator('form[data-ready] button[type="submit"]').click()
  await page.locator('main[data-phase="open"] .case-row').first().waitFor({ timeout: 60_000 })
  await look('inbox')
  await openFirstCase(page)
  await look('case')
  expect(found).toEqual([])
  await context.close()
})

async function emptyPortal(): Promise<Portal> {
  const other = await startPortal()
  others.push(other)
  return other
}

// Read, then begun to check: what a desk does in the first week.
async function check(organisation: Organisation, reporter: Awaited<ReturnType<Organisation['write']>>): Promise<void> {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('a desk was expected')
  for (const act of ['acknowledge', 'begin-triage'] as const) await actAsDesk(team, reporter, { by: 'legal', after: 0, act, sentences: ['S01'] }, organisation.door.today)
}
