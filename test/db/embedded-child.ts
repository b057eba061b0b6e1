// A process that the tests kill: opens the embedded database of a folder and prints each report once it is acknowledged.
import { connectEmbedded } from '#db/connect.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { minatoWorks, newReport } from './organisation.ts'

const db = await connectEmbedded(process.argv[2] ?? '')
await migrateToLatest(db)
process.stdout.write('ready\n')
if (process.argv[3] === 'write') {
  const minato = await minatoWorks(db)
  for (;;) {
    const batch = Array.from({ length: 4 }, () => newReport(minato, [minato.legal]))
    await Promise.all(batch.map(async ({ scope, report }) => {
      const answer = await openCase(db, scope, report)
      if (answer.ok) process.stdout.write(`${scope.instance} ${scope.caseId}\n`)
    }))
  }
}
