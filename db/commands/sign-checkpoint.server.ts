// Once a day with new entries the server signs how long the record is: after that it cannot show a shorter or another one to a browser that
// has seen the signature.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { JobScope } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

export interface CheckpointAsked {
  readonly today: Day
  /** The signature of the receipt key over place, head and day: 64 bytes. */
  sign(at: { readonly s: number; readonly head: Uint8Array; readonly day: Day }): Uint8Array
}

/** Signs the end of the chain, unless it has not grown since the last checkpoint or today has one already. */
export async function signCheckpoint(db: Database, scope: JobScope, input: CheckpointAsked): Promise<{ readonly signed: boolean }> {
  const instance_id = bytesOf(scope.instance)
  const done = await inTransaction<{ signed: boolean }, 'conflict'>(db, 'conflict', async (tx) => {
    const chain = await tx.selectFrom('audit_chains').select(['s', 'head']).where('instance_id', '=', instance_id).forUpdate().executeTakeFirst()
    const last = await tx.selectFrom('audit_checkpoints').select(['s', 'day']).where('instance_id', '=', instance_id).orderBy('s', 'desc').limit(1).executeTakeFirst()
    if (chain === undefined || chain.s <= (last?.s ?? 0) || (last !== undefined && last.day >= input.today)) return { signed: false }
    const at = { s: chain.s, head: chain.head, day: input.today }
    await tx.insertInto('audit_checkpoints').values({ instance_id, ...at, signature: input.sign(at) }).execute()
    await recordEvent(tx, scope.instance, { kind: 'checkpoint-signed', day: input.today })
    return { signed: true }
  })
  return 'signed' in done ? done : { signed: false }
}
