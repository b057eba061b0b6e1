// Signing out: the cookie is worth nothing from this moment on.
import type { Database } from '../connect.server.ts'
import { instanceIdFrom, type Day } from '../model/ids.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Ends the session; one that is over already is no error. */
export async function endSession(db: Database, input: { readonly tokenHash: Uint8Array; readonly today: Day }): Promise<void> {
  await inTransaction<null, 'gone'>(db, 'gone', async (tx) => {
    const row = await tx.deleteFrom('sessions').where('token_hash', '=', input.tokenHash).returning('instance_id').executeTakeFirst()
    if (row !== undefined) await recordEvent(tx, instanceIdFrom(row.instance_id), { kind: 'session-ended', day: input.today })
    return null
  })
}
