// A member asks for the name that a reporter gave their desk: it is handed out once their signed line of the record stands.
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'

export interface NameReading {
  readonly today: Day
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'gone' | 'record'
export type NameRead = { readonly ok: true; readonly letter: Uint8Array } | Refusal<Reason>

/** The letter as it is stored, with an entry that is durable when this answers. `gone`: there is no such case, or no name for this desk; then nothing
 *  is recorded. The same entry again answers the same until the member's next one. */
export async function readName(db: Database, scope: MemberScope, input: NameReading): Promise<NameRead> {
  const { caseId, deskId, today } = input
  const own = { instance_id: bytesOf(scope.instance), case_id: bytesOf(caseId) }
  return inTransaction<NameRead, Reason>(db, 'record', async (tx, refuse) => {
    if (roleAt(scope, deskId) === null) return refuse('not-yours')
    // The row of the case before the end of the chain, as everywhere.
    await tx.selectFrom('cases').select('version').where((eb) => eb.and(own)).forKeyShare().executeTakeFirst()
    const row = await tx.selectFrom('case_names').select('letter').where((eb) => eb.and({ ...own, desk_id: bytesOf(deskId) })).executeTakeFirst()
    if (row === undefined) return refuse('gone')
    const recorded = await recordEntry(tx, refuse, scope, input.entry, { today, caseId, standing: 'read' })
    if (recorded === 'repeated') return { ok: true, letter: row.letter }
    await recordEvent(tx, scope.instance, { kind: 'name-read', day: today, case: { id: caseId, version: null }, deskId, memberId: scope.memberId })
    return { ok: true, letter: row.letter }
  })
}
