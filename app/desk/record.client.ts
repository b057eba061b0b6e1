// Whatever a member does goes with a signed entry of the record, and an entry has exactly one place: after the member's own last one.

import type { AuditPlace, CaseForDesk, CasePlace, NameForDesk } from '#crypto/answers.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import { deviceDay } from './device-day.client.ts'
import { withSession } from './enter.client.ts'
import { Refusal, challenge, getJson, sendPrepared } from './requests.client.ts'
import type { DeskWorker } from './worker.client.ts'

/** A place in the record, and the case that the entry is about. */
export type PlaceOfCase = { place: AuditPlace; deskId: string; auditRef: string }

/** Where the member's next entry stands. */
export function auditPlace(worker: DeskWorker): Promise<AuditPlace> {
  return withSession(worker, () => getJson<AuditPlace>('/desk/api/audit-place'))
}

/** The same with what an entry about this case names; `missing` where the case is not there, or not this member's. */
export async function casePlace(worker: DeskWorker, caseId: string): Promise<PlaceOfCase> {
  const { case: about, ...place } = await withSession(worker, () => getJson<CasePlace>(`/desk/api/audit-place?case=${encodeURIComponent(caseId)}`))
  if (about === null) throw new Refusal('missing', 404)
  return { place, ...about }
}

/**
 * Prepares at the member's place, signs and sends; `made` null where preparing found nothing to send. Another tab of the
 * same member may have taken the place meanwhile: then all of it is prepared once more.
 */
export function withPlace<Made extends Prepared | null>(worker: DeskWorker, prepare: (place: AuditPlace) => Promise<Made>): Promise<{ made: Made; answer: unknown }> {
  return attempted(worker, async () => prepare(await auditPlace(worker)))
}

/** Fetches a case for a purpose: the ciphertext comes only with the entry that says so. The worker has not opened it yet. `challenged`: of a run of many. */
export async function fetchCase(worker: DeskWorker, caseId: string, purpose: 'read' | 'rekey' | 'export', challenged = challenge): Promise<CaseForDesk> {
  const { answer } = await attempted(worker, async () => worker.call('readCase', { caseId, purpose, ...(await casePlace(worker, caseId)), ...today() }), challenged)
  const found = answer as CaseForDesk
  // Another case of the same desk would open as well: the one that was asked for, or none.
  if (found.caseId !== caseId) throw new Refusal('broken', 0)
  return found
}

/** The sealed name that the reporter gave this desk; like the case it comes only with the entry that says so. */
export async function fetchName(worker: DeskWorker, caseId: string): Promise<NameForDesk> {
  const { answer } = await attempted(worker, async () => worker.call('readName', { caseId, ...(await casePlace(worker, caseId)), ...today() }))
  return answer as NameForDesk
}

/** Destroys a case for good. */
export async function shredCase(worker: DeskWorker, caseId: string): Promise<void> {
  await attempted(worker, async () => worker.call('prepareShred', { caseId, ...(await casePlace(worker, caseId)), ...today() }))
}

// Whoever of this page asks for a place waits until the one before has been taken: a reading that goes on beside other work would take it away.
let turn: Promise<unknown> = Promise.resolve()

function attempted<Made extends Prepared | null>(worker: DeskWorker, prepare: () => Promise<Made>, challenged = challenge): Promise<{ made: Made; answer: unknown }> {
  const mine = turn.then(twice, twice)
  turn = mine
  return mine

  async function twice(): Promise<{ made: Made; answer: unknown }> {
    try {
      return await once()
    } catch (error) {
      if (!(error instanceof Refusal) || error.reason !== 'record') throw error
      return once()
    }
  }

  async function once(): Promise<{ made: Made; answer: unknown }> {
    const made = await prepare()
    return { made, answer: made === null ? null : await withSession(worker, () => sendPrepared<unknown>(worker, made, challenged)) }
  }
}

/** What a prepared request says about time. */
export function today(): { today: number; now: number } {
  return { today: deviceDay(), now: Date.now() }
}
