import { expect, test, vi } from 'vitest'
import { connectDatabase } from '#db/connect.server.ts'
import { comeBackWith } from '#test/world/coming-back.ts'
import { startCluster } from '#test/world/cluster.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { foundOn } from '#test/world/organisation.ts'
import { freePort, startPortal } from '#test/world/portal.ts'
import { openProxy } from '#test/world/proxy.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Several portals, one after the other; a busy machine takes a minute to start one.
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

    // Every second receipt is lost on the way back; after each ten receipts the portal is killed.
    let [given, lost] = [0, 0]
    line.swallow = (asked) => {
      if (asked.path !== '/api/submit' || line.answered.at(-1)?.status !== 200) return false
      given += 1
      const isLost = given % 2 === 0
      if (isLost) lost += 1
      return isLost
    }
    const acknowledged = new Map<string, string>()
    const sending = crowd.map(async (one) => {
      const receipt = await submitUntilAnswered(organisation.door, one, 120)
      if (receipt !== null) acknowledged.set(one.caseId, receipt)
    })
    for (let kills = 0; kills < 2; kills += 1) {
      const before = given
      await until(() => given >= before + 10)
      await portal.kill()
      portal = await startPortal(settings)
    }
    await Promise.all(sending)
    expect(acknowledged.size).toBe(crowd.length)
    // Beside the receipts that came through as many were lost, give or take the last one.
    expect(lost).toBeGreaterThanOrEqual(crowd.length - 1)

    // Asked once more, the portal hands out the very receipt that it gave before.
    line.swallow = () => false
    for (const one of crowd) {
      expect(await submitUntilAnswered(organisation.door, one, 5)).toBe(acknowledged.get(one.caseId))
      const view = await comeBackWith(organisation, one.digits)
      const reports = view.timeline.filter((entry) => entry.type === 'report')
      expect(reports.map((entry) => (entry.type === 'report' ? entry.fields.text : ''))).toEqual([one.words])
    }
    await portal.stop()
    expect(await casesIn({ databaseUrl: cluster?.url ?? null, dataDir })).toBe(crowd.length)
  } finally {
    await portal.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})

async function casesIn(where: { databaseUrl: string | null; dataDir: string }): Promise<number> {
  const db = await connectDatabase(where)
  try {
    const [row] = await db.statement<{ n: number }>({ name: 'count-cases', text: 'select count(*)::int as n from cases' }, [])
    return row?.n ?? 0
  } finally {
    await db.close()
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (holds()) return
    await new Promise((done) => setTimeout(done, 10))
  }
  throw new Error('it did not come to that')
}
