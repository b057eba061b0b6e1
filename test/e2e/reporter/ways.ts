// Ways through the reporter's pages that several states and journeys share.
import type { Page } from 'playwright-core'
import { actAsDesk } from '#app/practice/desk.server.ts'
import { signIn } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { operatorTexts } from '#app/practice/organisation.ts'
import type { Reporter } from '#app/practice/reporter.server.ts'
import type { DeskTurn, Story } from '#app/practice/story.ts'
import type { Organisation } from '#test/world/organisation.ts'
import type { Portal } from '#test/world/portal.ts'

export interface ReporterWorld {
  readonly origin: string
  // The language that people here read; English where nothing is said.
  readonly language?: string
  readonly organisation: Organisation
  // A portal that nobody has set up yet; a new one each time.
  readonly emptyPortal: () => Promise<Portal>
}

export const words = 'They keep our passports in the office.'

const order = ['safety', 'about', 'happened', 'danger', 'who', 'where', 'contact', 'still', 'relation', 'help', 'check']

export async function opened(page: Page, world: ReporterWorld, path: string, language = world.language ?? 'en'): Promise<void> {
  await page.goto(`${world.origin}/${language}${path}`)
  if (path === '/write' || path === '/read') await page.locator('main[data-ready]').waitFor()
}

// Goes on, question by question, with a tile and a sentence, until the wanted one is shown.
export async function toScreen(page: Page, world: ReporterWorld, wanted: string, language = world.language ?? 'en'): Promise<void> {
  await opened(page, world, '/write', language)
  for (const screen of order.slice(0, order.indexOf(wanted))) {
    if (screen === 'about') await page.locator('input[name="tiles"][value="trapped"]').check()
    if (screen === 'happened') await page.locator('#f-text').fill(words)
    await page.locator(`#s-${screen} [data-do="on"]`).click()
  }
  await page.locator(`#s-${wanted}:visible`).waitFor()
  if (wanted === 'who') await page.locator('#bar:visible').waitFor()
  if (wanted === 'check') await page.locator('#readers .can li').first().waitFor()
}

export async function sent(page: Page, world: ReporterWorld, language = world.language ?? 'en'): Promise<string> {
  await toScreen(page, world, 'check', language)
  await page.locator('[data-do="send"]').click()
  await page.locator('#h-sent:visible').waitFor()
  return shownDigits(page)
}

export async function shownDigits(page: Page): Promise<string> {
  const lines = await page.locator('#ticket li').allInnerTexts()
  return lines.map((line) => line.replace(/\s/g, '').slice(1)).join('')
}

// Types line by line, in whatever script the digits are, and asks to open.
export async function typed(page: Page, world: ReporterWorld, digits: string, language = world.language ?? 'en'): Promise<void> {
  await opened(page, world, '/read', language)
  const symbols = [...digits]
  for (let line = 1; line <= 7; line += 1) await page.locator(`#line-${line}`).fill(symbols.slice(6 * line - 6, 6 * line).join(''))
  await page.locator('[data-do="open"]').click()
}

export async function cameBack(page: Page, world: ReporterWorld, digits: string, language = world.language ?? 'en'): Promise<void> {
  await typed(page, world, digits, language)
  await page.locator('#s-view:visible').waitFor()
}

const story: Story = { name: 'passports', language: 'en', daysAgo: 0, tiles: ['trapped'], answers: { text: words, contact: 'ask' }, turns: [] }

// A case with what the team has done in it so far, all sealed by people in Node.
export async function caseWith(world: ReporterWorld, turns: readonly Omit<DeskTurn, 'by' | 'after'>[], blames?: 'external'): Promise<Reporter> {
  const { organisation } = world
  const reporter = await organisation.write(blames === undefined ? story : { ...story, answers: { ...story.answers, who: 'readers' }, blames })
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  for (const turn of turns) await actAsDesk(team, reporter, { ...turn, by: 'legal', after: 0 }, organisation.door.today)
  return reporter
}

// The operator names emergency numbers of these countries, in every language.
export async function withNumbersOf({ organisation }: ReporterWorld, countries: readonly string[]): Promise<void> {
  const { lead } = organisation.teams[0] ?? {}
  if (lead === undefined) throw new Error('the organisation has no team')
  const { today } = organisation.door
  const texts = Object.fromEntries(Object.entries(operatorTexts).map(([language, own]) => [language, { ...own, numbers: countries.flatMap((country) => own.numbers.map((one) => ({ ...one, country }))) }]))
  await signIn(lead, today)
  await sendRecorded(lead, today, (at) => lead.keys.prepareSettings({ json: JSON.stringify(texts), ...at }))
}

// The phone's clock, some days away from now; what the server says of its day changes nothing.
export async function daysLater(page: Page, days: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + days * 86_400_000)
}
