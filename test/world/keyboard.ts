// Somebody at a page with nothing but keys. Where the keyboard stands is known by role and accessible name, as a screen reader
// tells it; what Tab and the arrows do not reach is not reached. Nothing here clicks, and nothing here puts the focus anywhere.
import type { Locator, Page } from 'playwright-core'

type Role = 'button' | 'checkbox' | 'combobox' | 'link' | 'radio' | 'textbox'
type Name = string | RegExp

export interface Keyboard {
  readonly page: Page
  /** How many keys were pressed to go from place to place, without what was typed. */
  readonly steps: () => number
  /** Goes to what has this role and this name, inside `within` where something is said. */
  to(role: Role, name: Name, within?: Locator): Promise<Locator>
  /** Goes there and presses Enter, as on a button or a link. */
  press(role: 'button' | 'link', name: Name, within?: Locator): Promise<void>
  /** Opens or shuts what is folded. */
  fold(name: Name): Promise<void>
  /** Replaces what stands in a field. */
  write(name: Name, text: string, within?: Locator): Promise<void>
  /** Ticks each of them that is not ticked yet. */
  tick(...names: readonly Name[]): Promise<void>
  /** One answer of several, by the arrow keys. */
  pick(name: Name, within?: Locator): Promise<void>
  /** One entry of a closed list, by the arrow keys. */
  choose(list: Name, entry: Name, within?: Locator): Promise<void>
  /** One entry of a list that is searched by typing. */
  find(list: Name, words: string, entry: RegExp): Promise<void>
  /** A file, in the window of the system that the field opens. */
  file(name: Name, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
  /** A day as 2026-12-04, typed as the field of an American browser asks for it. */
  day(name: Name, day: string, within?: Locator): Promise<void>
  /** Single keys are heard where nobody types. */
  outOfFields(): Promise<void>
  keys(...keys: readonly string[]): Promise<void>
}

// More than any page of the portal has places.
const tooFar = 400

export function keyboardOf(page: Page): Keyboard {
  let steps = 0

  async function step(key: string): Promise<void> {
    steps += 1
    await page.keyboard.press(key)
  }

  async function reach(target: Locator): Promise<Locator> {
    await target.first().waitFor({ timeout: 30_000 })
    for (let presses = 0; presses < tooFar; presses += 1) {
      const where = await target.first().evaluate(whereIs)
      if (where === 'lost') throw new Error(`the keyboard stood on something that is gone, on the way to ${String(target)}`)
      if (where === 'here') return target.first()
      await step(where === 'ahead' ? 'Tab' : 'Shift+Tab')
    }
    throw new Error(`no way by the keyboard to ${String(target)}; it stands on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? 'nothing')}`)
  }

  const named = (role: Role, name: Name, within: Locator | Page = page): Locator => within.getByRole(role, { name, exact: typeof name === 'string' })

  return {
    page,
    steps: () => steps,
    to: (role, name, within) => reach(named(role, name, within)),
    async press(role, name, within) {
      const target = await reach(named(role, name, within))
      // While something is being sealed and sent, a button says so and does nothing.
      for (const until = Date.now() + 15_000; Date.now() < until && (await target.getAttribute('aria-disabled')) === 'true'; ) await page.waitForTimeout(20)
      await page.keyboard.press('Enter')
    },
    async fold(name) {
      await reach(page.locator('summary').filter({ hasText: name }))
      await page.keyboard.press('Enter')
    },
    async write(name, text, within) {
      await reach(named('textbox', name, within))
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(text)
    },
    async tick(...names) {
      for (const name of names) {
        const box = await reach(named('checkbox', name))
        if (!(await box.isChecked())) await page.keyboard.press('Space')
      }
    },
    async pick(name, within) {
      const answer = await reach(named('radio', name, within))
      for (let presses = 0; presses < tooFar; presses += 1) {
        const where = await answer.evaluate(whereAmong)
        if (where !== 'here') await step(where === 'ahead' ? 'ArrowDown' : 'ArrowUp')
        else if (await answer.isChecked()) return
        else await step('Space')
      }
      throw new Error(`the arrows do not reach ${String(name)}`)
    },
    async choose(list, entry, within) {
      const box = await reach(named('combobox', list, within))
      await page.keyboard.press('Home')
      const options = await box.locator('option').allInnerTexts()
      for (let presses = 0; presses < options.length; presses += 1) {
        const shown = (await box.evaluate((one) => (one instanceof HTMLSelectElement ? one.selectedOptions[0]?.text : undefined))) ?? ''
        if (typeof entry === 'string' ? shown.trim() === entry : entry.test(shown)) return
        await step('ArrowDown')
      }
      throw new Error(`${String(entry)} is not among ${options.join(' | ')}`)
    },
    async find(list, words, entry) {
      await reach(named('combobox', list))
      await page.keyboard.press('Control+A')
      await page.keyboard.type(words)
      await page.getByRole('option', { name: entry }).waitFor()
      for (let presses = 0; !entry.test(await page.locator('[role="listbox"] [aria-selected="true"]').innerText()); presses += 1) {
        if (presses > tooFar) throw new Error(`the arrows do not reach ${String(entry)}`)
        await step('ArrowDown')
      }
      await page.keyboard.press('Enter')
    },
    async file(name, file) {
      await reach(page.getByLabel(name, { exact: typeof name === 'string' }))
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
      await chooser.setFiles(file)
    },
    async day(name, day, within) {
      await reach((within ?? page).getByLabel(name, { exact: typeof name === 'string' }))
      // From behind one comes in at the year.
      for (const key of ['ArrowLeft', 'ArrowLeft']) await step(key)
      const [year, month, date] = day.split('-')
      await page.keyboard.type(`${month}${date}${year}`)
    },
    async outOfFields() {
      while (await page.evaluate(() => document.activeElement?.matches('input, select, textarea') === true)) await step('Tab')
    },
    async keys(...keys) {
      for (const key of keys) await page.keyboard.press(key)
    },
  }
}

// Runs in the page. Radios of one group are one place for Tab.
function whereIs(target: Element): 'here' | 'ahead' | 'behind' | 'lost' {
  const at = document.activeElement
  const isOne = (one: Element | null): one is HTMLInputElement => one instanceof HTMLInputElement && one.type === 'radio'
  if (at === null || at === document.body) return document.body.dataset['keyed'] === undefined ? 'ahead' : 'lost'
  document.body.dataset['keyed'] = ''
  if (at === target || (isOne(at) && isOne(target) && at.name !== '' && at.name === target.name && at.form === target.form)) return 'here'
  return (at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? 'ahead' : 'behind'
}

function whereAmong(target: Element): 'here' | 'ahead' | 'behind' {
  const at = document.activeElement
  if (at === target || at === null) return 'here'
  return (at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? 'ahead' : 'behind'
}
