// The clean-up of files: what no message listed within a day, and bytes in the data folder that no row names.
import type { Database } from '../connect.server.ts'
import { addDays } from '../model/deadlines.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { FilePlace, PartStore } from '../part-store.server.ts'
import type { JobScope } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Days that bytes without a row stay: a database from a backup of these days still finds its parts. */
export const orphanDays = 7
const millisecondsPerDay = 86_400_000

/** Deletes files that were begun before yesterday and that no message lists, then bytes that nothing names; returns how many files each. */
export async function sweepParts(
  db: Database, store: PartStore, scope: JobScope, input: { readonly today: Day },
): Promise<{ readonly unlisted: number; readonly orphans: number }> {
  const instance_id = bytesOf(scope.instance)
  const swept = await inTransaction<{ ok: true; places: FilePlace[] }, 'busy'>(db, 'busy', async (tx) => {
    const rows = await tx
      .deleteFrom('files')
      .where('instance_id', '=', instance_id)
      .where('listed', '=', false)
      .where('day', '<', addDays(input.today, -1))
      .returning('place')
      .execute()
    if (rows.length > 0) await recordEvent(tx, scope.instance, { kind: 'parts-swept', day: input.today })
    return { ok: true, places: rows.map(({ place }) => ({ instance: instance_id, place })) }
  })
  if (!swept.ok) return { unlisted: 0, orphans: 0 }
  await store.discard(swept.places)
  return { unlisted: swept.places.length, orphans: await sweepOrphans(db, store, scope, input.today) }
}

async function sweepOrphans(db: Database, store: PartStore, scope: JobScope, today: Day): Promise<number> {
  const instance = bytesOf(scope.instance)
  let orphans = 0
  for await (const place of store.untouched(instance, addDays(today, -orphanDays) * millisecondsPerDay)) {
    const row = await db.reading.selectFrom('files').select('place').where('instance_id', '=', instance).where('place', '=', place).executeTakeFirst()
    if (row !== undefined) continue
    await store.discard([{ instance, place }])
    orphans += 1
  }
  return orphans
}
