// From an empty database to a portal that reporters use: set up in browser profiles that share nothing, a notice of danger on its way,
// and a colleague who comes later. One portal; each test goes on where the one before it ended.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#test/world/chromium.ts'
import { openCaseWith, openFirstCase, reply, unlock } from '#test/world/desk-steps.ts'
import { mailServer } from '#test/world/mail-server.ts'
import type { MailServer } from '#test/world/mail-server.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { answerQuestions, comeBack, send } from '#test/world/reporter-steps.ts'
import { comeIn, compareAndOpen, enterDesk, keepRoot, lock, nameOrganisation, planTeams } from './desk/steps.ts'
import type { Keeper } from './desk/steps.ts'

const plan = { organisation: 'Kitami Foods', legal: 'Kitami advice team', external: 'Outside team Aoba', recovery: 'Notary Honda' }
const told = 'The foreman locks the door at night.'
const answered = 'We read this today and call nobody before you agree.'

let mail: MailServer
let portal: Portal
let browser: Browser
// The first person of the outside team: her page stays open from one test to the next.
let outside: Page
let external: Keeper

beforeAll(async () => {
  mail = await mailServer()
  // Ordinary mail leaves far from now, so that whatever comes at once is the notice of danger.
  portal = await startPortal({ env: { SMTP_URL: mail.url, MAIL_HOURS: String((new Date().getHours() + 12) % 24) } })
  browser = await openChromium()
  outside = await freshPage()
})

afterAll(async () => {
  await browser.close()
  await portal[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
})

test('the first visitor without the link of the console does not own the portal', async () => {
  const page = await freshPage()
  await page.goto(`${portal.origin}/desk/set-up?lng=en`)
  await page.getByText('Open the link that the server printed').waitFor()
  await page.goto(`${portal.origin}/desk/set-up?lng=en#${'A'.repeat(43)}`)
  await page.reload()
  await page.getByText('Open the link that the server printed').waitFor()
  expect(await page.getByLabel('Name of the organisation').count()).toBe(0)
})

test('two people set a portal up; it does not open without an independent team, nor before keys are compared', async () => {
  const owner = await freshPage()
  await nameOrganisation(owner, await portal.setUpLink(), plan.organisation)
  await keepRoot(owner)
  const [legalLink, externalLink] = await planTeams(owner, plan)
  expect(await owner.getByRole('button', { name: 'Sign and open' }).count()).toBe(0)
  expect(await missing(owner)).toContainEqual(expect.stringContaining('An independent team with one ready key holder'))

  // The first person of the legal team sits at the same computer, in another tab.
  const sameComputer = await owner.context().newPage()
  const legal = await comeIn(sameComputer, legalLink, 'R. Chen', 'done', 'chen@kitami.example')
  await owner.locator('section[data-founded]', { hasText: plan.legal }).waitFor({ timeout: 30_000 })
  expect(await owner.locator('[data-step="founders"]').count(), 'one team alone does not open a portal').toBe(1)
  expect(await owner.getByRole('button', { name: 'Sign and open' }).count()).toBe(0)
  expect(await missing(owner)).toContainEqual(expect.stringContaining('An independent team with one ready key holder'))

  external = await comeIn(outside, externalLink, 'M. Sato', 'done', 'sato@aoba.example')
  await owner.locator('[data-step="compare"] .fingerprint').first().waitFor({ timeout: 30_000 })
  await owner.getByRole('button', { name: 'Sign and open' }).click({ force: true })
  expect(await owner.locator('[data-step="compare"] .row [role="status"]').innerText()).not.toBe('')
  expect(await (await fetch(`${portal.origin}/en`)).text(), 'nobody can write before the root has signed').not.toContain('href="/en/write"')
  await compareAndOpen(owner, { [plan.legal]: legal, [plan.external]: external })
  expect(await (await fetch(`${portal.origin}/en`)).text()).toContain('href="/en/write"')

  // A used link is a used link.
  const late = await freshPage()
  await late.goto(externalLink)
  await late.locator('[data-stage="refused"]').waitFor()
  await sameComputer.context().close()
})

test('danger: one mail at once, to the team that may read, without a word of the report', async () => {
  const phone = await freshPage()
  await answerQuestions(phone, `${portal.origin}/en/write`, { words: { text: told, place: 'Dormitory two' }, chosen: { tiles: ['trapped'], danger: ['yes'] } })
  await withoutTeam(phone, plan.legal)
  const digits = await send(phone)
  await expect.poll(() => mail.mails.map(({ to }) => to), { timeout: 45_000 }).toEqual(['sato@aoba.example'])
  const text = decoded(mail.mails[0]?.text ?? '')
  expect(text).toContain('Somebody may be in danger.')
  expect(text).toContain(`${portal.origin}/desk`)
  for (const word of [told, 'foreman', 'Dormitory', plan.organisation, plan.legal, plan.external, 'M. Sato']) expect(text).not.toContain(word)
  expect(text, 'no case number').not.toMatch(/T-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  expect(text.split(`${portal.origin}/desk`).join('').replace(/^[\w-]+:.*(\r?\n\s.*)*/gm, ''), 'no code, no id').not.toMatch(/[0-9a-f]{16}|\d{6}/)

  // The keys made a moment ago are still in the worker: the desk opens without asking.
  await enterDesk(outside, portal.origin)
  await openFirstCase(outside)
  await outside.locator('.title .danger').waitFor()
  expect(await outside.locator('.timeline').innerText()).toContain(told)
  await reply(outside, answered)
  await comeBack(phone, `${portal.origin}/en/read`, digits)
  expect(await phone.locator('#letters').innerText()).toContain(answered)
  await phone.context().close()
})

test('a third person comes by a link that works once, is admitted, and reads what was written before', async () => {
  await lock(outside)
  await unlock(outside, portal.origin, external)
  await outside.getByRole('link', { name: 'Members' }).click()
  await outside.getByRole('button', { name: 'Invite a handler' }).click()
  const joinLink = (await outside.locator('.link-out').innerText()).trim()
  const third = await freshPage()
  const colleague = await comeIn(third, joinLink, 'K. Abe')
  await outside.getByRole('button', { name: 'Look again' }).click()
  await outside.getByRole('button', { name: 'Admit K. Abe' }).click()
  await outside.locator('.list tr', { hasText: 'K. Abe' }).waitFor()

  await enterDesk(third, portal.origin)
  await lock(third)
  await unlock(third, portal.origin, colleague)
  expect(await third.locator('.bar-who').innerText()).toContain(plan.external)
  await openCaseWith(third, told)
  const timeline = await third.locator('.timeline').innerText()
  expect(timeline).toContain(told)
  expect(timeline).toContain(answered)
  expect(await third.locator('.timeline .look').count()).toBe(0)
  expect(mail.mails, 'danger was told once').toHaveLength(1)
})

async function freshPage(): Promise<Page> {
  return (await browser.newContext()).newPage()
}

// What still stands in the way of opening, as the page lists it.
function missing(owner: Page): Promise<string[]> {
  return owner.locator('.blockers li:not([data-done])').allInnerTexts()
}

async function withoutTeam(phone: Page, label: string): Promise<void> {
  await phone.locator('#readers .can li', { hasText: label }).locator('button').click()
  await phone.locator('#readers .cannot li', { hasText: label }).waitFor()
}

// A mail as people read it: both transfer encodings that a mail program undoes.
function decoded(source: string): string {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head)) return `${head}\r\n\r\n${Buffer.from(body, 'base64').toString()}`
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return source
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return `${head}\r\n\r\n${Buffer.from(bytes, 'latin1').toString()}`
}
