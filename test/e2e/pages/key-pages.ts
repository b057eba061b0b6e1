// The six pages that everybody meets between the poster and the answer, in one language: for the suite that measures them and for the
// pictures that a native reader leafs through.
import type { Page } from 'playwright-core'
import { acknowledged } from '../reporter/states.ts'
import { cameBack, caseWith, opened, toScreen, type ReporterWorld } from '../reporter/ways.ts'

export const keyPages = ['start', 'safety', 'about', 'check', 'sent', 'read'] as const
export type KeyPage = (typeof keyPages)[number]

// Stands on each page in turn and lets `look` see it.
export async function walkKeyPages(page: Page, world: ReporterWorld, language: string, look: (name: KeyPage) => Promise<void>): Promise<void> {
  await page.goto(`${world.origin}/${language}`)
  await look('start')
  await toScreen(page, world, 'safety', language)
  await look('safety')
  await toScreen(page, world, 'about', language)
  await look('about')
  await toScreen(page, world, 'check', language)
  await look('check')
  await page.locator('[data-do="send"]').click()
  await page.locator('#h-sent:visible').waitFor()
  await look('sent')
  const { digits } = await caseWith(world, [acknowledged, { act: 'ask', sentences: ['S06', 'S42'] }])
  await cameBack(page, world, digits, language)
  await look('read')
}

// The list of languages, open over the start page.
export async function languageListOpen(page: Page, world: ReporterWorld, language: string): Promise<void> {
  await opened(page, world, '', language)
  await page.locator('.top summary').click()
  await page.locator('.top ul').waitFor()
}
