// Texts that only the operator can know: who reads this, who answers for privacy, numbers that help. None is invented here.
import { sql } from 'kysely'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import type { MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface OperatorText {
  /** BCP 47 tag of a folder in `locales/`. */
  readonly language: string
  readonly key: string
  /** Empty: the text is taken away, and pages leave it out. At most 4,000 characters. */
  readonly value: string
}

export interface NewTexts {
  readonly today: Day
  readonly texts: readonly OperatorText[]
  readonly entry: NewEntry
}

/** Saves what is given and leaves the other texts alone. Only a lead of some desk, on a live portal of one that the newest roster names. Sent
 *  again with the same entry it answers `ok` while the texts are these, and `record` once somebody changed them. */
export async function saveOperatorTexts(db: Database, scope: MemberScope, input: NewTexts): Promise<{ readonly ok: true } | Refusal<'wrong-role' | 'record'>> {
  return inTransaction<{ ok: true }, 'wrong-role' | 'record'>(db, 'record', async (tx, refuse) => {
    if (!(await mayChange(tx, scope))) refuse('wrong-role')
    const standing = (await allStand(tx, scope, input.texts)) ? 'either' : 'new'
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
    if ((await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: null, standing })) === 'repeated') return { ok: true }
    await recordEvent(tx, scope.instance, { kind: 'operator-texts-saved', day: input.today, memberId: scope.memberId })
    return { ok: true }
  })
}

// Whoever founds a desk is its lead before the root has looked at it: not yet somebody who speaks for a live portal.
async function mayChange(tx: Tx, scope: MemberScope): Promise<boolean> {
  const leads = scope.desks.filter((desk) => mayDo(desk.role, 'change-settings')).map((desk) => bytesOf(desk.deskId))
  if (leads.length === 0) return false
  const instance_id = bytesOf(scope.instance)
  const before = await tx.selectFrom('instances').select('live_day').where('instance_id', '=', instance_id).where('live_day', 'is', null).executeTakeFirst()
  if (before !== undefined) return true
  const signed = await tx
    .selectFrom('desks')
    .select('desk_id')
    .where('instance_id', '=', instance_id)
    .where('desk_id', 'in', leads)
    .where('in_roster', '=', true)
    .limit(1)
    .executeTakeFirst()
  return signed !== undefined
}

async function allStand(tx: Tx, scope: MemberScope, texts: readonly OperatorText[]): Promise<boolean> {
  const rows = await tx.selectFrom('operator_texts').select(['language', 'key', 'value']).where('instance_id', '=', bytesOf(scope.instance)).execute()
  const stored = new Map(rows.map(({ language, key, value }) => [`${language} ${key}`, value]))
  return texts.every(({ language, key, value }) => (stored.get(`${language} ${key}`) ?? '') === (value.trim() === '' ? '' : value))
}
