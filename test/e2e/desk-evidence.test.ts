// Evidence whose bytes lie in the case, an office that is told on the way, and a clock that waits for an answer.
import { readFile } from 'node:fs/promises'
import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answerAsReporter, comeBack } from '#app/practice/reporter.server.ts'
import { lockedExit, sign, work } from '#test/world/casework.ts'
import { deskPortal } from '#test/world/desk-portal.ts'
import { caseWith, cameBack, type ReporterWorld } from './reporter/ways.ts'
import { violations } from './reporter/axe.ts'
import { tooWide } from './pages/layout.ts'

const { origin, organisation, browser, today, team, deskOf } = await deskPortal()
const { lead, handler } = team
const world: ReporterWorld = { origin, organisation, emptyPortal: () => Promise.reject(new Error('no page here is empty')) }

async function openPart(page: Page, caseId: string, part: 'talk' | 'triage' | 'inquiry'): Promise<void> {
  await page.goto(`${origin}/desk/case/${caseId}?lng=en&part=${part}`)
  await page.locator('.parts [aria-current="page"]').waitFor({ timeout: 60_000 })
}

test('the bytes of a piece of evidence are kept sealed, and come out on another machine only with their registered digest', async () => {
  const { caseId } = await caseWith(world, [])
  await sign(lead, caseId, today, lockedExit(lead.memberId, 'aa'.repeat(16)))
  // More than one part of a mebibyte.
  const bytes = randomBytes(1_400_000)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const desk = await deskOf(lead)
  await openPart(desk, caseId, 'inquiry')
  await desk.getByRole('button', { name: 'Register a piece' }).press('Enter')
  await desk.getByLabel('File, for its digest').setInputFiles({ name: 'exit.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await desk.locator('.work-form .hash').getByText(digest).waitFor()
  await desk.getByRole('button', { name: 'Keep the file itself here' }).press('Enter')
  await desk.locator('[data-keep-file="kept"]').waitFor({ timeout: 30_000 })
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])
  await desk.getByRole('button', { name: 'Sign and save', exact: true }).click()
  await desk.locator('.work-form[data-form]').waitFor({ state: 'detached', timeout: 30_000 })

  // Another line of custody keeps the file where it is.
  await desk.locator('[data-things="evidence"]').getByRole('button', { name: 'Change' }).click()
  await desk.getByLabel('Passed on, on').fill('2026-12-01')
  await desk.getByLabel('By whom').fill('The notary')
  await desk.getByRole('button', { name: 'Sign and save', exact: true }).click()
  await desk.locator('.work-form[data-form]').waitFor({ state: 'detached', timeout: 30_000 })

  const second = await deskOf(handler)
  await openPart(second, caseId, 'inquiry')
  const saved = second.waitForEvent('download')
  await second.getByRole('button', { name: 'Check and download' }).press('Enter')
  const download = await saved
  expect(download.suggestedFilename()).toBe('exit.jpg')
  expect(createHash('sha256').update(await readFile(await download.path())).digest('hex')).toBe(digest)
  await second.getByText('The digest is the registered one.').waitFor()

  // A record that names another digest for the same bytes gives nothing away.
  const object = 'bb'.repeat(16)
  const fileId = await second.locator('[data-file]').first().getAttribute('data-file')
  await sign(lead, caseId, today, [work('evidence', { title: 'The same, they say', source: '', sha256: 'cd'.repeat(32), fileId, custody: [], sealed: false }, object)])
  await openPart(second, caseId, 'inquiry')
  await second.locator('[data-things="evidence"] > li', { hasText: 'The same, they say' }).getByRole('button', { name: 'Check and download' }).click()
  await second.getByText('These are not the registered bytes.').waitFor()
})

test('another office is told while the team works on, and the reporter reads it in their own words', async () => {
  const reporter = await caseWith(world, [{ act: 'reply', text: 'We have read it.' }])
  await sign(lead, reporter.caseId, today, lockedExit(lead.memberId, 'aa'.repeat(16)))
  const desk = await deskOf(lead)
  await openPart(desk, reporter.caseId, 'talk')
  await desk.getByRole('button', { name: 'Make a copy' }).click()
  await desk.locator('[data-copy-form] input[type="checkbox"]').first().check()
  await desk.getByRole('button', { name: 'Take their words' }).click()
  await desk.getByLabel('For whom and what for').fill('For the labour office')
  await desk.locator('[data-copy-form] button[type="submit"]').click()
  await desk.locator('[data-copies] .ticket').first().waitFor({ timeout: 30_000 })
  await desk.getByRole('link', { name: /^Investigation/ }).click()
  await desk.getByRole('button', { name: 'Tell another office …' }).press('Enter')
  await desk.getByLabel('The other office').fill('Labour Standards Office')
  await desk.getByLabel('On what ground').selectOption('consent')
  await desk.getByLabel('The copy that it gets').selectOption({ label: 'For the labour office' })
  await desk.locator('.reads').getByText('You agreed, so we told Labour Standards Office about it').waitFor()
  expect(await violations(desk)).toEqual([])
  expect(await tooWide(desk, [320, 360, 768, 1280])).toEqual([])
  await desk.getByRole('button', { name: 'Sign, and tell the reporter' }).click()
  await desk.locator('[data-things="referral"] li').waitFor({ timeout: 30_000 })

  const phone = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage()
  await cameBack(phone, world, reporter.digits)
  await phone.locator('#state').getByText('You agreed, so we told Labour Standards Office about it', { exact: false }).waitFor()

  await desk.getByRole('button', { name: 'Write down its answer' }).click()
  await desk.getByLabel('What the other office said').fill('They come on Monday.')
  await desk.getByRole('button', { name: 'Sign and save', exact: true }).click()
  await desk.locator('[data-things="referral"]').getByText('They come on Monday.').waitFor({ timeout: 30_000 })
})

test('a clock that waits for the reporter runs again by itself once they answer; a wait for an office is told to them first', async () => {
  const reporter = await caseWith(world, [{ act: 'ask', text: 'Which door is it?', answerWithin: 14 }])
  await sign(lead, reporter.caseId, today, lockedExit(lead.memberId, 'aa'.repeat(16)))
  const desk = await deskOf(lead)
  await openPart(desk, reporter.caseId, 'triage')
  const clock = desk.locator('[data-clock="G-OUT"]')
  const before = await clock.locator('time').getAttribute('datetime')
  await clock.getByRole('button', { name: 'Let it stand still' }).click()
  await desk.locator('[data-form="pause"]').getByRole('button', { name: 'Let it stand still' }).click()
  await clock.getByText('Stands still until').waitFor({ timeout: 30_000 })
  expect(await clock.locator('time').getAttribute('datetime')).not.toBe(before)
  await answerAsReporter(reporter, organisation, { by: 'reporter', after: 0, text: 'The door at the back.' }, today)
  await desk.reload()
  await clock.locator(`time[datetime="${before}"]`).waitFor({ timeout: 60_000 })
  expect(await clock.getByText('Stands still until').count()).toBe(0)

  await clock.getByRole('button', { name: 'Let it stand still' }).click()
  await desk.getByLabel('What the authority wrote').fill('Please wait until our visit.')
  await desk.getByLabel('Agreed to by word of').fill('M. Sato')
  await desk.locator('.reads').getByText('Another office asked us to wait.', { exact: false }).waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.locator('[data-form="pause"]').getByRole('button', { name: 'Let it stand still' }).click()
  await clock.getByText('Stands still until').waitFor({ timeout: 30_000 })
  expect((await comeBack(reporter, organisation, today)).timeline.findLast((entry) => entry.type === 'event')?.fields).toMatchObject({ flags: 'PAUSED', reason: 'WAIT_OFFICE' })
  await clock.getByRole('button', { name: 'Let it run again' }).click()
  await clock.getByText('Stands still until').waitFor({ state: 'detached', timeout: 30_000 })
  expect((await comeBack(reporter, organisation, today)).timeline.findLast((entry) => entry.type === 'event')?.fields).not.toHaveProperty('flags')
})
