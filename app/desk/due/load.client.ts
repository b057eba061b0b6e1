// Every clock of the member's desks: days from the server, page after page.

import type { DayNumber } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { DueClock } from './lanes.ts'

type DueAnswer = { today: DayNumber; rows: DueClock[]; next: string | null }

/** Clocks that run; with `stopped` those that were met as well. */
export async function loadClocks(worker: DeskWorker, { stopped = false } = {}): Promise<DueClock[]> {
  const clocks: DueClock[] = []
  for (let after: string | null = ''; after !== null;) {
    const query = new URLSearchParams({ ...(stopped ? { stopped: '1' } : {}), ...(after === '' ? {} : { after }) }).toString()
    const page: DueAnswer = await withSession(worker, () => getJson<DueAnswer>(`/desk/api/due${query === '' ? '' : `?${query}`}`))
    clocks.push(...page.rows)
    after = page.next
  }
  return clocks
}
