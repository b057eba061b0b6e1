// The signed lists of other desks: of those that a room was ever open to, and of those that decided something for a case. What a reader checks authors against.
import type { ReadonlyTransaction } from 'kysely/readonly'
import { desksAmong } from '../bytes.server.ts'
import { bytesOf, deskIdFrom, memberIdFrom, type CaseId, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import type { Tables } from '../schema.ts'
import { room } from '../steps/file.server.ts'

export interface DeskList {
  readonly deskId: DeskId
  /** From n = 0. */
  readonly changes: readonly { readonly change: Uint8Array; readonly signature: Uint8Array }[]
  /** Everybody who was ever on it. */
  readonly members: readonly { readonly memberId: MemberId; readonly name: string; readonly card: Uint8Array }[]
}

/** By desk, those that answered a page about the case among them; empty without a room, and never the asking desk's own. */
export async function roomLists(tx: ReadonlyTransaction<Tables>, instance: InstanceId, caseId: CaseId, asking: DeskId): Promise<DeskList[]> {
  const wraps = await tx
    .selectFrom('wraps')
    .select('party')
    .distinct()
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .where('stream', '=', room)
    .execute()
  const answered = await tx
    .selectFrom('decision_pages')
    .select('to_desk')
    .distinct()
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .where('answered_day', 'is not', null)
    .execute()
  const desks = new Set([...desksAmong(wraps.map((row) => row.party)), ...answered.map((row) => deskIdFrom(row.to_desk))])
  return listsOf(tx, instance, [...desks].filter((desk) => desk !== asking).sort())
}

/** The lists of these desks, in this order. */
export async function listsOf(tx: ReadonlyTransaction<Tables>, instance: InstanceId, desks: readonly DeskId[]): Promise<DeskList[]> {
  const lists: DeskList[] = []
  for (const deskId of desks) lists.push(await listOf(tx, instance, deskId))
  return lists
}

async function listOf(tx: ReadonlyTransaction<Tables>, instance: InstanceId, deskId: DeskId): Promise<DeskList> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  const changes = await tx.selectFrom('member_changes').select(['change', 'signature']).where((eb) => eb.and(key)).orderBy('n').execute()
  const members = await tx
    .selectFrom('invites as i')
    .innerJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'i.instance_id').onRef('m.member_id', '=', 'i.member_id'))
    .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'm.instance_id').onRef('c.member_id', '=', 'm.member_id'))
    .select(['m.member_id', 'm.name', 'c.card'])
    .where('i.instance_id', '=', key.instance_id)
    .where('i.desk_id', '=', key.desk_id)
    .where('i.admitted_day', 'is not', null)
    .orderBy('m.member_id')
    .execute()
  return { deskId, changes, members: members.map((row) => ({ memberId: memberIdFrom(row.member_id), name: row.name, card: row.card })) }
}
