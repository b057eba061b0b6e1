// The step that keeps a desk's sealed summary of a case: what its inbox shows without opening the case.
import { sameBytes } from '../bytes.server.ts'
import { bytesOf, type DeskId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import type { Refuse, Tx } from '../transaction.server.ts'
import type { Place } from './transmission.server.ts'

export interface NewSummary {
  /** Counts from 1; each write takes the next. */
  readonly version: number
  /** 38 bytes (PROTOCOL, records). */
  readonly head: Uint8Array
  /** Sealed by the desk and once more by the shred layer. */
  readonly sealed: Uint8Array
}

/** Replaces the summary and marks the case as seen by the desk; `conflict` unless it is newer than the stored one. The same bytes again are
 *  no conflict. */
export async function storeSummary(tx: Tx, refuse: Refuse<'conflict'>, place: Place, desk: DeskId, summary: NewSummary): Promise<void> {
  const key = { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId), desk_id: bytesOf(desk) }
  const stored = await tx.selectFrom('summaries').select(['version', 'body']).where((eb) => eb.and(key)).executeTakeFirst()
  if (stored !== undefined && sameBytes(stored.body, summary.sealed)) return
  if (stored !== undefined && summary.version <= stored.version) refuse('conflict')
  const content = { version: summary.version, head: summary.head, body: sealed('summary', summary.sealed) }
  await tx
    .insertInto('summaries')
    .values({ ...key, ...content })
    .onConflict((oc) => oc.columns(['instance_id', 'case_id', 'desk_id']).doUpdateSet(content))
    .execute()
  await tx.updateTable('case_desks').set({ unseen: false }).where((eb) => eb.and(key)).execute()
}
