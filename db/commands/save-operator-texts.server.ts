// Texts that only the operator can know: who reads this, who answers for privacy, numbers that help. None is invented here.
import { sql } from 'kysely'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import type { MemberScope, SetUpScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

export interface OperatorText {
  /** BCP 47 tag of a folder in `locales/`. */
  readonly language: string
  readonly key: string
  /** Empty: the text is taken away, and pages leave it out. At most 4,000 characters. */
  readonly value: string
}

/** Saves what is given and leaves the other texts alone. Only a lead of some desk, or whoever sets the portal up. */
export async function saveOperatorTexts(
  db: Database, scope: SetUpScope | MemberScope, input: { readonly today: Day; readonly texts: readonly OperatorText[] },
): Promise<{ readonly ok: true } | Refusal<'wrong-role'>> {
  return inTransaction<{ ok: true }, 'wrong-role'>(db, 'wrong-role', async (tx, refuse) => {
    const may = scope.kind === 'set-up' || scope.desks.some((desk) => mayDo(desk.role, 'change-settings'))
    if (!may) refuse('wrong-role')
    const instance_id = bytesOf(scope.instance)
    for (const { language, key, value } of input.texts) {
      if (value.trim() === '') {
        await tx.deleteFrom('operator_texts').where((eb) => eb.and({ instance_id, language, key })).execute()
        continue
      }
      await tx
        .insertInto('operator_texts')
        .values({ instance_id, language, key, value })
        .onConflict((oc) => oc.columns(['instance_id', 'language', 'key']).doUpdateSet({ value: sql<string>`excluded.value` }))
        .execute()
    }
    await recordEvent(tx, scope.instance, {
      kind: 'operator-texts-saved', day: input.today, ...(scope.kind === 'member' ? { memberId: scope.memberId } : {}),
    })
    return { ok: true }
  })
}
