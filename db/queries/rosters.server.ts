// The signed lists of desks: the newest, one by its hash, and the chain from an older one on.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, rosterHashFrom, type InstanceId, type RosterHash } from '../model/ids.ts'

export interface RosterRow {
  readonly seq: number
  readonly hash: RosterHash
  /** L(roster) ‖ L(root_sig) ‖ L(old_root_sig). */
  readonly file: Uint8Array
}

/** `null` before the portal went live. */
export async function latestRoster(db: ReadingDatabase, instance: InstanceId): Promise<RosterRow | null> {
  const row = await db.reading
    .selectFrom('rosters')
    .select(['seq', 'roster_hash', 'file'])
    .where('instance_id', '=', bytesOf(instance))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { seq: row.seq, hash: rosterHashFrom(row.roster_hash), file: row.file }
}

/** The file of that hash, for good; `null` if we never published it. */
export async function rosterByHash(db: ReadingDatabase, instance: InstanceId, hash: RosterHash): Promise<Uint8Array | null> {
  const row = await db.reading
    .selectFrom('rosters')
    .select('file')
    .where('instance_id', '=', bytesOf(instance))
    .where('roster_hash', '=', bytesOf(hash))
    .executeTakeFirst()
  return row?.file ?? null
}

/** Files from `seq` (inclusive) to the newest, ascending: a reader follows desks along them without a gap. */
export async function rostersFrom(db: ReadingDatabase, instance: InstanceId, seq: number): Promise<Uint8Array[]> {
  const rows = await db.reading
    .selectFrom('rosters')
    .select('file')
    .where('instance_id', '=', bytesOf(instance))
    .where('seq', '>=', seq)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.file)
}
