// A live portal in the hands of an operator who turned bad, and what its two sides read there in a browser.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Person } from '#app/practice/founding.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import type { Sealed } from '#test/world/crowd.ts'
import { unlockByCode } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { typeCode } from '#test/world/reporter-steps.ts'
import { operatorOf } from '#test/world/tampering.ts'
import type { Operator } from '#test/world/tampering.ts'
import texts from '../../../locales/en/desk.json' with { type: 'json' }

export interface Attacked extends AsyncDisposable {
  readonly origin: string
  readonly organisation: Organisation
  readonly operator: Operator
  readonly browser: Browser
  /** A member with unlocked keys, the same page each time. */
  desk(person: Person): Promise<Page>
  /** Ends the browsers of all members, with what they remember. */
  forget(): Promise<void>
  /** A report to every team. */
  filed(words: string): Promise<Sealed>
  /** What stands on the page of whoever types this code on a phone that was never here; `onTheLine` may change what it is sent. */
  reporterReads(digits: string, onTheLine?: (page: Page) => Promise<void>): Promise<string>
  /** What stands on the page of the case, for this member. */
  deskReads(person: Person, caseId: string): Promise<string>
}

export async function startAttacked(name: string): Promise<Attacked> {
  const cluster = await startCluster()
  const dataDir = await mkdtemp(join(tmpdir(), `${name}-`))
  const portal = await startPortal({ databaseUrl: cluster.url, dataDir })
  const organisation = await foundOn(portal)
  const operator = await operatorOf(cluster.url, dataDir)
  const browser = await openChromium()
  const pages = new Map<string, Promise<Page>>()

  async function unlocked(person: Person): Promise<Page> {
    const page = await (await browser.newContext()).newPage()
    await unlockByCode(page, portal.origin, { name: person.name, code: person.codeLines.join('') })
    return page
  }
  function desk(person: Person): Promise<Page> {
    const page = pages.get(person.memberId) ?? unlocked(person)
    pages.set(person.memberId, page)
    return page
  }
  return {
    origin: portal.origin, organisation, operator, browser, desk,
    async forget() {
      for (const page of pages.values()) await (await page).context().close()
      pages.clear()
    },
    async filed(words) {
      const sealed = await sealFor(organisation, words)
      if ((await submitUntilAnswered(organisation.door, sealed, 3)) === null) throw new Error('the report was not taken in')
      return sealed
    },
    async reporterReads(digits, onTheLine = () => Promise.resolve()) {
      const page = await (await browser.newContext()).newPage()
      await onTheLine(page)
      await typeCode(page, `${portal.origin}/en/read`, digits)
      await page.locator('[data-screen="view"]:visible, #s-stop:visible, #look-code:visible').first().waitFor()
      const said = await page.locator('main').innerText()
      await page.context().close()
      return said
    },
    async deskReads(person, caseId) {
      const page = await desk(person)
      await page.goto(`${portal.origin}/desk/case/${caseId}?lng=en`)
      await page.locator('.composer').or(page.getByText(texts['desk.refused.title'], { exact: true })).first().waitFor()
      return page.locator('main').innerText()
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await operator[Symbol.asyncDispose]()
      await portal.stop()
      await cluster.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
