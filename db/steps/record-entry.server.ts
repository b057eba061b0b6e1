// The step that makes an act of a member and the signed line about it one: neither is there without the other.
import { sameBytes } from '../bytes.server.ts'
import { bytesOf, type CaseId, type Day, type InstanceId, type MemberId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import type { MemberScope } from '../scope.ts'
import type { Refuse, Tx } from '../transaction.server.ts'

/** A signed line about one act (PROTOCOL §15); its signature, action, object and details hash are already verified. */
export interface NewEntry {
  readonly memberId: MemberId
  /** Counts from 0 for each member. */
  readonly n: number
  /** 32 bytes: hash of the member's own entry before, zero where n is 0. */
  readonly prev: Uint8Array
  readonly day: Day
  readonly action: number
  /** 16 bytes: what ties it to a case, zero for an act about no case. */
  readonly subject: Uint8Array
  /** 207 bytes, as signed. */
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  /** 32 bytes: what the member's next entry names as `prev`. */
  readonly hash: Uint8Array
  readonly details: Uint8Array | null
  /** 32 bytes: the head of an organisation's empty chain. */
  readonly genesis: Uint8Array
  /** The head of the chain after this entry took place `s` on that day. */
  headAfter(before: Uint8Array, s: number, day: Day): Uint8Array
}

/** What the act has met: `new` it was done now · `again` it is stored already and this is a retry · `either` it sets a state that may stand
 *  already · `read` it changes nothing and may be asked for again until the member's next entry, no later than the day after. */
export type Standing = 'new' | 'again' | 'either' | 'read'

export interface About {
  readonly today: Day
  /** The case that the act is about. */
  readonly caseId: CaseId | null
  readonly standing: Standing
}

/** Puts the entry at the end of the organisation's chain, or finds it there byte for byte. Refuses `record` where it is not the member's next,
 *  is of another day than yesterday to tomorrow, names another case, or does not go with what happened to the act. Locks the chain until the
 *  transaction ends: call it last, after the row of the case is locked. */
export async function recordEntry(tx: Tx, refuse: Refuse<'record'>, scope: MemberScope, entry: NewEntry, about: About): Promise<'new' | 'repeated'> {
  const instance_id = bytesOf(scope.instance)
  const member_id = bytesOf(scope.memberId)
  if (entry.memberId !== scope.memberId || !sameBytes(entry.subject, await subjectOf(tx, scope.instance, about.caseId))) return refuse('record')
  const chain = await lockChain(tx, scope.instance, entry.genesis)
  const own = await tx
    .selectFrom('audit_entries')
    .select(['n', 'entry_hash', 'server_day'])
    .where('instance_id', '=', instance_id)
    .where('member_id', '=', member_id)
    .where('n', 'in', [entry.n - 1, entry.n, entry.n + 1])
    .execute()
  const stored = own.find((row) => row.n === entry.n)
  if (stored !== undefined) {
    // One line must not carry readings of many days: an answer that was lost is asked for again at once.
    const fresh = own.every((row) => row.n <= entry.n) && about.today - stored.server_day <= 1
    const fits = about.standing === 'again' || about.standing === 'either' || (about.standing === 'read' && fresh)
    return fits && sameBytes(stored.entry_hash, entry.hash) ? 'repeated' : refuse('record')
  }
  const before = own.find((row) => row.n === entry.n - 1)?.entry_hash ?? (entry.n === 0 ? new Uint8Array(32) : null)
  const inTime = Math.abs(entry.day - about.today) <= 1
  if (about.standing === 'again' || before === null || !sameBytes(before, entry.prev) || !inTime) return refuse('record')
  const s = chain.s + 1
  const head = entry.headAfter(chain.head, s, about.today)
  await tx
    .insertInto('audit_entries')
    .values({
      instance_id, member_id, s, head, n: entry.n, entry_hash: entry.hash, server_day: about.today, action: entry.action, subject: entry.subject,
      entry: entry.bytes, signature: entry.signature, details: entry.details === null ? null : sealed('details', entry.details),
    })
    .execute()
  await tx.updateTable('audit_chains').set({ s, head }).where('instance_id', '=', instance_id).execute()
  return 'new'
}

async function lockChain(tx: Tx, instance: InstanceId, genesis: Uint8Array): Promise<{ s: number; head: Uint8Array }> {
  const instance_id = bytesOf(instance)
  await tx.insertInto('audit_chains').values({ instance_id, s: 0, head: genesis }).onConflict((oc) => oc.doNothing()).execute()
  return tx.selectFrom('audit_chains').select(['s', 'head']).where('instance_id', '=', instance_id).forUpdate().executeTakeFirstOrThrow()
}

async function subjectOf(tx: Tx, instance: InstanceId, caseId: CaseId | null): Promise<Uint8Array> {
  if (caseId === null) return new Uint8Array(16)
  const row = await tx
    .selectFrom('cases')
    .select('audit_ref')
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .executeTakeFirst()
  return row?.audit_ref ?? new Uint8Array(0)
}
