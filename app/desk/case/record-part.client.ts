// The record of one case: the server hands over the entries, the worker holds every one against the cards of members.

import type { AuditAnswer } from '#crypto/answers.ts'
import type { RecordView } from '#crypto/worker/views.ts'
import { withSession } from '../enter.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** Every entry about a case that is open here, checked in the worker; what does not hold is among `faults`. */
export async function openRecord(worker: DeskWorker, caseId: string): Promise<RecordView> {
  const answer = await withSession(worker, () => getJson<AuditAnswer>(`/desk/api/audit?case=${encodeURIComponent(caseId)}`))
  return worker.call('openRecord', { caseId, answer, now: Date.now() })
}
