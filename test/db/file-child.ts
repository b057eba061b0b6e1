// A process that the tests kill: sends files to a case part by part and prints what was acknowledged. argv: address of PostgreSQL or an empty
// text, data folder, home of parts, and where it ends itself: `part` (bytes written, no row yet), `row` (rows written, no message yet), `never`.
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { connectDatabase } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { storePart } from '#db/commands/store-part.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partBytes, partStore, type PartStore } from '#db/part-store.server.ts'
import { message, minatoWorks, newReport, reporterParty, talk, talkOf, today } from './organisation.ts'

const [, , url = '', dataDir = '', home = 'folder', end = 'never'] = process.argv
const db = await connectDatabase({ databaseUrl: url === '' ? null : url, dataDir })
await migrateToLatest(db)
const own = partStore(home === 'rows' ? 'rows' : 'folder', {
  folder: partsInFolder({ folder: join(dataDir, 'files'), today: () => today, keepFreeBytes: 0 }), rows: partsInRows(),
})
let sent = 0
const store: PartStore = {
  ...own,
  async keep(part, body) {
    await own.keep(part, body)
    if (end === 'part' && sent === 1) process.kill(process.pid, 'SIGKILL')
  },
}
// The SIGXFSZ of a disk quota would end the process; as an error it reaches whoever writes.
process.on('SIGXFSZ', () => undefined)

const minato = await minatoWorks(db)
const { scope, report } = newReport(minato, [minato.legal])
await openCase(db, scope, report)
process.stdout.write(`case ${scope.instance} ${scope.caseId}\n`)
for (let n = 1; ; n++) {
  const fileId = new Uint8Array(randomBytes(16))
  for (const index of [0, 1]) {
    const body = new Uint8Array(randomBytes(index === 1 ? 3000 : partBytes))
    const digest = new Uint8Array(createHash('sha256').update(body).digest())
    const limits = { filesPerCase: 1_000_000, partsPerFile: 4 }
    const answer = await storePart(db, store, { scope }, { today, caseId: scope.caseId, stream: talk, epoch: 0, fileId, index, parts: 2, digest, body }, limits)
    if (!answer.ok) process.stdout.write(`refused ${answer.reason}\n`)
    else process.stdout.write(`part ${hex(fileId)} ${index} ${hex(digest)}\n`)
    sent += 1
  }
  if (end === 'row') process.kill(process.pid, 'SIGKILL')
  const answer = await postAsReporter(db, scope, { today, transmission: { ...talkOf(0, [message(reporterParty, n)]), files: [{ fileId, parts: 2 }] } })
  process.stdout.write(answer.ok ? `listed ${hex(fileId)}\n` : `refused ${answer.reason}\n`)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
