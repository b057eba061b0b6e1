import { expect, test, vi } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import { startCluster } from '#test/world/cluster.ts'
import { sealFor, submitUntilAnswered } from '#test/world/crowd.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'

// Several portals and browsers, one after the other.
vi.setConfig({ testTimeout: 300_000 })

const CROWD = 200

test('two hundred workers write at once, each sealed alone, and the desk opens every one', async () => {
  await using cluster = await startCluster()
  await using portal = await startPortal({ databaseUrl: cluster.url })
  const organisation = await foundOn(portal)
  const sealed = await Promise.all([...Array(CROWD).keys()].map((n) => sealFor(organisation, `They keep our papers, says worker ${n}.`)))
  expect(new Set(sealed.map((one) => one.caseId)).size).toBe(CROWD)

  const receipts = await Promise.all(sealed.map((one) => submitUntilAnswered(organisation.door, one, 20)))
  for (const [at, one] of sealed.entries()) {
    const receipt = receipts[at]
    if (receipt === undefined || receipt === null) throw new Error(`worker ${at} got no receipt`)
    expect(one.readReceipt(receipt).day).toBe(organisation.door.today)
  }

  const [legal, external] = organisation.teams
  if (legal === undefined || external === undefined) throw new Error('two desks expected')
  for (const [at, one] of sealed.entries()) {
    const reader = at % 2 === 0 ? legal.lead : external.handler
    const { view } = await openAs(reader, one.caseId, organisation.door.today)
    const [report] = view.timeline
    expect(report?.type === 'report' ? report.fields.text : '').toBe(one.words)
  }
})
