import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { comeBackWith } from '#test/world/coming-back.ts'
import { startCluster } from '#test/world/cluster.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { foundOn } from '#test/world/organisation.ts'
import { freePort, startPortal } from '#test/world/portal.ts'
import { openProxy } from '#test/world/proxy.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Several portals and browsers, one after the other.
vi.setConfig({ testTimeout: 300_000 })

test.each(['embedded', 'PostgreSQL'] as const)('%s: killed while answers are lost, the portal keeps every acknowledged report, and none twice', async (engine) => {
  await using cluster = engine === 'PostgreSQL' ? await startCluster() : null
  await using line = await openProxy()
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-'))
  const port = await freePort()
  const settings = { dataDir, port, env: { ORIGIN: line.origin }, ...(cluster === null ? {} : { databaseUrl: cluster.url }) }
  line.target = port
  let portal = await startPortal(settings)
  try {
    const organisation = await foundOn(portal)
    const crowd = await Promise.all([...Array(40).keys()].map((n) => sealFor(organisation, `The gate is locked, says worker ${n}.`)))

    // Every second answer to a report is lost on the way back; after ten of them the machine loses power.
    let lost = 0
    line.swallow = (asked) => asked.path === '/api/submit' && ++lost % 2 === 0
    const acknowledged = new Map<string, string>()
    const sending = crowd.map(async (one) => {
      const receipt = await submitUntilAnswered(organisation.door, one, 40)
      if (receipt !== null) acknowledged.set(one.caseId, receipt)
    })
    for (let kills = 0; kills < 2; kills += 1) {
      const answersBefore = line.answered.length
      await until(() => line.answered.filter((one) => one.path === '/api/submit').length > 0 && line.answered.length >= answersBefore + 10)
      await portal.kill()
      portal = await startPortal(settings)
    }
    await Promise.all(sending)
    expect(acknowledged.size).toBe(crowd.length)
    expect(lost).toBeGreaterThan(crowd.length)

    // Asked once more, the portal hands out the very receipt that it gave before.
    line.swallow = () => false
    for (const one of crowd) {
      expect(await submitUntilAnswered(organisation.door, one, 5)).toBe(acknowledged.get(one.caseId))
      const view = await comeBackWith(organisation, one.digits)
      const reports = view.timeline.filter((entry) => entry.type === 'report')
      expect(reports.map((entry) => (entry.type === 'report' ? entry.fields.text : ''))).toEqual([one.words])
    }
    if (cluster !== null) expect(await casesIn(cluster.url)).toBe(crowd.length)
  } finally {
    await portal.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})

async function casesIn(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select count(*) as n from cases')
  await client.end()
  return Number(rows[0]?.n)
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (holds()) return
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error('it did not come to that')
}
