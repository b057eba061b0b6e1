// How to bring the two pages for browsers without scripts into each state that their routes declare.
import type { Page } from 'playwright-core'
import { caseWith } from './ways.ts'
import type { ReporterWorld } from './ways.ts'
import type { Reach } from './write-states.ts'

const open = (page: Page, world: ReporterWorld, path: string) => page.goto(`${world.origin}/${world.language ?? 'en'}${path}`)

async function sentIn(page: Page): Promise<void> {
  await page.locator('form .button[data-on]').first().click()
}

async function talk(page: Page, world: ReporterWorld): Promise<void> {
  const { digits } = await caseWith(world, [{ act: 'acknowledge', sentences: ['S01'] }, { act: 'ask', sentences: ['S06'] }])
  await open(page, world, '/plain/read')
  await page.locator('#line-1').fill(digits)
  await sentIn(page)
  await page.locator('#letters').waitFor()
}

export const plainWrite: Readonly<Record<string, Reach>> = {
  'plain-form': async (page, world) => void (await open(page, world, '/plain')),
  'plain-empty': async (page, world) => {
    await open(page, world, '/plain')
    await sentIn(page)
    await page.locator('[role="alert"]').waitFor()
  },
  'plain-sent': async (page, world) => {
    await open(page, world, '/plain')
    await page.locator('input[value="trapped"]').check()
    await sentIn(page)
    await page.locator('#h-sent').waitFor()
  },
}

export const plainRead: Readonly<Record<string, Reach>> = {
  'plain-code': async (page, world) => void (await open(page, world, '/plain/read')),
  'plain-code-wrong': async (page, world) => {
    await open(page, world, '/plain/read')
    await page.locator('#line-1').fill('482913')
    await sentIn(page)
    await page.locator('[role="alert"]').waitFor()
  },
  'plain-talk': talk,
  'plain-answered': async (page, world) => {
    await talk(page, world)
    await page.locator('.ready .button').first().click()
    await page.locator('#posting').waitFor()
  },
}
