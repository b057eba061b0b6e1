// The yearly drill: the holder of the recovery code types it beside a member, every box is tried in the worker, and the result is signed.

import type { AuditAnswer, AuditPlace, CaseForDesk, InboxRow, RecoveryBoxes } from '#crypto/answers.ts'
import type { KeyCalls } from '#crypto/worker/calls-keys.ts'
import type { RecordEntry } from '#crypto/worker/views.ts'
import { withSession } from '#app/desk/enter.client.ts'
import { auditPlace, fetchCase, today, withPlace } from '#app/desk/record.client.ts'
import { Refusal, getJson } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type DrillResult = KeyCalls['prepareDrill']['output']

/** Tries the typed code on every box of the desk and on one case; what worked is recorded, what did not is told and leaves no trace. */
export async function tryCode(worker: DeskWorker, deskId: string, text: string): Promise<DrillResult> {
  const { boxes } = await withSession(worker, () => getJson<RecoveryBoxes>(`/desk/api/recovery-boxes?desk=${encodeURIComponent(deskId)}`))
  const tried = (place: AuditPlace, example: CaseForDesk | null) => worker.call('prepareDrill', { deskId, text, boxes, case: example, place, ...today() })
  // Without a case first: a mistyped line must not cost an entry about reading one.
  const first = await tried(await auditPlace(worker), null)
  if (first.result !== 'ok') return first
  const example = await oneCase(worker, deskId)
  return (await withPlace(worker, async (place) => {
    const told = await tried(place, example)
    if (told.result !== 'ok') throw new Refusal('broken', 0)
    return told
  })).made
}

/** What the record says about earlier drills of this desk, newest first; `holds` false where any of its entries does not. */
export async function pastDrills(worker: DeskWorker, deskId: string): Promise<{ drills: readonly RecordEntry[]; holds: boolean }> {
  const answer = await withSession(worker, () => getJson<AuditAnswer>(`/desk/api/audit?desk=${encodeURIComponent(deskId)}`))
  const { entries, faults } = await worker.call('openRecord', { caseId: null, answer, now: Date.now() })
  // A drill of another desk of its signer stands there too; what it names says which one it was.
  return { drills: entries.filter((entry) => entry.drilled === deskId).reverse(), holds: faults.length === 0 }
}

// Reading it leaves an entry like every reading; a desk without cases has nothing to try.
async function oneCase(worker: DeskWorker, deskId: string): Promise<CaseForDesk | null> {
  const { rows } = await withSession(worker, () => getJson<{ rows: InboxRow[] }>('/desk/api/inbox?view=open&sort=newest'))
  const row = rows.find((one) => one.deskId === deskId)
  return row === undefined ? null : fetchCase(worker, row.caseId, 'read')
}
