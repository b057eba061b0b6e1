// Proposals that wait for a second person at the desks of a member: who proposed, when, and the case as a line of the inbox. What is proposed is sealed.
import type { ReadingDatabase } from '../connect.server.ts'
import { turns } from '../model/case-state.ts'
import { bytesOf, caseIdFrom, deskIdFrom, memberIdFrom, type Day, type MemberId } from '../model/ids.ts'
import type { MemberScope } from '../scope.ts'
import type { InboxLine } from './inbox.server.ts'

export interface OpenDecision {
  /** Digest of the sealed proposal, in hexadecimal digits. */
  readonly digest: string
  readonly memberId: MemberId
  readonly day: Day
  readonly line: InboxLine
}

const mostDecisions = 200

/** At most `mostDecisions` open proposals, the oldest first; a case on two desks of the member comes once, with the first of them. */
export async function openDecisions(db: ReadingDatabase, scope: MemberScope): Promise<OpenDecision[]> {
  const desks = scope.desks.map(({ deskId }) => bytesOf(deskId))
  if (desks.length === 0) return []
  const rows = await db.reading
    .selectFrom('proposals as p')
    .innerJoin('cases as c', (join) => join.onRef('c.instance_id', '=', 'p.instance_id').onRef('c.case_id', '=', 'p.case_id'))
    .innerJoinLateral(
      (eb) => eb.selectFrom('case_desks as l').select(['l.desk_id', 'l.unseen']).whereRef('l.instance_id', '=', 'p.instance_id').whereRef('l.case_id', '=', 'p.case_id')
        .where('l.desk_id', 'in', desks).orderBy('l.desk_id').limit(1).as('d'),
      (join) => join.onTrue(),
    )
    .leftJoin('summaries as s', (join) =>
      join.onRef('s.instance_id', '=', 'p.instance_id').onRef('s.case_id', '=', 'p.case_id').onRef('s.desk_id', '=', 'd.desk_id'))
    .select(['p.case_id', 'p.digest', 'p.member_id', 'p.day as proposed_day', 'd.desk_id', 'd.unseen'])
    .select(['c.state', 'c.turn', 'c.next_day', 'c.end_day', 'c.assignee', 'c.day', 'c.last_day', 'c.urgent', 'c.reporter_messages', 'c.version'])
    .select(['s.version as summary_version', 's.head', 's.body'])
    .where('p.instance_id', '=', bytesOf(scope.instance))
    .where('p.state', '=', 'open')
    .orderBy('p.day').orderBy('p.case_id').orderBy('p.digest')
    .limit(mostDecisions)
    .execute()
  return rows.map((row) => ({
    digest: Buffer.from(row.digest).toString('hex'), memberId: memberIdFrom(row.member_id), day: row.proposed_day,
    line: {
      caseId: caseIdFrom(row.case_id), deskId: deskIdFrom(row.desk_id), state: row.state, turn: turns[row.turn] ?? 'nobody',
      nextDay: row.next_day, endDay: row.end_day, assignee: row.assignee === null ? null : memberIdFrom(row.assignee),
      day: row.day, lastDay: row.last_day, urgent: row.urgent, reporterMessages: row.reporter_messages, unseen: row.unseen, version: row.version,
      summary: row.head === null || row.body === null ? null : { version: row.summary_version ?? 1, head: row.head, sealed: row.body },
    },
  }))
}
