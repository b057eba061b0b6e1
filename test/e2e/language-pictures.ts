// npm run screenshots -- languages: the six key pages of every language, for a native reader to leaf through.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { languages } from '#locales/index.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { walkKeyPages } from './pages/key-pages.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/locales/pictures')

// Writes <language>/<page>.png under test-results/locales/pictures; `only` are language tags, none for all.
export async function languagePictures(browser: Browser, only: readonly string[]): Promise<void> {
  await using portal = await startPortal()
  const organisation = await foundOn(portal)
  const world = { origin: portal.origin, organisation, emptyPortal: () => Promise.reject(new Error('no page here is empty')) }
  for (const language of languages().filter((tag) => only.length === 0 || only.includes(tag))) {
    await mkdir(join(FOLDER, language), { recursive: true })
    const page = await (await browser.newContext({ viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' })).newPage()
    await walkKeyPages(page, world, language, async (name) => {
      await page.screenshot({ path: join(FOLDER, language, `${name}.png`), fullPage: true })
    })
    await page.context().close()
  }
}
