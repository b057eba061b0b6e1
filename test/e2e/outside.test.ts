// A decision asked of a team that does not read the case, in real browsers against the real server: one page goes out, a signed answer comes back.
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { RosterPointer, SubmitAnswer } from '#crypto/answers.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { openAs } from '#app/practice/desk.server.ts'
import { visitorAt } from '#app/practice/door.server.ts'
import { signIn } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { propose } from '#app/practice/two-people.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlockByCode } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { comeBack } from '#test/world/reporter-steps.ts'
import reporter from '../../locales/en/reporter.json' with { type: 'json' }

const portal = await startPortal()
const organisation = await foundOn(portal)
const browser = await openChromium()
const [legal, external] = organisation.teams
if (legal === undefined || external === undefined) throw new Error('the organisation has no two teams')
const { today } = organisation.door
afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
})

// A report to one team alone, sealed in Node as a browser seals it.
async function toLegalAlone(words: string): Promise<{ caseId: string; digits: string }> {
  const visitor = visitorAt(organisation.door)
  const keys = reporterDevice()
  const { hash } = await visitor.get<RosterPointer>('/api/roster', today)
  await keys.load({ rosterFile: await visitor.bytes(`/api/roster/${hash}`, today), instanceId: organisation.instanceId, rootFp: organisation.rootFp, today })
  const { digits } = await keys.makeCode({})
  const { caseId } = await keys.sealReport({ recipients: [legal?.deskId ?? ''], never: { roles: [], desks: [] }, fields: { text: words }, lang: 'en', urgent: false, today })
  const { frame } = await keys.signSubmit({ challenge: await visitor.challenge(today) })
  await visitor.postBytes<SubmitAnswer>('/api/submit', today, frame)
  return { caseId, digits }
}

async function deskOf({ name, codeLines }: { name: string; codeLines: readonly string[] }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await unlockByCode(page, portal.origin, { name, code: codeLines.join('') })
  return page
}

test('one page goes to another team, its lead agrees without the case, and the answer is written into it under that name', async () => {
  const { caseId } = await toLegalAlone('The words of the reporter.')
  await signIn(legal.handler, today)
  await propose({ caseId, kind: 'export', proposer: legal.handler, approver: legal.lead, lang: 'en', day: today, body: () => ({ purpose: 'For the labour court.', untilDay: null }) })
  const ours = await deskOf(legal.handler)
  await ours.goto(`${portal.origin}/desk/case/${caseId}?lng=en&part=decisions`)
  await ours.getByRole('button', { name: 'Ask another team, without the case' }).click()
  const form = ours.locator('[data-asking]')
  const shown = await form.innerText()
  expect([shown.includes('For the labour court.'), shown.includes('The words of the reporter.')]).toEqual([true, false])
  await form.getByRole('button', { name: 'Ask this team' }).click()
  await ours.locator('[data-outside]', { hasText: 'has not answered' }).waitFor({ timeout: 60_000 })

  const theirs = await deskOf(external.lead)
  await theirs.goto(`${portal.origin}/desk/decisions?lng=en`)
  const page = theirs.locator('[data-asked-page]')
  await page.waitFor({ timeout: 60_000 })
  // A page of others is something that waits.
  expect(await theirs.getByText('Nothing waits for a second person.').count()).toBe(0)
  const said = await page.innerText()
  expect(said).toContain('For the labour court.')
  expect(said).toContain(legal.handler.name)
  expect([said.includes('The words of the reporter.'), said.includes(caseId)]).toEqual([false, false])
  await page.getByLabel('A word to whoever asks').fill('The court asked for it in writing.')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.waitFor({ state: 'detached', timeout: 60_000 })
  await theirs.getByText('Nothing waits for a second person.').waitFor({ timeout: 60_000 })

  await ours.reload()
  const home = ours.locator('[data-outside]', { hasText: `${external.lead.name}` })
  await home.waitFor({ timeout: 60_000 })
  expect(await home.innerText()).toContain('The court asked for it in writing.')
  await home.getByRole('button', { name: 'Write it into the case and do it' }).click()
  const past = ours.locator('.past-decisions')
  await past.waitFor({ timeout: 60_000 })
  expect(await past.innerText()).toContain(external.lead.name)
}, 300_000)

test('a refusal that another team agreed to without the case carries two names that the phone of the reporter believes', async () => {
  const { caseId, digits } = await toLegalAlone('Nobody may leave at night.')
  await signIn(legal.lead, today)
  for (const state of ['ACKNOWLEDGED', 'TRIAGE'] as const) {
    const { view } = await openAs(legal.lead, caseId, today)
    const columns = { version: view.version, state, turn: 'desk', nextDay: today + 9, endDay: null, assignee: null } as const
    await sendRecorded(legal.lead, today, (at) => legal.lead.keys.sealWrites({
      caseId, writes: [{ type: 'event', fields: { state, sinceDay: String(today), nextDay: String(today + 9) }, lang: 'en' }], columns, addTeam: null, summary: { ...view.summary, state }, ...at }))
  }
  const told = { reason: 'OUT_OF_SCOPE', text: 'We have no say over that house.', places: 'The labour office' } as const
  await propose({ caseId, kind: 'decline', proposer: legal.lead, approver: external.lead, lang: 'en', day: today, body: () => ({ reason: told.reason, places: told.places, text: 'Not ours.', endDay: today + 30, event: told }) })
  const ours = await deskOf(legal.lead)
  await ours.goto(`${portal.origin}/desk/case/${caseId}?lng=en&part=decisions`)
  await ours.getByRole('button', { name: 'Ask another team, without the case' }).click()
  await ours.locator('[data-asking]').getByRole('button', { name: 'Ask this team' }).click()
  await ours.locator('[data-outside]', { hasText: 'has not answered' }).waitFor({ timeout: 60_000 })
  // A handler of the team that is asked reads the page, and cannot answer this one.
  const handler = await deskOf(external.handler)
  await handler.goto(`${portal.origin}/desk/decisions?lng=en`)
  await handler.locator('[data-asked-page]', { hasText: 'A lead of your team answers this page.' }).waitFor({ timeout: 60_000 })
  expect(await handler.locator('[data-asked-page]').getByRole('button').count()).toBe(0)
  const theirs = await deskOf(external.lead)
  await theirs.goto(`${portal.origin}/desk/decisions?lng=en`)
  const page = theirs.locator('[data-asked-page]')
  await page.getByRole('checkbox').check({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.waitFor({ state: 'detached', timeout: 60_000 })
  await ours.reload()
  await ours.getByRole('button', { name: 'Write it into the case and do it' }).click({ timeout: 60_000 })
  await ours.locator('.past-decisions').waitFor({ timeout: 60_000 })
  expect(await ours.locator('[data-doubts]').count()).toBe(0)
  const phone = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage()
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  const read = await phone.locator('main').innerText()
  expect(read).toContain(told.text)
  expect(read).not.toContain(reporter['return.view.oneName'])
}, 300_000)
