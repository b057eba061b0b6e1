// What tests of files share: a portal with a phone and a desk, files with everything planted, and the bytes that the desk gets.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundled } from '#test/world/bundled.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { plantedJpeg, plantedPng, plantedWebp } from '#test/world/planted-files.ts'
import { startJourneys } from '../reporter/phone.ts'
import type { Journeys } from '../reporter/phone.ts'
import { pictureAs } from './pictures.ts'

export interface Given { name: string; mimeType: string; buffer: Buffer }
export interface Got { name: string; mime: string; bytes: Buffer }

export interface EvidencePlace extends AsyncDisposable {
  readonly journeys: Journeys
  // Every file of the case, as the desk's own browser gets it out of the seal.
  deskGets(caseId: string): Promise<Got[]>
  // A page of the desk, unlocked.
  atDesk(): Promise<Page>
}

export async function startEvidence(): Promise<EvidencePlace> {
  const journeys = await startJourneys()
  const script = await bundled(join(import.meta.dirname, '../files/page.ts'))
  const manifest: Record<string, string> = JSON.parse(await readFile(join(import.meta.dirname, '../../../build/assets.json'), 'utf8'))
  const worker = ['desk-worker.js', 'desk-worker-plain.js', 'probe-worker.js'].map((name) => manifest[name]).join(' ')
  const atDesk = async () => {
    const lead = journeys.world.organisation.teams[0]?.lead
    if (lead === undefined) throw new Error('a team without a lead')
    const page = await (await journeys.browser.newContext()).newPage()
    await unlock(page, journeys.world.origin, lead)
    await page.locator('main[data-phase="open"]').waitFor()
    return page
  }
  return {
    journeys,
    atDesk,
    async deskGets(caseId) {
      const page = await atDesk()
      await page.evaluate(script)
      const got: Got[] = []
      for (const listed of await page.evaluate((given) => window.files.deskOpens(given), { worker, caseId })) {
        const { bytes, ...rest } = await page.evaluate((given) => window.files.deskGets(given), { worker, caseId, listed })
        got.push({ ...rest, bytes: Buffer.from(bytes, 'base64') })
      }
      await page.context().close()
      return got
    },
    [Symbol.asyncDispose]: () => journeys[Symbol.asyncDispose](),
  }
}

export function file(name: string, bytes: Uint8Array): Given {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
}

export async function plantedPictures(page: Page): Promise<Given[]> {
  return [
    file('IMG_2231 Aye Aye Mon.jpg', plantedJpeg(6, await pictureAs(page, 'image/jpeg'))),
    file('Screenshot of Aye Aye Mon.png', plantedPng(1)),
    file('aye.webp', plantedWebp(1, await pictureAs(page, 'image/webp'), [400, 200])),
  ]
}

export function names(page: Page): Promise<string[]> {
  return page.locator('#chosen li b').allInnerTexts()
}

// A second of silence.
export function wave(): Buffer {
  const rate = 8000
  const head = Buffer.alloc(44)
  head.write('RIFF')
  head.writeUInt32LE(36 + rate, 4)
  head.write('WAVEfmt ', 8)
  head.set([16, 0, 0, 0, 1, 0, 1, 0], 16)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.set([1, 0, 8, 0], 32)
  head.write('data', 36)
  head.writeUInt32LE(rate, 40)
  return Buffer.concat([head, Buffer.alloc(rate, 128)])
}
