// A Chromium for the tests: found on this machine, started with the flags that keep it quiet, closed by `await using`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
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

export interface KillableWindow {
  readonly context: BrowserContext
  // kill -9 of the browser and everything it started, in the middle of whatever it does.
  kill(): Promise<void>
}

// A window on a profile folder whose browser can be killed: what an empty battery leaves on a phone.
// `temporary` becomes the browser's folder for temporary files.
export async function openKillable(folder: string, temporary: string): Promise<KillableWindow> {
  const child = spawn(findChromium(), [...FLAGS, `--user-data-dir=${folder}`, '--remote-debugging-port=0', 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  })
  const ended = new Promise<void>((done) => void child.once('exit', () => done()))
  const address = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const match = line.match(/DevTools listening on (ws:\/\/\S+)/)
      if (match?.[1] !== undefined) found(match[1])
    })
    void ended.then(() => failed(new Error('the browser ended before it could be driven')))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the browser has no window')
  return {
    context,
    async kill() {
      // The whole group: the browser forks a process for each page.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}
