// How to bring the pages about keys, recovery and the record into each state that their routes declare.
import type { Page } from 'playwright-core'
import { device, outsideTeam, openRosterWithFile, openRosterWithLines, reportToOutside, signList } from '../desk-life/ways.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { closed, outcome } from '../reporter/states.ts'
import type { Reach } from './states.ts'
import { caseAfter, inbox, members, openedCase } from './ways.ts'
import type { DeskWorld } from './ways.ts'

const dayMs = 86_400_000

export const inboxStates: Readonly<Record<string, Reach>> = {
  'old-keys': async (page, world) => {
    await page.route('**/desk/api/rekey?*', (route) => route.fulfill({ json: { cases: [{ caseId: 'ab'.repeat(32), auditRef: 'cd'.repeat(16) }], next: null } }))
    await inbox(page, world)
    await page.getByRole('button', { name: 'Change them now' }).first().waitFor()
  },
  'ends-soon': async (page, world) => {
    await later(page, 310)
    await inbox(page, world)
    await page.getByText(/^The list of teams is valid until/).waitFor()
  },
  expired: async (page, world) => {
    await later(page, 500)
    await inbox(page, world)
    await page.getByText(/^The list of teams ran out on/).waitFor()
  },
}

export const caseStates: Readonly<Record<string, Reach>> = {
  record: async (page, world) => {
    await openedCase(page, world, world.checked)
    await page.getByRole('button', { name: 'Show the record' }).click()
    await page.locator('[data-record="holds"] tbody tr').first().waitFor()
  },
  fault: async (page, world) => {
    await openedCase(page, world, world.checked)
    await page.route('**/desk/api/audit?*', async (route) => {
      const answer = await route.fetch()
      const rows = (await answer.json()) as { entries: { sig: string }[] }
      await route.fulfill({ response: answer, json: { ...rows, entries: rows.entries.map((row, at) => (at === 0 ? { ...row, sig: 'A'.repeat(86) } : row)) } })
    })
    await page.getByRole('button', { name: 'Show the record' }).click()
    await page.locator('[data-record="fault"] .look').waitFor()
  },
  shredding: (page, world) => shredding(page, world),
  destroyed: async (page, world) => {
    await shredding(page, world)
    const label = (await page.locator('[data-shred] label').innerText()).match(/T-[A-Z0-9-]+/)?.[0] ?? ''
    await page.locator('[data-shred] input').fill(label.toLowerCase().replace('-', ' '))
    await page.getByRole('button', { name: 'Destroy it for ever' }).click()
    await page.locator('[data-destroyed]').waitFor()
  },
}

export const memberStates: Readonly<Record<string, Reach>> = {
  removing: async (page, world) => {
    await members(page, world)
    await page.getByRole('button', { name: 'Remove' }).first().click()
    await page.locator('.decision').waitFor()
  },
  rotating: async (page, world) => {
    await members(page, world)
    await page.getByRole('button', { name: 'Change the keys of this team' }).click()
    await page.locator('.decision').waitFor()
  },
  waiting: (page, world) => waiting(page, world),
}

export const keyPages: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  'desk/roster': {
    entry: async (page, world) => {
      await page.goto(`${world.origin}/desk/roster?lng=en`)
      await page.getByText('Choose the file').waitFor()
    },
    mistyped: async (page, world) => {
      await openRosterWithLines(page, world.origin, ['111111', ...world.organisation.rootLines.slice(1)])
      await page.locator('.field-look').waitFor()
    },
    same: (page, world) => draft(page, world),
    typed: async (page, world) => {
      await openRosterWithLines(page, world.origin, world.organisation.rootLines)
      await page.locator('[data-stage="draft"]').waitFor()
    },
    rotated: async (page, world) => {
      const lead = await page.context().newPage()
      await waiting(lead, world)
      await lead.close()
      await draft(page, world)
      await page.locator('[data-change="rotated"]').waitFor()
    },
    adding: async (page, world) => {
      await draft(page, world)
      await page.getByRole('button', { name: 'Add a team' }).click()
      await page.getByRole('button', { name: 'Make the link' }).click()
      await page.locator('.field-look').first().waitFor()
    },
    dropped: async (page, world) => {
      await draft(page, world)
      await page.getByRole('button', { name: 'Leave this team out' }).last().click()
      await page.locator('[data-change="dropped"]').waitFor()
    },
    stop: async (page, world) => {
      await page.route('**/desk/api/roster-draft', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), rosters: [] } })
      })
      await openRosterWithFile(page, world.origin, world.organisation.rootFile)
      await page.locator('[data-stage="stop"]').waitFor()
    },
    unsent: async (page, world) => {
      await draft(page, world)
      await page.route('**/desk/api/roster', (route) => route.abort())
      await page.getByRole('button', { name: 'Sign and publish' }).click()
      await page.locator('[data-stage="unsent"]').waitFor()
    },
    signed: async (page, world) => {
      await draft(page, world)
      await signList(page)
    },
  },
  'desk/recovery': {
    entry: async (page, world) => {
      await page.goto(`${world.origin}/desk/recovery?lng=en`)
      await page.getByLabel('The seven lines from the sheet').waitFor()
    },
    mistyped: (page, world) => recovery(page, world, ['111111', ...outsideTeam(world.organisation).recovery.slice(1)]),
    list: async (page, world) => {
      await recovery(page, world, outsideTeam(world.organisation).recovery)
      await page.locator('[data-room="list"] h1').waitFor()
    },
    case: async (page, world) => {
      await reportToOutside(world.organisation, 'Only the outside team may read this.')
      await recovery(page, world, outsideTeam(world.organisation).recovery)
      await page.getByRole('button', { name: 'Open' }).first().click()
      await page.locator('[data-room="case"] .entry').first().waitFor()
    },
    refused: async (page, world) => {
      await page.route('**/desk/api/recovery/inbox*', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
      await recovery(page, world, outsideTeam(world.organisation).recovery)
      await page.locator('.look[role="alert"]').waitFor()
    },
  },
  'desk/drill': {
    ready: (page, world) => drill(page, world),
    mistyped: async (page, world) => {
      await drill(page, world)
      await page.getByLabel(/^The seven lines, typed by/).fill('111111')
      await page.getByRole('button', { name: 'Try it' }).click()
      await page.locator('.field-look').waitFor()
    },
    done: async (page, world) => {
      await drill(page, world)
      await page.getByLabel(/^The seven lines, typed by/).fill(outsideTeam(world.organisation).recovery.join('\n'))
      await page.getByRole('button', { name: 'Try it' }).click()
      await page.locator('[data-drill="done"] .points li').first().waitFor({ timeout: 30_000 })
    },
    none: async (page, world) => {
      await inbox(page, world)
      await page.goto(`${world.origin}/desk/drill?lng=en`)
      await page.getByText(/^Nobody keeps a recovery code of/).waitFor()
    },
  },
  'desk/ways-in': {
    list: (page, world) => ways(page, world),
    added: async (page, world) => {
      await ways(page, world)
      await addPasskey(page)
    },
    removed: async (page, world) => {
      await ways(page, world)
      await addPasskey(page)
      await page.locator('[data-way="passkey"]').first().getByRole('button').click()
      await page.getByText('The passkey opens nothing here any more.').waitFor()
    },
    refused: async (page, world) => {
      await ways(page, world)
      await device(page, { prf: false })
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.locator('main .look').waitFor()
    },
  },
}

// The browser's clock, days ahead of everybody's: what a list that ends is judged by.
async function later(page: Page, days: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + days * dayMs)
}

async function shredding(page: Page, world: DeskWorld): Promise<void> {
  await caseAfter(page, world, [...outcome, closed])
  await page.getByRole('button', { name: 'Destroy this case' }).click()
  await page.locator('[data-shred]').waitFor()
}

// The team with a second reader has new keys that nobody has signed.
async function waiting(page: Page, world: DeskWorld): Promise<void> {
  await unlock(page, world.origin, outsideTeam(world.organisation).lead)
  await page.getByRole('link', { name: 'Members' }).click()
  await page.getByRole('button', { name: 'Change the keys of this team' }).click()
  await page.getByRole('button', { name: 'Make new keys' }).click()
  await page.locator('[data-rotation]').waitFor({ timeout: 30_000 })
  await page.locator('.decision').waitFor({ state: 'detached' })
}

async function draft(page: Page, world: DeskWorld): Promise<void> {
  await openRosterWithFile(page, world.origin, world.organisation.rootFile)
  await page.locator('[data-stage="draft"]').waitFor()
}

async function recovery(page: Page, world: DeskWorld, lines: readonly string[]): Promise<void> {
  await page.goto(`${world.origin}/desk/recovery?lng=en`)
  await page.getByLabel('The seven lines from the sheet').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.locator('[data-room], .field-look').first().waitFor({ timeout: 30_000 })
}

async function drill(page: Page, world: DeskWorld): Promise<void> {
  await unlock(page, world.origin, outsideTeam(world.organisation).lead)
  await page.goto(`${world.origin}/desk/drill?lng=en`)
  await page.getByLabel(/^The seven lines, typed by/).waitFor({ timeout: 30_000 })
}

async function ways(page: Page, world: DeskWorld): Promise<void> {
  await inbox(page, world)
  await page.getByRole('link', { name: 'My ways in' }).click()
  await page.locator('.ways').waitFor()
}

async function addPasskey(page: Page): Promise<void> {
  await device(page, { prf: true })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor({ timeout: 30_000 })
}
