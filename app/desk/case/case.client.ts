// One case in the desk's browser: fetched sealed, opened and checked in the worker, written back as one signed request.

import type { CaseColumns } from '#crypto/answers.ts'
import type { DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import type { DeskCaseView, SummaryFields } from '#crypto/worker/views.ts'
import { fetchCase, today, withPlace } from '../record.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

export type OpenedCase = { view: DeskCaseView; columns: CaseColumns; urgent: boolean; seenBefore: number }

/** Fetches and opens; `seenBefore` is the reporter's newest message that this desk had opened before now, -1 for none. */
export async function openCase(worker: DeskWorker, caseId: string): Promise<OpenedCase> {
  const answer = await fetchCase(worker, caseId, 'read')
  const view = await worker.call('openCase', { answer, ...today() })
  return { view, columns: answer.columns, urgent: answer.urgent, seenBefore: Number(view.stored?.reporterSeen ?? -1) }
}

/** Remembers for the inbox what this desk has now opened; true if something was written. A colleague who was faster has done the same. */
export async function rememberOpened(worker: DeskWorker, opened: OpenedCase): Promise<boolean> {
  const { stored, summary } = opened.view
  if (stored !== null && stored.reporterSeen === summary.reporterSeen) return false
  try {
    await writeCase(worker, opened, { writes: [], columns: null, summary })
  } catch (error) {
    if (!['conflict', 'taken', 'stale', 'offline'].includes(refusalWord(error))) throw error
  }
  return true
}

export type CaseChange = { writes: DeskWrite[]; addTeam?: NewTeam | null; columns: NewColumns | null; summary: SummaryFields | null }

/** All of it arrives or nothing does. */
export async function writeCase(worker: DeskWorker, opened: OpenedCase, change: CaseChange): Promise<void> {
  await withPlace(worker, (place) => worker.call('sealWrites', { caseId: opened.view.caseId, ...change, addTeam: change.addTeam ?? null, place, ...today() }))
}
