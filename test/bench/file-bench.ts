// The path of a file in a browser, as a reporter's page goes it: a file of 100 MB from the disk, sealed in the real worker part by part.
// Beside it, in the same browser and the same run, secretstream alone; and the C library through Python.
import { execFile } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { buildAssets } from '#app/http/assets.server.ts'
import { organisation, report } from '#test/parties/people.ts'
import { bundled } from '#test/world/bundled.ts'
import { openChromium } from '#test/world/chromium.ts'
import { memoryOf, rendererOf } from './renderer-memory.ts'

const FILE_BYTES = 100_000_000
const RUNS = 3

export interface FileFigures {
  /** Sealing, hashing and framing, from the file on the disk to requests ready to go; millions of bytes of the file each second. */
  readonly streamMBs: number
  readonly streamBareMBs: number
  readonly streamRatio: number
  /** Null where Python has no PyNaCl. */
  readonly streamNativeMBs: number | null
  /** How much the renderer grows while a file is sealed and sent; 1 MB = 1,000,000 bytes. */
  readonly sealPeakMB: number
}

/** Medians of three runs, each kind of run in turn. Takes about half a minute; needs Chromium. */
export async function measureFiles(): Promise<FileFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'todoke-file-'))
  const served = await serve()
  const browser = await openChromium(['--js-flags=--expose-gc'])
  try {
    const path = join(folder, 'film.bin')
    await writeFile(path, randomFillSync(new Uint8Array(FILE_BYTES)))
    const page = await browser.newPage()
    await page.goto(served.origin)
    await page.setInputFiles('input', path)
    await openCase(page)
    const renderer = await rendererOf(browser, page)
    const [ours, bare, peaks]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(FILE_BYTES / 1e3 / await page.evaluate((bytes) => window.bench.bare(bytes), FILE_BYTES))
      ours.push(FILE_BYTES / 1e3 / await page.evaluate(() => window.bench.seal(false)))
      await page.evaluate(() => window.bench.rest())
      peaks.push(await memoryOf(renderer, async () => { await page.evaluate(() => window.bench.seal(true)) }))
    }
    const [streamMBs, streamBareMBs] = [median(ours), median(bare)]
    return { streamMBs, streamBareMBs, streamRatio: streamMBs / streamBareMBs, streamNativeMBs: await native(), sealPeakMB: median(peaks) / 1e6 }
  } finally {
    await browser.close()
    served.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Secretstream of the C library through PyNaCl of the system's own Python. */
async function native(): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [join(import.meta.dirname, 'native-stream.py'), String(FILE_BYTES)])
    return Number(stdout)
  } catch (error) {
    // No such Python, or one without PyNaCl: the figure is for comparison only.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

// A reporter with an open case, whose code and answer the page's worker is given: from there on all is real.
async function openCase(page: Page): Promise<void> {
  const org = await organisation()
  const { digits, caseId } = await report(org, { text: 'x' }, [org.legal.deskId])
  await page.evaluate((given) => window.bench.open(given), {
    digits, instanceId: org.server.instance, rootFp: org.rootFp, today: org.server.today, challenge: org.server.challenge(), answer: org.server.forReporter(caseId),
  })
}

async function serve(): Promise<{ origin: string; close(): void }> {
  const { manifest, files } = await buildAssets()
  const built = (name: string) => files.get(manifest[name] ?? '') ?? new Uint8Array()
  const [bare, script] = [await bundled(join(import.meta.dirname, 'bare-stream.worker.ts')), await bundled(join(import.meta.dirname, 'file-page.ts'))]
  const page = '<!doctype html><meta charset="utf-8"><title>bench</title><input type="file"><script src="/page.js"></script>'
  const answers: Readonly<Record<string, [string, string | Uint8Array]>> = {
    '/': ['text/html', page], '/page.js': ['text/javascript', script], '/bare.js': ['text/javascript', bare], '/worker.js': ['text/javascript', built('reporter-worker.js')],
    '/probe.js': ['text/javascript', built('probe-worker.js')],
  }
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['application/json', '{}']
    request.resume().on('end', () => response.writeHead(200, { 'Content-Type': type }).end(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.closeAllConnections(); server.close() } }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
