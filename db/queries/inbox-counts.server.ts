// How many cases stand behind each view of the inbox. Counting stops at a hundred, so that a number costs the same at any size.
import type { ReadingDatabase, Statement } from '../connect.server.ts'
import { bytesOf, type Day, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'

export interface InboxCounts {
  readonly open: number
  readonly mine: number
  readonly new: number
  readonly due: number
  readonly waiting: number
}

// A count of this size means "this or more".
const countsEndAt = 100

// The plan is made once, for any day and any members. `is not null` lets it use the index of assignees, and the order that of dates: without
// them it reads every line of a desk that has little due.
const counts: Statement = {
  name: 'inbox-counts',
  text: `select
    (select count(*)::integer from (select 1 from case_desks where instance_id = $1::bytea and desk_id = $2::bytea and rank < 3 limit ${countsEndAt}) as a) as open,
    (select count(*)::integer from (select 1 from case_desks where instance_id = $1::bytea and desk_id = $2::bytea and rank < 3 and assignee is not null and assignee = any($3::bytea[]) limit ${countsEndAt}) as b) as mine,
    (select count(*)::integer from (select 1 from case_desks where instance_id = $1::bytea and desk_id = $2::bytea and unseen limit ${countsEndAt}) as c) as new,
    (select count(*)::integer from (select 1 from case_desks where instance_id = $1::bytea and desk_id = $2::bytea and rank = 0 and due_day <= $4::integer order by due_day limit ${countsEndAt}) as d) as due,
    (select count(*)::integer from (select 1 from case_desks where instance_id = $1::bytea and desk_id = $2::bytea and rank = 2 limit ${countsEndAt}) as e) as waiting`,
}

/** Sums over the member's desks; `dueBy` is the last day that counts as near, `mine` counts what is with these members. */
export async function inboxCounts(db: ReadingDatabase, scope: MemberScope, dueBy: Day, assignees: readonly MemberId[]): Promise<InboxCounts> {
  const members = assignees.map((member) => Buffer.from(bytesOf(member)))
  const rows = await Promise.all(
    scope.desks.map(({ deskId }) => db.statement<InboxCounts>(counts, [bytesOf(scope.instance), bytesOf(deskId), members, dueBy])),
  )
  const sum = (view: keyof InboxCounts) => rows.flat().reduce((total, row) => total + row[view], 0)
  return { open: sum('open'), mine: sum('mine'), new: sum('new'), due: sum('due'), waiting: sum('waiting') }
}
