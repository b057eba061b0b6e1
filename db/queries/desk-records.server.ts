// Sealed records of a desk and its members, page by page: whoever holds the keys of the desk opens them and seals them anew when keys change.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, caseIdFrom, type CaseId, type DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'

export interface RecordRow {
  readonly recordId: Uint8Array
  readonly caseId: CaseId | null
  readonly head: Uint8Array
  /** What belongs to a case is sealed by the shred layer as well. */
  readonly body: Uint8Array
}

export interface RecordsAsked {
  readonly deskId: DeskId
  /** Number of the kind (PROTOCOL §11.2). */
  readonly kind: number
  /** `next` of the page before, 16 bytes. */
  readonly after: Uint8Array | null
}

const recordsPerPage = 1000
const bytesPerPage = 4 * 1024 * 1024

/** The records in the order of their ids: at most a thousand and some four megabytes, but one at least; `next` is null on the last page. Null
 *  for a desk of others. */
export async function recordsOfDesk(
  db: ReadingDatabase, scope: MemberScope, { deskId, kind, after }: RecordsAsked,
): Promise<{ readonly records: RecordRow[]; readonly next: Uint8Array | null } | null> {
  if (roleAt(scope, deskId) === null) return null
  const own = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(deskId), kind }
  const sizes = await db.reading
    .selectFrom('desk_records')
    .select((eb) => ['record_id', eb.fn<number>('octet_length', ['body']).as('bytes')])
    .where((eb) => eb.and(own))
    .where('record_id', '>', after ?? new Uint8Array(0))
    .orderBy('record_id')
    .limit(recordsPerPage + 1)
    .execute()
  let bytes = 0
  const shown = sizes.slice(0, recordsPerPage).filter((row, i) => {
    bytes += row.bytes
    return i === 0 || bytes <= bytesPerPage
  })
  const last = shown.at(-1)
  if (last === undefined) return { records: [], next: null }
  const rows = await db.reading
    .selectFrom('desk_records')
    .select(['record_id', 'case_id', 'head', 'body'])
    .where((eb) => eb.and(own))
    .where('record_id', '>', after ?? new Uint8Array(0))
    .where('record_id', '<=', last.record_id)
    .orderBy('record_id')
    .execute()
  const records = rows.map((row) => ({ recordId: row.record_id, caseId: row.case_id === null ? null : caseIdFrom(row.case_id), head: row.head, body: row.body }))
  return { records, next: shown.length < sizes.length ? last.record_id : null }
}
