// Cases that a desk should give new keys: those whose newest keys were made for older keys of a desk, or for one that is no reader any more.
import { sql } from 'kysely'
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, caseIdFrom, type CaseId, type DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'

export interface RekeyCase {
  readonly caseId: CaseId
  readonly auditRef: Uint8Array
}

export const casesPerPage = 200

/** Cases of the desk after `after`, by case id, at most `casesPerPage`; `next` is `null` on the last page. Archived ones stay as they are: nobody
 *  writes there. `null` for a desk of others. */
export async function casesToRekey(
  db: ReadingDatabase, scope: MemberScope, asked: { readonly deskId: DeskId; readonly after: CaseId | null },
): Promise<{ readonly cases: readonly RekeyCase[]; readonly next: CaseId | null } | null> {
  if (roleAt(scope, asked.deskId) === null) return null
  const instance_id = bytesOf(scope.instance)
  const desk_id = bytesOf(asked.deskId)
  // A stream of the case, the notes of other desks aside, whose newest keys go to somebody who is no reader with these keys.
  const behind = sql<boolean>`exists (
    select 1 from streams s join wraps w
      on w.instance_id = s.instance_id and w.case_id = s.case_id and w.stream = s.stream and w.epoch = s.newest_epoch
    where s.instance_id = l.instance_id and s.case_id = l.case_id and get_byte(w.party, 0) = 2
      and (get_byte(s.stream, 0) <> 3 or substring(s.stream from 2) = l.desk_id)
      and (not exists (select 1 from desks d where d.instance_id = l.instance_id and d.desk_id = substring(w.party from 2)
          and d.epoch = w.desk_epoch and d.in_roster)
        or exists (select 1 from leaving_desks g where g.instance_id = l.instance_id and g.case_id = l.case_id
          and g.desk_id = substring(w.party from 2))))`
  const rows = await db.reading
    .selectFrom('case_desks as l')
    .innerJoin('cases as c', (join) => join.onRef('c.instance_id', '=', 'l.instance_id').onRef('c.case_id', '=', 'l.case_id'))
    .select(['l.case_id', 'c.audit_ref'])
    .where('l.instance_id', '=', instance_id)
    .where('l.desk_id', '=', desk_id)
    .where('l.state', '<>', 'ARCHIVED')
    .where((eb) => (asked.after === null ? eb.val(true) : eb('l.case_id', '>', bytesOf(asked.after))))
    .where(behind)
    .orderBy('l.case_id')
    .limit(casesPerPage + 1)
    .execute()
  const cases = rows.slice(0, casesPerPage).map((row) => ({ caseId: caseIdFrom(row.case_id), auditRef: row.audit_ref }))
  return { cases, next: rows.length > casesPerPage ? (cases.at(-1)?.caseId ?? null) : null }
}
