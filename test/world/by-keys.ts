// What members and reporters do with keys alone, and what stands in the forms that they sign.
import type { Locator, Page } from 'playwright-core'
import { keyboardOf, type Keyboard } from './keyboard.ts'
import { digitsShown } from './reporter-steps.ts'

/** What a form said when it was signed: the words of each label, and what was typed, chosen or ticked there. */
export type Said = readonly (readonly [label: string, value: string])[]

/** Unlocks with the phrase; the keyboard stands nowhere yet. */
export async function enterByKeys(page: Page, origin: string, { name, phrase }: { name: string; phrase: string }): Promise<Keyboard> {
  const keys = keyboardOf(page)
  await page.goto(`${origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
  await keys.write('Your name here', name)
  await keys.write(/^Your phrase/, phrase)
  await keys.keys('Enter')
  await page.locator('main[data-phase="open"] .views a').first().waitFor({ timeout: 60_000 })
  return keys
}

/** From anywhere in the rooms: into the inbox, down to the line of the case, and in. */
export async function openByKeys({ page, keys, press, outOfFields }: Keyboard, number: string, view: 'open' | 'Finished' = 'open'): Promise<void> {
  await outOfFields()
  await keys('g', 'i')
  if (view !== 'open') await press('link', new RegExp(`^${view}`), page.locator('.views'))
  const row = page.locator('.case-row', { hasText: number })
  await row.waitFor({ timeout: 30_000 })
  for (let presses = 0; (await row.getAttribute('data-here')) === null; presses += 1) {
    if (presses > 50) throw new Error(`j does not come to ${number}`)
    await keys('j')
  }
  await keys('o')
  await page.locator('.parts').waitFor({ timeout: 30_000 })
  await page.locator('.side select:enabled').first().waitFor({ timeout: 30_000 })
}

export async function toPart(keys: Keyboard, part: 'Conversation' | 'Triage' | 'Investigation' | 'Putting right' | 'Decisions'): Promise<void> {
  const parts = keys.page.locator('.parts')
  await keys.press('link', new RegExp(`^${part}`), parts)
  await parts.locator('[aria-current="page"]', { hasText: part }).waitFor()
}

/** Everybody says before the first work whether the matter is close to them. */
export async function noInterest(keys: Keyboard): Promise<void> {
  await keys.press('button', 'I have no interest in this matter')
  await keys.page.locator('[data-conflict]').waitFor({ state: 'detached', timeout: 30_000 })
}

/** Signs the form that stands open, waits until all of it has arrived, and tells what it said. */
export async function signByKeys(keys: Keyboard, button: string | RegExp = 'Sign and save', form: Locator = keys.page.locator('.timeline form[data-form]')): Promise<Said> {
  const said = await saidIn(form)
  await keys.press('button', button, form)
  await form.waitFor({ state: 'detached', timeout: 30_000 })
  return said
}

/** Takes a step of the case, whose form stands open with everything filled in. */
export async function sendStep(keys: Keyboard, button: string, state: string): Promise<void> {
  const form = keys.page.locator('.side form[data-step]')
  await keys.press('button', button, form)
  await form.waitFor({ state: 'detached', timeout: 30_000 })
  await keys.page.locator('.side strong').getByText(state, { exact: true }).first().waitFor()
}

/** The second person ticks everything that has to be looked at, and agrees to the decision that is open. */
export async function approveByKeys(keys: Keyboard): Promise<void> {
  const sheet = keys.page.locator('.two-people').first()
  await sheet.waitFor()
  const before = await keys.page.locator('.past-decisions > li').count()
  for (const words of await sheet.locator('fieldset .tick').allInnerTexts()) await keys.tick(words)
  await keys.press('button', /^Approve/, sheet)
  await keys.page.locator('.past-decisions > li').nth(before).waitFor({ timeout: 30_000 })
}

/** Signs what was weighed, and waits for the result in the side column. */
export async function signTriage(keys: Keyboard, result: string, button = 'Sign and save the triage'): Promise<Said> {
  const said = await saidIn(keys.page.locator('form[data-triage]'))
  await keys.press('button', button)
  await keys.page.locator('.side .meters').getByText(result).waitFor({ timeout: 30_000 })
  await keys.page.locator('.save-bar [role="status"]', { hasNotText: 'Sealing' }).waitFor({ timeout: 30_000 })
  return said
}

/** Everything that a form says, in its order; what is empty or not ticked is left out. */
export async function saidIn(form: Locator): Promise<Said> {
  return await form.evaluate((one) => {
    const wordsOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
    const groupOf = (control: Element): string => wordsOf(control.closest('fieldset')?.querySelector('legend'))
    return Array.from(one.querySelectorAll('input, select, textarea')).flatMap((control): [string, string][] => {
      if (control instanceof HTMLSelectElement) return [[wordsOf(control.labels[0]), wordsOf(control.selectedOptions[0])]]
      if (control instanceof HTMLTextAreaElement) return control.value === '' ? [] : [[wordsOf(control.labels[0]), control.value]]
      if (!(control instanceof HTMLInputElement) || control.type === 'file') return []
      if (control.type === 'checkbox' || control.type === 'radio') return control.checked ? [[groupOf(control), wordsOf(control.labels?.[0])]] : []
      return control.value === '' ? [] : [[wordsOf(control.labels?.[0]), control.value]]
    })
  })
}

/** Opens the thing with these words again and tells what its form says; leaves it as it was. */
export async function readAgain(keys: Keyboard, section: string, thing: string | null = null): Promise<Said> {
  const sheet = keys.page.locator('.timeline section.sheet').filter({ has: keys.page.getByRole('heading', { name: section, exact: true }) })
  await keys.press('button', 'Change', thing === null ? sheet : sheet.locator('li', { hasText: thing }))
  const form = keys.page.locator('.timeline form[data-form]')
  await form.waitFor()
  const said = await saidIn(form)
  await keys.press('button', 'Leave it', form)
  await form.waitFor({ state: 'detached' })
  return said
}

/** Comes back with the code, line by line. */
export async function comeBackByKeys(page: Page, address: string, digits: string): Promise<Keyboard> {
  const keys = keyboardOf(page)
  await page.goto(address)
  await page.locator('main[data-ready]').waitFor()
  // A full line leads on to the next one.
  await keys.to('textbox', /1/, page.locator('#lines li').first())
  await page.keyboard.type(digits)
  await keys.press('button', 'Open')
  await page.locator('#s-view:visible').waitFor({ timeout: 30_000 })
  return keys
}

/** Presses a button of the conversation that sends something, and waits until it has arrived. */
export async function answerByKeys(keys: Keyboard, button: string, within?: Locator): Promise<void> {
  const { page } = keys
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/api/fetch') && answer.ok()), keys.press('button', button, within)])
  await page.locator('#posting b').waitFor({ timeout: 30_000 })
}

/** Answers the questions of the web form in their order and sends; hands back the 42 digits of the code. */
export async function writeByKeys(page: Page, address: string, told: { tile: RegExp; text: string; place: string; danger: string; contact: string }): Promise<string> {
  const keys = keyboardOf(page)
  await page.goto(address)
  await page.locator('main[data-ready]').waitFor()
  const screen = (name: string) => page.locator(`main [data-screen="${name}"]`)
  for (;;) {
    const name = (await page.locator('main [data-screen]:visible').getAttribute('data-screen')) ?? ''
    if (name === 'about') await keys.tick(told.tile)
    if (name === 'happened') await keys.write('What happened?', told.text, screen(name))
    if (name === 'danger') await keys.pick(told.danger, screen(name))
    if (name === 'where') await keys.write('Where does it happen?', told.place, screen(name))
    if (name === 'contact') await keys.pick(told.contact, screen(name))
    if (name === 'check') break
    await keys.press('button', 'Continue', screen(name))
    await screen(name).waitFor({ state: 'hidden' })
  }
  await keys.press('button', 'Send', screen('check'))
  await page.locator('#h-sent:visible').waitFor({ timeout: 30_000 })
  return digitsShown(page)
}
