// A file's whole way through browsers and a live portal: sent over a line that breaks, listed, read by a desk, answered with a file;
// and what a browser says to parts that somebody exchanged in the database.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundled } from '#test/world/bundled.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import type { Cluster } from '#test/world/cluster.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import type { Organisation } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import type { Portal } from '#test/world/portal.ts'
import { operatorOf } from '#test/world/tampering.ts'
import type { Operator } from '#test/world/tampering.ts'
import type { Listed } from './files/page.ts'

let cluster: Cluster
let dataDir: string
let portal: Portal
let organisation: Organisation
let operator: Operator
let browser: Browser
let script: string
let workers: (of: 'reporter' | 'desk') => string

beforeAll(async () => {
  cluster = await startCluster()
  dataDir = await mkdtemp(join(tmpdir(), 'files-'))
  portal = await startPortal({ databaseUrl: cluster.url, dataDir })
  organisation = await foundOn(portal)
  operator = await operatorOf(cluster.url, dataDir)
  browser = await openChromium()
  script = await bundled(join(import.meta.dirname, 'files/page.ts'))
  const manifest: Record<string, string> = JSON.parse(await readFile(join(import.meta.dirname, '../../build/assets.json'), 'utf8'))
  workers = (of) => [`${of}-worker.js`, `${of}-worker-plain.js`, 'probe-worker.js'].map((name) => manifest[name]).join(' ')
})

afterAll(async () => {
  await browser.close()
  await operator[Symbol.asyncDispose]()
  await portal.stop()
  await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function reported(words: string): Promise<{ caseId: string; digits: string }> {
  const sealed = await sealFor(organisation, words)
  if (await submitUntilAnswered(organisation.door, sealed, 3) === null) throw new Error('the report was not taken')
  return sealed
}

async function atPhone(digits: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${portal.origin}/en/read`)
  await page.evaluate(script)
  const { instanceId, rootFp, door } = organisation
  await page.evaluate((given) => window.files.reporterOpens(given), { worker: workers('reporter'), digits, instanceId, rootFp, today: door.today })
  return page
}

async function atDesk(): Promise<Page> {
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a team without a lead')
  const page = await (await browser.newContext()).newPage()
  await unlock(page, portal.origin, lead)
  await page.locator('main[data-phase="open"]').waitFor()
  await page.evaluate(script)
  return page
}

test('over a line that breaks in the middle, to the desk, and back with another file', async () => {
  const { caseId, digits } = await reported('with a film')
  const phone = await atPhone(digits)
  let asked = 0
  await phone.route('**/api/part', async (route) => {
    asked += 1
    // The third part never arrives; the fourth answer is lost on its way back.
    if (asked === 3) return route.abort('connectionreset')
    if (asked === 5) { await route.fetch(); return route.abort('connectionreset') }
    return route.continue()
  })
  const film = { size: 4_500_000, name: 'ညဘက်.mp4', mime: 'video/mp4' }
  const said = await phone.evaluate((chosen) => window.files.reporterSends(chosen), film)
  expect(said.filter((one) => one.includes('/'))).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
  expect(said.some((one) => one.startsWith('error.'))).toBe(true)
  expect(asked).toBe(7)
  const rows = await operator.query('select part_index from file_parts order by part_index')
  expect(rows).toHaveLength(5)

  const desk = await atDesk()
  const worker = workers('desk')
  const [listed] = await desk.evaluate((given) => window.files.deskOpens(given), { worker, caseId })
  if (listed === undefined) throw new Error('the desk sees no file')
  const hash = await phone.evaluate((size) => window.files.hashOf(size), film.size)
  expect(await desk.evaluate((given) => window.files.deskReads(given), { worker, caseId, listed })).toEqual({ name: 'ညဘက်.mp4', mime: 'video/mp4', size: film.size, hash })
  const actions = await operator.query('select action from audit_entries order by s')
  expect(actions.map((row) => row['action']).filter((action) => action === 2)).toHaveLength(1)

  await desk.evaluate((given) => window.files.deskSends(given), { worker, caseId, chosen: { size: 70_000, name: 'answer.pdf', mime: 'application/pdf' } })
  const read = await phone.evaluate(() => window.files.reporterReads())
  expect(read).toEqual([
    { name: 'ညဘက်.mp4', mime: 'video/mp4', size: film.size, hash },
    { name: 'answer.pdf', mime: 'application/pdf', size: 70_000, hash: await phone.evaluate((size) => window.files.hashOf(size), 70_000) },
  ])
  for (const page of [phone, desk]) await page.context().close()
})

test('parts exchanged or shortened in the database: refused by the browser, and the file comes back when they do', async () => {
  const { caseId, digits } = await reported('with a photo')
  const phone = await atPhone(digits)
  await phone.evaluate((chosen) => window.files.reporterSends(chosen), { size: 1_500_000, name: 'a.jpg', mime: 'image/jpeg' })
  const desk = await atDesk()
  const worker = workers('desk')
  const [listed] = await desk.evaluate((given) => window.files.deskOpens(given), { worker, caseId })
  if (listed === undefined) throw new Error('the desk sees no file')
  const reads = (one: Listed) => desk.evaluate((given) => window.files.deskReads(given).then(() => 'opened', (error: { code?: string; reason?: string }) => error.code ?? error.reason ?? 'failed'), { worker, caseId, listed: one })
  const body = 'select b.place, b.part_index, b.body from part_bytes b join files f using (instance_id, place) where f.file_id = $1 order by b.part_index'
  const rows = await operator.query(body, [Buffer.from(listed.fileId, 'hex')])
  const set = (index: number, bytes: unknown) => operator.query('update part_bytes set body = $3 where place = $1 and part_index = $2', [rows[0]?.['place'], index, bytes])
  const [first, second] = rows.map((row) => Buffer.from(row['body'] as Uint8Array))
  if (first === undefined || second === undefined) throw new Error('two parts expected')
  const flipped = Buffer.from(second)
  flipped[100] = (flipped[100] ?? 0) ^ 1
  for (const bytes of [flipped, second.subarray(1), first]) {
    await set(1, bytes)
    expect(await reads(listed)).toBe('broken')
  }
  await set(1, second)
  expect(await reads(listed)).toBe('opened')
  for (const page of [phone, desk]) await page.context().close()
})
