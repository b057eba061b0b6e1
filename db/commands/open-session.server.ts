// A session of staff: opened by one proof of a key, kept as a hash. Reporters have none.
import type { Database } from '../connect.server.ts'
import type { EventKind } from '../model/events.ts'
import { bytesOf, type Day, type Instant, type InstanceId } from '../model/ids.ts'
import type { Holder } from '../scope.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

export interface NewSession {
  readonly today: Day
  readonly now: Instant
  readonly expiresAt: Instant
  /** Hash of the cookie's 32 random bytes; the cookie itself is never stored. */
  readonly tokenHash: Uint8Array
  readonly holder: Holder
}

const opened: Record<Holder['kind'], EventKind> = { member: 'session-opened', root: 'root-signed-in', recovery: 'recovery-opened' }

/** Stores the session and sweeps the ones whose time is over. */
export async function openSession(db: Database, instance: InstanceId, input: NewSession): Promise<{ readonly ok: true } | { ok: false; reason: 'exists' }> {
  const { holder } = input
  const memberId = holder.kind === 'member' ? holder.memberId : null
  const deskId = holder.kind === 'recovery' ? holder.deskId : null
  return inTransaction<{ ok: true }, 'exists'>(db, 'exists', async (tx) => {
    await tx.deleteFrom('sessions').where('expires_at', '<=', input.now).execute()
    await tx
      .insertInto('sessions')
      .values({
        token_hash: input.tokenHash, instance_id: bytesOf(instance), kind: holder.kind, member_id: memberId === null ? null : bytesOf(memberId),
        desk_id: deskId === null ? null : bytesOf(deskId), opened_at: input.now, expires_at: input.expiresAt,
      })
      .execute()
    await recordEvent(tx, instance, {
      kind: opened[holder.kind], day: input.today, ...(memberId === null ? {} : { memberId }), ...(deskId === null ? {} : { deskId }),
    })
    return { ok: true }
  })
}
