// What a page shows of itself, measured in the browser: is anything wider than the window, does any text leave its box, does the page say
// which language it is in.
import type { Page } from 'playwright-core'
import { metaOf } from '#locales/index.ts'
import { violations } from '../reporter/axe.ts'

// What is too wide at each of these widths, in words; empty if all fits.
export async function tooWide(page: Page, widths: readonly number[]): Promise<string[]> {
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) found.push(`${wide} pixels wide in a window of ${width}`)
    found.push(...(await cut(page)).map((one) => `at ${width}: ${one}`))
  }
  return found
}

// Text that does not fit the part around it: it is cut off, or lies on its neighbour.
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary, label, h1, h2, p, li, dd, dt, legend, .look, .state, .letter, .ticket')]
      .filter((part) => part.closest('.unseen, .skip') === null && part.checkVisibility({ visibilityProperty: true }))
      // A line-high part of a line has no width of its own.
      .filter((part) => getComputedStyle(part).display !== 'inline' && part.scrollWidth > part.clientWidth + 1)
      .map((part) => `${part.tagName.toLowerCase()}.${part.className} holds ${part.scrollWidth} pixels in ${part.clientWidth}: ${part.innerText.slice(0, 40)}`),
  )
}

// One language per kind of script: wide letters without spaces, tall ones, from right to left, long words, and long words with long letters.
const kinds = ['ja', 'my', 'ur', 'de', 'ta']

// The same state in these languages: `again` brings a page into it anew, where the list of languages is not offered any more.
export async function inOtherLanguages(page: Page, again: (page: Page, language: string) => Promise<void>): Promise<string[]> {
  const found: string[] = []
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const language of kinds) {
    const offered = await page.locator('.top summary').isVisible()
    const shown = offered ? page : await page.context().newPage()
    if (offered) await chooseLanguage(page, language)
    else await again(shown, language)
    // The parts are the same in every language; what turns round is looked at once more.
    const faults = [...(metaOf(language).dir === 'rtl' ? await violations(shown) : []), ...(await tooWide(shown, [320, 360]))]
    faults.push(...(await languageFaults(shown, language)))
    found.push(...faults.map((fault) => `${language}: ${fault}`))
    if (!offered) await shown.close()
  }
  return found
}

// A page says which language it is in, and turns the way of its script.
export async function languageFaults(page: Page, language: string): Promise<string[]> {
  const said = await page.evaluate(() => `${document.documentElement.lang}, ${document.documentElement.dir}`)
  return said === `${language}, ${metaOf(language).dir}` ? [] : [`says that it is ${said}, not ${language}`]
}

async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.locator('.top summary').click()
  await page.locator(`.top a[hreflang="${language}"]`).click()
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' })
}
