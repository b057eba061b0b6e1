// The states of the case page in which it changes who reads, or gives something out.
import type { Page } from 'playwright-core'
import { caseAfter } from './ways.ts'
import type { DeskWorld } from './ways.ts'

type Reach = (page: Page, world: DeskWorld) => Promise<void>

export const teamStates: Readonly<Record<'adding' | 'handing' | 'leaving' | 'between' | 'copying' | 'copied', Reach>> = {
  adding: async (page, world) => {
    await form(page, world, 'Add a team')
    await page.locator('[data-teams-form] input').first().check()
  },
  handing: (page, world) => form(page, world, 'Hand over'),
  leaving: async (page, world) => {
    await shared(page, world)
    await page.getByRole('button', { name: 'Our team leaves' }).click()
    await page.locator('[data-teams-form="leave"]').waitFor()
  },
  between: async (page, world) => {
    await shared(page, world)
    await page.getByRole('radio', { name: 'Between the teams' }).click()
    await page.locator('.composer textarea').fill('Please call the landlord.')
    await page.getByRole('button', { name: 'Send to the teams' }).click()
    await page.locator('.entry[data-by="room"]').waitFor()
  },
  copying: async (page, world) => copyForm(page, world),
  copied: async (page, world) => {
    await copyForm(page, world)
    await page.getByLabel('For whom and what for').fill('Labour inspection')
    await page.getByRole('button', { name: 'Make the copy' }).click()
    await page.locator('[data-copy-code]').waitFor({ timeout: 30_000 })
  },
}

async function form(page: Page, world: DeskWorld, name: string): Promise<void> {
  await caseAfter(page, world, [])
  await page.locator('[data-teams]').getByRole('button', { name }).click()
  await page.locator('[data-teams-form]').waitFor()
}

// A case that both teams read.
async function shared(page: Page, world: DeskWorld): Promise<void> {
  await form(page, world, 'Add a team')
  await page.locator('[data-teams-form] input[name="team"]').first().check()
  await page.locator('[data-teams-form] input[name="history"]').first().check()
  await page.locator('[data-teams-form] button[type="submit"]').click()
  await page.getByRole('button', { name: 'Our team leaves' }).waitFor({ timeout: 30_000 })
}

async function copyForm(page: Page, world: DeskWorld): Promise<void> {
  await caseAfter(page, world, [])
  await page.getByRole('button', { name: 'Make a copy' }).click()
  await page.locator('[data-copy-form] input[type="checkbox"]').first().check()
  await page.getByRole('button', { name: 'Take their words' }).click()
  await page.getByLabel('What the reader gets').waitFor()
}
