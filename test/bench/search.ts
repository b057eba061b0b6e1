// Search at the staff worker's calls, in Chromium: how long the index of an organisation's life takes, and a question to it.
import { join } from 'node:path'
import { build } from 'esbuild'
import { openChromium } from '#test/world/chromium.ts'
import type { SearchFigures } from './search-program.ts'

export async function measureSearch(): Promise<SearchFigures> {
  const made = await build({
    entryPoints: [join(import.meta.dirname, 'search-program.ts')], bundle: true, format: 'iife', globalName: 'bench', write: false, logLevel: 'error',
    external: ['node:*'],
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(600_000)
    await page.addScriptTag({ content: made.outputFiles[0]?.text ?? '' })
    return await page.evaluate<SearchFigures>('bench.searchFigures()')
  } finally {
    await browser.close()
  }
}
