// What the root may sign next: every desk of the newest roster with what waits for it, and desks that wait to be listed.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, type DeskId, type InviteId } from '../model/ids.ts'
import { rolesFrom, type DeskRole } from '../model/roles.ts'
import type { RootScope } from '../scope.ts'
import { waitingCardOf, type WaitingCardRow } from './desk-cards.server.ts'
import { foundingStatus, type FoundingDesk } from './founding-status.server.ts'
import { memberListOf, type MemberListRows } from './member-list.server.ts'

export interface DraftDesk {
  readonly deskId: DeskId
  readonly label: string
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  readonly list: MemberListRows
  readonly waiting: WaitingCardRow | null
  /** Of a desk that no roster ever named: `null` until its first member has made the keys. */
  readonly founded: FoundingDesk['founded']
  readonly inviteId: InviteId | null
}

/** Desks of the newest roster first, then planned ones; each by its id. A desk that was left out of a roster does not come back. */
export async function rosterDraft(db: ReadingDatabase, scope: RootScope): Promise<DraftDesk[]> {
  const rows = await db.reading.selectFrom('desks').selectAll().where('instance_id', '=', bytesOf(scope.instance)).orderBy('desk_id').execute()
  const known = new Set(rows.map((row) => deskIdFrom(row.desk_id)))
  const listed = rows.filter((row) => row.in_roster).map(async (row): Promise<DraftDesk> => {
    const deskId = deskIdFrom(row.desk_id)
    return {
      deskId, label: row.label, roles: rolesFrom(row.roles), independent: row.independent,
      list: await memberListOf(db, scope.instance, deskId), waiting: await waitingCardOf(db, scope.instance, deskId), founded: null, inviteId: null,
    }
  })
  const { desks } = await foundingStatus(db, scope.instance)
  const planned = desks.filter((desk) => !known.has(desk.deskId)).map(async ({ deskId, inviteId, label, roles, independent, founded }): Promise<DraftDesk> => ({
    deskId, label, roles, independent, founded, inviteId, list: await memberListOf(db, scope.instance, deskId), waiting: null,
  }))
  return Promise.all([...listed, ...planned])
}
