// A member throws a sealed record away.
import { partyKinds, partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Dropping {
  readonly today: Day
  readonly deskId: DeskId
  readonly recordId: Uint8Array
  /** The stored one, so that nobody throws away what they have not seen. */
  readonly version: number
  /** `null` for what a member wrote for themselves, and for the search index. */
  readonly entry: NewEntry | null
}

type Reason = 'not-yours' | 'wrong-role' | 'not-allowed' | 'conflict' | 'record'
export type Dropped = { readonly ok: true } | Refusal<Reason>

/** Numbers of the kinds that only a lead throws away, and of the search index (PROTOCOL §11.2). */
const kinds = { register: 5, outcome: 6, index: 8 } as const

/** Deletes the record, and does nothing where it is gone already. `not-allowed`: it is a colleague's. `wrong-role`: lines of a register and
 *  outcomes are thrown away by a lead. `record`: what was the desk's goes with a signed line. `conflict`: there is a newer version. */
export async function dropRecord(db: Database, scope: MemberScope, input: Dropping): Promise<Dropped> {
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(input.deskId), record_id: input.recordId }
  return inTransaction<Dropped, Reason>(db, 'conflict', async (tx, refuse) => {
    const role = roleAt(scope, input.deskId)
    if (role === null) return refuse('not-yours')
    const about = { today: input.today, caseId: null }
    const row = await tx.selectFrom('desk_records').select(['kind', 'owner', 'version']).where((eb) => eb.and(key)).forUpdate().executeTakeFirst()
    if (row === undefined) {
      if (input.entry !== null) await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'again' })
      return { ok: true }
    }
    const own = sameBytes(row.owner, partyOf('member', bytesOf(scope.memberId)))
    if (row.owner[0] === partyKinds.member && !own) refuse('not-allowed')
    if ((row.kind === kinds.register || row.kind === kinds.outcome) && role !== 'lead') refuse('wrong-role')
    if (row.version !== input.version) refuse('conflict')
    if (!own && row.kind !== kinds.index && input.entry === null) refuse('record')
    await tx.deleteFrom('desk_records').where((eb) => eb.and(key)).execute()
    if (input.entry === null) return { ok: true }
    await recordEvent(tx, scope.instance, { kind: 'record-dropped', day: input.today, deskId: input.deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'new' })
    return { ok: true }
  })
}
