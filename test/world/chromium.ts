// A Chromium for the tests: found on this machine, started with the flags that keep it quiet, closed by `await using`.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// Where the browser lies; a machine without one gets a sentence that says how to get it, not a stack of frames.
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const wanted = environment['CHROME_PATH']
  if (wanted !== undefined && wanted !== '') {
    if (existsSync(wanted)) return wanted
    throw new Error(`CHROME_PATH names ${wanted}, and nothing lies there. Correct it or unset it.`)
  }
  const found = PLACES.find((place) => existsSync(place))
  if (found !== undefined) return found
  throw new Error(
    'The browser tests need Chromium and found none. On Debian: apt-get install -y chromium. Elsewhere: set CHROME_PATH to a Chromium or Chrome.',
  )
}

// A browser whose windows (contexts) share nothing and leave nothing behind.
export async function openChromium(more: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...more] })
}

// One window on a profile folder of its own that stays on disk: what a real phone keeps, the test can look for afterwards.
export async function openProfile(folder: string, more: readonly string[] = []): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(folder, { executablePath: findChromium(), args: [...FLAGS, ...more] })
}
