// Who has a case open at this moment: kept in the server's memory for less than a minute, told to the desks of the case only.

import { withSession } from '../enter.client.ts'
import { Refusal, postJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

export type HereNow = { memberId: string; name: string; deskId: string }

/** Says that this member looks at the case, and hears who else does; null where nobody answered. */
export async function sayHere(worker: DeskWorker, caseId: string): Promise<HereNow[] | null> {
  try {
    return (await withSession(worker, () => postJson<{ others: HereNow[] }>('/desk/api/presence', { caseId, open: true }))).others
  } catch (error) {
    // It is a courtesy: without it the page works as well, and the next round asks again.
    if (!(error instanceof Refusal)) throw error
    return null
  }
}

/** The member has left the page; where this is lost, the server forgets it by itself. */
export async function sayGone(worker: DeskWorker, caseId: string): Promise<void> {
  try {
    await withSession(worker, () => postJson('/desk/api/presence', { caseId, open: false }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
