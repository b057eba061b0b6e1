// What people do on the staff pages from an empty database on: set up, found, compare, open, invite, join, admit.
import type { Page } from 'playwright-core'

export interface Keeper {
  readonly name: string
  readonly phrase: string
  readonly code: string
  // What the page shows for comparing, 60 digits.
  readonly fingerprint: string
}

export interface Plan {
  readonly organisation: string
  readonly legal: string
  readonly external: string
  readonly recovery?: string
}

// Opens the one-time link and names the organisation.
export async function nameOrganisation(page: Page, link: string, organisation: string): Promise<void> {
  await page.goto(link.replace('/desk/set-up', '/desk/set-up?lng=en'))
  await page.getByLabel('Name of the organisation').fill(organisation)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('[data-step="root"]').waitFor()
}

// Saves, prints, writes two lines back; hands back the seven lines.
export async function keepRoot(page: Page): Promise<readonly string[]> {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save root.key' }).click()
  await saved
  await page.getByRole('button', { name: 'Print the sheet' }).click()
  const lines = await ticketOf(page)
  await writeBack(page, 'Line', lines)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('[data-step="teams"]').waitFor()
  return lines
}

// Names both teams; hands back the link of the legal and of the external one.
export async function planTeams(page: Page, plan: Plan): Promise<[string, string]> {
  const labels = page.getByLabel('Name that reporters read')
  await labels.nth(0).fill(plan.legal)
  await labels.nth(1).fill(plan.external)
  if (plan.recovery !== undefined) await page.getByLabel('Who keeps the recovery code? (optional)').nth(0).fill(plan.recovery)
  await page.getByRole('button', { name: 'Make the links' }).click()
  await page.locator('[data-step="founders"]').waitFor()
  const [legal, external] = await Promise.all([plan.legal, plan.external].map((label) => linkBeside(page, label)))
  return [legal ?? '', external ?? '']
}

export async function linkBeside(page: Page, label: string): Promise<string> {
  return (await page.locator('section', { hasText: label }).locator('.link-out').innerText()).trim()
}

// From the link to "Your keys are ready", as the first person of a team or as a colleague.
// `until` stops where the recovery code is shown.
export async function comeIn(page: Page, link: string, name: string, until: 'recovery' | 'done' = 'done', email = ''): Promise<Keeper> {
  await page.goto(link.replace('#', '?lng=en#'))
  await page.getByLabel('Your name here').fill(name)
  await page.getByLabel('E-mail for notices (optional)').fill(email)
  await page.getByRole('button', { name: 'Make my keys' }).click()
  await page.locator('[data-stage="keep"]').waitFor({ timeout: 60_000 })
  const groups = await page.locator('.phrase li').allInnerTexts()
  const code = await ticketOf(page)
  await writeBack(page, 'Group', groups)
  await writeBack(page, 'Line', code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('[data-stage="recovery"], [data-stage="done"]').waitFor({ timeout: 60_000 })
  if (until === 'done' && (await page.locator('[data-stage="recovery"]').count()) > 0) {
    await writeBack(page, 'Line', await ticketOf(page))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.locator('[data-stage="done"]').waitFor()
  }
  const fingerprint = until === 'done' ? await fingerprintIn(page, 'main') : ''
  return { name, phrase: groups.join(' '), code: code.join(''), fingerprint }
}

export async function fingerprintIn(page: Page, where: string): Promise<string> {
  return (await page.locator(`${where} .fingerprint`).first().innerText()).replace(/\D/g, '')
}

// Ticks each team whose twelve groups are the ones its person read aloud, then lets the root sign.
export async function compareAndOpen(page: Page, keepers: Readonly<Record<string, Keeper>>): Promise<void> {
  await page.locator('[data-step="compare"]').waitFor({ timeout: 30_000 })
  for (const [label, keeper] of Object.entries(keepers)) {
    const team = page.locator('[data-step="compare"] section', { hasText: label })
    const shown = (await team.locator('.fingerprint').first().innerText()).replace(/\D/g, '')
    if (shown !== keeper.fingerprint) throw new Error(`the fingerprints of ${label} differ`)
    await team.getByRole('checkbox').check()
  }
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Sign and open' }).click()
  await saved
  await page.locator('[data-step="open"]').waitFor()
}

// Opens the desk where the worker still holds the keys.
export async function enterDesk(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/desk?lng=en`)
  await page.waitForURL(/\/desk\/inbox/, { timeout: 60_000 })
  await page.locator('.bar-who').waitFor({ timeout: 60_000 })
}

// Locks and waits until the page asks for the phrase again: a page still on its way would swallow the next address.
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock now' }).click()
  // Not waitForURL: where the next page asks at the same moment whether the worker is open, one of two ways there is given up.
  await page.waitForFunction(() => /^\/desk\?/.test(`${location.pathname}${location.search}`))
  await page.locator('form[data-ready]').waitFor()
}

// Chooses a step of the case, says for the file what its guard asks (a tick, and why where it wants words), sends, waits for the state.
export async function takeStep(page: Page, choose: string, sends: string, state: string, why = ''): Promise<void> {
  await page.getByRole('button', { name: choose, exact: true }).click()
  const form = page.locator('.side form')
  await form.waitFor()
  for (const tick of await form.getByRole('checkbox').all()) await tick.check()
  if (why !== '') await form.getByLabel(/, for the file$/).fill(why)
  await form.getByRole('button', { name: sends, exact: true }).click()
  // The form shows words of the new state too, before anything is sent.
  await form.waitFor({ state: 'detached' })
  await page.locator('.side strong').getByText(state, { exact: true }).first().waitFor()
}

async function ticketOf(page: Page): Promise<string[]> {
  return (await page.locator('main .ticket li').allInnerTexts()).map((line) => line.replace(/\D/g, '').slice(-6))
}

async function writeBack(page: Page, word: 'Line' | 'Group', lines: readonly string[]): Promise<void> {
  const fields = page.getByLabel(new RegExp(`^${word} \\d+ o[nf]`))
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at)
    const label = await page.locator(`label[for="${await field.getAttribute('id')}"]`).innerText()
    await field.fill(lines[Number(label.replace(/\D/g, '')) - 1] ?? '')
  }
}
