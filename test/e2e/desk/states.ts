// How to bring each staff page into each state that its route declares; the suites of pages loop over this table.
import type { Page } from 'playwright-core'
import { openCaseWith } from '#test/world/desk-steps.ts'
import { acknowledged, closed, declined, outcome } from '../reporter/states.ts'
import { comeIn, compareAndOpen, nameOrganisation } from './steps.ts'
import { caseStates, inboxStates, keyPages, memberStates } from './key-states.ts'
import { listStates, roomStates } from './room-states.ts'
import { caseworkStates } from './casework-states.ts'
import { decisionStates, weighedCase } from './decision-states.ts'
import { teamStates } from './team-states.ts'
import {
  browserOf, caseAfter, changedCase, chosenStep, compare, foundInInbox, founders, inbox, invited, keepStage, members, newcomerName, openFounderLink, openedCase,
  portalToLookAt, portalToUse, refusedLink, settings, stepAfter, teams, unlockPage,
} from './ways.ts'
import type { DeskWorld } from './ways.ts'

export type Reach = (page: Page, world: DeskWorld) => Promise<void>

export const reach: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  desk: {
    phrase: (page, world) => unlockPage(page, world),
    code: async (page, world) => {
      await unlockPage(page, world)
      await page.getByRole('button', { name: 'Use the printed code' }).click()
    },
    wrong: async (page, world) => {
      await unlockPage(page, world)
      await page.locator('input[name="name"]').fill('nobody')
      await page.locator('input[name="secret"]').fill('1111 2222 3333 4444 5555 6666')
      await page.getByRole('button', { name: 'Unlock', exact: true }).click()
      await page.locator('.field[data-look]').waitFor({ timeout: 60_000 })
    },
    empty: async (page, world) => {
      await unlockPage(page, world)
      await page.getByRole('button', { name: 'Unlock', exact: true }).click()
      await page.locator('.field[data-look]').waitFor()
    },
    lost: async (page, world) => {
      await unlockPage(page, world)
      await page.getByRole('button', { name: 'I lost both' }).click()
      await page.locator('.look').waitFor()
    },
    'no-passkey': async (page, world) => {
      await unlockPage(page, world)
      await page.locator('input[name="name"]').fill(world.organisation.teams[0]?.lead.name ?? '')
      await page.getByRole('button', { name: 'Use a passkey' }).click()
      await page.locator('.look').waitFor()
    },
  },
  'desk/set-up': {
    refused: async (page, world) => {
      const portal = await portalToLookAt(world)
      await page.goto(`${portal.origin}/desk/set-up?lng=en`)
      await page.locator('.look').waitFor()
    },
    organisation: async (page, world) => {
      const portal = await portalToUse(world)
      await page.goto((await portal.setUpLink()).replace('/desk/set-up', '/desk/set-up?lng=en'))
      await page.getByLabel('Name of the organisation').waitFor()
    },
    root: async (page, world) => {
      const portal = await portalToUse(world)
      await nameOrganisation(page, await portal.setUpLink(), 'Kitami Foods')
      await page.locator('main .ticket').waitFor()
    },
    teams: (page, world) => teams(page, world),
    founders: async (page, world) => void (await founders(page, world)),
    compare: async (page, world) => void (await compare(page, world)),
    open: async (page, world) => compareAndOpen(page, await compare(page, world)),
  },
  'desk/found': {
    refused: (page, world) => refusedLink(page, world, 'found'),
    name: async (page, world) => {
      await page.goto((await openFounderLink(page, world)).replace('#', '?lng=en#'))
      await page.getByLabel('Your name here').waitFor()
    },
    keep: async (page, world) => keepStage(page, await openFounderLink(page, world)),
    recovery: async (page, world) => {
      await comeIn(page, `${await openFounderLink(page, world)}&recovery=Notary%20Honda`, 'R. Chen', 'recovery')
    },
    done: async (page, world) => {
      await comeIn(page, await openFounderLink(page, world), 'R. Chen')
    },
  },
  'desk/join': {
    refused: (page, world) => refusedLink(page, world, 'join'),
    name: async (page, world) => {
      await page.goto((await invited(page, world)).replace('#', '?lng=en#'))
      await page.getByLabel('Your name here').waitFor()
    },
    keep: async (page, world) => keepStage(page, await invited(page, world)),
    done: async (page, world) => void (await comeIn(page, await invited(page, world), newcomerName())),
  },
  'desk/inbox': {
    ...inboxStates,
    ...listStates,
    filled: (page, world) => inbox(page, world),
    empty: async (page, world) => {
      await inbox(page, world)
      await page.getByRole('link', { name: 'Mine' }).click()
      await page.locator('main p.sheet').waitFor()
    },
    keys: async (page, world) => {
      await inbox(page, world)
      await page.keyboard.press('?')
      await page.locator('dialog[open]').waitFor()
    },
    search: async (page, world) => {
      await inbox(page, world)
      await page.keyboard.press('/')
      await page.keyboard.type('nothing has these words')
      await page.locator('main p.sheet').waitFor()
    },
    refused: async (page, world) => {
      await inbox(page, world)
      await page.route('**/desk/api/inbox?*', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
      await page.getByRole('link', { name: 'Mine' }).click()
      await page.locator('main .look').waitFor()
    },
  },
  'desk/case/:caseId': {
    fresh: (page, world) => openedCase(page, world, world.fresh),
    written: async (page, world) => {
      await openedCase(page, world, world.fresh)
      await page.locator('.chip').nth(1).click()
      await page.locator('.composer textarea').fill('We keep your name out of it.')
      await page.locator('.reads').waitFor()
    },
    note: async (page, world) => {
      await openedCase(page, world, world.fresh)
      await page.keyboard.press('n')
      await page.locator('.composer[data-mode="note"]').waitFor()
    },
    outcome: (page, world) => chosenStep(page, world, 'Give the result'),
    declare: (page, world) => stepAfter(page, world, [acknowledged], 'Begin to check'),
    disagree: (page, world) => stepAfter(page, world, outcome, 'Finish'),
    reopen: (page, world) => stepAfter(page, world, [...outcome, closed], 'Take up again'),
    shut: async (page, world) => {
      await openedCase(page, world, world.checked)
      await page.getByRole('button', { name: 'Take it on' }).click()
      await page.locator('[data-gaps]').waitFor()
    },
    late: async (page, world) => {
      await inbox(page, world)
      await changedCase(page, (answer) => ({ ...answer, columns: { ...answer.columns, turn: 'desk', nextDay: world.organisation.door.today - 2 } }))
      await foundInInbox(page, world.checked)
      await openCaseWith(page, world.checked)
      await page.locator('.next-date[data-late]').waitFor()
    },
    warning: async (page, world) => {
      await inbox(page, world)
      await changedCase(page, (answer) => ({ ...answer, talk: { ...answer.talk, messages: answer.talk.messages.filter((_, at, all) => at !== all.length - 2) } }))
      await foundInInbox(page, world.checked)
      await openCaseWith(page, world.checked)
      await page.locator('.timeline > .look').waitFor()
    },
    refused: async (page, world) => {
      await inbox(page, world)
      await page.goto(`${world.origin}/desk/case/${'0'.repeat(64)}?lng=en`)
      await page.locator('.look').waitFor({ timeout: 30_000 })
    },
    asked: (page, world) => caseAfter(page, world, [acknowledged, { act: 'ask', sentences: ['S06'] }]),
    declined: (page, world) => caseAfter(page, world, declined),
    closed: (page, world) => caseAfter(page, world, [...outcome, closed]),
    ...teamStates,
    ...decisionStates,
    ...caseworkStates,
    ...caseStates,
    faster: async (page, world) => {
      await openedCase(page, world, world.fresh)
      await page.route('**/desk/api/write', (route) => route.fulfill({ status: 409, json: { reason: 'conflict' } }))
      await page.locator('.composer textarea').fill('We read it today.')
      await page.locator('.composer button.button[data-kind="on"], .composer button[data-on]').first().click()
      await page.locator('.timeline > .look[role="alert"]').waitFor()
    },
  },
  'desk/decisions': {
    empty: async (page, world) => {
      await inbox(page, world)
      await page.route('**/desk/api/proposals', (route) => route.fulfill({ json: { proposals: [], today: 0 } }))
      await page.getByRole('link', { name: 'Decisions' }).click()
      await page.locator('main p.sheet').waitFor()
    },
    waiting: async (page, world) => {
      await weighedCase(world, true)
      await inbox(page, world)
      await page.getByRole('link', { name: 'Decisions' }).click()
      await page.locator('.proposals a').first().waitFor()
    },
    refused: async (page, world) => {
      await inbox(page, world)
      await page.route('**/desk/api/proposals', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
      await page.getByRole('link', { name: 'Decisions' }).click()
      await page.locator('main .look').waitFor()
    },
  },
  ...keyPages,
  ...roomStates,
  'desk/members': {
    ...memberStates,
    list: async (page, world) => members(page, world),
    invited: async (page, world) => {
      await members(page, world)
      await page.getByRole('button', { name: 'Invite a handler' }).click()
      await page.locator('.link-out').waitFor()
    },
    pending: async (page, world) => {
      const link = await invited(page, world)
      const other = await browserOf(page).newContext()
      await comeIn(await other.newPage(), link, newcomerName())
      await other.close()
      await page.getByRole('button', { name: 'Look again' }).click()
      await page.locator('[data-pending]').first().waitFor()
    },
    refused: async (page, world) => {
      await members(page, world)
      await page.route('**/desk/api/invite', (route) => route.fulfill({ status: 403, json: { reason: 'wrong-role' } }))
      await page.getByRole('button', { name: 'Invite a handler' }).click()
      await page.locator('main .look:not([data-pending])').waitFor()
    },
  },
  'desk/settings': {
    filled: (page, world) => settings(page, world),
    saved: async (page, world) => {
      await settings(page, world)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Saved.').waitFor()
    },
    refused: async (page, world) => {
      await settings(page, world)
      await page.route('**/desk/api/settings', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 403, json: { reason: 'wrong-role' } }) : route.continue()))
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.locator('main .look').waitFor()
    },
  },
}
