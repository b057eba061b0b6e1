// The other cases that this member's desks can open, for choosing one.

import { allLines } from '../inbox/load.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { Refusal } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** Newest first, without this one; null while the server does not answer. */
export async function otherCases(worker: DeskWorker, caseId: string): Promise<OpenedRow[] | null> {
  try {
    return (await allLines(worker, { view: 'all', sort: 'newest' })).filter(({ row }) => row.caseId !== caseId)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
