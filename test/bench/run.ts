// `npm run bench`: every measure in one run on one machine, as a table, or with --json as one object.
import { startCluster } from '#test/world/cluster.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { measureForm } from './form.ts'
import { measureInbox } from './inbox.ts'
import { openLine } from './line.ts'
import { measureLoad } from './load.ts'

interface Target {
  readonly name: string
  readonly target: string
  readonly digits: number
}

const rows: readonly Target[] = [
  { name: 'formBytes', target: 'at most 25,600', digits: 0 },
  { name: 'formRequests', target: 'at most 4', digits: 0 },
  { name: 'formMs', target: 'at most 1,500', digits: 0 },
  { name: 'sentBytes', target: 'at most 184,320', digits: 0 },
  { name: 'sealMs', target: 'Send pressed to request leaving, 4x CPU', digits: 0 },
  { name: 'reportsPerSecond', target: '', digits: 0 },
  { name: 'pgbenchPerSecond', target: '', digits: 0 },
  { name: 'reportRatio', target: 'at least 0.25', digits: 2 },
  { name: 'inboxMs', target: 'page of 50 with 100,000 cases', digits: 1 },
  { name: 'inboxGrowth', target: 'at most 1.5', digits: 2 },
  { name: 'rssRestMB', target: '', digits: 0 },
  { name: 'rssLoadMB', target: '', digits: 0 },
]

const figures: Readonly<Record<string, number>> = { ...(await formFigures()), ...(await loadFigures()) }

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rows.map(({ name, digits }) => [name, Number(figures[name]?.toFixed(digits))])))}\n`)
} else {
  for (const { name, target, digits } of rows) {
    process.stdout.write(`${name.padEnd(18)} ${(figures[name] ?? NaN).toLocaleString('en', { maximumFractionDigits: digits }).padStart(10)}   ${target}\n`)
  }
}

// Default settings: the embedded database.
async function formFigures() {
  await using line = await openLine()
  await using portal = await startPortal({ env: { ORIGIN: line.origin } })
  line.target = portal.port
  await foundOn({ origin: line.origin, setUpLink: () => portal.setUpLink() })
  return await measureForm(line)
}

async function loadFigures() {
  await using cluster = await startCluster()
  await using portal = await startPortal({ databaseUrl: cluster.url })
  const organisation = await foundOn(portal)
  return { ...(await measureLoad(portal, organisation, cluster)), ...(await measureInbox(organisation, cluster.url)) }
}
