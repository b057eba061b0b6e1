// The step that lengthens a desk's signed list of members and hands the desk's seeds to somebody on it.
import { sql } from 'kysely'
import { sameBytes } from '../bytes.server.ts'
import { bytesOf, memberIdFrom, type DeskId, type InstanceId, type MemberId } from '../model/ids.ts'
import { memberRoleFrom } from '../model/roles.ts'
import { sealed } from '../model/sealed.ts'
import type { Refuse, Tx } from '../transaction.server.ts'

/** A signed change of the list (PROTOCOL, members), its signature already verified. */
export interface NewChange {
  readonly n: number
  readonly prev: Uint8Array
  readonly op: number
  readonly role: number
  readonly cardHash: Uint8Array
  readonly byMember: MemberId
  /** 118 bytes. */
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  /** H("member-change", bytes). */
  readonly hash: Uint8Array
}

export interface NewBox {
  readonly deskEpoch: number
  /** 1 reads, 2 signs. */
  readonly which: 1 | 2
  /** 1192 bytes. */
  readonly box: Uint8Array
}

/** What a change does, by its number (PROTOCOL, members). */
export const changeOps = { add: 1, remove: 2, role: 4 } as const

/** Appends a change to the list and lets it take effect on the member; `conflict` where the list has moved on, and for a change of another kind. */
export async function appendChange(
  tx: Tx, refuse: Refuse<'conflict'>, instance: InstanceId, deskId: DeskId, change: NewChange, member: MemberId,
): Promise<void> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  const last = await tx.selectFrom('member_changes').select(['n', 'hash']).where((eb) => eb.and(key)).orderBy('n', 'desc').limit(1).executeTakeFirst()
  const role = memberRoleFrom(change.role)
  const follows = change.n === (last?.n ?? -1) + 1 && sameBytes(change.prev, last?.hash ?? new Uint8Array(32))
  if (!follows || role === null) return refuse('conflict')
  await tx.insertInto('member_changes').values({ ...key, n: change.n, hash: change.hash, change: change.bytes, signature: change.signature }).execute()
  const member_id = bytesOf(member)
  if (change.op === changeOps.add) await tx.insertInto('desk_members').values({ ...key, member_id, role }).execute()
  else if (change.op === changeOps.remove) await tx.deleteFrom('desk_members').where((eb) => eb.and({ ...key, member_id })).execute()
  else if (change.op === changeOps.role) await tx.updateTable('desk_members').set({ role }).where((eb) => eb.and({ ...key, member_id })).execute()
  else refuse('conflict')
}

/** `owner` null: the recovery holder of the desk. Boxes that were there are replaced: the same seed sealed anew. */
export async function storeBoxes(tx: Tx, instance: InstanceId, deskId: DeskId, owner: MemberId | null, boxes: readonly NewBox[]): Promise<void> {
  if (boxes.length === 0) return
  const owner_id = bytesOf(owner ?? recoveryHolder)
  const rows = boxes.map(({ deskEpoch, which, box }) => ({
    instance_id: bytesOf(instance), desk_id: bytesOf(deskId), desk_epoch: deskEpoch, which, owner_id, box: sealed('desk-box', box),
  }))
  await tx
    .insertInto('desk_boxes')
    .values(rows)
    .onConflict((oc) => oc.columns(['instance_id', 'desk_id', 'desk_epoch', 'which', 'owner_id']).doUpdateSet({ box: sql`excluded.box` }))
    .execute()
}

const recoveryHolder = memberIdFrom(new Uint8Array(16))
