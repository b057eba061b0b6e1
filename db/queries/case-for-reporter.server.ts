// What a reporter who comes back gets: her card, her receipt, and the talk with her own wraps.
import { partyOf } from '../bytes.server.ts'
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day, type DeskId } from '../model/ids.ts'
import type { ReporterScope } from '../scope.ts'
import { streamRows, talk, type StreamRows } from './stream-rows.server.ts'

export interface CaseForReporter {
  readonly card: Uint8Array
  readonly day: Day
  readonly envelopeHash: Uint8Array
  readonly receipt: Uint8Array
  readonly talk: StreamRows
  /** Desks that hold a name of hers. */
  readonly names: readonly { readonly deskId: DeskId; readonly day: Day }[]
}

/** One moment of the case, never half of a write; `null` if there is no such case. Notes are not even asked for. */
export async function caseForReporter(db: ReadingDatabase, scope: ReporterScope): Promise<CaseForReporter | null> {
  const key = { instance_id: bytesOf(scope.instance), case_id: bytesOf(scope.caseId) }
  return db.reading.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
    const row = await tx.selectFrom('cases').select(['card', 'day']).where((eb) => eb.and(key)).executeTakeFirst()
    const receipt = await tx.selectFrom('receipts').select(['envelope_hash', 'receipt']).where((eb) => eb.and(key)).executeTakeFirst()
    const rows = await streamRows(tx, scope.instance, scope.caseId, talk, partyOf('reporter', null))
    const names = await tx.selectFrom('case_names').select(['desk_id', 'day']).where((eb) => eb.and(key)).orderBy('desk_id').execute()
    if (row === undefined || receipt === undefined || rows === null) return null
    return { ...row, envelopeHash: receipt.envelope_hash, receipt: receipt.receipt, talk: rows, names: names.map(({ desk_id, day }) => ({ deskId: deskIdFrom(desk_id), day })) }
  })
}
