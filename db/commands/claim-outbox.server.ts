// Notices leave at least once: a runner leases rows, mails them, and strikes them off. A row knows only days; the clock of a lease
// is the heartbeat of its runner, so that nothing here tells the minute of a report (D-006).
import { sql } from 'kysely'
import { hexFrom } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import type { NoticeKind } from '../model/events.ts'
import { instanceIdFrom, instantFrom, memberIdFrom, type Day, type InstanceId, type Instant, type MemberId } from '../model/ids.ts'

export interface Mail {
  /** 32 hexadecimal digits, the same at every attempt: the stable part of the Message-ID. */
  readonly mailId: string
  readonly instance: InstanceId
  readonly memberId: MemberId
  readonly kind: NoticeKind
}

export interface Claim {
  /** 16 random bytes for each runner loop; a runner settles a batch before it claims the next. */
  readonly runner: Uint8Array
  readonly now: Instant
  readonly today: Day
  readonly kinds: readonly NoticeKind[]
  readonly limit: number
}

/** A runner that has not claimed for so long is dead, and its mails go to others. */
export const leaseMs = 120_000

/** The name of the lock under which claims are made, a number because PostgreSQL wants one. */
const CLAIMS = 4_100_001

/** At most `limit` notices, each leased to this runner alone. Several of one kind for one member become one. */
export async function claimOutbox(db: Database, claim: Claim): Promise<Mail[]> {
  const rows = await db.tables.transaction().execute(async (tx) => {
    // One claim at a time: a runner whose first heartbeat is not committed yet would look dead to another that meets its fresh lease.
    await sql`select pg_advisory_xact_lock(${CLAIMS})`.execute(tx)
    await tx
      .insertInto('runners')
      .values({ runner_id: claim.runner, beat_at: claim.now })
      .onConflict((oc) => oc.column('runner_id').doUpdateSet({ beat_at: claim.now }))
      .execute()
    await tx.deleteFrom('runners').where('beat_at', '<', instantFrom(claim.now - 100 * leaseMs)).execute()
    const free = await tx
      .selectFrom('outbox as o')
      .select(['o.instance_id', 'o.mail_id', 'o.member_id', 'o.kind'])
      .where('o.kind', 'in', claim.kinds)
      .where('o.send_day', '<=', claim.today)
      .where((eb) => eb.or([
        eb('o.leased_by', 'is', null),
        eb('o.leased_by', '=', claim.runner),
        eb.not(eb.exists(
          eb.selectFrom('runners as r').select('r.beat_at').whereRef('r.runner_id', '=', 'o.leased_by')
            .where('r.beat_at', '>', instantFrom(claim.now - leaseMs)),
        )),
      ]))
      .orderBy('o.send_day')
      .orderBy('o.mail_id')
      .limit(claim.limit)
      .forUpdate('o')
      .skipLocked()
      .execute()
    const seen = new Set<string>()
    const kept: typeof free = []
    for (const row of free) {
      const key = `${row.kind} ${hexFrom(row.instance_id)} ${hexFrom(row.member_id)}`
      const own = tx.updateTable('outbox').set({ leased_by: claim.runner }).where('instance_id', '=', row.instance_id).where('mail_id', '=', row.mail_id)
      const double = tx.deleteFrom('outbox').where('instance_id', '=', row.instance_id).where('mail_id', '=', row.mail_id)
      await (seen.has(key) ? double : own).execute()
      if (!seen.has(key)) kept.push(row)
      seen.add(key)
    }
    return kept
  })
  await db.durable()
  return rows.map((row) => ({
    mailId: hexFrom(row.mail_id), instance: instanceIdFrom(row.instance_id), memberId: memberIdFrom(row.member_id), kind: row.kind,
  }))
}
