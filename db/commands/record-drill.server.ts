// A desk has tried whether its recovery code still opens everything, and a member says so, signed and dated.
import type { Database } from '../connect.server.ts'
import type { Day, DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Drill {
  readonly today: Day
  readonly deskId: DeskId
  readonly entry: NewEntry
}

/** Any member of the desk. The same entry again answers `ok`. */
export async function recordDrill(db: Database, scope: MemberScope, input: Drill): Promise<{ readonly ok: true } | Refusal<'not-yours' | 'record'>> {
  return inTransaction<{ ok: true }, 'not-yours' | 'record'>(db, 'record', async (tx, refuse) => {
    if (roleAt(scope, input.deskId) === null) refuse('not-yours')
    const recorded = await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: null, standing: 'either' })
    if (recorded === 'repeated') return { ok: true }
    await recordEvent(tx, scope.instance, { kind: 'recovery-drilled', day: input.today, deskId: input.deskId, memberId: scope.memberId })
    return { ok: true }
  })
}
