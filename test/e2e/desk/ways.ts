// Ways through the staff pages that several states share.
import type { Browser, Page } from 'playwright-core'
import type { CaseForDesk } from '#crypto/answers.ts'
import { openCaseWith, unlock } from '#test/world/desk-steps.ts'
import type { Organisation } from '#test/world/organisation.ts'
import type { Portal } from '#test/world/portal.ts'
import { caseWith } from '../reporter/ways.ts'
import { comeIn, keepRoot, nameOrganisation, planTeams, type Keeper } from './steps.ts'

export interface DeskWorld {
  readonly origin: string
  readonly organisation: Organisation
  // Words of a report to the first team that nobody has answered, and of one that is being checked.
  readonly fresh: string
  readonly checked: string
  // A portal that nobody has set up yet; a new one each time.
  readonly emptyPortal: () => Promise<Portal>
}

const plan = { organisation: 'Kitami Foods', legal: 'Kitami advice team', external: 'Outside team Aoba' }
let newcomers = 0

// A name that nobody on the portal has yet.
export function newcomerName(): string {
  newcomers += 1
  return `Newcomer ${newcomers}`
}

export async function unlockPage(page: Page, world: DeskWorld): Promise<void> {
  await page.goto(`${world.origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
}

// A portal costs seconds to start: one that was only looked at is handed on to the next who needs one.
let lookedAt: Portal | null = null

export async function portalToLookAt(world: DeskWorld): Promise<Portal> {
  lookedAt ??= await world.emptyPortal()
  return lookedAt
}

export async function portalToUse(world: DeskWorld): Promise<Portal> {
  const portal = await portalToLookAt(world)
  lookedAt = null
  return portal
}

// The link of a first person that nobody has used up.
let founderLink: string | null = null

export async function openFounderLink(page: Page, world: DeskWorld): Promise<string> {
  if (founderLink === null) {
    const owner = await browserOf(page).newContext()
    founderLink = (await founders(await owner.newPage(), world))[0]
    await owner.close()
  }
  return founderLink
}

export async function teams(page: Page, world: DeskWorld): Promise<void> {
  const portal = await portalToUse(world)
  await nameOrganisation(page, await portal.setUpLink(), plan.organisation)
  await keepRoot(page)
}

export async function founders(page: Page, world: DeskWorld): Promise<[string, string]> {
  await teams(page, world)
  return planTeams(page, plan)
}

// Both teams have their first person; the page asks to compare.
export async function compare(page: Page, world: DeskWorld): Promise<Readonly<Record<string, Keeper>>> {
  const [legalLink, externalLink] = await founders(page, world)
  const keepers: Record<string, Keeper> = {}
  for (const [label, link, name] of [[plan.legal, legalLink, 'R. Chen'], [plan.external, externalLink, 'M. Sato']] as const) {
    const other = await browserOf(page).newContext()
    keepers[label] = await comeIn(await other.newPage(), link, name)
    await other.close()
  }
  await page.locator('[data-step="compare"] .fingerprint').first().waitFor({ timeout: 30_000 })
  return keepers
}

export async function inbox(page: Page, world: DeskWorld, as: 'lead' | 'handler' = 'lead'): Promise<void> {
  await unlock(page, world.origin, memberOf(world, as))
  await page.locator('.case-row').first().waitFor()
}

export async function openedCase(page: Page, world: DeskWorld, words: string): Promise<void> {
  await inbox(page, world)
  await foundInInbox(page, words)
  // Words stand in the inbox once somebody has opened the case.
  const known = (await page.locator('.case-row', { hasText: words }).count()) > 0
  if (!known) await page.locator('input[type="search"]').fill('')
  await openCaseWith(page, known ? words : 'Not opened yet')
}

// Asks the inbox for these words: a line far down a long list is not drawn before somebody is near it.
export async function foundInInbox(page: Page, words: string): Promise<void> {
  await page.locator('input[type="search"]').fill(words)
  await page.locator('.case-row', { hasText: words }).or(page.locator('.inbox:not(:has(.case-row))')).first().waitFor()
}

export async function chosenStep(page: Page, world: DeskWorld, step: string): Promise<void> {
  await openedCase(page, world, world.checked)
  await page.getByRole('button', { name: step }).click()
  await page.locator('.side form').waitFor()
}

// The form of a step after these turns, pressed once with nothing filled in: every look-again stands there.
export async function stepAfter(page: Page, world: DeskWorld, turns: Parameters<typeof caseWith>[1], step: string): Promise<void> {
  await caseAfter(page, world, turns)
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.locator('.side form button[type="submit"]').click()
  await page.locator('.side .field-look').first().waitFor()
}

// A case of its own with what the team has done in it so far.
export async function caseAfter(page: Page, world: DeskWorld, turns: Parameters<typeof caseWith>[1], as: 'lead' | 'handler' = 'lead', part = 'talk'): Promise<void> {
  const { caseId } = await caseWith(world, turns)
  await inbox(page, world, as)
  await page.goto(`${world.origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator('.timeline').waitFor({ timeout: 30_000 })
}

// What a server that lies could hand over instead of a case.
export async function changedCase(page: Page, change: (answer: CaseForDesk) => CaseForDesk): Promise<void> {
  await page.route('**/desk/api/case', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: change((await answer.json()) as CaseForDesk) })
  })
}

export async function members(page: Page, world: DeskWorld): Promise<void> {
  await inbox(page, world)
  await page.getByRole('link', { name: 'Members' }).click()
  await page.locator('.list tbody tr').first().waitFor()
}

// The link for a colleague of the first team; the lead's page stays on the members.
export async function invited(page: Page, world: DeskWorld): Promise<string> {
  await members(page, world)
  await page.getByRole('button', { name: 'Invite a handler' }).click()
  return (await page.locator('.link-out').innerText()).trim()
}

export async function settings(page: Page, world: DeskWorld): Promise<void> {
  await inbox(page, world)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Who reads this').waitFor()
}

export async function refusedLink(page: Page, world: DeskWorld, kind: 'found' | 'join'): Promise<void> {
  await page.goto(`${world.origin}/desk/${kind}?lng=en#${'A'.repeat(107)}`)
  await page.locator('[data-stage="refused"]').waitFor({ timeout: 30_000 })
}

export async function keepStage(page: Page, link: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(link.replace('#', '?lng=en#'))
  await page.getByLabel('Your name here').fill(newcomerName())
  await page.getByRole('button', { name: 'Make my keys' }).click()
  await page.locator('[data-stage="keep"]').waitFor({ timeout: 60_000 })
}

export function browserOf(page: Page): Browser {
  const browser = page.context().browser()
  if (browser === null) throw new Error('a second profile needs a browser')
  return browser
}

function memberOf(world: DeskWorld, as: 'lead' | 'handler'): { name: string; phrase: string } {
  const [team] = world.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return { name: team[as].name, phrase: team[as].phrase }
}
