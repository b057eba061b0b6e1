// Days away of the members of one's desks: read by every room that names people, set by themselves or a lead.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { getJson, postJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** `untilDay` is the last day away. */
export type Absence = { memberId: Hex; fromDay: DayNumber; untilDay: DayNumber; deputyId: Hex }

/** Of everybody at the member's desks who is away now or later, the nearest first. */
export async function loadAbsences(worker: DeskWorker): Promise<Absence[]> {
  return (await withSession(worker, () => getJson<{ absences: Absence[] }>('/desk/api/absences'))).absences
}

/** Puts these days in the place of those that stood there; null: back again. */
export async function sendAbsence(worker: DeskWorker, memberId: Hex, away: Omit<Absence, 'memberId'> | null): Promise<void> {
  await withSession(worker, () => postJson('/desk/api/absences', { memberId, away }))
}
