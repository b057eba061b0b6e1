// A session of staff: opened by one signed request, kept as a hash. Reporters have none.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type Instant, type InstanceId, type MemberId } from '../model/ids.ts'
import { inTransaction } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

export interface NewSession {
  readonly today: Day
  readonly now: Instant
  readonly expiresAt: Instant
  /** Hash of the cookie's 32 random bytes; the cookie itself is never stored. */
  readonly tokenHash: Uint8Array
  readonly kind: 'member' | 'set-up'
  /** `null` exactly for `set-up`. */
  readonly memberId: MemberId | null
}

/** Stores the session and sweeps the ones whose time is over. */
export async function openSession(db: Database, instance: InstanceId, input: NewSession): Promise<{ readonly ok: true } | { ok: false; reason: 'exists' }> {
  return inTransaction<{ ok: true }, 'exists'>(db, 'exists', async (tx) => {
    await tx.deleteFrom('sessions').where('expires_at', '<=', input.now).execute()
    await tx
      .insertInto('sessions')
      .values({
        token_hash: input.tokenHash, instance_id: bytesOf(instance), kind: input.kind,
        member_id: input.memberId === null ? null : bytesOf(input.memberId), opened_at: input.now, expires_at: input.expiresAt,
      })
      .execute()
    await recordEvent(tx, instance, { kind: 'session-opened', day: input.today, ...(input.memberId === null ? {} : { memberId: input.memberId }) })
    return { ok: true }
  })
}
