// The keys of a desk: those that count, those that wait for the root, and the boxes of its recovery holder.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type DeskId, type InstanceId } from '../model/ids.ts'

export interface RecoveryKey {
  readonly pk: Uint8Array
  readonly label: string
}

export interface DeskCardRow {
  /** 1348 bytes. */
  readonly card: Uint8Array
  readonly hash: Uint8Array
  readonly recovery: RecoveryKey | null
}

export interface WaitingCardRow extends DeskCardRow {
  readonly cardSig: Uint8Array
  readonly nextSig: Uint8Array
}

/** The card that the last roster with this desk named; `null` where no roster ever did. */
export async function signedCard(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<DeskCardRow | null> {
  const row = await db.reading
    .selectFrom('desks as d')
    .innerJoin('desk_cards as k', (join) =>
      join.onRef('k.instance_id', '=', 'd.instance_id').onRef('k.desk_id', '=', 'd.desk_id').onRef('k.card_hash', '=', 'd.card_hash'))
    .select(['k.card', 'k.card_hash', 'k.recovery_pk', 'k.recovery_label'])
    .where('d.instance_id', '=', bytesOf(instance))
    .where('d.desk_id', '=', bytesOf(deskId))
    .executeTakeFirst()
  return row === undefined ? null : { card: row.card, hash: row.card_hash, recovery: recoveryFrom(row) }
}

/** New keys that wait for the root, or `null`. */
export async function waitingCardOf(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<WaitingCardRow | null> {
  const row = await db.reading
    .selectFrom('pending_cards')
    .selectAll()
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(deskId))
    .executeTakeFirst()
  return row === undefined ? null : { card: row.card, hash: row.card_hash, cardSig: row.card_sig, nextSig: row.next_sig, recovery: recoveryFrom(row) }
}

/** What the desk's recovery holder opens: one box for each desk epoch that had one, waiting keys included, ascending. */
export async function recoveryBoxes(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<{ readonly deskEpoch: number; readonly box: Uint8Array }[]> {
  const rows = await db.reading
    .selectFrom('desk_boxes')
    .select(['desk_epoch', 'box'])
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(deskId))
    .where('owner_id', '=', bytesOf(memberIdFrom(new Uint8Array(16))))
    .where('which', '=', 1)
    .orderBy('desk_epoch')
    .execute()
  return rows.map((row) => ({ deskEpoch: row.desk_epoch, box: row.box }))
}

/** The recovery key of the keys that count, before the first roster of those that the desk was founded with. */
export async function recoveryOf(db: ReadingDatabase, instance: InstanceId, deskId: DeskId): Promise<RecoveryKey | null> {
  const signed = await signedCard(db, instance, deskId)
  if (signed !== null) return signed.recovery
  const row = await db.reading
    .selectFrom('desk_cards')
    .select(['recovery_pk', 'recovery_label'])
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(deskId))
    .orderBy('epoch', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : recoveryFrom(row)
}

function recoveryFrom(row: { recovery_pk: Uint8Array | null; recovery_label: string }): RecoveryKey | null {
  return row.recovery_pk === null ? null : { pk: row.recovery_pk, label: row.recovery_label }
}
