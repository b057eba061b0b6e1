// What a worker does in the browser, step by step, for the suites that need a report but test something else.
import type { Page } from 'playwright-core'

export interface Told {
  // By the name of the field on the page: text, place, employer, part.
  readonly words: Readonly<Record<string, string>>
  // By the name of the choice: one value or several.
  readonly chosen?: Readonly<Record<string, readonly string[]>>
}

// Answers every question on the way and stops at the check page.
export async function answerQuestions(page: Page, address: string, told: Told): Promise<void> {
  await page.goto(address)
  await page.locator('[data-screen="safety"] [data-do="on"]').click()
  for (let screens = 0; screens < 20; screens += 1) {
    const screen = page.locator('main [data-screen]:visible')
    const name = await screen.getAttribute('data-screen')
    if (name === 'check') return
    for (const [choice, values] of Object.entries(told.chosen ?? {})) {
      for (const value of values) {
        const box = screen.locator(`input[name="${choice}"][value="${value}"]`)
        // A choice may stand below another one that brings it up.
        if ((await box.count()) > 0 && !(await box.isChecked())) await box.check({ force: true })
      }
    }
    for (const [field, text] of Object.entries(told.words)) {
      const box = screen.locator(`[name="${field}"]`)
      if ((await box.count()) > 0 && (await box.isVisible())) await box.fill(text)
    }
    await screen.locator('[data-do="on"]').click()
    await page.locator(`main [data-screen="${name}"]`).waitFor({ state: 'hidden' })
  }
  throw new Error('the questions do not end')
}

// Presses Send on the check page and waits until the page says that it is sent; hands back the 42 digits of the code.
export async function send(page: Page): Promise<string> {
  await page.locator('[data-do="send"]').click()
  await page.locator('#h-sent:visible').waitFor()
  return digitsShown(page)
}

// The seven lines of the ticket without the numbers of the lines.
export async function digitsShown(page: Page): Promise<string> {
  const lines = await page.locator('#ticket li').allInnerTexts()
  return lines.map((line) => line.replace(/^\s*\d\s+/, '').replace(/\D/g, '')).join('')
}

export async function writeReport(page: Page, address: string, told: Told): Promise<string> {
  await answerQuestions(page, address, told)
  return await send(page)
}

// Types the code line by line and asks to open; does not wait for what comes.
export async function typeCode(page: Page, address: string, digits: string): Promise<void> {
  await page.goto(address)
  await page.locator('#line-1').waitFor()
  for (let line = 1; line <= 7; line += 1) await page.locator(`#line-${line}`).fill(digits.slice(6 * line - 6, 6 * line))
  await page.locator('[data-screen="code"] [data-do="open"]').click()
}

// Comes back with the code and waits for the conversation.
export async function comeBack(page: Page, address: string, digits: string): Promise<void> {
  await typeCode(page, address, digits)
  await page.locator('[data-screen="view"]:visible').waitFor()
}

export async function answer(page: Page, words: string): Promise<void> {
  await page.locator('#f-reply').fill(words)
  await page.locator('[data-do="reply"]').click()
  await page.locator('#letters').getByText(words).waitFor()
}
