// Pages that wait for a desk: proposals about cases that it does not read, and must not learn.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type Day, type DeskId } from '../model/ids.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { listsOf, type DeskList } from './room-lists.server.ts'

export interface WaitingPage {
  readonly pageId: Uint8Array
  readonly day: Day
  readonly page: Uint8Array
  readonly answered: boolean
}

const pagesShown = 200

/** The newest pages for the desk that are answered or still wait for a decision, and the signed lists of the desks that ask; `null` for a desk of others. */
export async function pagesForDesk(
  db: ReadingDatabase, scope: MemberScope, deskId: DeskId,
): Promise<{ readonly pages: readonly WaitingPage[]; readonly lists: readonly DeskList[] } | null> {
  if (roleAt(scope, deskId) === null) return null
  return db.reading.transaction().setIsolationLevel('repeatable read').execute(async (tx) => {
    const rows = await tx
      .selectFrom('decision_pages as d')
      .innerJoin('proposals as p', (join) => join
        .onRef('p.instance_id', '=', 'd.instance_id').onRef('p.case_id', '=', 'd.case_id').onRef('p.digest', '=', 'd.digest'))
      .select(['d.page_id', 'd.day', 'd.page', 'd.desk_id', 'd.answered_day'])
      .where('d.instance_id', '=', bytesOf(scope.instance))
      .where('d.to_desk', '=', bytesOf(deskId))
      .where((eb) => eb.or([eb('p.state', '=', 'open'), eb('d.answered_day', 'is not', null)]))
      .orderBy('d.day', 'desc')
      .orderBy('d.page_id')
      .limit(pagesShown)
      .execute()
    const asking = [...new Set(rows.map((row) => deskIdFrom(row.desk_id)))].sort()
    return {
      pages: rows.map((row) => ({ pageId: row.page_id, day: row.day, page: row.page, answered: row.answered_day !== null })),
      lists: await listsOf(tx, scope.instance, asking),
    }
  })
}
