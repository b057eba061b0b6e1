// Which organisation does a host name belong to, and what did its operator write?
import type { ReadingDatabase } from '../connect.server.ts'
import { instanceIdFrom, type Day, type InstanceId } from '../model/ids.ts'

export interface InstanceRow {
  readonly instance: InstanceId
  readonly kind: 'buyer' | 'operator'
  readonly label: string
  readonly zone: string
  readonly practice: boolean
  /** H("root-fp", root_pk), `null` until a root exists. */
  readonly rootFp: Uint8Array | null
  readonly setUpDay: Day
  /** `null` until the first roster opened the portal. */
  readonly liveDay: Day | null
}

/** The organisation of that host name; while there is only one, any name leads to it. `null` before set-up. */
export async function instanceFor(db: ReadingDatabase, host: string): Promise<InstanceRow | null> {
  const rows = await db.reading
    .selectFrom('instances as i')
    .leftJoin('hosts as h', (join) => join.onRef('h.instance_id', '=', 'i.instance_id').on('h.host', '=', host))
    .selectAll('i')
    .select('h.host')
    .execute()
  const row = rows.find((one) => one.host !== null) ?? (rows.length === 1 ? rows[0] : undefined)
  if (row === undefined) return null
  return {
    instance: instanceIdFrom(row.instance_id), kind: row.kind, label: row.label, zone: row.zone, practice: row.practice,
    rootFp: row.root_fp, setUpDay: row.set_up_day, liveDay: row.live_day,
  }
}

/** Every organisation of this portal, for the jobs. */
export async function instances(db: ReadingDatabase): Promise<{ instance: InstanceId; zone: string }[]> {
  const rows = await db.reading.selectFrom('instances').select(['instance_id', 'zone']).execute()
  return rows.map((row) => ({ instance: instanceIdFrom(row.instance_id), zone: row.zone }))
}
