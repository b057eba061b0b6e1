// What a member of a desk does in the browser, and who the members of a practice portal are.
import type { Locator, Page } from 'playwright-core'
import desk from '../../locales/en/desk.json' with { type: 'json' }
import type { Portal } from './portal.ts'

export interface PracticeMember {
  team: string
  name: string
  role: string
  phrase: string
  // 42 digits.
  code: string
}

// The members whose secrets a practice portal prints at its first start, and the code of one report.
export async function practicePeople(portal: Portal): Promise<{ members: PracticeMember[]; reporterCode: string | null }> {
  await portal.line(/These lines are shown once/)
  const members: PracticeMember[] = []
  let team = ''
  let reporterCode: string | null = null
  for (const line of portal.lines) {
    const person = line.match(/^ {4}(\S.*) \((\w+)\)$/)
    const phrase = line.match(/^ {6}phrase {2}(.+)$/)
    const code = line.match(/^ {2,6}code {4}([\d ]+)$/)
    const last = members.at(-1)
    if (/^ {2}\S/.test(line) && person === null && code === null) team = line.trim()
    if (person !== null) members.push({ team, name: person[1] ?? '', role: person[2] ?? '', phrase: '', code: '' })
    if (phrase !== null && last !== undefined) last.phrase = phrase[1] ?? ''
    if (code !== null && line.startsWith('      ') && last !== undefined) last.code = (code[1] ?? '').replaceAll(' ', '')
    if (code !== null && !line.startsWith('      ')) reporterCode = (code[1] ?? '').replaceAll(' ', '')
  }
  return { members, reporterCode }
}

// Unlocks with the phrase and lands in the inbox, or before the words that stand where the lists are refused.
export async function unlock(page: Page, origin: string, member: { name: string; phrase: string }): Promise<void> {
  await page.goto(`${origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
  await enter(page, member.name, member.phrase)
}

// The same with the printed code, which needs no slow hash.
export async function unlockByCode(page: Page, origin: string, member: { name: string; code: string }): Promise<void> {
  await page.goto(`${origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
  await page.getByRole('button', { name: desk['desk.unlock.useCode'] }).click()
  await enter(page, member.name, member.code)
}

async function enter(page: Page, name: string, secret: string): Promise<void> {
  await page.locator('input[name="name"]').fill(name)
  await page.locator('input[name="secret"]').fill(secret)
  await page.locator('form[data-ready] button[type="submit"]').click()
  await page.waitForURL(/\/desk\/inbox/, { timeout: 60_000 })
  await page.locator('main[data-phase="open"] .inbox').or(page.locator('main .look:visible')).first().waitFor({ timeout: 60_000 })
}

// Opens the case whose words stand in the inbox.
export async function openCaseWith(page: Page, words: string): Promise<void> {
  await openRow(page, page.locator('.case-row', { hasText: words }))
}

// Opens the case at the top of the inbox. Its words stand there only after somebody has opened it once.
export async function openFirstCase(page: Page): Promise<void> {
  await openRow(page, page.locator('.case-row').first())
}

async function openRow(page: Page, row: Locator): Promise<void> {
  await row.locator('a').first().click()
  await page.waitForURL(/\/desk\/case\//)
  await page.locator('.composer textarea').waitFor()
}

export async function reply(page: Page, words: string): Promise<void> {
  await compose(page, 0, words)
}

export async function note(page: Page, words: string): Promise<void> {
  await compose(page, 1, words)
}

async function compose(page: Page, mode: 0 | 1, words: string): Promise<void> {
  const modes = page.locator('.modes [role="radio"]')
  await (mode === 0 ? modes.first() : modes.last()).click()
  await page.locator('.composer textarea').fill(words)
  await page.locator('.composer button.button[data-kind="on"], .composer button[data-on]').first().click()
  // Sent when the words stand in the timeline and the box is empty again: until then the page may still draw itself anew.
  await page.locator('.timeline').getByText(words).first().waitFor()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value === '')
}
