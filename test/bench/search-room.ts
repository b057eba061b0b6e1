// The search room in Chromium, from the press that opens it until everything in it can be searched: fetched, taken to the worker, opened, indexed.
import type { Browser, Page } from 'playwright-core'
import { openChromium } from '#test/world/chromium.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { unlockByCode } from '#test/world/desk-steps.ts'
import type { Organisation } from '#test/world/organisation.ts'
import type { DeskDoor } from './desk-door.ts'
import { keptTexts, sealedRows } from './desk-rows.ts'

export interface SearchRoomFigures {
  /** 50,000 sealed summaries. */
  readonly indexMs: number
  /** The longest that the page stood still meanwhile. */
  readonly indexStillMs: number
  /** 5,000 summaries, and the whole text of each as it was kept. */
  readonly keptMs: number
  /** One case read for the first time: its entry in the record, the portal, the worker, the words kept. */
  readonly readMs: number
}

const SUMMARIES = 50_000
const TEXTS = 5_000
const READ = 60

export async function measureSearchRoom(organisation: Organisation, door: DeskDoor): Promise<SearchRoomFigures> {
  const rows = await sealedRows(organisation, SUMMARIES)
  const few = rows.slice(0, TEXTS)
  const kept = await keptTexts(organisation, few)
  const browser = await openChromium()
  try {
    door.today = organisation.door.today
    const whole = await ready(await unlocked(browser, organisation, door), () => Object.assign(door, { rows, kept: [] }))
    const texts = await ready(await unlocked(browser, organisation, door), () => Object.assign(door, { rows: few, kept }))
    return { indexMs: whole.ms, indexStillMs: whole.stillMs, keptMs: texts.ms, readMs: await reading(await unlocked(browser, organisation, door), organisation, door) }
  } finally {
    door.rows = null
    await browser.close()
  }
}

// Behind an inbox that holds nothing yet, so that nothing of it is still loading when the clock starts.
async function unlocked(browser: Browser, organisation: Organisation, door: DeskDoor): Promise<Page> {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('an organisation without a team')
  door.rows = []
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(600_000)
  await unlockByCode(page, door.origin, { name: team.lead.name, code: team.lead.codeLines.join('') })
  return page
}

async function ready(page: Page, fill: () => void): Promise<{ ms: number; stillMs: number }> {
  fill()
  await page.locator('.title .search').focus()
  // The clock lies in the page before the key is pressed, which reaches it by another way than this.
  const told = await page.evaluateHandle(() => ({ figures: new Promise<{ ms: number; stillMs: number }>((found) => {
    addEventListener('keydown', ({ timeStamp: start }) => {
      let [last, stillMs] = [start, 0]
      const look = () => {
        const now = performance.now()
        stillMs = Math.max(stillMs, now - last)
        last = now
        if (document.querySelector('[data-index="ready"]') === null) requestAnimationFrame(look)
        else found({ ms: now - start, stillMs })
      }
      requestAnimationFrame(look)
    }, { once: true, capture: true })
  }) }))
  await page.keyboard.press('Enter')
  return await told.evaluate(({ figures }) => figures)
}

async function reading(page: Page, organisation: Organisation, door: DeskDoor): Promise<number> {
  for (let n = 0; n < READ; n += 1) {
    const sealed = await sealFor(organisation, `The fire exit of hall three is chained on the night shift, line ${n}.`)
    if ((await submitUntilAnswered(organisation.door, sealed, 3)) === null) throw new Error('a report was not taken')
  }
  await ready(page, () => Object.assign(door, { rows: null }))
  const start = performance.now()
  await page.locator('section.sheet button').click()
  await page.locator('section.sheet').waitFor({ state: 'detached' })
  return (performance.now() - start) / READ
}
