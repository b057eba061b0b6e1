// Who has a case open in this moment, so that two people do not answer at once. Held in memory by this process and forgotten soon: nothing of it is stored.

import type { Database } from '#db/connect.server.ts'
import type { CaseId, DeskId, Instant, MemberId } from '#db/model/ids.ts'
import type { MemberScope } from '#db/scope.ts'

/** Whoever has said nothing for so long has gone. */
export const forgottenAfterMs = 45_000

export interface Present {
  readonly memberId: MemberId
  readonly deskId: DeskId
}

interface Seen extends Present {
  readonly at: Instant
}

/** By organisation and case, then by member. */
type Rooms = Map<string, Map<MemberId, Seen>>

const roomsOf = new WeakMap<Database, Rooms>()

/** Notes that the member has the case open through this desk, or closed it. Whether the desk reads the case is the caller's to check. */
export function notePresence(db: Database, scope: MemberScope, caseId: CaseId, said: { readonly deskId: DeskId; readonly open: boolean; readonly now: Instant }): void {
  const rooms = fresh(db, said.now)
  const key = keyOf(scope, caseId)
  const inside = rooms.get(key) ?? new Map<MemberId, Seen>()
  if (said.open) inside.set(scope.memberId, { memberId: scope.memberId, deskId: said.deskId, at: said.now })
  else inside.delete(scope.memberId)
  if (inside.size > 0) rooms.set(key, inside)
  else rooms.delete(key)
}

/** Everybody else who has the case open. */
export function othersPresent(db: Database, scope: MemberScope, caseId: CaseId, now: Instant): Present[] {
  const inside = fresh(db, now).get(keyOf(scope, caseId))
  return [...(inside?.values() ?? [])].filter(({ memberId }) => memberId !== scope.memberId).map(({ memberId, deskId }) => ({ memberId, deskId }))
}

/** What is not forgotten yet. There are as many entries as open windows, so all of them are looked at. */
function fresh(db: Database, now: Instant): Rooms {
  const rooms: Rooms = roomsOf.get(db) ?? new Map()
  roomsOf.set(db, rooms)
  for (const [key, inside] of rooms) {
    // A clock that was set back must not keep anybody inside.
    for (const { memberId, at } of inside.values()) if (Math.abs(now - at) > forgottenAfterMs) inside.delete(memberId)
    if (inside.size === 0) rooms.delete(key)
  }
  return rooms
}

function keyOf({ instance }: MemberScope, caseId: CaseId): string {
  return `${instance} ${caseId}`
}
