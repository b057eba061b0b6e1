// A process that the tests kill: two members of two desks write into one case and print each act once it is acknowledged.
import { connectEmbedded } from '#db/connect.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { message, minatoWorks, newReport, party, talkOf, today, type Desk } from './organisation.ts'
import { entryFor } from './record.ts'

const db = await connectEmbedded(process.argv[2] ?? '')
await migrateToLatest(db)
const minato = await minatoWorks(db)
const { scope, report } = newReport(minato, [minato.legal, minato.external])
await openCase(db, scope, report)
process.stdout.write(`${minato.instance} ${scope.caseId}\n`)

async function work(desk: Desk): Promise<void> {
  for (let n = 0; ; n++) {
    const entry = await entryFor(db, desk.scope, scope.caseId)
    const transmissions = [talkOf(0, [message(party(2, desk.deskId), n)])]
    const written = await writeAsDesk(db, desk.scope, { today, caseId: scope.caseId, deskId: desk.deskId, columns: null, summary: null, transmissions, acts: [], entry })
    if (written.ok) process.stdout.write(`${desk.deskId} ${n} ${hexFrom(entry.hash)}\n`)
  }
}
await Promise.all([work(minato.legal), work(minato.external)])
