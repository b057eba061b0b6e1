// The root key was made in a browser: from now on only rosters that it signs are published.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { SetUpScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Pins the root's fingerprint (32 bytes). A new root may replace an older one until a desk was founded, because its members seal the pin
 *  with their keys; then `conflict`. */
export async function setRoot(
  db: Database, scope: SetUpScope, input: { readonly today: Day; readonly rootFp: Uint8Array },
): Promise<{ readonly ok: true } | Refusal<'conflict'>> {
  const instance_id = bytesOf(scope.instance)
  return inTransaction<{ ok: true }, 'conflict'>(db, 'conflict', async (tx, refuse) => {
    const row = await tx.selectFrom('instances').select('live_day').where('instance_id', '=', instance_id).forUpdate().executeTakeFirst()
    const founded = await tx
      .selectFrom('foundings')
      .select('desk_id')
      .where('instance_id', '=', instance_id)
      .where('founded_day', 'is not', null)
      .executeTakeFirst()
    if (row === undefined || row.live_day !== null || founded !== undefined) refuse('conflict')
    await tx.updateTable('instances').set({ root_fp: input.rootFp }).where('instance_id', '=', instance_id).execute()
    await recordEvent(tx, scope.instance, { kind: 'root-made', day: input.today })
    return { ok: true }
  })
}
