// Who can be away, who can stand in for whom, as the signed lists of the desks say. Pure.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import type { Absence } from './absences.client.ts'

export type Colleague = { memberId: Hex; name: string }

/** Whose days this member may set: their own, and those of everybody at a desk that they lead. Oneself comes first. */
export function maySet(directory: DirectoryView): Colleague[] {
  const led = directory.desks.filter(({ role }) => role === 'lead').flatMap(({ members }) => members)
  return unique([{ memberId: directory.memberId, name: directory.name }, ...led.filter(({ removed }) => !removed)])
}

/** Who may stand in for this member: whoever shares a desk with them. */
export function deputiesFor(directory: DirectoryView, memberId: Hex): Colleague[] {
  const shared = directory.desks.filter(({ members }) => members.some((one) => one.memberId === memberId && !one.removed))
  return unique(shared.flatMap(({ members }) => members).filter((one) => !one.removed && one.memberId !== memberId))
}

/** The absence of this member that includes the day; null where they are there. */
export function awayOn(absences: readonly Absence[], memberId: Hex, day: DayNumber): Absence | null {
  return absences.find((one) => one.memberId === memberId && one.fromDay <= day && day <= one.untilDay) ?? null
}

/** The absences in which this member stands in for somebody on this day. */
export function standingIn(absences: readonly Absence[], memberId: Hex, day: DayNumber): Absence[] {
  return absences.filter((one) => one.deputyId === memberId && one.fromDay <= day && day <= one.untilDay)
}

/** The name of a member of any of the desks; empty for somebody who stands on none of their lists. */
export function nameOf(directory: DirectoryView, memberId: Hex): string {
  return directory.desks.flatMap(({ members }) => members).find((one) => one.memberId === memberId)?.name ?? ''
}

function unique(members: readonly Colleague[]): Colleague[] {
  return [...new Map(members.map(({ memberId, name }) => [memberId, { memberId, name }])).values()]
}
