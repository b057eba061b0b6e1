// How to bring each room of the desk into each state that its route declares: what is due, numbers, registers, search, print.
import type { Page } from 'playwright-core'
import { machineDay } from '#app/ui/days.ts'
import { unlock } from '#test/world/desk-steps.ts'
import type { Reach } from './states.ts'
import { inbox } from './ways.ts'
import type { DeskWorld } from './ways.ts'

async function room(page: Page, world: DeskWorld, name: string): Promise<void> {
  const [team] = world.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  await unlock(page, world.origin, team.lead)
  await page.goto(`${world.origin}/desk/${name}?lng=en`)
  await page.locator('main[data-phase="open"] .keys').waitFor({ timeout: 30_000 })
}

const refused = (name: string, path: string): Reach => async (page, world) => {
  await page.route(`**/desk/api/${path}*`, (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 503, json: { reason: 'busy' } }) : route.continue()))
  await room(page, world, name)
  await page.locator('main .look').first().waitFor()
}

// The case that somebody has opened: its number stands in the address.
async function printRoom(page: Page, world: DeskWorld): Promise<void> {
  await inbox(page, world)
  const address = await page.locator('.case-row a').first().getAttribute('href')
  await page.goto(`${world.origin}${(address ?? '').replace(/\?.*/, '')}/print?lng=en`)
  await page.getByRole('button', { name: 'Make the file' }).waitFor({ timeout: 30_000 })
}

async function fillIn(page: Page): Promise<void> {
  await page.locator('[data-intake] select').first().selectOption('phone')
  await page.locator('[data-intake] textarea').first().fill('The fire exit of hall 2 is locked at night.')
  await page.getByRole('button', { name: 'Seal and file' }).click()
}

async function writtenDown(page: Page, world: DeskWorld): Promise<void> {
  await room(page, world, 'intake')
  await fillIn(page)
  await page.locator('[data-intake="filed"]').waitFor({ timeout: 30_000 })
}

export const roomStates: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  'desk/due': {
    filled: async (page, world) => {
      await room(page, world, 'due')
      await page.locator('.board tbody tr').first().waitFor()
    },
    empty: async (page, world) => {
      await page.route('**/desk/api/due*', (route) => route.fulfill({ json: { today: world.organisation.door.today, rows: [], next: null } }))
      await room(page, world, 'due')
      await page.locator('[data-board] p').waitFor()
    },
    refused: refused('due', 'due'),
  },
  'desk/statistics': {
    filled: async (page, world) => {
      await room(page, world, 'statistics')
      await page.locator('.bars').first().waitFor()
    },
    empty: async (page, world) => {
      await page.route('**/desk/api/inbox?*', (route) => route.fulfill({ json: { rows: [], next: null, counts: null, today: world.organisation.door.today } }))
      await page.route('**/desk/api/due*', (route) => route.fulfill({ json: { today: world.organisation.door.today, rows: [], next: null } }))
      await room(page, world, 'statistics')
      await page.locator('.charts p.soft').first().waitFor()
    },
    refused: refused('statistics', 'due'),
  },
  'desk/register': {
    filled: async (page, world) => {
      await room(page, world, 'register')
      await page.locator('table.register tbody tr').first().waitFor()
    },
    gifts: async (page, world) => gifts(page, world),
    'gift-form': async (page, world) => {
      await gifts(page, world)
      await page.getByRole('button', { name: 'Add a line' }).click()
      await page.locator('[data-gift]').getByRole('button', { name: 'Save the line' }).click()
      await page.locator('[data-gift] .field-look').waitFor()
    },
    years: async (page, world) => {
      await room(page, world, 'register')
      await page.getByRole('button', { name: 'Years' }).click()
      await page.locator('[data-years]').waitFor()
    },
    refused: refused('register', 'records'),
  },
  'desk/search': {
    empty: async (page, world) => {
      await room(page, world, 'search')
      await page.locator('[data-index="ready"]').waitFor()
    },
    found: async (page, world) => {
      await searched(page, world, world.checked.split(' ')[1] ?? '')
      await page.locator('.found li').first().waitFor()
    },
    nothing: async (page, world) => {
      await searched(page, world, 'zeppelin')
      await page.locator('main p.sheet').waitFor()
    },
    refused: refused('search', 'inbox'),
  },
  'desk/intake': {
    form: (page, world) => room(page, world, 'intake'),
    open: async (page, world) => {
      await room(page, world, 'intake')
      await page.getByRole('button', { name: 'Seal and file' }).click()
      await page.locator('.field-look').first().waitFor()
    },
    code: writtenDown,
    'handed-over': async (page, world) => {
      await writtenDown(page, world)
      await page.getByLabel('How the code was handed over').selectOption('aloud')
      await page.getByRole('button', { name: 'Forget the code' }).click()
      await page.locator('[data-intake="done"]').waitFor({ timeout: 30_000 })
    },
    refused: async (page, world) => {
      await page.route('**/api/roster', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
      await room(page, world, 'intake')
      await fillIn(page)
      await page.locator('main .look').first().waitFor()
    },
  },
  'desk/snippets': {
    filled: (page, world) => room(page, world, 'snippets'),
    form: async (page, world) => {
      await room(page, world, 'snippets')
      await page.getByRole('button', { name: 'Add sentences' }).click()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('.field-look').first().waitFor()
    },
    refused: refused('snippets', 'records'),
  },
  'desk/calendar': {
    filled: async (page, world) => {
      await room(page, world, 'calendar')
      await page.getByRole('button', { name: 'Make a link' }).waitFor()
    },
    made: async (page, world) => {
      await room(page, world, 'calendar')
      await page.getByRole('button', { name: 'Make a link' }).click()
      await page.locator('[data-made]').waitFor()
    },
    refused: refused('calendar', 'calendar'),
  },
  'desk/absences': {
    filled: async (page, world) => {
      await room(page, world, 'absences')
      await page.locator('form[data-away]').waitFor()
    },
    away: async (page, world) => {
      await room(page, world, 'absences')
      await page.getByLabel('Last day away').fill(machineDay(world.organisation.door.today + 9))
      await page.getByLabel('Who stands in').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Save these days' }).click()
      await page.locator('[data-absences] li').first().waitFor()
    },
    open: async (page, world) => {
      await room(page, world, 'absences')
      await page.getByRole('button', { name: 'Save these days' }).click()
      await page.locator('[data-away] .field-look').first().waitFor()
    },
    refused: refused('absences', 'absences'),
  },
  'desk/case/:caseId/print': {
    choose: printRoom,
    redacted: async (page, world) => {
      await printRoom(page, world)
      await page.getByRole('button', { name: 'Make the file' }).click()
      await page.locator('.paper').waitFor()
    },
    'no-decision': async (page, world) => {
      await printRoom(page, world)
      await page.getByLabel('Case file, unredacted').check()
      await page.locator('main .look').waitFor()
    },
    refused: async (page, world) => {
      await inbox(page, world)
      await page.goto(`${world.origin}/desk/case/${'0'.repeat(64)}/print?lng=en`)
      await page.locator('main .look').waitFor({ timeout: 30_000 })
    },
  },
}

// States of the inbox that came with views and with several cases at once.
export const listStates: Readonly<Record<string, Reach>> = {
  filtered: async (page, world) => {
    await inbox(page, world)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.locator('.filters').getByRole('button', { name: 'With nobody' }).click()
  },
  chosen: async (page, world) => {
    await inbox(page, world)
    await page.locator('.case-row input[type="checkbox"]').first().check()
    await page.locator('.bulk').waitFor()
  },
}

async function gifts(page: Page, world: DeskWorld): Promise<void> {
  await room(page, world, 'register')
  await page.getByRole('link', { name: 'Gifts' }).click()
  await page.getByRole('button', { name: 'Add a line' }).waitFor()
}

async function searched(page: Page, world: DeskWorld, words: string): Promise<void> {
  await room(page, world, 'search')
  await page.locator('[data-index="ready"]').waitFor()
  await page.locator('main input.search').fill(words)
}

