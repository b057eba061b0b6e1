// Links to the calendar of dates: made, shown once, taken back. The server keeps a hash of each and cannot show it again.

import { withSession } from '../enter.client.ts'
import { getJson, postJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

export type CalendarLink = { linkId: string; madeDay: number }

/** The member's own links. */
export async function calendarLinks(worker: DeskWorker): Promise<CalendarLink[]> {
  return (await withSession(worker, () => getJson<{ links: CalendarLink[] }>('/desk/api/calendar'))).links
}

/** Makes a link and gives its address, which nobody can show a second time. */
export async function makeCalendarLink(worker: DeskWorker): Promise<string> {
  return (await withSession(worker, () => postJson<{ link: string }>('/desk/api/calendar', { make: true }))).link
}

/** Ends a link at once. */
export async function revokeCalendarLink(worker: DeskWorker, linkId: string): Promise<void> {
  await withSession(worker, () => postJson('/desk/api/calendar', { revoke: linkId }))
}
