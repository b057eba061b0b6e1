// A member changes their phrase or prints a new code: the old ways in stop working in the same moment.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { storeUnlock, type NewUnlock } from '../steps/new-member.server.ts'

/** Replaces all ways in by these; refuses fewer than two kinds. */
export async function replaceUnlockBoxes(
  db: Database, scope: MemberScope, input: { readonly today: Day; readonly unlock: readonly NewUnlock[] },
): Promise<{ readonly ok: true } | Refusal<'too-few-ways'>> {
  return inTransaction<{ ok: true }, 'too-few-ways'>(db, 'too-few-ways', async (tx, refuse) => {
    if (new Set(input.unlock.map((way) => way.kind)).size < 2) refuse('too-few-ways')
    await tx
      .deleteFrom('unlock_boxes')
      .where('instance_id', '=', bytesOf(scope.instance))
      .where('member_id', '=', bytesOf(scope.memberId))
      .execute()
    await storeUnlock(tx, scope.instance, scope.memberId, input.unlock)
    await recordEvent(tx, scope.instance, { kind: 'unlock-boxes-replaced', day: input.today, memberId: scope.memberId })
    return { ok: true }
  })
}
