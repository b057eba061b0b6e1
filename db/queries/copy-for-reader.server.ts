// What an outside reader gets: the one epoch of the copy with their own wrap, and its messages.
import type { ReadingDatabase } from '../connect.server.ts'
import { partyOf } from '../bytes.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { OutsideScope } from '../scope.ts'
import type { StreamRows } from './stream-rows.server.ts'

export interface CopyForReader {
  /** Of the reader, 1280 bytes. */
  readonly card: Uint8Array
  readonly day: Day
  readonly untilDay: Day
  readonly copy: StreamRows
}

/** 17 bytes: the reader as a party, and the stream of every copy. */
const outside = partyOf('outside', null)

/** One moment of the copy; `null` if it is gone. */
export async function copyForReader(db: ReadingDatabase, scope: OutsideScope): Promise<CopyForReader | null> {
  const key = { instance_id: bytesOf(scope.instance), copy_id: bytesOf(scope.copyId) }
  return db.reading.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
    const row = await tx.selectFrom('copies').selectAll().where((eb) => eb.and(key)).executeTakeFirst()
    if (row === undefined) return null
    const messages = await tx.selectFrom('copy_messages').select(['outer_part', 'body', 'day']).where((eb) => eb.and(key)).orderBy('n').execute()
    const wrap = { party: outside, deskEpoch: 0, sealed: row.outside_wrap }
    return {
      card: row.card,
      day: row.day,
      untilDay: row.until_day,
      copy: {
        stream: outside,
        epochs: [{ epoch: 0, header: row.header, ctx: row.ctx, back: null, wrap }],
        messages: messages.map((message) => ({ epoch: 0, outer: message.outer_part, body: message.body, day: message.day })),
        files: [],
      },
    }
  })
}
