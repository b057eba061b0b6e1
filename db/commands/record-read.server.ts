// A member says, signed, that they read a case; only then does the server hand out its bytes.
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Reading {
  readonly today: Day
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'gone' | 'record'

/** Durable when it answers. `not-yours` and `gone` get the same answer outside. The same entry again answers `ok` until the member's next one:
 *  an answer can be lost on the way. */
export async function recordRead(db: Database, scope: MemberScope, input: Reading): Promise<{ readonly ok: true } | Refusal<Reason>> {
  return inTransaction<{ ok: true }, Reason>(db, 'record', async (tx, refuse) => {
    if (roleAt(scope, input.deskId) === null) refuse('not-yours')
    const listed = await tx
      .selectFrom('case_desks')
      .select('added_day')
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('case_id', '=', bytesOf(input.caseId))
      .where('desk_id', '=', bytesOf(input.deskId))
      .executeTakeFirst()
    // The event of a read holds on to the row of the case, and a writer locks that row before the chain: so does a reader, or they wait for
    // each other.
    const row = await tx
      .selectFrom('cases')
      .select('version')
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('case_id', '=', bytesOf(input.caseId))
      .forKeyShare()
      .executeTakeFirst()
    if (listed === undefined || row === undefined) refuse('gone')
    const recorded = await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: input.caseId, standing: 'read' })
    if (recorded === 'repeated') return { ok: true }
    await recordEvent(tx, scope.instance, {
      kind: 'case-read', day: input.today, case: { id: input.caseId, version: null }, deskId: input.deskId, memberId: scope.memberId,
    })
    return { ok: true }
  })
}
