// How to bring the pages on which people compare numbers and read copies into each state that their routes declare.
import type { Page } from 'playwright-core'
import { openAs } from '#app/practice/desk.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import type { CopyForReader } from '#crypto/answers.ts'
import { withBrokenList, withOtherRoot } from './planted.ts'
import { caseWith, daysLater } from './ways.ts'
import type { ReporterWorld } from './ways.ts'
import { press, withoutScript } from './write-states.ts'
import type { Reach } from './write-states.ts'

const at = (world: ReporterWorld, path: string): string => `${world.origin}/${world.language ?? 'en'}${path}`

async function checked(page: Page, world: ReporterWorld): Promise<string> {
  await page.goto(at(world, '/verify'))
  await page.locator('#checked:visible').waitFor()
  await page.locator('#picture path').waitFor({ state: 'attached' })
  return (await page.locator('#number li').allInnerTexts()).join('')
}

async function compared(page: Page, world: ReporterWorld, typed: (shown: string) => string): Promise<void> {
  await page.locator('#f-poster').fill(typed(await checked(page, world)))
  await press(page, 'compare')
}

async function stopped(page: Page, world: ReporterWorld): Promise<void> {
  await page.goto(at(world, '/verify'))
  await page.locator('#s-stop:visible').waitFor()
}

export const verify: Readonly<Record<string, Reach>> = {
  plain: (page, world) => withoutScript(page, at(world, '/verify')),
  shown: (page, world) => checked(page, world).then(() => undefined),
  same: async (page, world) => {
    await compared(page, world, (shown) => shown)
    await page.locator('#same:visible').waitFor()
  },
  different: async (page, world) => {
    await compared(page, world, (shown) => `${shown.slice(0, 17)}${(Number(shown[17]) + 1) % 10}${shown.slice(18)}`)
    await page.locator('#at-poster:visible').waitFor()
  },
  'too-few': async (page, world) => {
    await compared(page, world, (shown) => shown.slice(5))
    await page.locator('#at-poster:visible').waitFor()
  },
  expired: async (page, world) => {
    await daysLater(page, 4000)
    await checked(page, world)
    await page.locator('#until.look').waitFor()
  },
  clock: async (page, world) => {
    await daysLater(page, -4000)
    await checked(page, world)
    await page.locator('#clock:visible').waitFor()
  },
  saved: async (page, world) => {
    await checked(page, world)
    await Promise.all([page.waitForEvent('download'), press(page, 'save')])
  },
  offline: async (page, world) => {
    await page.route('**/api/roster', (route) => route.abort('internetdisconnected'))
    await page.goto(at(world, '/verify'))
    await page.locator('#trouble:visible').waitFor()
  },
  stopped: async (page, world) => {
    await withBrokenList(page)
    await stopped(page, world)
  },
  halted: async (page, world) => {
    await withOtherRoot(page, '/verify')
    await stopped(page, world)
  },
  'no-worker': async (page, world) => {
    await page.route('**/assets/*-worker-*.js', (route) => route.abort())
    await page.goto(at(world, '/verify'))
    await page.locator('#trouble:visible').waitFor()
  },
}

export const copyWords = 'They keep the papers of twelve people.\nThe door is locked at night.'

// A copy that a desk makes of a case, under a code of its own; readable for two weeks.
export async function copyOf(world: ReporterWorld): Promise<string> {
  const { organisation } = world
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const { today } = organisation.door
  const { caseId } = await caseWith(world, [])
  const { view } = await openAs(team.lead, caseId, today)
  const sources = view.timeline.slice(0, 1).map(({ key }) => key)
  const copy = { caseId, text: copyWords, purpose: 'Visit of the labour inspection', untilDay: today + 14, sources, lang: 'en' }
  return (await sendRecorded(team.lead, today, (place) => team.lead.keys.sealCopy({ ...copy, ...place }))).digits
}

export async function typedCopy(page: Page, world: ReporterWorld, digits: string): Promise<void> {
  await page.goto(at(world, '/copy'))
  await page.locator('main[data-ready]').waitFor()
  for (let line = 1; line <= 7; line += 1) await page.locator(`#line-${line}`).fill(digits.slice(6 * line - 6, 6 * line))
  await press(page, 'open')
}

export const copy: Readonly<Record<string, Reach>> = {
  plain: (page, world) => withoutScript(page, at(world, '/copy')),
  code: async (page, world) => {
    await page.goto(at(world, '/copy'))
    await page.locator('main[data-ready]').waitFor()
  },
  'code-line': async (page, world) => {
    const digits = await copyOf(world)
    await typedCopy(page, world, `${digits.slice(0, 20)}${digits[20] === '3' ? '4' : '3'}${digits.slice(21)}`)
    await page.locator('#look-code:visible').waitFor()
  },
  'code-length': async (page, world) => {
    await typedCopy(page, world, '482913')
    await page.locator('#look-code:visible').waitFor()
  },
  // The code of a report opens no copy.
  'code-none': async (page, world) => {
    await typedCopy(page, world, (await caseWith(world, [])).digits)
    await page.locator('#look-code:visible').waitFor()
  },
  shown: async (page, world) => {
    await typedCopy(page, world, await copyOf(world))
    await page.locator('#s-copy:visible').waitFor()
  },
  over: async (page, world) => {
    const digits = await copyOf(world)
    await daysLater(page, 20)
    await typedCopy(page, world, digits)
    await page.locator('#s-copy:visible').waitFor()
  },
  stopped: async (page, world) => {
    await page.route('**/api/fetch', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as CopyForReader
      await route.fulfill({ response: answer, json: { ...body, copyId: 'ab'.repeat(32) } })
    })
    await typedCopy(page, world, await copyOf(world))
    await page.locator('#s-stop:visible').waitFor()
  },
  halted: async (page, world) => {
    await withOtherRoot(page, '/copy')
    await typedCopy(page, world, await copyOf(world))
    await page.locator('#s-stop #halt[data-halt]').waitFor()
  },
}

// For the page of the conversation: its own header names the true root, the page another one.
export async function haltedReading(page: Page, type: (page: Page) => Promise<void>): Promise<void> {
  await withOtherRoot(page, '/read')
  await type(page)
  await page.locator('#s-stop #halt[data-halt]').waitFor()
}
