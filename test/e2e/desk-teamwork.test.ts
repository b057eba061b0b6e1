// People of one team who work on the same cases: one is away and another stands in, one hands a case over.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { machineDay } from '#app/ui/days.ts'
import { caseNumberOf } from '#app/desk/inbox/rows.ts'
import { lockedExit, sign, work } from '#test/world/casework.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { violations } from './reporter/axe.ts'
import { tooWide } from './pages/layout.ts'

const story = { name: 'exit', language: 'en', daysAgo: 0, tiles: ['safety'], answers: { text: 'The fire exit on floor two is chained.', place: 'Hoshida Packing', contact: 'ask' }, turns: [] } as const
const zeros = '0'.repeat(32)

const { origin, organisation, today, team, deskOf } = await deskPortal()
const { lead, handler } = team

async function openCase(page: Page, caseId: string): Promise<void> {
  await page.goto(`${origin}/desk/case/${caseId}?lng=en`)
  await page.locator('.composer textarea').waitFor({ timeout: 60_000 })
}

test('a case is handed over in one step, with its tasks and what the next person needs to know', async () => {
  const { caseId } = await organisation.write(story)
  await sign(lead, caseId, today, [
    ...lockedExit(lead.memberId, 'aa'.repeat(16)),
    work('assign', { member: lead.memberId }, zeros),
    work('task', { title: 'Ask for the plan', owner: lead.memberId, dueDay: today + 3, after: [], state: 'open', text: '', template: null }),
  ])
  const desk = await deskOf(lead)
  await openCase(desk, caseId)
  await desk.getByRole('button', { name: 'Hand it over …' }).press('Enter')
  const form = desk.locator('[data-form="handover"]')
  await form.getByRole('button', { name: 'Hand it over', exact: true }).click()
  await form.locator('.field-look').first().waitFor()
  await form.getByLabel('To whom').selectOption({ label: handler.name })
  await form.getByLabel('What they need to know').fill('The warden is back on Monday. Ask him first.')
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])
  await form.getByRole('button', { name: 'Hand it over', exact: true }).press('Enter')
  await form.waitFor({ state: 'detached', timeout: 30_000 })
  expect(await desk.getByLabel('With', { exact: true }).inputValue()).toBe(handler.memberId)

  const second = await deskOf(handler)
  await second.getByRole('link', { name: /^Mine/ }).click()
  await second.locator(`.case-row a[href*="${caseId}"]`).first().waitFor()
  await openCase(second, caseId)
  await second.getByText('The warden is back on Monday. Ask him first.').waitFor()
  expect(await second.locator('.timeline .look').count()).toBe(0)
  await second.getByRole('link', { name: /^Investigation/ }).click()
  await second.locator('[data-things="task"] li', { hasText: 'Ask for the plan' }).getByText(handler.name).first().waitFor()
})

test('while the handler is away the lead has the cases of both, and sees for whom', async () => {
  const { caseId } = await organisation.write({ ...story, name: 'away' })
  const away = await deskOf(handler)
  await openCase(away, caseId)
  await away.getByLabel('With', { exact: true }).selectOption(handler.memberId)
  await away.waitForFunction((id) => document.querySelector<HTMLSelectElement>('select.chip[aria-label="With"]')?.value === id, handler.memberId)
  await away.getByText('Sent.', { exact: false }).first().waitFor({ state: 'attached' })
  await away.goto(`${origin}/desk/due?lng=en`)
  await away.getByRole('link', { name: 'Days away' }).click()
  await away.getByLabel('Last day away').fill(machineDay(today + 6))
  await away.getByLabel('Who stands in').selectOption({ label: lead.name })
  await away.getByRole('button', { name: 'Save these days' }).press('Enter')
  await away.locator('[data-absences]').getByText(`${lead.name} stands in.`).waitFor()

  const desk = await deskOf(lead)
  await desk.locator('[data-stand-in]').getByText(`You stand in for ${handler.name}`, { exact: false }).waitFor()
  await desk.getByRole('link', { name: /^Mine/ }).click()
  await desk.locator(`.case-row a[href*="${caseId}"]`).first().waitFor()
  await desk.goto(`${origin}/desk/due?lng=en`)
  await desk.locator('.board tr', { hasText: caseNumberOf({ caseId }) }).first().getByText(`for ${handler.name}, who is away`).waitFor({ timeout: 30_000 })
  expect(await violations(desk)).toEqual([])

  // The clock of the organisation begins with the first review that is signed.
  await desk.getByRole('button', { name: 'Write down a review' }).press('Enter')
  await desk.getByLabel('What was looked at, found and changed').fill('Two posters hung where nobody passes.')
  await desk.getByRole('button', { name: 'Sign and save', exact: true }).click()
  const review = desk.locator('[data-review]')
  await review.locator('li').getByText('Two posters hung where nobody passes.').waitFor({ timeout: 30_000 })
  expect(await review.locator('strong').first().innerText()).toContain('in 365 days')
  expect(await violations(desk)).toEqual([])
  await desk.getByRole('link', { name: 'Days away' }).first().click()
  await desk.getByRole('button', { name: 'Back again' }).click()
  await desk.getByText('Nobody.').waitFor()
})

test('a case that tells of the same matter is suggested, linked in both, and several at once are linked and marked', async () => {
  const words = 'The water tap in hall seven is locked from ten to six and nobody has the key.'
  const first = await organisation.write({ ...story, name: 'tap', answers: { ...story.answers, text: words, place: 'Kanda Works' } })
  const second = await organisation.write({ ...story, name: 'tap again', answers: { ...story.answers, text: 'In hall seven the water tap is locked from ten to six. Nobody has a key.', place: 'Kanda Works' } })
  await sign(handler, first.caseId, today, [work('legal', { tags: ['notification'], profiles: [] }, zeros)])
  const third = await organisation.write({ ...story, name: 'soap', answers: { ...story.answers, text: 'There is no soap.', place: 'Elsewhere' } })
  const desk = await deskOf(lead)
  // Opening writes the summaries that suggestions are made from.
  for (const { caseId } of [third, second, first]) await openCase(desk, caseId)
  await desk.goto(`${origin}/desk/case/${first.caseId}?lng=en&part=inquiry`)
  const like = desk.locator('[data-like]')
  await like.getByText('similar words').waitFor({ timeout: 60_000 })
  expect(await like.locator('li').count()).toBe(1)
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])
  await like.getByRole('button', { name: 'Same matter' }).press('Enter')
  await desk.getByText('Written into the other case too.').waitFor({ timeout: 30_000 })
  await desk.goto(`${origin}/desk/case/${second.caseId}?lng=en&part=inquiry`)
  await desk.locator('[data-things="link"]').getByText(caseNumberOf(first)).waitFor({ timeout: 60_000 })

  await desk.goto(`${origin}/desk/inbox?lng=en&view=all`)
  for (const { caseId } of [first, third]) await desk.locator('.case-row', { has: desk.locator(`a[href*="${caseId}"]`) }).locator('input[type="checkbox"]').check()
  await desk.getByLabel('Mark of law').selectOption('criminal')
  await desk.getByRole('button', { name: 'Add the mark' }).click()
  // The case that nobody has weighed in law stays as it is.
  await desk.getByText('1 of 2 done. Left as they are: 1.').waitFor({ timeout: 30_000 })
  await desk.getByRole('button', { name: 'Link as one matter' }).click()
  await desk.getByText('1 of 1 done. Left as they are: 0.').waitFor({ timeout: 30_000 })
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])
  await desk.goto(`${origin}/desk/case/${third.caseId}?lng=en&part=inquiry`)
  await desk.locator('[data-things="link"]').getByText(caseNumberOf(first)).waitFor({ timeout: 60_000 })
  await desk.goto(`${origin}/desk/case/${first.caseId}?lng=en&part=triage`)
  await desk.getByRole('checkbox', { name: 'Possible criminal offence' }).waitFor({ timeout: 60_000 })
  expect(await desk.getByRole('checkbox', { name: 'Possible criminal offence' }).isChecked()).toBe(true)
})
