// How much memory the process of a page holds, from outside it.
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'

const EVERY_MS = 10

/** The process that runs this page and its workers. */
export async function rendererOf(browser: Browser, page: Page): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter((one) => one.type === 'renderer').map((one) => one.id)
  // The one that grows while the page does: a browser keeps a spare one ready.
  const before = await Promise.all(renderers.map((id) => busyTime(id)))
  await page.evaluate(() => { const end = performance.now() + 300; while (performance.now() < end) Math.sqrt(end) })
  const after = await Promise.all(renderers.map((id) => busyTime(id)))
  const [busiest] = renderers.map((id, i) => ({ id, worked: (after[i] ?? 0) - (before[i] ?? 0) })).toSorted((a, b) => b.worked - a.worked)
  if (busiest === undefined) throw new Error('no renderer runs')
  return busiest.id
}

/** Bytes by which the process grew at its highest while `step` ran, above what it held when it began. */
export async function memoryOf(id: number, step: () => Promise<void>): Promise<number> {
  const rest = await held(id)
  let highest = rest
  let running = true
  const watching = (async () => {
    while (running) {
      highest = Math.max(highest, await held(id))
      await setTimeout(EVERY_MS)
    }
  })()
  await step()
  running = false
  await watching
  return highest - rest
}

// Everything of its own and what it shares with the browser for handing data over; not the program itself, which lies in files.
async function held(id: number): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'utf8')
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN)
  return (kib('RssAnon') + kib('RssShmem')) * 1024
}

async function busyTime(id: number): Promise<number> {
  const [, times = ''] = (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ')
  return Number(times.split(' ')[11]) + Number(times.split(' ')[12])
}
