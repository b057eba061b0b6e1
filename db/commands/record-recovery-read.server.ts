// The recovery holder of a desk reads. Nobody signs, because a recovery key can sign nothing; so the server itself writes down that it happened.
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day } from '../model/ids.ts'
import type { RecoveryScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

/** Durable when it answers. `caseId` null: the lists of the desk. `gone`: the desk does not read that case. */
export async function recordRecoveryRead(
  db: Database, scope: RecoveryScope, input: { readonly today: Day; readonly caseId: CaseId | null },
): Promise<{ readonly ok: true } | Refusal<'gone'>> {
  const { caseId, today } = input
  return inTransaction<{ ok: true }, 'gone'>(db, 'gone', async (tx, refuse) => {
    if (caseId !== null) {
      const listed = await tx
        .selectFrom('case_desks')
        .select('added_day')
        .where('instance_id', '=', bytesOf(scope.instance))
        .where('case_id', '=', bytesOf(caseId))
        .where('desk_id', '=', bytesOf(scope.deskId))
        .executeTakeFirst()
      if (listed === undefined) refuse('gone')
    }
    await recordEvent(tx, scope.instance, {
      kind: 'recovery-read', day: today, deskId: scope.deskId, ...(caseId === null ? {} : { case: { id: caseId, version: null } }),
    })
    return { ok: true }
  })
}
