// At start: a case whose tombstone stands and whose key is still there was cut off on its way to nothing.
import { hexFrom } from '../bytes.server.ts'
import type { ReadingDatabase } from '../connect.server.ts'
import type { CaseId } from '../model/ids.ts'
import type { ShredStore } from '../shred-store.server.ts'

/** Destroys the key of every case that has a tombstone, those that a backup of the keys brought back included; returns how many there were. */
export async function finishShredding(
  db: ReadingDatabase, shred: ShredStore, tombstoneOf: (caseId: CaseId) => Uint8Array,
): Promise<{ readonly finished: number }> {
  const rows = await db.reading.selectFrom('tombstones').select('tombstone').execute()
  const buried = new Set(rows.map((row) => hexFrom(row.tombstone)))
  if (buried.size === 0) return { finished: 0 }
  const left = shred.cases().filter((caseId) => buried.has(hexFrom(tombstoneOf(caseId))))
  await Promise.all(left.map((caseId) => shred.destroy(caseId)))
  return { finished: left.length }
}
