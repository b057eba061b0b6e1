// One case in the desk's browser: fetched sealed, opened and checked in the worker, written back as one signed request.

import type { CaseColumns, CaseForDesk } from '#crypto/answers.ts'
import type { CaseAct, DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import type { DeskCaseView, NameView, SummaryFields } from '#crypto/worker/views.ts'
import { fetchCase, fetchName, today, withPlace } from '../record.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** What the server knows in clear beside the sealed words: shown, and believed only where somebody signed the same. */
export type ClearFacts = Pick<CaseForDesk, 'clocks' | 'held' | 'watchUntil' | 'proposals' | 'decisions' | 'nameDay'>

export type OpenedCase = { view: DeskCaseView; columns: CaseColumns; clear: ClearFacts; urgent: boolean; seenBefore: number }

/** Fetches and opens; `seenBefore` is the reporter's newest message that this desk had opened before now, -1 for none. */
export async function openCase(worker: DeskWorker, caseId: string, purpose: 'read' | 'export' = 'read'): Promise<OpenedCase> {
  const answer = await fetchCase(worker, caseId, purpose)
  const view = await worker.call('openCase', { answer, ...today() })
  const { columns, urgent, clocks, held, watchUntil, proposals, decisions, nameDay } = answer
  return { view, columns, urgent, clear: { clocks, held, watchUntil, proposals, decisions, ...(nameDay === undefined ? {} : { nameDay }) }, seenBefore: Number(view.stored?.reporterSeen ?? -1) }
}

/** What the reporter told this desk of themselves, asked for anew each time; null where the desk's keys of then are gone. */
export async function openName(worker: DeskWorker, caseId: string): Promise<NameView | null> {
  const answer = await fetchName(worker, caseId)
  return worker.call('openName', { caseId, answer, now: today().now })
}

/** Remembers for the inbox what this desk has now opened; true if something was written. A colleague who was faster has done the same. */
export async function rememberOpened(worker: DeskWorker, opened: OpenedCase, casework: SummaryFields): Promise<boolean> {
  const { stored } = opened.view
  const summary = { ...opened.view.summary, ...casework }
  const known = stored !== null && (['reporterSeen', 'severity', 'priority', 'code', 'clocks', 'finding', 'remedies'] as const).every((field) => stored[field] === summary[field])
  if (known || !opened.view.canWrite) return false
  try {
    await writeCase(worker, opened, { writes: [], columns: null, summary })
  } catch (error) {
    if (!['conflict', 'taken', 'stale', 'offline'].includes(refusalWord(error))) throw error
  }
  return true
}

export type CaseChange = { writes: DeskWrite[]; addTeam?: NewTeam | null; columns: NewColumns | null; summary: SummaryFields | null; acts?: CaseAct[] }

/** All of it arrives or nothing does. */
export async function writeCase(worker: DeskWorker, opened: OpenedCase, { acts = [], ...change }: CaseChange): Promise<void> {
  const beside = acts.length === 0 ? {} : { acts }
  await withPlace(worker, (place) => worker.call('sealWrites', { caseId: opened.view.caseId, ...change, ...beside, addTeam: change.addTeam ?? null, place, ...today() }))
}
