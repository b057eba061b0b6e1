// The states of the case page in which a case is weighed, looked into and put right.
import type { Page } from 'playwright-core'
import type { Person } from '#app/practice/founding.server.ts'
import { lockedExit, sign, work } from '#test/world/casework.ts'
import { caseWith } from '../reporter/ways.ts'
import { changedCase, inbox } from './ways.ts'
import type { DeskWorld } from './ways.ts'

type Reach = (page: Page, world: DeskWorld) => Promise<void>

const allegation = 'ab'.repeat(16)

export const caseworkStates: Readonly<Record<'interest' | 'triage' | 'weighed' | 'pausing' | 'planning' | 'investigated' | 'righting' | 'doubted', Reach>> = {
  interest: async (page, world) => {
    await openPart(page, world, (await caseWith(world, [])).caseId, 'talk')
    await page.getByRole('button', { name: 'I have an interest' }).click()
    await page.getByLabel('In a few words, what is it?').fill('My sister works there.')
    await page.getByRole('button', { name: 'Declare my interest' }).click()
    await page.getByText('You have declared an interest in this matter').waitFor({ timeout: 30_000 })
  },
  // Pressed once with nothing chosen, while the list of codes stands open.
  triage: async (page, world) => {
    await openPart(page, world, (await caseWith(world, [])).caseId, 'triage')
    await page.getByLabel('In your words').fill('The exit is locked.')
    await page.getByRole('button', { name: 'Sign and save the triage' }).click()
    await page.locator('[data-triage] .field-look').first().waitFor()
    await page.getByRole('combobox', { name: 'Code' }).fill('h')
    await page.getByRole('listbox').waitFor()
  },
  // A weighed case, and somebody who finds it milder.
  weighed: async (page, world) => {
    await weighed(page, world, 'triage')
    await page.getByRole('group', { name: 'How many people?' }).getByRole('radio').last().check()
    await page.getByRole('group', { name: 'How likely is it?' }).getByRole('radio').last().check()
    await page.getByRole('checkbox', { name: /^Japanese/ }).check()
    await page.locator('[data-clocks-proposed]').waitFor()
    await page.getByText('This is milder than before').waitFor()
  },
  pausing: async (page, world) => {
    await weighed(page, world, 'triage')
    await page.locator('[data-clock="G-TRI"]').getByRole('button', { name: 'Let it stand still' }).click()
    await page.locator('[data-form="pause"]').waitFor()
  },
  planning: async (page, world) => {
    await weighed(page, world, 'inquiry')
    await page.getByRole('button', { name: 'Make a plan' }).click()
    await page.getByRole('button', { name: 'Sign and save', exact: true }).click()
    await page.locator('.work-form .field-look').first().waitFor()
  },
  investigated: async (page, world) => {
    const { caseId, day, lead } = await weighedCase(world)
    await sign(lead, caseId, day, [
      work('plan', { scope: 'Exits of both floors.', allegations: [allegation], team: [lead.memberId], steps: ['Ask for the plan of the building'], text: '' }, '0'.repeat(32)),
      work('task', { title: 'Ask for the plan of the building', owner: lead.memberId, dueDay: day + 3, after: [], state: 'doing', text: '', template: null }),
      work('interview', { day, with: 'A fire warden', place: '', text: 'The chain is put on at night.', readBack: true }),
      work('evidence', { title: 'Photo of the exit', source: 'Sent by the reporter', sha256: 'ba'.repeat(32), fileId: null, custody: [{ day, by: lead.name, text: 'in the safe' }], sealed: true }),
      work('finding', { allegation, finding: 'SUB', reason: null, text: 'The photo shows the chain.' }),
    ])
    await openPart(page, world, caseId, 'inquiry')
    await page.locator('[data-things="finding"]').waitFor()
  },
  righting: async (page, world) => {
    const { caseId, day, lead } = await weighedCase(world)
    await sign(lead, caseId, day, [
      work('remedy', { code: 'STOPPED', grade: 'C1', allegation, text: 'The chain is cut.', company: true, dueDay: day + 30, doneDay: null, verified: 'no', confirmedBy: null }),
      work('rootCause', { codes: ['purchasing-pressure'], text: '' }, '0'.repeat(32)),
      work('watch', { dueDay: day + 30, askedDay: null, answer: null, text: '' }),
    ])
    await openPart(page, world, caseId, 'remedy')
    await page.locator('[data-things="remedy"]').getByRole('button', { name: 'Change' }).click()
    await page.locator('[data-form="remedy"]').waitFor()
  },
  doubted: async (page, world) => {
    const { caseId } = await weighedCase(world)
    await inbox(page, world)
    await changedCase(page, (answer) => ({ ...answer, columns: { ...answer.columns, state: 'CLOSED', assignee: '12'.repeat(16) } }))
    await page.goto(`${world.origin}/desk/case/${caseId}?lng=en`)
    await page.locator('[data-doubts] li').first().waitFor({ timeout: 30_000 })
  },
}

async function weighed(page: Page, world: DeskWorld, part: 'triage' | 'inquiry'): Promise<void> {
  await openPart(page, world, (await weighedCase(world)).caseId, part)
}

async function weighedCase(world: DeskWorld): Promise<{ caseId: string; day: DeskWorld['organisation']['door']['today']; lead: Person }> {
  const [team] = world.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const { caseId } = await caseWith(world, [])
  const day = world.organisation.door.today
  await sign(team.lead, caseId, day, lockedExit(team.lead.memberId, allegation))
  return { caseId, day, lead: team.lead }
}

async function openPart(page: Page, world: DeskWorld, caseId: string, part: string): Promise<void> {
  await inbox(page, world)
  await page.goto(`${world.origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator(`.timeline[data-part="${part}"]`).waitFor({ timeout: 30_000 })
}
