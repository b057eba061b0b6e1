// A process that the tests kill: makes shred keys and prints each one once it is promised to be on disk.
import { randomBytes } from 'node:crypto'
import { caseIdFrom, dayFrom } from '#db/model/ids.ts'
import { openShredStore } from '#db/shred-store.server.ts'

const shred = openShredStore({ folder: process.argv[2] ?? '', today: () => dayFrom(20777) })
for (;;) {
  await Promise.all(Array.from({ length: 8 }, async () => {
    const id = caseIdFrom(new Uint8Array(randomBytes(32)))
    process.stdout.write(`${id} ${Buffer.from(await shred.ensure(id)).toString('hex')}\n`)
  }))
}
