// Who reads a case changes under the hands of a desk: a team joins, takes over, leaves; teams talk among themselves; somebody
// outside gets a copy. In a real browser, against the real server.
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { caseNumber, parseCaseId } from '#db/model/ids.ts'
import type { Reporter } from '#app/practice/reporter.server.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { typeCode } from '#test/world/reporter-steps.ts'

const report = { name: 'passports', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: 'They keep our passports in the office.', contact: 'ask' }, turns: [] } as const

const { origin, organisation, team: first, other: second, deskOf, phoneOf, freshPage } = await deskPortal()

async function open(page: Page, reporter: Reporter): Promise<void> {
  await page.goto(`${origin}/desk/case/${reporter.caseId}?lng=en`)
  await page.locator('.composer textarea').waitFor()
}

async function timeline(page: Page): Promise<string> {
  return page.locator('.timeline').innerText()
}

async function axe(page: Page): Promise<unknown[]> {
  await page.evaluate(axeCore.source)
  return page.evaluate(async () => (await (globalThis as unknown as { axe: { run: () => Promise<{ violations: unknown[] }> } }).axe.run()).violations)
}

async function choose(page: Page, name: string): Promise<void> {
  await page.locator('label.tick', { hasText: name }).locator('input').check()
}

// A handler proposes the second team, the lead looks at everything and agrees.
async function addByTwo(reporter: Reporter, reads: 'Everything so far' | 'Only from now on'): Promise<void> {
  const proposer = await deskOf(first.handler)
  await open(proposer, reporter)
  await proposer.getByRole('button', { name: 'Add a team' }).click()
  expect(await axe(proposer)).toEqual([])
  await choose(proposer, second.label)
  await choose(proposer, reads)
  await proposer.getByLabel('Why, for the file').fill('They know the house.')
  await proposer.getByRole('button', { name: `Propose ${second.label}` }).click()
  await proposer.locator('[data-open-decisions]').waitFor()
  await proposer.context().close()
  const lead = await deskOf(first.lead)
  await lead.goto(`${origin}/desk/case/${reporter.caseId}?lng=en&part=decisions`)
  await lead.locator('.two-people').waitFor()
  for (const tick of await lead.locator('.two-people').getByRole('checkbox').all()) await tick.check()
  await lead.getByRole('button', { name: 'Approve', exact: true }).click()
  await lead.locator('.past-decisions').waitFor()
  await lead.context().close()
}

async function onThePhone(digits: string): Promise<string> {
  const phone = await phoneOf(digits)
  return phone.locator('#letters').innerText()
}

test('a team is added from now on; both write in the room, and the reporter reads neither that nor less than before', async () => {
  const reporter = await organisation.write(report)
  const ours = await deskOf(first.lead)
  await open(ours, reporter)
  expect(await ours.locator('.modes [role="radio"]').allInnerTexts()).toEqual(['Reply to the reporter', 'Internal note'])
  await addByTwo(reporter, 'Only from now on')
  await open(ours, reporter)
  await ours.locator('.readers [data-can="yes"]', { hasText: second.label }).waitFor()
  expect(await timeline(ours)).toContain(`${second.label} can open it from here on.`)

  expect(await timeline(ours)).toContain(`Sealed for ${first.label}.`)
  const theirs = await deskOf(second.lead)
  await open(theirs, reporter)
  expect(await timeline(theirs)).not.toContain('passports')
  expect(await theirs.locator('.title').innerText()).not.toContain('passports')

  await ours.getByRole('radio', { name: 'Between the teams' }).click()
  await ours.locator('.composer textarea').fill('Please call the landlord.')
  await ours.getByRole('button', { name: 'Send to the teams' }).click()
  await ours.locator('.entry[data-by="room"]', { hasText: 'Please call the landlord.' }).waitFor()
  await open(theirs, reporter)
  const word = theirs.locator('.entry[data-by="room"]', { hasText: 'Please call the landlord.' })
  expect(await word.innerText()).toContain(`${first.lead.name}, ${first.label}`)
  await theirs.getByRole('radio', { name: 'Between the teams' }).click()
  await theirs.locator('.composer textarea').fill('Calling today.')
  await theirs.getByRole('button', { name: 'Send to the teams' }).click()
  await theirs.locator('.entry[data-by="room"]', { hasText: 'Calling today.' }).waitFor()
  expect(await axe(theirs)).toEqual([])
  const letters = await onThePhone(reporter.digits)
  expect(letters).toContain(second.label)
  expect(letters).not.toContain('landlord')
})

test('a case is handed over with its words, once two have agreed; what follows is closed to the team that left', async () => {
  const reporter = await organisation.write(report)
  await addByTwo(reporter, 'Everything so far')
  const ours = await deskOf(first.lead)
  await open(ours, reporter)
  await ours.getByRole('button', { name: 'Our team leaves' }).click()
  await ours.locator('[data-teams-form] textarea').fill('They know your house.')
  await ours.getByRole('button', { name: 'Take our team out' }).click()
  await ours.locator('.entry', { hasText: 'They know your house.' }).waitFor()

  const theirs = await deskOf(second.lead)
  await open(theirs, reporter)
  expect(await timeline(theirs)).toContain('They keep our passports in the office.')
  await theirs.locator('.composer textarea').fill('We take care of this now.')
  await theirs.getByRole('button', { name: 'Send to the reporter' }).click()
  await theirs.locator('.entry[data-by="desk"]', { hasText: 'We take care of this now.' }).waitFor()
  expect(await theirs.locator('.readers [data-can="yes"]').allInnerTexts()).toHaveLength(1)

  await ours.goto(`${origin}/desk/case/${reporter.caseId}?lng=en`)
  await ours.locator('.look, .timeline').first().waitFor()
  expect(await ours.locator('main').innerText()).not.toContain('We take care of this now.')
  const letters = await onThePhone(reporter.digits)
  expect(letters).toContain('They know your house.')
  expect(letters).toContain('We take care of this now.')
})

test('one of two teams leaves with a word, and cannot write any more', async () => {
  const reporter = await organisation.write({ ...report, answers: { ...report.answers, who: 'readers' }, blames: 'external' })
  const theirs = await deskOf(first.lead)
  await open(theirs, reporter)
  // Taken out by the reporter: nobody is left to add, and nobody to leave to.
  expect(await theirs.locator('.side').innerText()).toContain('There is no other team to add or to hand over to.')
  expect(await theirs.getByRole('button', { name: 'Our team leaves' }).count()).toBe(0)

  const shared = await organisation.write(report)
  await addByTwo(shared, 'Everything so far')
  await open(theirs, shared)
  await theirs.locator('.timeline', { hasText: `${second.label} can open it, with everything so far.` }).waitFor()
  await theirs.getByRole('button', { name: 'Our team leaves' }).click()
  await theirs.getByRole('button', { name: 'Take our team out' }).click()
  await theirs.locator('.entry', { hasText: `${first.label} left the conversation.` }).waitFor()
  expect(await theirs.locator('[data-teams]').count()).toBe(0)
  // Nothing is offered that every browser would refuse.
  await theirs.getByText('Your team takes no part any more').waitFor()
  expect(await theirs.locator('.composer, .side button, .side select').count()).toBe(0)
})

test('a copy: words chosen and shortened by hand, a code shown once, a page for the reader outside', async () => {
  const reporter = await organisation.write(report)
  const ours = await deskOf(first.lead)
  await open(ours, reporter)
  await ours.getByRole('button', { name: 'Make a copy' }).click()
  await ours.locator('[data-copy-form] label.tick', { hasText: 'passports' }).locator('input').check()
  await ours.getByRole('button', { name: 'Take their words' }).click()
  const words = ours.getByLabel('What the reader gets')
  expect(await ours.locator('.field-look').count()).toBe(0)
  expect(await words.inputValue()).toContain('They keep our passports in the office.')
  expect(await axe(ours)).toEqual([])
  await words.fill('They keep our papers in [place].')
  await ours.getByLabel('For whom and what for').fill('Labour inspection, prefecture')
  await ours.getByRole('button', { name: 'Make the copy' }).click()
  await ours.locator('[data-copy-code]').waitFor()
  const lines = await ours.locator('[data-copy-code] .ticket li span:last-child').allInnerTexts()
  const digits = lines.join('').replace(/\D/g, '')
  expect(digits).toHaveLength(42)
  expect(await ours.locator('[data-copy-code]').innerText()).toContain('The code must travel another way than the address')
  const address = await ours.getByLabel('Address of the reading page').inputValue()
  expect(address).toBe(`${origin}/en/copy`)
  await ours.getByRole('button', { name: 'I have the code' }).click()
  await ours.locator('[data-copies] li', { hasText: 'Labour inspection, prefecture' }).waitFor()
  expect(await ours.locator('main').innerText()).not.toContain(lines[0] ?? '')

  const outside = await freshPage({ width: 360, height: 640 })
  await typeCode(outside, address, digits)
  await outside.locator('[data-screen="copy"]:visible').waitFor()
  expect(await outside.locator('#copy-text').innerText()).toBe('They keep our papers in [place].')
  expect(await outside.locator('main').innerText()).toContain('Labour inspection, prefecture')

  const handler = await deskOf(first.handler)
  await open(handler, reporter)
  expect(await handler.locator('[data-copies]').count()).toBe(0)
  const number = parseCaseId(reporter.caseId)
  expect(number === null ? '' : await outside.locator('main').innerText()).not.toContain(number === null ? '-' : caseNumber(number))
})
