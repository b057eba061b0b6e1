// One portal and one browser for a suite of journeys, and what both of them need around a phone.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { actAsDesk } from '#app/practice/desk.server.ts'
import type { DeskTurn, StoryLanguage } from '#app/practice/story.ts'
import type { InboxRow } from '#crypto/answers.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { openChromium } from '#test/world/chromium.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { ReporterWorld } from './ways.ts'

export interface Journeys extends AsyncDisposable {
  readonly world: ReporterWorld
  readonly browser: Browser
  // A page in a window of its own; every failure that it tells is a failure of the test.
  onPhone(does: (page: Page, context: BrowserContext) => Promise<void>): Promise<void>
  // How many cases the first team has.
  cases(): Promise<number>
  // What the first team does in the case behind a code.
  deskDoes(digits: string, language: StoryLanguage, ...turns: readonly Omit<DeskTurn, 'by' | 'after'>[]): Promise<void>
}

export async function startJourneys(): Promise<Journeys> {
  const portal = await startPortal({ env: { EXIT_URL: 'http://localhost/' } })
  const organisation = await foundOn(portal)
  const browser = await openChromium()
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return {
    world: { origin: portal.origin, organisation, emptyPortal: () => startPortal() },
    browser,
    async onPhone(does) {
      const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, deviceScaleFactor: 2 })
      const page = await context.newPage()
      const failures: string[] = []
      page.on('pageerror', (error) => failures.push(error.message))
      page.on('console', (message) => failures.push(message.text()))
      await does(page, context)
      await context.close()
      // A request that the test itself refuses is told by the browser; everything else would be ours.
      expect(failures.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([])
    },
    async cases() {
      const inbox = await team.lead.visitor.get<{ rows: InboxRow[]; counts: { open: number } }>('/desk/api/inbox?view=open', organisation.door.today)
      return inbox.counts.open
    },
    async deskDoes(digits, language, ...turns) {
      const keys = reporterDevice()
      const read = await keys.openCode({ text: digits, instanceId: organisation.instanceId })
      if (read.result !== 'ok') throw new Error('the code does not read')
      const story = { name: 'browser', language, daysAgo: 0, tiles: [], answers: {}, turns: [] } as const
      const reporter = { story, caseId: read.caseId, digits, lines: [], keys, visitor: team.lead.visitor }
      for (const turn of turns) await actAsDesk(team, reporter, { ...turn, by: 'legal', after: 0 }, organisation.door.today)
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await portal[Symbol.asyncDispose]()
    },
  }
}

export async function textsOf(language: string, part: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(import.meta.dirname, `../../../locales/${language}/${part}.json`), 'utf8')) as Record<string, string>
}
