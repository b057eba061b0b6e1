// One page of the inbox: sealed lines from the server, summaries opened in the worker.

import type { InboxRow } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { OpenedRow } from './rows.ts'

export type InboxCounts = { open: number; mine: number; new: number; due: number; waiting: number }
type InboxAnswer = { rows: InboxRow[]; next: string | null; counts: InboxCounts; today: number }
export type InboxPage = { rows: OpenedRow[]; next: string | null; counts: InboxCounts }

/** `query` is what stands behind the question mark of /desk/api/inbox: view, sort, after. */
export async function loadInbox(worker: DeskWorker, query: string): Promise<InboxPage> {
  const answer = await withSession(worker, () => getJson<InboxAnswer>(`/desk/api/inbox?${query}`))
  const summaries = await worker.call('openSummaries', { rows: answer.rows, now: Date.now() })
  return {
    rows: answer.rows.map((row, index) => ({ row, summary: summaries[index] ?? null })),
    next: answer.next,
    counts: answer.counts,
  }
}
