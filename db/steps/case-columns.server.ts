// Steps on the clear columns of one case: locking it, keeping the inbox copies equal, telling its desks.
import { sql, type SqlBool } from 'kysely'
import { randomId } from '../bytes.server.ts'
import type { NoticeKind } from '../model/events.ts'
import { bytesOf, dayFrom, deskIdFrom, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { turns, type CaseState, type Turn } from '../model/case-state.ts'
import type { Tx } from '../transaction.server.ts'
import { isRepresented } from './absence.server.ts'
import type { Place } from './transmission.server.ts'

export interface Columns {
  readonly state: CaseState
  readonly turn: Turn
  readonly nextDay: Day | null
  readonly endDay: Day | null
  readonly assignee: MemberId | null
  readonly lastDay: Day
  readonly urgent: boolean
  readonly reporterMessages: number
  /** Two people hold it: nothing of it is destroyed. */
  readonly held: boolean
  /** The last day of the protection watch; nothing of it is destroyed before. */
  readonly watchUntil: Day | null
  /** Only ever set here: a desk takes it back for itself when it stores a summary. */
  readonly unseen: true
}

/** Where no date is set a case sorts last. */
export const noDue = dayFrom(0x7fffffff)

/** The order of the inbox: what the desk must do, what others do, what the reporter was asked, what is over. */
const rankOfTurn: Record<Turn, number> = { desk: 0, others: 1, reporter: 2, nobody: 3 }

export interface LockedCase {
  readonly state: CaseState
  readonly turn: number
  readonly next_day: Day | null
  readonly assignee: Uint8Array | null
  readonly urgent: boolean
  readonly reporter_messages: number
  readonly version: number
  readonly held: boolean
  readonly watch_until_day: Day | null
}

/** The clear row of the case, locked until the transaction ends; `undefined` where there is no such case. */
export async function lockCase(tx: Tx, place: Place): Promise<LockedCase | undefined> {
  return tx
    .selectFrom('cases')
    .select(['state', 'turn', 'next_day', 'assignee', 'urgent', 'reporter_messages', 'version', 'held', 'watch_until_day'])
    .where('instance_id', '=', bytesOf(place.instance))
    .where('case_id', '=', bytesOf(place.caseId))
    .forUpdate()
    .executeTakeFirst()
}

/** True while the reporter is still asked whether they are safe. */
export function isWatched(row: Pick<LockedCase, 'watch_until_day'>, today: Day): boolean {
  return row.watch_until_day !== null && row.watch_until_day >= today
}

/** Writes what changed together with the next version, and copies the sortable part into the inboxes of the case's desks. */
export async function updateCase(tx: Tx, place: Place, changes: Partial<Columns>): Promise<number> {
  const row = await tx
    .updateTable('cases')
    .set({
      version: sql<number>`version + 1`,
      ...(changes.state === undefined ? {} : { state: changes.state }),
      ...(changes.turn === undefined ? {} : { turn: turns.indexOf(changes.turn) }),
      ...(changes.nextDay === undefined ? {} : { next_day: changes.nextDay }),
      ...(changes.endDay === undefined ? {} : { end_day: changes.endDay }),
      ...(changes.assignee === undefined ? {} : { assignee: changes.assignee === null ? null : bytesOf(changes.assignee) }),
      ...(changes.lastDay === undefined ? {} : { last_day: changes.lastDay }),
      ...(changes.urgent === undefined ? {} : { urgent: changes.urgent }),
      ...(changes.reporterMessages === undefined ? {} : { reporter_messages: changes.reporterMessages }),
      ...(changes.held === undefined ? {} : { held: changes.held }),
      ...(changes.watchUntil === undefined ? {} : { watch_until_day: changes.watchUntil }),
    })
    .where('instance_id', '=', bytesOf(place.instance))
    .where('case_id', '=', bytesOf(place.caseId))
    .returning(['version', 'state', 'turn', 'next_day', 'last_day', 'assignee'])
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('case_desks')
    .set({
      rank: rankOfTurn[turns[row.turn] ?? 'nobody'],
      due_day: row.next_day ?? noDue,
      last_day: row.last_day,
      state: row.state,
      assignee: row.assignee,
      ...(changes.unseen === undefined ? {} : { unseen: true }),
    })
    .where('instance_id', '=', bytesOf(place.instance))
    .where('case_id', '=', bytesOf(place.caseId))
    .execute()
  return row.version
}

/** True where the desk has the case in its inbox. */
export async function isListed(tx: Tx, place: Pick<Place, 'instance' | 'caseId'>, desk: DeskId): Promise<boolean> {
  const row = await tx
    .selectFrom('case_desks')
    .select('added_day')
    .where('instance_id', '=', bytesOf(place.instance))
    .where('case_id', '=', bytesOf(place.caseId))
    .where('desk_id', '=', bytesOf(desk))
    .executeTakeFirst()
  return row !== undefined
}

/** Makes the inboxes that list the case exactly those of `desks`: the recipients of the newest epoch of its talk. With the case a desk loses the drafts
 *  and the search index that it kept of it. Returns those that are new. */
export async function listAt(tx: Tx, place: Place, desks: readonly DeskId[]): Promise<DeskId[]> {
  const own = { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId) }
  const ids = desks.map((desk) => bytesOf(desk))
  if (ids.length === 0) throw new RangeError('talk without a desk')
  await tx.deleteFrom('case_desks').where((eb) => eb.and(own)).where('desk_id', 'not in', ids).execute()
  await tx.deleteFrom('desk_records').where((eb) => eb.and(own)).where('desk_id', 'not in', ids).execute()
  const rows = ids.map((desk_id) => ({
    ...own, desk_id, rank: 0, due_day: noDue, last_day: place.today, state: 'RECEIVED' as const, assignee: null, added_day: place.today, unseen: true,
  }))
  const added = await tx.insertInto('case_desks').values(rows).onConflict((oc) => oc.doNothing()).returning('desk_id').execute()
  return added.map((row) => deskIdFrom(row.desk_id))
}

/** Puts a notice into the outbox for every member of the desks who has a mail address and no such notice waiting.
 *  A waiting one covers this news too; one that is being sent does not. Whoever is away gets none while their deputy, here too, gets it. */
export async function notifyDesks(tx: Tx, place: Pick<Place, 'instance' | 'today'>, desks: readonly DeskId[], kind: NoticeKind): Promise<number> {
  if (desks.length === 0) return 0
  const ids = desks.map((desk) => bytesOf(desk))
  const members = await tx
    .selectFrom('desk_members as d')
    .innerJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'd.instance_id').onRef('m.member_id', '=', 'd.member_id'))
    .innerJoin(sql<{ day: Day }>`(select ${place.today}::integer as day)`.as('t'), (join) => join.onTrue())
    .select('d.member_id')
    .distinct()
    .where('d.instance_id', '=', bytesOf(place.instance))
    .where('d.desk_id', 'in', ids)
    .where('m.email', 'is not', null)
    .where((eb) => eb.not(eb.exists(
      eb.selectFrom('outbox as o').select('o.mail_id')
        .whereRef('o.instance_id', '=', 'd.instance_id').whereRef('o.member_id', '=', 'd.member_id')
        .where('o.kind', '=', kind).where('o.leased_by', 'is', null),
    )))
    .where(sql<SqlBool>`not ${sql.raw(isRepresented)}`)
    .execute()
  if (members.length === 0) return 0
  const rows = members.map((member) => ({
    instance_id: bytesOf(place.instance), mail_id: randomId(), member_id: member.member_id, kind, send_day: place.today, leased_by: null,
  }))
  await tx.insertInto('outbox').values(rows).execute()
  return rows.length
}
