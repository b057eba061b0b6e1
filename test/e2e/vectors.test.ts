// Every frozen vector opens in a browser too: with WebAssembly, and in plain script where that is forbidden.
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compactWasm } from '#app/http/compact-wasm.server.ts'
import { plainSodium } from '#app/http/plain-sodium.server.ts'
import { readVectors, structuresOnDisk } from '#test/vectors/written.ts'
import { bundled } from '#test/world/bundled.ts'
import { openChromium } from '#test/world/chromium.ts'

let browser: Browser
beforeAll(async () => { browser = await openChromium() })
afterAll(() => browser.close())

test.each([['with WebAssembly', compactWasm], ['in plain script', plainSodium]] as const)('Chromium opens every vector %s', async (_, library) => {
  const page = await browser.newPage()
  await page.goto('data:text/html,<title>vectors</title>')
  await page.evaluate(await bundled(join(import.meta.dirname, '../vectors/page.ts'), library()))
  for (const name of structuresOnDisk()) {
    expect(await page.evaluate((file) => window.vectorFaults([file]), JSON.parse(readVectors(name))), name).toEqual([])
  }
  await page.close()
})
