// The states of the case page in which it changes who reads, or gives something out.
import type { Page } from 'playwright-core'
import { agreed } from '#app/practice/two-people.server.ts'
import { caseWith } from '../reporter/ways.ts'
import { caseAfter, inbox } from './ways.ts'
import type { DeskWorld } from './ways.ts'

type Reach = (page: Page, world: DeskWorld) => Promise<void>

export const teamStates: Readonly<Record<'adding' | 'alone' | 'leaving' | 'between' | 'copying' | 'copied', Reach>> = {
  adding: async (page, world) => {
    await caseAfter(page, world, [], 'handler')
    await page.locator('[data-teams]').getByRole('button', { name: 'Add a team' }).click()
    await page.locator('[data-teams-form] input').first().check()
  },
  // The only lead of a team, with no other team to ask, finds out before typing that nobody else may agree.
  alone: async (page, world) => {
    const { caseId } = await caseWith(world, [], 'external')
    await inbox(page, world)
    await page.goto(`${world.origin}/desk/case/${caseId}?lng=en&part=decisions`)
    await page.getByRole('button', { name: 'Place a hold' }).click()
    await page.locator('[data-nobody]').waitFor()
  },
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

// A case that both teams read.
async function shared(page: Page, world: DeskWorld): Promise<void> {
  const [team, other] = world.organisation.teams
  if (team === undefined || other === undefined) throw new Error('the organisation lacks a team')
  const day = world.organisation.door.today
  const { caseId } = await caseWith(world, [])
  const addTeam = { deskId: other.deskId, history: true }
  await agreed({ caseId, kind: 'add-desk', proposer: team.handler, approver: team.lead, lang: 'en', day, body: () => ({ ...addTeam, why: 'They know the house.' }) }, () => ({ addTeam }))
  await inbox(page, world)
  await page.goto(`${world.origin}/desk/case/${caseId}?lng=en`)
  await page.getByRole('button', { name: 'Our team leaves' }).waitFor({ timeout: 30_000 })
}

async function copyForm(page: Page, world: DeskWorld): Promise<void> {
  await caseAfter(page, world, [])
  await page.getByRole('button', { name: 'Make a copy' }).click()
  await page.locator('[data-copy-form] input[type="checkbox"]').first().check()
  await page.getByRole('button', { name: 'Take their words' }).click()
  await page.getByLabel('What the reader gets').waitFor()
}
