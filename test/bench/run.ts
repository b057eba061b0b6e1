// `npm run bench`: every measure in one run on one machine, as a table, or with --json as one object.
import { startCluster } from '#test/world/cluster.ts'
import { foundOn } from '#test/world/organisation.ts'
import { startPortal } from '#test/world/portal.ts'
import { openDeskDoor } from './desk-door.ts'
import { measureDesk } from './desk.ts'
import { measureForm } from './form.ts'
import { measureInbox } from './inbox.ts'
import { openLine } from './line.ts'
import { measureLoad } from './load.ts'
import { asJson, asTable } from './measures.ts'
import type { Figures } from './measures.ts'
import { measureSearchRoom } from './search-room.ts'
import { measureSearch } from './search.ts'

const figures: Figures = { ...(await formFigures()), ...(await deskFigures()), ...(await measureSearch()), ...(await loadFigures()) }
process.stdout.write(`${process.argv.includes('--json') ? asJson(figures) : asTable(figures)}\n`)

// Default settings: the embedded database.
async function formFigures() {
  await using line = await openLine()
  await using portal = await startPortal({ env: { ORIGIN: line.origin } })
  line.target = portal.port
  await foundOn({ origin: line.origin, setUpLink: () => portal.setUpLink() })
  return await measureForm(line)
}

// The desk's browser, with more cases than anybody has written.
async function deskFigures() {
  await using door = await openDeskDoor()
  await using portal = await startPortal({ env: { ORIGIN: door.origin } })
  door.target = portal.port
  const organisation = await foundOn({ origin: door.origin, setUpLink: () => portal.setUpLink() })
  return { ...(await measureDesk(organisation, door)), ...(await measureSearchRoom(organisation, door)) }
}

async function loadFigures() {
  await using cluster = await startCluster()
  await using portal = await startPortal({ databaseUrl: cluster.socketUrl })
  const organisation = await foundOn(portal)
  return { ...(await measureLoad(portal, organisation, cluster)), ...(await measureInbox(organisation, cluster.url)) }
}
