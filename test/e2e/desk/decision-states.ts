// The states of the case page in which something waits for a second person, or was decided by two.
import type { Page } from 'playwright-core'
import { openAs } from '#app/practice/desk.server.ts'
import { answerAsReporter } from '#app/practice/reporter.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { propose, work } from '#app/practice/two-people.server.ts'
import { theCase } from '#db/model/work-records.ts'
import { acknowledged, outcome } from '../reporter/states.ts'
import { caseWith } from '../reporter/ways.ts'
import { caseAfter, inbox, type DeskWorld } from './ways.ts'

type Reach = (page: Page, world: DeskWorld) => Promise<void>

const slight = { scale: 1, scope: 1, irremediability: 1, likelihood: 4, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false, text: 'A card worth little.' } as const
const places = 'Fair Trade Commission, Small Business Advice Line'

/** A case that is being checked, weighed as slight; in which the handler has proposed to refuse it where `proposed`. `blames`: that team can neither read it nor be asked. */
export async function weighedCase(world: DeskWorld, proposed = false, blames?: 'external'): Promise<string> {
  const reporter = await caseWith(world, [acknowledged, { act: 'begin-triage' }], blames)
  const { caseId } = reporter
  const [team] = world.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const day = world.organisation.door.today
  const { view } = await openAs(team.handler, caseId, day)
  const severity = work('severity', { ...slight, raises: [], indicators: [] }, 'en', theCase)
  await sendRecorded(team.handler, day, (at) => team.handler.keys.sealWrites({ caseId, writes: [severity], addTeam: null, columns: null, summary: view.summary, ...at }))
  if (proposed) {
    const event = { reason: 'OUT_OF_SCOPE', places } as const
    await propose({ caseId, kind: 'decline', proposer: team.handler, approver: team.lead, lang: 'en', day, body: () => ({ reason: 'OUT_OF_SCOPE', places, text: 'We have no say there.', endDay: day + 30, event }) })
  }
  return caseId
}

async function opened(page: Page, world: DeskWorld, caseId: string, as: 'lead' | 'handler', part: 'talk' | 'decisions'): Promise<void> {
  await inbox(page, world, as)
  await page.goto(`${world.origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator('.side').waitFor({ timeout: 30_000 })
}

async function sheet(page: Page, world: DeskWorld, as: 'lead' | 'handler'): Promise<void> {
  await opened(page, world, await weighedCase(world, true), as, 'decisions')
  await page.locator('.two-people').waitFor()
}

export const decisionStates: Readonly<Record<'decline' | 'proposed' | 'deciding' | 'back' | 'aside' | 'decided' | 'holding' | 'exporting' | 'identity' | 'appeal', Reach>> = {
  decline: async (page, world) => {
    await opened(page, world, await weighedCase(world), 'handler', 'talk')
    await page.getByRole('button', { name: 'Do not take this on' }).click()
    await page.locator('[data-step="decline"] button[type="submit"]').click()
    await page.locator('.side .field-look').first().waitFor()
  },
  proposed: (page, world) => sheet(page, world, 'handler'),
  deciding: (page, world) => sheet(page, world, 'lead'),
  back: async (page, world) => {
    await sheet(page, world, 'lead')
    await page.getByRole('button', { name: 'Give it back with a note' }).click()
    await page.locator('[data-answer="back"] button[type="submit"]').click()
    await page.locator('[data-answer] .field-look').waitFor()
  },
  aside: async (page, world) => {
    await sheet(page, world, 'lead')
    await page.getByRole('button', { name: 'Not me: I have a conflict' }).click()
    await page.locator('[data-answer="aside"]').waitFor()
  },
  decided: async (page, world) => {
    await sheet(page, world, 'lead')
    await approve(page)
  },
  holding: async (page, world) => {
    await caseAfter(page, world, [acknowledged], 'handler', 'decisions')
    await page.getByRole('button', { name: 'Place a hold' }).click()
    await page.locator('[data-hold] button[type="submit"]').click()
    await page.locator('[data-hold] .field-look').first().waitFor()
  },
  exporting: async (page, world) => {
    await caseAfter(page, world, [acknowledged], 'handler', 'decisions')
    await page.getByRole('button', { name: 'Hand out the file with names' }).click()
    await page.locator('[data-export]').waitFor()
  },
  identity: async (page, world) => {
    await caseAfter(page, world, [acknowledged])
    await page.locator('.composer textarea').fill('Which shift do you work in?')
    await page.getByRole('button', { name: 'Send to the reporter' }).click()
    await page.locator('[data-identity]').waitFor()
  },
  appeal: async (page, world) => {
    const reporter = await caseWith(world, outcome)
    await answerAsReporter(reporter, world.organisation, { by: 'reporter', after: 0, sentences: ['S30'] }, world.organisation.door.today)
    await opened(page, world, reporter.caseId, 'lead', 'talk')
    await page.locator('.side strong', { hasText: 'We look again' }).first().waitFor()
  },
}

/** Ticks everything and agrees. */
export async function approve(page: Page): Promise<void> {
  for (const tick of await page.locator('.two-people').getByRole('checkbox').all()) await tick.check()
  await page.locator('.two-people').getByRole('button', { name: /^Approve/ }).click()
  await page.locator('.past-decisions').waitFor({ timeout: 30_000 })
}
