// A decision asked of a team that does not read the case, in real browsers against the real server: one page goes out, a signed answer comes back.
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { RosterPointer, SubmitAnswer } from '#crypto/answers.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { visitorAt } from '#app/practice/door.server.ts'
import { signIn } from '#app/practice/founding.server.ts'
import { propose } from '#app/practice/two-people.server.ts'
import { openChromium } from '#test/world/chromium.ts'
import { unlockByCode } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'

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
async function toLegalAlone(words: string): Promise<string> {
  const visitor = visitorAt(organisation.door)
  const keys = reporterDevice()
  const { hash } = await visitor.get<RosterPointer>('/api/roster', today)
  await keys.load({ rosterFile: await visitor.bytes(`/api/roster/${hash}`, today), instanceId: organisation.instanceId, rootFp: organisation.rootFp, today })
  await keys.makeCode({})
  const { caseId } = await keys.sealReport({ recipients: [legal?.deskId ?? ''], never: { roles: [], desks: [] }, fields: { text: words }, lang: 'en', urgent: false, today })
  const { frame } = await keys.signSubmit({ challenge: await visitor.challenge(today) })
  await visitor.postBytes<SubmitAnswer>('/api/submit', today, frame)
  return caseId
}

async function deskOf({ name, codeLines }: { name: string; codeLines: readonly string[] }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await unlockByCode(page, portal.origin, { name, code: codeLines.join('') })
  return page
}

test('one page goes to another team, its lead agrees without the case, and the answer is written into it under that name', async () => {
  const caseId = await toLegalAlone('The words of the reporter.')
  await signIn(legal.handler, today)
  await propose({ caseId, kind: 'export', proposer: legal.handler, approver: legal.lead, lang: 'en', day: today, body: () => ({ purpose: 'For the labour court.', untilDay: null }) })
  const ours = await deskOf(legal.handler)
  await ours.goto(`${portal.origin}/desk/case/${caseId}?lng=en&part=decisions`)
  await ours.getByRole('button', { name: 'Ask another team, without the case' }).click()
  const form = ours.locator('[data-asking]')
  expect(await form.getByLabel('Why', { exact: true }).inputValue()).toBe('For the labour court.')
  expect(await form.innerText()).not.toContain('The words of the reporter.')
  await form.getByRole('button', { name: 'Ask this team' }).click()
  await ours.locator('[data-outside]', { hasText: 'has not answered' }).waitFor({ timeout: 60_000 })

  const theirs = await deskOf(external.lead)
  await theirs.goto(`${portal.origin}/desk/decisions?lng=en`)
  const page = theirs.locator('[data-asked-page]')
  await page.waitFor({ timeout: 60_000 })
  const said = await page.innerText()
  expect(said).toContain('For the labour court.')
  expect(said).toContain(legal.handler.name)
  expect([said.includes('The words of the reporter.'), said.includes(caseId)]).toEqual([false, false])
  await page.getByLabel('A word to whoever asks').fill('The court asked for it in writing.')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.waitFor({ state: 'detached', timeout: 60_000 })

  await ours.reload()
  const home = ours.locator('[data-outside]', { hasText: `${external.lead.name}` })
  await home.waitFor({ timeout: 60_000 })
  expect(await home.innerText()).toContain('The court asked for it in writing.')
  await home.getByRole('button', { name: 'Write it into the case and do it' }).click()
  const past = ours.locator('.past-decisions')
  await past.waitFor({ timeout: 60_000 })
  expect(await past.innerText()).toContain(external.lead.name)
}, 300_000)
