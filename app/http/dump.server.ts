// `npm run dump -- <folder>`: writes everything that the portal keeps into a new folder (db/README.md says how). Beside a running portal
// only on PostgreSQL; the embedded database belongs to one process.

import { join, resolve } from 'node:path'
import { connectDatabase } from '#db/connect.server.ts'
import { dumpTo } from '#db/dump.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { dayFrom } from '#db/model/ids.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { shredKeysIn } from '#db/shred-store.server.ts'
import { ConfigError, configFrom } from './config.server.ts'
import { complain, say } from './log.server.ts'

const target = process.argv[2]
if (target === undefined) leave(['Say where to: npm run dump -- a-new-folder'])

try {
  const config = configFrom(process.env)
  const db = await connectDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir })
  try {
    await migrateToLatest(db)
    const folder = partsInFolder({ folder: join(config.dataDir, 'files'), today: () => dayFrom(0), keepFreeBytes: 0 })
    const counts = await dumpTo({
      db,
      parts: partStore(config.partHome, { folder, rows: partsInRows() }),
      shredKeys: shredKeysIn(join(config.dataDir, 'shred')),
      folder: resolve(target),
    })
    say(`${[...counts.values()].reduce((sum, count) => sum + count, 0)} rows of ${counts.size} tables. The folder holds the shred keys: destroy it within seven days.`)
  } finally {
    await db.close()
  }
} catch (error) {
  if (error instanceof ConfigError) leave(error.sentences)
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') leave(['That folder exists already: choose a new one.'])
  if (error instanceof Error && /[.!]$/.test(error.message)) leave([error.message])
  throw error
}

function leave(sentences: readonly string[]): never {
  for (const sentence of sentences) complain(sentence)
  process.exit(1)
}
