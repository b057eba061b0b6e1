// What nobody decides alone, in real browsers against the real server: two people, the words that go out, and the reporter who answers them.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { actAsDesk } from '#app/practice/desk.server.ts'
import { answerAsReporter } from '#app/practice/reporter.server.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { approve, weighedCase } from './desk/decision-states.ts'
import { closed, outcome } from './reporter/states.ts'
import { caseWith } from './reporter/ways.ts'

const { origin, organisation, today, team, deskOf, phoneOf } = await deskPortal()
const { lead, handler } = team
const world = { origin, organisation, fresh: '', checked: '', emptyPortal: () => Promise.reject(new Error('no other portal here')) }

async function open(page: Page, caseId: string, part: 'talk' | 'decisions' = 'talk'): Promise<void> {
  await page.goto(`${origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator('.side').waitFor()
}

test('a refusal is proposed, given back, proposed anew and agreed to; only then the reporter reads it, word for word', async () => {
  const caseId = await weighedCase(world, false, 'external')
  const first = await deskOf(handler)
  const second = await deskOf(lead)
  const proposal = async (places: string) => {
    await open(first, caseId)
    await first.getByRole('button', { name: 'Do not take this on' }).click()
    await first.getByLabel('The reason', { exact: true }).selectOption('REFERRED')
    await first.getByLabel('The other office').fill('the Fair Trade Commission')
    await first.getByLabel('Places that may help').fill(places)
    await first.getByLabel('Why, for the file').fill('The buyer named works for somebody else.')
    expect(await first.locator('[data-step] .reads').innerText()).toContain(`These places may help: ${places}.`)
    await first.getByRole('button', { name: 'Put it before a second person' }).click()
    await first.locator('[data-open-decisions]').waitFor()
  }
  await proposal('Advice Line')
  // The one who proposed cannot decide, and a lead alone could not have proposed.
  await open(first, caseId, 'decisions')
  expect(await first.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
  expect(await first.locator('.two-people').innerText()).toContain(lead.name)
  await open(second, caseId)
  await second.getByRole('button', { name: 'Do not take this on' }).click()
  await second.locator('[data-nobody="decline"]').waitFor()
  await second.getByRole('button', { name: 'Leave it' }).click()

  await second.getByRole('link', { name: /^Decisions/ }).first().click()
  await second.locator('.proposals a').first().click()
  await second.getByRole('button', { name: 'Give it back with a note' }).click()
  await second.getByLabel('What should be different?').fill('Name a place in their country.')
  await second.getByRole('button', { name: 'Give it back', exact: true }).click()
  await second.locator('.past-decisions').waitFor()
  await open(first, caseId, 'decisions')
  expect(await first.locator('.past-decisions').innerText()).toContain('Name a place in their country.')
  expect(await first.locator('.side').innerText()).toContain('We are checking')

  await proposal('Small Business Advice Line, Osaka')
  await open(second, caseId, 'decisions')
  const go = second.getByRole('button', { name: 'Approve and send' })
  expect(await go.getAttribute('aria-disabled')).toBe('true')
  for (const key of ['Enter', 'a', 'y', ' ']) await second.keyboard.press(key)
  const told = await second.locator('.two-people .reads').innerText()
  await approve(second)
  await second.locator('.side strong', { hasText: 'We cannot take this on' }).first().waitFor()
  await open(first, caseId, 'decisions')
  expect(await first.locator('.past-decisions').innerText()).toContain(`${lead.name} agreed`)
  expect(await first.locator('.timeline > .look').count()).toBe(0)
  for (const words of ['the Fair Trade Commission', 'Small Business Advice Line, Osaka', 'Other people will look at it.']) expect(told).toContain(words)
})

test('whoever has a conflict steps aside and cannot decide any more', async () => {
  const caseId = await weighedCase(world, true, 'external')
  const second = await deskOf(lead)
  await open(second, caseId, 'decisions')
  await second.getByRole('button', { name: 'Not me: I have a conflict' }).click()
  await second.getByLabel('What is the conflict?').fill('My sister buys there.')
  await second.getByRole('button', { name: 'Step aside' }).click()
  await second.locator('.past-decisions', { hasText: `Put aside by ${lead.name}` }).waitFor()
  expect(await second.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
  // Nobody else may decide now: a colleague who wants to propose again is told before typing.
  const first = await deskOf(handler)
  await open(first, caseId)
  await first.getByRole('button', { name: 'Do not take this on' }).click()
  await first.locator('[data-nobody="decline"]', { hasText: 'declared an interest' }).waitFor()
})

test('a question that may tell who wrote stops, is asked for with a lawful reason, and goes out only when a second person agrees', async () => {
  const reporter = await caseWith(world, [{ act: 'acknowledge', sentences: ['S01'] }])
  const question = 'Which shift do you work in?'
  const first = await deskOf(handler)
  await open(first, reporter.caseId)
  await first.locator('.composer textarea').fill(question)
  await first.getByRole('button', { name: 'Send to the reporter' }).click()
  await first.locator('[data-identity]').waitFor()
  await first.getByRole('button', { name: 'Put it before a second person' }).click()
  await first.getByText('Choose the lawful reason.').waitFor()
  await first.getByLabel('The lawful reason').selectOption({ index: 1 })
  await first.getByLabel('Why, for the file').fill('The machine starts at one shift only.')
  await first.getByRole('button', { name: 'Put it before a second person' }).click()
  await first.locator('[data-open-decisions]').waitFor()
  expect(await first.locator('.composer textarea').inputValue()).toBe('')
  const phone = await phoneOf(reporter.digits)
  expect(await phone.locator('#letters').innerText()).not.toContain(question)

  const second = await deskOf(lead)
  await open(second, reporter.caseId, 'decisions')
  expect(await second.locator('.two-people .reads').innerText()).toContain(question)
  await approve(second)
  const again = await phoneOf(reporter.digits)
  expect(await again.locator('#letters').innerText()).toContain(question)
})

test('the reporter disagrees with a part, then with all: other people look at it again without anybody having to notice', async () => {
  const reporter = await caseWith(world, outcome)
  const phone = await phoneOf(reporter.digits)
  await phone.locator('[data-sentence="S31"]').click()
  await phone.locator('#posting b').waitFor()
  expect(await phone.locator('#letters .ready').innerText()).toContain('You answered: I agree with a part.')
  await phone.locator('[data-sentence="S30"]').click()
  await phone.locator('#posting b').waitFor()

  const desk = await deskOf(lead)
  await open(desk, reporter.caseId)
  await desk.locator('.side strong', { hasText: 'We look again' }).first().waitFor()
  const after = await phoneOf(reporter.digits)
  expect(await after.locator('#state h2').first().innerText()).toBe('We look again')
  // Whoever gave the result does not judge the appeal.
  await desk.getByRole('button', { name: 'Take it up again' }).click()
  await desk.locator('[data-gaps]', { hasText: 'You worked on it before' }).waitFor()
})

test('punished for writing after the end: the first browser that opens the case takes it up again, and protection comes first', async () => {
  const reporter = await caseWith(world, [...outcome, closed])
  const phone = await phoneOf(reporter.digits)
  expect(await phone.locator('#watch').innerText()).toContain('Has something bad happened to you since you wrote?')
  await phone.locator('[data-do="unsafe"]').click()
  await phone.locator('#unsafe-more:visible').waitFor()
  await phone.locator('[data-do="punished"]').click()
  await phone.locator('#letters').getByText('I was punished because I wrote').waitFor()
  const desk = await deskOf(handler)
  await open(desk, reporter.caseId)
  await desk.locator('.side strong', { hasText: 'We are checking' }).first().waitFor()
  expect(await desk.locator('.side select').first().inputValue()).toBe('')
  const after = await phoneOf(reporter.digits)
  expect(await after.locator('#state').innerText()).toContain('Safety first')
  expect(await after.locator('#letters').innerText()).toContain('You wrote to us again. We take this up again.')
})

test('agreeing makes the end free for a lead, and nobody reopens what nobody asked for', async () => {
  const reporter = await caseWith(world, outcome)
  await answerAsReporter(reporter, organisation, { by: 'reporter', after: 0, sentences: ['S29'] }, today)
  await actAsDesk(team, reporter, { by: 'legal', after: 0, act: 'close', sentences: ['S16'] }, today)
  const desk = await deskOf(lead)
  await open(desk, reporter.caseId)
  await desk.locator('.side strong', { hasText: 'Finished' }).first().waitFor()
  expect(await desk.locator('.timeline > .look').count()).toBe(0)
})
