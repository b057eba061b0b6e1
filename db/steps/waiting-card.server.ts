// The steps around new keys of a desk that wait for the root: looking at them under a lock, putting them down, letting them count.
import { bytesOf, type DeskId, type InstanceId } from '../model/ids.ts'
import type { Tx } from '../transaction.server.ts'

export interface WaitingCard {
  readonly epoch: number
  /** 1348 bytes. */
  readonly card: Uint8Array
  readonly card_hash: Uint8Array
  readonly card_sig: Uint8Array
  readonly next_sig: Uint8Array
  readonly recovery_pk: Uint8Array | null
  readonly recovery_label: string
}

export interface SignedDesk {
  readonly epoch: number
  readonly card_hash: Uint8Array
}

/** The desk as the newest roster names it, locked until the transaction ends, so that nobody lengthens its list and changes its keys in the
 *  same moment; `undefined` where no roster names it. */
export async function lockDesk(tx: Tx, instance: InstanceId, deskId: DeskId): Promise<SignedDesk | undefined> {
  return tx
    .selectFrom('desks')
    .select(['epoch', 'card_hash'])
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(deskId))
    .where('in_roster', '=', true)
    .forUpdate()
    .executeTakeFirst()
}

/** New keys of the desk that wait, or `undefined`. */
export async function waitingCard(tx: Tx, instance: InstanceId, deskId: DeskId): Promise<WaitingCard | undefined> {
  return tx
    .selectFrom('pending_cards')
    .select(['epoch', 'card', 'card_hash', 'card_sig', 'next_sig', 'recovery_pk', 'recovery_label'])
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(deskId))
    .executeTakeFirst()
}

/** Puts new keys in the place of those that waited, whose boxes go with them. */
export async function putWaiting(tx: Tx, instance: InstanceId, deskId: DeskId, card: WaitingCard): Promise<void> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  await tx.deleteFrom('desk_boxes').where((eb) => eb.and({ ...key, desk_epoch: card.epoch })).execute()
  await tx.deleteFrom('pending_cards').where((eb) => eb.and(key)).execute()
  await tx.insertInto('pending_cards').values({ ...key, ...card }).execute()
}

/** The root has signed them: they become the keys of the desk, and boxes with older signing seeds go. */
export async function letCount(tx: Tx, instance: InstanceId, deskId: DeskId, card: WaitingCard): Promise<void> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(deskId) }
  await tx.insertInto('desk_cards').values({ ...key, ...card }).execute()
  await tx.deleteFrom('pending_cards').where((eb) => eb.and(key)).execute()
  await tx.deleteFrom('desk_boxes').where((eb) => eb.and({ ...key, which: 2 })).where('desk_epoch', '<', card.epoch).execute()
}
