// The signed list of a desk with every card it may name, newcomers who wait included: what the server checks a new line against.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'

export interface MemberListRows {
  /** From n = 0. */
  readonly changes: readonly { readonly change: Uint8Array; readonly signature: Uint8Array }[]
  readonly cards: readonly Uint8Array[]
  /** Of everybody who was ever let in, former members too: old notes and the record name them. */
  readonly names: readonly { readonly memberId: MemberId; readonly name: string }[]
}

/** Empty for a desk that nobody founded. */
export async function memberListOf(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<MemberListRows> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  const changes = await db.reading.selectFrom('member_changes').select(['change', 'signature']).where((eb) => eb.and(key)).orderBy('n').execute()
  const people = await db.reading
    .selectFrom('member_cards as c')
    .innerJoin('invites as i', (join) => join.onRef('i.instance_id', '=', 'c.instance_id').onRef('i.member_id', '=', 'c.member_id'))
    .innerJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'c.instance_id').onRef('m.member_id', '=', 'c.member_id'))
    .select(['c.member_id', 'c.card', 'm.name', 'i.admitted_day'])
    .where('i.instance_id', '=', key.instance_id)
    .where('i.desk_id', '=', key.desk_id)
    .orderBy('m.name_key')
    .execute()
  return {
    changes,
    cards: people.map((row) => row.card),
    names: people.filter((row) => row.admitted_day !== null).map((row) => ({ memberId: memberIdFrom(row.member_id), name: row.name })),
  }
}
