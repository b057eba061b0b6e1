// The end of a lease: the mail server took the notice, or it goes back to wait.
import { sql } from 'kysely'
import type { Database } from '../connect.server.ts'
import { bytesOf } from '../model/ids.ts'
import type { Mail } from './claim-outbox.server.ts'

/** Strikes a mail off once the mail server took it, or gives it back. Does nothing if the lease has gone to another runner. */
export async function settleOutbox(db: Database, mail: Mail, outcome: { readonly runner: Uint8Array; readonly sent: boolean }): Promise<void> {
  const own = { instance_id: bytesOf(mail.instance), mail_id: new Uint8Array(Buffer.from(mail.mailId, 'hex')) }
  const { runner, sent } = outcome
  if (sent) await db.tables.deleteFrom('outbox').where((eb) => eb.and(own)).where('leased_by', '=', runner).execute()
  else await db.tables.updateTable('outbox').set({ leased_by: sql`null` }).where((eb) => eb.and(own)).where('leased_by', '=', runner).execute()
  await db.durable()
}
