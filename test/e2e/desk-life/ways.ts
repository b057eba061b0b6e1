// What people do about keys in the browser: remove, sign, change cases, recover.
import type { Browser, Page } from 'playwright-core'
import type { Person } from '#app/practice/founding.server.ts'
import { unlock } from '#test/world/desk-steps.ts'
import type { Organisation } from '#test/world/organisation.ts'

export async function freshPage(browser: Browser, width = 1280): Promise<Page> {
  return (await browser.newContext({ viewport: { width, height: 800 } })).newPage()
}

// A member at their desk, on the page of this room.
export async function atDesk(browser: Browser, origin: string, person: Person, room?: 'Members' | 'My ways in'): Promise<Page> {
  const page = await freshPage(browser)
  await unlock(page, origin, person)
  if (room !== undefined) await page.getByRole('link', { name: room }).click()
  return page
}

// The lead takes somebody off the list; comes back when the new keys wait for the root.
export async function removeMember(page: Page, name: string): Promise<void> {
  await page.locator('.list tbody tr', { hasText: name }).getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: `Remove ${name} and change the keys` }).click()
  await page.locator('[data-rotation]').waitFor({ timeout: 30_000 })
}

export async function openRosterWithFile(page: Page, origin: string, file: Uint8Array): Promise<void> {
  await page.goto(`${origin}/desk/roster?lng=en`)
  await page.getByText('Choose the file').waitFor()
  await page.locator('input[type="file"]').setInputFiles({ name: 'root.key', mimeType: 'application/octet-stream', buffer: Buffer.from(file) })
  await page.locator('[data-stage="draft"], [data-stage="stop"], .look, .field-look').first().waitFor({ timeout: 30_000 })
}

export async function openRosterWithLines(page: Page, origin: string, lines: readonly string[]): Promise<void> {
  await page.goto(`${origin}/desk/roster?lng=en`)
  await page.getByLabel('The seven lines').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.locator('[data-stage="draft"], [data-stage="stop"], .field-look').first().waitFor({ timeout: 30_000 })
}

// Signs what stands there and keeps the new root file.
export async function signList(page: Page, button = 'Sign and publish'): Promise<Uint8Array> {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const stream = await (await saved).createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  await page.locator('[data-stage="signed"]').waitFor()
  return new Uint8Array(Buffer.concat(chunks))
}

// A report that only the team with a second reader opens, and the team itself.
export async function reportToOutside(organisation: Organisation, words: string): Promise<void> {
  await organisation.write({ name: 'outside', language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: words, who: 'readers' }, blames: 'legal', turns: [] })
}

export function outsideTeam(organisation: Organisation): Organisation['teams'][number] & { recovery: readonly string[] } {
  const team = organisation.teams.find(({ deskId }) => organisation.recovery.has(deskId))
  const recovery = team === undefined ? undefined : organisation.recovery.get(team.deskId)
  if (team === undefined || recovery === undefined) throw new Error('the organisation has no team with a recovery code')
  return { ...team, recovery }
}

// A device of the browser's own making that says yes to everything; `prf` says whether it gives bytes for keys.
export async function device(page: Page, { prf }: { prf: boolean }): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true, hasPrf: prf,
    },
  })
}
