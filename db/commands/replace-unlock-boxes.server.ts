// A member changes their phrase, adds a passkey or prints a new code: the old ways in stop working in the same moment.
import { hexFrom } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { storeUnlock, type NewUnlock } from '../steps/new-member.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface NewWaysIn {
  readonly today: Day
  readonly unlock: readonly NewUnlock[]
  readonly entry: NewEntry
}

/** Replaces all ways in by these; refuses fewer than two kinds. Sent again with the same entry it answers `ok` while these are still the ways in,
 *  and `record` once others have taken their place: an old request cannot bring an old way back. */
export async function replaceUnlockBoxes(db: Database, scope: MemberScope, input: NewWaysIn): Promise<{ readonly ok: true } | Refusal<'too-few-ways' | 'record'>> {
  const own = { instance_id: bytesOf(scope.instance), member_id: bytesOf(scope.memberId) }
  return inTransaction<{ ok: true }, 'too-few-ways' | 'record'>(db, 'record', async (tx, refuse) => {
    if (new Set(input.unlock.map((way) => way.kind)).size < 2) refuse('too-few-ways')
    const stored = await tx.selectFrom('unlock_boxes').select(['head', 'box']).where((eb) => eb.and(own)).execute()
    const standing = same(stored, input.unlock) ? 'either' : 'new'
    await tx.deleteFrom('unlock_boxes').where((eb) => eb.and(own)).execute()
    await storeUnlock(tx, scope.instance, scope.memberId, input.unlock)
    if ((await recordEntry(tx, refuse, scope, input.entry, { today: input.today, caseId: null, standing })) === 'repeated') return { ok: true }
    await recordEvent(tx, scope.instance, { kind: 'unlock-boxes-replaced', day: input.today, memberId: scope.memberId })
    return { ok: true }
  })
}

type Way = { readonly head: Uint8Array; readonly box: Uint8Array }

function same(stored: readonly Way[], asked: readonly Way[]): boolean {
  const written = (ways: readonly Way[]) => ways.map(({ head, box }) => `${hexFrom(head)} ${hexFrom(box)}`).sort().join()
  return written(stored) === written(asked)
}
