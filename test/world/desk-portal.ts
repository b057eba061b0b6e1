// A portal with its organisation and a browser, as tests of the desk begin; all of it ends with the file that asked for it.
import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { openChromium } from './chromium.ts'
import { unlock } from './desk-steps.ts'
import { foundOn } from './organisation.ts'
import type { Organisation } from './organisation.ts'
import { startPortal } from './portal.ts'
import { comeBack } from './reporter-steps.ts'

export type Team = Organisation['teams'][number]

export interface DeskPortal {
  readonly origin: string
  readonly organisation: Organisation
  readonly browser: Browser
  readonly today: Organisation['door']['today']
  /** The legal team, and the one outside the line. */
  readonly team: Team
  readonly other: Team
  /** A machine that was never here, with these keys unlocked. */
  deskOf(person: { readonly name: string; readonly phrase: string }): Promise<Page>
  /** A phone on which this code was typed. */
  phoneOf(digits: string): Promise<Page>
  /** A window of that size that nobody has used. */
  freshPage(viewport?: { width: number; height: number }): Promise<Page>
}

// To be called while the file is read, so that its end ends the portal.
export async function deskPortal(): Promise<DeskPortal> {
  const portal = await startPortal()
  const organisation = await foundOn(portal)
  const browser = await openChromium()
  afterAll(async () => {
    await browser.close()
    await portal[Symbol.asyncDispose]()
  })
  const [team, other] = organisation.teams
  if (team === undefined || other === undefined) throw new Error('the organisation lacks a team')
  const { origin } = portal
  const freshPage = async (viewport = { width: 1280, height: 900 }) => (await browser.newContext({ viewport, acceptDownloads: true })).newPage()
  return {
    origin, organisation, browser, today: organisation.door.today, team, other, freshPage,
    async deskOf(person) {
      const page = await freshPage()
      await unlock(page, origin, person)
      return page
    },
    async phoneOf(digits) {
      const phone = await freshPage({ width: 360, height: 640 })
      await comeBack(phone, `${origin}/en/read`, digits)
      return phone
    },
  }
}
