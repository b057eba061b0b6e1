// A case is weighed, looked into and judged by people, on pages that believe nothing but signatures.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { lockedExit, sign, work } from '#test/world/casework.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { changedCase } from './desk/ways.ts'
import { violations } from './reporter/axe.ts'
import { tooWide } from './pages/layout.ts'

const story = { name: 'exit', language: 'en', daysAgo: 0, tiles: ['safety'], answers: { text: 'The fire exit on floor two is chained. About 300 of us work there.', place: 'Hoshida Packing', contact: 'ask' }, turns: [] } as const

// One portal for the file; each test writes its own report.
const { origin, organisation, today, team, deskOf } = await deskPortal()
const { lead, handler } = team

async function openPart(page: Page, caseId: string, part: 'triage' | 'inquiry' | 'remedy'): Promise<void> {
  await page.goto(`${origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator('.parts [aria-current="page"]').waitFor({ timeout: 60_000 })
}

// The form that stands open is sent, and closes once everything has arrived.
async function signed(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign and save', exact: true }).click()
  await page.locator('.work-form[data-form]').waitFor({ state: 'detached', timeout: 30_000 })
}

test('a locked fire exit is weighed with the keyboard: S4, P1, with the clocks of two laws, and read back on a second machine', async () => {
  const { caseId } = await organisation.write(story)
  const desk = await deskOf(lead)
  await openPart(desk, caseId, 'triage')
  await desk.locator('[data-triage]').waitFor()
  await expectWeighable(desk)

  // Nothing chosen for the code: the form says so, goes nowhere, and keeps what was typed.
  await desk.getByLabel('In your words').fill('The exit on the second floor is chained shut.')
  await desk.getByRole('button', { name: 'Sign and save the triage' }).press('Enter')
  expect(await desk.getByRole('combobox', { name: 'Code' }).getAttribute('aria-invalid')).toBe('true')
  expect(await desk.getByLabel('In your words').inputValue()).toContain('chained')

  await desk.keyboard.type('fire exit')
  await desk.getByRole('option', { name: /^HS-02/ }).waitFor()
  await desk.keyboard.press('Enter')
  expect(await desk.getByRole('combobox', { name: 'Code' }).inputValue()).toContain('HS-02')
  for (const [question, answer] of [['How grave is the harm?', 1], ['How many people?', 1], ['Can it be undone?', 1], ['How likely is it?', 3]] as const) {
    // The worst stands first: so many steps down with the arrow keys from the first radio.
    await desk.getByRole('group', { name: question }).getByRole('radio').first().focus()
    await desk.keyboard.press('Space')
    for (let step = 1; step < answer; step += 1) await desk.keyboard.press('ArrowDown')
  }
  expect(await desk.locator('[data-result]').getAttribute('data-result')).toBe('S4 P1')
  await desk.getByRole('radio', { name: /^Ask the reporter first/ }).press('Space')
  await desk.getByRole('radio', { name: 'possible', exact: true }).press('Space')
  await desk.getByRole('checkbox', { name: /^Japanese/ }).press('Space')
  await desk.getByRole('checkbox', { name: /^EU whistleblower/ }).press('Space')
  await desk.locator('[data-clocks-proposed]').getByText('JP-INV').waitFor()
  await desk.getByRole('button', { name: 'Sign and save the triage' }).press('Enter')
  await desk.locator('.side .meters').getByText('S4, P1').waitFor({ timeout: 30_000 })
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])

  // Anybody of the team reads the same on a machine that has seen nothing of it.
  const second = await deskOf(handler)
  await openPart(second, caseId, 'triage')
  await second.locator('.side .meters').getByText('S4, P1').waitFor({ timeout: 30_000 })
  const clocks = await second.locator('[data-clock]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-clock')))
  expect(clocks).toEqual(expect.arrayContaining(['G-ACK', 'G-TRI', 'EU-ACK', 'EU-FB', 'JP-INV', 'JP-WATCH', 'P1-ACT']))
  expect(await second.getByRole('combobox', { name: 'Code' }).inputValue()).toContain('HS-02')
  expect(await second.locator('.side').innerText()).toContain('Not before the reporter agrees.')
  expect(await second.locator('.timeline .look[data-kind="stop"]').count()).toBe(0)

  // A milder result is put before a second person; until then the old one counts.
  await second.getByRole('button', { name: 'I have no interest in this matter' }).click()
  await second.locator('[data-conflict]').waitFor({ state: 'detached', timeout: 30_000 })
  await second.getByRole('group', { name: 'How grave is the harm?' }).getByRole('radio').last().check()
  await second.getByRole('group', { name: 'Can it be undone?' }).getByRole('radio').last().check()
  await second.getByLabel('Why it is milder than it was thought').fill('The chain was taken off.')
  await second.getByRole('button', { name: 'Sign, and ask a second person' }).click()
  await second.locator('.parts').getByText('1 open').waitFor({ timeout: 30_000 })
  expect(await second.locator('.side .meters').innerText()).toContain('S4, P1')
})

test('an investigation goes from plan to findings, and somebody else reads them', async () => {
  const { caseId } = await organisation.write(story)
  const allegation = 'aa'.repeat(16)
  await sign(lead, caseId, today, lockedExit(lead.memberId, allegation))
  const desk = await deskOf(lead)
  await openPart(desk, caseId, 'inquiry')
  await desk.getByRole('button', { name: 'Make a plan' }).press('Enter')
  await desk.getByLabel('What is looked into, and what is not').fill('Exits of both floors since August.')
  await desk.getByRole('checkbox', { name: new RegExp(`^${lead.name}`) }).check()
  await signed(desk)

  await desk.locator('[data-offered] summary').press('Enter')
  await desk.getByRole('button', { name: 'Take them over as tasks' }).press('Enter')
  await desk.locator('[data-things="task"] li').first().waitFor({ timeout: 30_000 })
  const tasks = await desk.locator('[data-things="task"] > li').count()
  await desk.locator('[data-things="task"] > li').first().getByRole('button', { name: /^Done/ }).press('Enter')
  await desk.locator('.parts').getByText(`${tasks - 1} open`).waitFor({ timeout: 30_000 })

  await desk.getByRole('button', { name: 'Write notes of a talk' }).press('Enter')
  await desk.getByLabel('With whom').fill('A fire warden')
  // A look at another part loses nothing.
  await desk.getByRole('link', { name: 'Conversation' }).press('Enter')
  await desk.locator('.composer').waitFor()
  await desk.goBack()
  expect(await desk.getByLabel('With whom').inputValue()).toBe('A fire warden')
  await desk.getByLabel('What was said').fill('The chain is put on at night.')
  await signed(desk)

  await desk.getByRole('button', { name: 'Register a piece' }).press('Enter')
  await desk.getByLabel('File, for its digest').setInputFiles({ name: 'exit.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('abc') })
  await desk.locator('.work-form .hash').waitFor()
  await signed(desk)
  // The digest that every textbook gives for these three letters.
  await desk.getByText('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad').waitFor()

  await desk.getByRole('button', { name: 'Write down a finding' }).press('Enter')
  await desk.getByLabel('What was found').selectOption('SUB')
  await desk.getByLabel('Reasons').fill('The photo shows the chain.')
  await signed(desk)
  // Who looked into it does not also read it for the second time.
  await desk.getByText('You took part in the investigation. Somebody else reads the findings.').waitFor()

  const second = await deskOf(handler)
  await openPart(second, caseId, 'inquiry')
  await second.getByRole('button', { name: 'Review the findings' }).click()
  await second.getByLabel('Do the findings hold?').selectOption('confirmed')
  await second.getByLabel('Why', { exact: true }).fill('The photo and the warden say the same.')
  await signed(second)
  await second.locator('[data-review="confirmed"]').waitFor()
  expect(await second.locator('.timeline .look').count()).toBe(0)

  await openPart(second, caseId, 'remedy')
  await second.getByRole('button', { name: 'Add a remedy' }).click()
  await second.getByLabel('What is done').selectOption('STOPPED')
  await second.getByLabel('In words').fill('The chain is cut, and an alarm is set on the door.')
  await second.getByLabel('Means speaking to the company').check()
  await signed(second)
  await second.locator('.timeline .look', { hasText: 'Not before the reporter agrees.' }).waitFor()
})

test('a state, an assignee and a milder result that nobody signed are shown as doubts and change nothing', async () => {
  const { caseId } = await organisation.write(story)
  await sign(lead, caseId, today, lockedExit(lead.memberId, 'bb'.repeat(16)))
  // A member alone writes a milder result: it is signed, but nobody agreed to it.
  await sign(handler, caseId, today, [work('severity', { scale: 1, scope: 1, irremediability: 1, likelihood: 1, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false, text: '' }, '0'.repeat(32))])
  const desk = await deskOf(lead)
  await changedCase(desk, (answer) => ({ ...answer, columns: { ...answer.columns, state: 'CLOSED', assignee: handler.memberId } }))
  await desk.goto(`${origin}/desk/case/${caseId}?lng=en`)
  const doubts = desk.locator('[data-doubts] li')
  await doubts.first().waitFor({ timeout: 60_000 })
  const told = (await doubts.allInnerTexts()).join('\n')
  expect(told).toContain('The database says “Finished”.')
  expect(told).toContain(handler.name)
  expect(told).toContain('No second person agreed to it.')
  const side = desk.locator('.side')
  expect(await side.innerText()).toContain('Arrived')
  expect(await side.innerText()).toContain('S4, P1')
  expect(await side.getByRole('combobox').inputValue()).toBe('')
  expect(await desk.getByRole('button', { name: 'Take up again' }).count()).toBe(0)
  expect(await violations(desk)).toEqual([])
})

async function expectWeighable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'I have no interest in this matter' }).click()
  await page.locator('[data-conflict]').waitFor({ state: 'detached', timeout: 30_000 })
  expect(await violations(page)).toEqual([])
}
