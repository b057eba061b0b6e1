// One case on the desk's side: opened, asked, answered, finished; and a desk that locks when it should and only then.
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { actAsDesk } from '#app/practice/desk.server.ts'
import { answerAsReporter } from '#app/practice/reporter.server.ts'
import type { DeskTurn } from '#app/practice/story.ts'
import { caseNumber, parseCaseId } from '#db/model/ids.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { comeBack } from '#test/world/reporter-steps.ts'
import { changedCase } from './desk/ways.ts'
import { violations } from './reporter/axe.ts'

const words = 'They keep our passports in the office.'
const report = { name: 'passports', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: words, place: 'Lowfield Packing', contact: 'ask' }, turns: [] } as const

// One portal for the file; each test writes its own report and finds it by its number.
const portal = await startPortal()
const organisation = await foundOn(portal)
const browser = await openChromium()
const [team] = organisation.teams
if (team === undefined) throw new Error('the organisation has no team')
const { lead, handler } = team
afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

async function freshPage(): Promise<Page> {
  return (await browser.newContext()).newPage()
}

async function openByNumber(page: Page, caseId: string): Promise<void> {
  await rowOf(page, caseId).locator('a').click()
  await page.locator('.composer textarea').waitFor()
}

function rowOf(page: Page, caseId: string) {
  return page.locator('.case-row', { hasText: caseNumberOf(caseId) })
}

function caseNumberOf(caseId: string): string {
  const id = parseCaseId(caseId)
  if (id === null) throw new Error('no case id')
  return caseNumber(id)
}

test('a case is read, asked, answered, given a result and finished, and the reporter reads each step', async () => {
  const reporter = await organisation.write(report)
  const desk = await freshPage()
  const phone = await freshPage()
  await unlock(desk, portal.origin, lead)
  const row = rowOf(desk, reporter.caseId)
  expect(await row.innerText()).toContain('Not opened yet')
  while ((await row.getAttribute('data-here')) === null) await desk.keyboard.press('j')
  await desk.keyboard.press('o')
  await desk.locator('.composer textarea').waitFor()
  expect(await desk.locator('.timeline').innerText()).toContain(words)
  expect(await violations(desk)).toEqual([])

  // Asked: a ready sentence and own words, with a date until which we wait.
  await desk.getByRole('button', { name: 'Where does it happen?' }).click()
  await desk.locator('.composer textarea').fill('Nobody there hears from us.')
  await desk.getByRole('button', { name: 'Send and ask for an answer by …' }).click()
  await desk.getByRole('button', { name: /^Send and ask until/ }).click()
  await desk.locator('.entry[data-by="desk"]', { hasText: 'asks the reporter' }).waitFor()
  expect(await desk.locator('.side').innerText()).toContain('A question for you')

  const digits = reporter.digits
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  expect(await phone.locator('#letters').innerText()).toContain('Nobody there hears from us.')
  await phone.locator('#f-reply').fill('In the office behind gate two.')
  await phone.locator('[data-do="reply"]').click()
  await phone.locator('#letters').getByText('In the office behind gate two.').waitFor()

  await desk.getByRole('link', { name: 'Inbox' }).first().click()
  await desk.locator('.case-row[data-new]').filter({ hasText: caseNumberOf(reporter.caseId) }).waitFor()
  await openByNumber(desk, reporter.caseId)
  expect(await desk.locator('.since').innerText()).toBe('New since you were here')
  expect(await desk.locator('.timeline').innerText()).toContain('In the office behind gate two.')

  // A note stays inside.
  await desk.keyboard.press('n')
  await desk.locator('.composer[data-mode="note"] textarea').fill('Ask the labour office first.')
  await desk.getByRole('button', { name: 'Save the note' }).click()
  await desk.locator('.entry[data-by="note"]', { hasText: 'Ask the labour office first.' }).waitFor()

  // Whoever checks says first that the matter is none of their own; a press without it says so and sends nothing.
  await desk.getByRole('button', { name: 'Begin to check', exact: true }).click()
  await desk.getByRole('button', { name: 'Send: we are checking' }).click()
  const declared = desk.getByLabel('No personal interest in this matter')
  expect(await declared.getAttribute('aria-invalid')).toBe('true')
  expect(await declared.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await violations(desk)).toEqual([])
  await declared.check()
  await send(desk, 'Send: we are checking', 'We are checking')
  await recorded(desk, 'declared no own interest')
  expect(await desk.locator('[data-conflict]').count()).toBe(0)

  await desk.getByRole('button', { name: 'Give the result' }).click()
  await desk.getByLabel('What did you find?').selectOption('SUB')
  await desk.getByLabel('Papers were given back').check()
  await desk.getByRole('button', { name: 'Send the result' }).click()
  await desk.getByText('Write it in plain words.').waitFor()
  await desk.getByLabel('The reasons, in plain words').fill('We saw the papers in the office. They are back.')
  await desk.getByRole('button', { name: 'Send the result' }).click()
  await desk.locator('.side', { hasText: 'Result' }).getByRole('button', { name: 'Finish' }).waitFor()
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  for (const read of ['Papers were given back', 'We saw the papers in the office.']) expect(await phone.locator('main').innerText()).toContain(read)
  expect(await phone.locator('main').innerText()).not.toContain('labour office')

  // The reporter has thirty days and has said nothing: to finish takes a tick and a reason, which the file keeps.
  await desk.getByRole('button', { name: 'Finish', exact: true }).click()
  await desk.locator('.side .look', { hasText: 'The reporter may disagree until' }).waitFor()
  await desk.getByRole('button', { name: 'Send: finished' }).click()
  await desk.getByText('Write why it ends before that day.').waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.getByLabel('Finish before that day all the same').check()
  await desk.getByLabel('Why, for the file').fill('She agreed when we met.')
  await desk.getByRole('button', { name: 'Leave it' }).click()
  await desk.getByRole('button', { name: 'Finish', exact: true }).click()
  expect(await desk.getByLabel('Why, for the file').inputValue()).toBe('She agreed when we met.')
  await send(desk, 'Send: finished', 'Finished')
  await recorded(desk, 'She agreed when we met.')
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  expect(await phone.locator('main').innerText()).toContain('Finished')
  for (const inside of ['She agreed when we met.', 'personal interest']) expect(await phone.locator('main').innerText()).not.toContain(inside)

  await desk.getByRole('button', { name: 'Take up again', exact: true }).click()
  await desk.getByRole('button', { name: 'Send: we take it up again' }).click()
  await desk.getByText('Write what is new.').waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.getByLabel('What is new, for the file').fill('A second office.')
  await send(desk, 'Send: we take it up again', 'We are checking')
  await recorded(desk, 'A second office.')
})

test('a reason for the file outlives a colleague who was faster, and a reporter who agrees makes the end free', async () => {
  const reporter = await organisation.write(report)
  const act = (turn: Pick<DeskTurn, 'act' | 'result' | 'text'>) => actAsDesk(team, reporter, { by: 'legal', after: 0, language: 'en', ...turn }, organisation.door.today)
  await act({ act: 'acknowledge' })
  await act({ act: 'begin-triage' })
  await act({ act: 'give-outcome', result: { finding: 'SUB', remedies: 'STOPPED' } })
  const desk = await freshPage()
  await unlock(desk, portal.origin, lead)
  await openByNumber(desk, reporter.caseId)
  await desk.getByRole('button', { name: 'Finish', exact: true }).click()
  await desk.getByLabel('Finish before that day all the same').check()
  await desk.getByLabel('Why, for the file').fill('She said so by phone.')
  await act({ act: 'reply', text: 'Are you content?' })
  await desk.getByRole('button', { name: 'Send: finished' }).click()
  await desk.locator('.look', { hasText: 'Somebody was faster' }).waitFor()
  expect(await desk.getByLabel('Why, for the file').inputValue()).toBe('She said so by phone.')

  await answerAsReporter(reporter, organisation, { by: 'reporter', after: 0, sentences: ['S29'] }, organisation.door.today)
  await desk.getByRole('link', { name: 'Inbox' }).first().click()
  await openByNumber(desk, reporter.caseId)
  await desk.getByRole('button', { name: 'Send: finished' }).waitFor()
  expect(await desk.locator('.side .look').count()).toBe(0)
  await send(desk, 'Send: finished', 'Finished')
})

test('a reload and a second tab do not ask to unlock, the lock button locks every tab, and ten idle minutes do too', async () => {
  await organisation.write(report)
  const context = await browser.newContext()
  const first = await context.newPage()
  await unlock(first, portal.origin, lead)
  await first.locator('.case-row').first().waitFor()
  await first.reload()
  await first.locator('.case-row').first().waitFor()
  const second = await context.newPage()
  await second.goto(`${portal.origin}/desk?lng=en`)
  await second.waitForURL(/\/desk\/inbox/)
  await second.locator('.case-row').first().waitFor()
  await second.close()

  await first.getByRole('button', { name: 'Lock now' }).click()
  await first.waitForURL(/\/desk\?/)
  await first.locator('form[data-ready]').waitFor()
  await first.goto(`${portal.origin}/desk/inbox?lng=en`)
  await first.waitForURL(/\/desk\?to=/)

  await unlock(first, portal.origin, lead)
  await first.locator('.case-row').first().waitFor()
  await first.clock.install()
  await first.reload()
  await first.locator('.case-row').first().waitFor()
  await first.clock.fastForward('11:00')
  await first.waitForURL(/\/desk\?to=/, { timeout: 30_000 })
  expect(await first.locator('main').innerText()).not.toContain(words)
})

test('somebody was faster: the newest state is shown and what was typed is still there', async () => {
  const { caseId } = await organisation.write(report)
  const slow = await freshPage()
  const fast = await freshPage()
  for (const [page, member] of [[slow, lead], [fast, handler]] as const) {
    await unlock(page, portal.origin, member)
    await openByNumber(page, caseId)
  }
  await slow.locator('.composer textarea').fill('My slow answer.')
  await fast.locator('.composer textarea').fill('My fast answer.')
  await fast.getByRole('button', { name: 'Send to the reporter' }).click()
  await fast.locator('.entry[data-by="desk"]', { hasText: 'My fast answer.' }).waitFor()
  await slow.getByRole('button', { name: 'Send to the reporter' }).click()
  await slow.locator('.look', { hasText: 'Somebody was faster' }).waitFor()
  expect(await slow.locator('.timeline').innerText()).toContain('My fast answer.')
  expect(await slow.locator('.composer textarea').inputValue()).toBe('My slow answer.')
  await slow.getByRole('button', { name: 'Send to the reporter' }).click()
  await slow.locator('.entry[data-by="desk"]', { hasText: 'My slow answer.' }).waitFor()
})

test('a message that the server keeps back is named, and a case of another key is not shown', async () => {
  const { caseId } = await organisation.write(report)
  const desk = await freshPage()
  await unlock(desk, portal.origin, lead)
  await openByNumber(desk, caseId)
  await desk.locator('.composer textarea').fill('First answer.')
  await desk.getByRole('button', { name: 'Send to the reporter' }).click()
  await desk.locator('.entry[data-by="desk"]', { hasText: 'First answer.' }).waitFor()
  await desk.getByRole('link', { name: 'Inbox' }).first().click()

  await changedCase(desk, (answer) => ({ ...answer, talk: { ...answer.talk, messages: answer.talk.messages.toSpliced(1, 1) } }))
  await openByNumber(desk, caseId)
  expect(await desk.locator('.timeline > .look').innerText()).toContain('is missing')
  await desk.unroute('**/desk/api/case')
  await desk.getByRole('link', { name: 'Inbox' }).first().click()

  await changedCase(desk, (answer) => ({ ...answer, card: answer.card.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }))
  await rowOf(desk, caseId).locator('a').click()
  await desk.getByText('This message stays closed').waitFor()
  expect(await desk.locator('main').innerText()).not.toContain(words)
})

async function send(page: Page, words: string, state: string): Promise<void> {
  await page.getByRole('button', { name: words, exact: true }).click()
  await page.locator('.side strong', { hasText: state }).first().waitFor()
}

// In the file beside the step, under the member's signature.
async function recorded(page: Page, words: string): Promise<void> {
  await page.locator('.entry[data-by="work"]', { hasText: words }).first().waitFor({ state: 'attached' })
}
