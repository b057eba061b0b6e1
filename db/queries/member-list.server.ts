// The signed list of a desk with every card it may name, newcomers who wait included: what the server checks a new line against.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, type DeskId, type InstanceId } from '../model/ids.ts'

export interface MemberListRows {
  /** From n = 0. */
  readonly changes: readonly { readonly change: Uint8Array; readonly signature: Uint8Array }[]
  readonly cards: readonly Uint8Array[]
}

/** Empty for a desk that nobody founded. */
export async function memberListOf(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<MemberListRows> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  const changes = await db.reading.selectFrom('member_changes').select(['change', 'signature']).where((eb) => eb.and(key)).orderBy('n').execute()
  const cards = await db.reading
    .selectFrom('member_cards as c')
    .innerJoin('invites as i', (join) => join.onRef('i.instance_id', '=', 'c.instance_id').onRef('i.member_id', '=', 'c.member_id'))
    .select('c.card')
    .where('i.instance_id', '=', key.instance_id)
    .where('i.desk_id', '=', key.desk_id)
    .execute()
  return { changes, cards: cards.map((row) => row.card) }
}
