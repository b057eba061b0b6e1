// The sealed rows of one stream as one reader gets them: every header, only their own wrap, every message.
import { partyOf } from '../bytes.server.ts'
import { bytesOf, type CaseId, type Day, type InstanceId } from '../model/ids.ts'
import type { ReadonlyTransaction } from 'kysely/readonly'
import type { Tables } from '../schema.ts'

export interface EpochRow {
  readonly epoch: number
  readonly header: Uint8Array
  readonly ctx: Uint8Array
  /** Sealed by the shred layer, like the wrap. */
  readonly back: Uint8Array | null
  /** Of the asking reader; `null` where they are no recipient. */
  readonly wrap: { readonly party: Uint8Array; readonly deskEpoch: number; readonly sealed: Uint8Array } | null
}

export interface MessageRow {
  readonly epoch: number
  readonly outer: Uint8Array
  readonly body: Uint8Array
  readonly day: Day
}

/** A file that a message lists: all of its parts are here. */
export interface FileRow {
  readonly fileId: Uint8Array
  readonly epoch: number
  readonly parts: number
  readonly bytes: number
}

export interface StreamRows {
  /** 17 bytes: kind and desk. */
  readonly stream: Uint8Array
  readonly epochs: readonly EpochRow[]
  readonly messages: readonly MessageRow[]
  readonly files: readonly FileRow[]
}

export const talk = partyOf('reporter', null)

/** Epochs ascend from 0; messages by epoch, author and number, an order that tells no time. `null` where the stream was never opened. */
export async function streamRows(tx: ReadonlyTransaction<Tables>, instance: InstanceId, caseId: CaseId, stream: Uint8Array, reader: Uint8Array): Promise<StreamRows | null> {
  const epochs = await tx
    .selectFrom('epochs as e')
    .leftJoin('wraps as w', (join) =>
      join
        .onRef('w.instance_id', '=', 'e.instance_id')
        .onRef('w.case_id', '=', 'e.case_id')
        .onRef('w.stream', '=', 'e.stream')
        .onRef('w.epoch', '=', 'e.epoch')
        .on('w.party', '=', reader))
    .select(['e.epoch', 'e.header', 'e.ctx', 'e.back', 'w.party', 'w.desk_epoch', 'w.wrap'])
    .where('e.instance_id', '=', bytesOf(instance))
    .where('e.case_id', '=', bytesOf(caseId))
    .where('e.stream', '=', stream)
    .orderBy('e.epoch')
    .execute()
  if (epochs.length === 0) return null
  const messages = await tx
    .selectFrom('messages')
    .select(['epoch', 'outer_part', 'body', 'day'])
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .where('stream', '=', stream)
    .orderBy('epoch')
    .orderBy('author')
    .orderBy('n')
    .execute()
  return {
    stream,
    epochs: epochs.map((row) => ({
      epoch: row.epoch, header: row.header, ctx: row.ctx, back: row.back,
      wrap: row.party === null || row.wrap === null ? null : { party: row.party, deskEpoch: row.desk_epoch ?? 0, sealed: row.wrap },
    })),
    messages: messages.map((row) => ({ epoch: row.epoch, outer: row.outer_part, body: row.body, day: row.day })),
    files: await listedFiles(tx, instance, caseId, stream),
  }
}

/** By their random ids. */
async function listedFiles(tx: ReadonlyTransaction<Tables>, instance: InstanceId, caseId: CaseId, stream: Uint8Array): Promise<FileRow[]> {
  const rows = await tx
    .selectFrom('files')
    .select(['file_id', 'epoch', 'parts', 'bytes'])
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .where('stream', '=', stream)
    .where('listed', '=', true)
    .orderBy('file_id')
    .execute()
  return rows.map((row) => ({ fileId: row.file_id, epoch: row.epoch, parts: row.parts, bytes: row.bytes }))
}
