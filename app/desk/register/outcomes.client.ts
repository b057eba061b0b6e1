// Keeps what stays of a case: codes and days, sealed for the desk, beside the case file and after it.

import type { Hex } from '#crypto/answers.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { keepRecord, loadRecords } from '../records.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { outcomeContent, outcomeFrom, type OutcomeRecord } from './outcome-record.ts'

/** Every outcome that the member's desks kept; of several of one case the newest. */
export async function loadOutcomes(worker: DeskWorker, directory: DirectoryView): Promise<OutcomeRecord[]> {
  const desks = directory.desks.filter((desk) => desk.canRead)
  const found = (await Promise.all(desks.map((desk) => loadRecords(worker, desk.deskId, 'outcome')))).flat()
  const outcomes = found.flatMap(({ content }) => outcomeFrom(content) ?? [])
  return [...new Map(outcomes.toSorted((a, b) => a.day - b.day).map((one) => [one.mark, one])).values()]
}

/** Keeps the outcome of a case, in place of an earlier one of the same case. */
export async function recordOutcome(worker: DeskWorker, deskId: Hex, outcome: OutcomeRecord): Promise<void> {
  const before = (await loadRecords(worker, deskId, 'outcome')).find(({ content }) => outcomeFrom(content)?.mark === outcome.mark)
  const content = outcomeContent(outcome)
  if (before?.content === content) return
  await keepRecord(worker, { deskId, kind: 'outcome', recordId: before?.recordId ?? null, version: before?.version ?? 0, own: false, caseId: null, content })
}
