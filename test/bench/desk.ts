// What a desk with thousands of cases waits for in Chromium: the first line that can be read, all lines, and all lines in another order.
import type { Page } from 'playwright-core'
import { openChromium } from '#test/world/chromium.ts'
import { unlockByCode } from '#test/world/desk-steps.ts'
import type { Organisation } from '#test/world/organisation.ts'
import type { DeskDoor } from './desk-door.ts'
import { sealedRows } from './desk-rows.ts'

export interface DeskFigures {
  readonly firstRowMs: number
  readonly listMs: number
  readonly listWholeMs: number
}

const LIST = 5_000
const TIMES = 7

export async function measureDesk(organisation: Organisation, door: DeskDoor): Promise<DeskFigures> {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('an organisation without a team')
  door.today = organisation.door.today
  door.rows = await sealedRows(organisation, LIST)
  const browser = await openChromium()
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await unlockByCode(page, door.origin, { name: team.lead.name, code: team.lead.codeLines.join('') })
    return await theList(page)
  } finally {
    await browser.close()
  }
}

async function theList(page: Page): Promise<DeskFigures> {
  const firsts: number[] = []
  const wholes: number[] = []
  const orders: number[] = []
  for (let n = 0; n < TIMES; n += 1) {
    await page.getByRole('link', { name: 'Statistics' }).click()
    await page.locator('.charts').waitFor({ timeout: 120_000 })
    const { first, whole } = await page.evaluate(async (lines) => {
      const start = performance.now()
      const until = (done: () => boolean) => new Promise<number>((found) => {
        const look = () => (done() ? found(performance.now() - start) : requestAnimationFrame(look))
        look()
      })
      document.querySelector<HTMLAnchorElement>('.rooms a[href*="/desk/inbox"]')?.click()
      const first = await until(() => (document.querySelector('.case-row .said')?.textContent ?? '').length > 20)
      const whole = await until(() => document.querySelector('.inbox')?.getAttribute('aria-rowcount') === String(lines + 1))
      return { first, whole }
    }, LIST)
    firsts.push(first)
    wholes.push(whole)
    // Another order of all lines, from the key pressed to the frame after the one that shows it.
    orders.push(await page.evaluate(async () => {
      const start = performance.now()
      document.querySelector<HTMLAnchorElement>('.head-priority a')?.click()
      await new Promise<void>((done) => {
        const look = () => (document.querySelector('.head-priority[aria-sort]') === null ? requestAnimationFrame(look) : requestAnimationFrame(() => done()))
        look()
      })
      return performance.now() - start
    }))
  }
  return { firstRowMs: median(firsts), listMs: median(orders), listWholeMs: median(wholes) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
