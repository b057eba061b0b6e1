// How to bring the page on which a person writes into each state that its route declares.
import type { Page } from 'playwright-core'
import { plantedPdf, plantedPng } from '#test/world/planted-files.ts'
import { withBrokenList, withForgedReceipt, withOtherRoot } from './planted.ts'
import { daysLater, sent, toScreen, words } from './ways.ts'
import type { ReporterWorld } from './ways.ts'

export type Reach = (page: Page, world: ReporterWorld) => Promise<void>

const choose = (page: Page, name: string, value: string) => page.locator(`input[name="${name}"][value="${value}"]`).check()

export function press(page: Page, does: string): Promise<void> {
  return page.locator(`[data-do="${does}"]:visible`).first().click()
}

// The script is allowed and does not come.
export async function withoutScript(page: Page, address: string): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto(address)
  await page.locator('.stuck').evaluate((block) => Promise.all(block.getAnimations().map((animation) => animation.finished)))
}

// A photo, a paper that asks, and a program that is not taken.
export async function chooseFiles(page: Page): Promise<void> {
  const files = [['a.png', plantedPng(1)], ['a.pdf', plantedPdf()], ['b.jpg', Buffer.from('MZ program')]] as const
  await page.locator('#f-files').setInputFiles(files.map(([name, bytes]) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })))
  await page.locator('#chosen li:nth-child(3)[data-look]').waitFor()
}

function screen(id: string, then?: (page: Page) => Promise<unknown>): Reach {
  return async (page, world) => {
    await toScreen(page, world, id)
    await then?.(page)
  }
}

export const write: Readonly<Record<string, Reach>> = {
  plain: (page, world) => withoutScript(page, `${world.origin}/${world.language ?? 'en'}/write`),
  safety: screen('safety'),
  about: screen('about'),
  'about-too-many': screen('about', async (page) => {
    for (const tile of ['pay', 'trapped', 'child', 'safety']) await choose(page, 'tiles', tile)
    await press(page, 'on')
    await page.locator('#look-about:visible').waitFor()
  }),
  'about-treatment': screen('about', async (page) => {
    await choose(page, 'tiles', 'treatment')
    await choose(page, 'touch', 'yes')
  }),
  'about-else': screen('about', (page) => choose(page, 'tiles', 'else')),
  happened: screen('happened'),
  'happened-empty': screen('about', async (page) => {
    await press(page, 'skip')
    await press(page, 'on')
    await page.locator('#look-happened:visible').waitFor()
  }),
  danger: screen('danger'),
  'danger-yes': screen('danger', (page) => choose(page, 'danger', 'yes')),
  who: screen('who'),
  'who-readers': screen('who', async (page) => {
    await choose(page, 'who', 'readers')
    await page.locator('input[name="whoTeams"]').first().check()
  }),
  where: screen('where'),
  contact: screen('contact'),
  'contact-no': screen('contact', (page) => choose(page, 'contact', 'no')),
  still: screen('still'),
  relation: screen('relation'),
  'relation-works': screen('relation', (page) => choose(page, 'relation', 'works')),
  help: screen('help'),
  check: screen('check'),
  'check-telling': screen('happened', async (page) => {
    await page.locator('#f-text').fill('Min Thu asked twice. We are 12 people in room 3.')
    await press(page, 'check')
    await page.locator('#readers .can li').first().waitFor()
  }),
  'check-no-team': screen('check', async (page) => {
    for (let teams = 0; teams < 4 && (await page.locator('#readers .can li button').count()) > 0; teams += 1) {
      await page.locator('#readers .can li button').first().click()
    }
    await press(page, 'send')
    await page.locator('#look-check:visible').waitFor()
  }),
  sending: screen('check', async (page) => {
    await page.route('**/api/submit', () => undefined)
    await press(page, 'send')
    await page.locator('#ticket svg path').waitFor({ state: 'attached' })
  }),
  'sending-offline': screen('check', async (page) => {
    await page.route('**/api/submit', (route) => route.abort('internetdisconnected'))
    await press(page, 'send')
    await page.locator('#trouble:visible').waitFor()
  }),
  sent: (page, world) => sent(page, world).then(() => undefined),
  'sent-write-back': async (page, world) => {
    await sent(page, world)
    await press(page, 'write-back')
    await page.locator('#back-0').fill('000000')
    await press(page, 'compare')
  },
  'sent-files': async (page, world) => {
    await sent(page, world)
    await press(page, 'files')
    await chooseFiles(page)
  },
  'sent-covering': async (page, world) => {
    await sent(page, world)
    await press(page, 'files')
    await chooseFiles(page)
    await page.locator('[data-act="cover"]').click()
    await page.locator('#chosen canvas').waitFor()
  },
  'sent-no-code': async (page, world) => {
    await sent(page, world)
    await press(page, 'no-code')
  },
  'check-too-long': screen('happened', async (page) => {
    await page.locator('#f-text').fill('Every day. '.repeat(30_000))
    await press(page, 'check')
    await page.locator('#readers .can li').first().waitFor()
    await press(page, 'send')
    await page.locator('#look-check:visible').waitFor()
  }),
  // The second script is there and its worker does not come.
  'cannot-seal': async (page, world) => {
    await page.route('**/assets/reporter-worker-*.js', (route) => route.abort())
    await stuckAtCheck(page, world)
  },
  // A phone whose date lies after the last day of the list of teams.
  'wrong-date': async (page, world) => {
    await daysLater(page, 4000)
    await stoppedAtCheck(page, world)
  },
  stopped: async (page, world) => {
    await withBrokenList(page)
    await stoppedAtCheck(page, world)
  },
  halted: async (page, world) => {
    await withOtherRoot(page, '/write')
    await stoppedAtCheck(page, world)
  },
  'not-proven': screen('check', async (page) => {
    await withForgedReceipt(page)
    await press(page, 'send')
    await page.locator('html[data-life="not-proven"] #trouble:visible').waitFor()
  }),
  'sending-busy': screen('check', async (page) => {
    await page.route('**/api/submit', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
    await press(page, 'send')
    await page.locator('#trouble:visible').waitFor()
  }),
  places: screen('happened', (page) => page.locator('.row[data-to="now"]').click()),
}

async function toCheckSoon(page: Page, world: ReporterWorld): Promise<void> {
  await toScreen(page, world, 'happened')
  await page.locator('#f-text').fill(words)
  await press(page, 'check')
}

async function stoppedAtCheck(page: Page, world: ReporterWorld): Promise<void> {
  await toCheckSoon(page, world)
  await page.locator('#s-stop:visible').waitFor()
}

async function stuckAtCheck(page: Page, world: ReporterWorld): Promise<void> {
  await toCheckSoon(page, world)
  await page.locator('#look-check:visible').waitFor()
}
