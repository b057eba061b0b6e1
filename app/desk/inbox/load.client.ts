// Lines of the inbox: sealed from the server, summaries opened in the worker.

import type { InboxRow } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { OpenedRow } from './rows.ts'

export type InboxCounts = { open: number; mine: number; new: number; due: number; waiting: number }
type InboxAnswer = { rows: InboxRow[]; next: string | null; counts: InboxCounts | null; today: number }
/** `counts` null where many lines were asked for: they are told with the first page. */
export type InboxPage = { rows: OpenedRow[]; next: string | null; counts: InboxCounts | null }

/** What a look at many lines begins with: `view` and `sort` of /desk/api/inbox. */
export type LinesAsked = { view: string; sort?: 'due' | 'newest' }

// The first page is small, so that a line can be read soon; the others carry as many lines as one answer may.
const laterLines = 1000

/** `query` is what stands behind the question mark of /desk/api/inbox: view, sort, after, size. */
export async function loadInbox(worker: DeskWorker, query: string): Promise<InboxPage> {
  const answer = await withSession(worker, () => getJson<InboxAnswer>(`/desk/api/inbox?${query}`))
  const summaries = await worker.call('openSummaries', { rows: answer.rows, now: Date.now() })
  return {
    rows: answer.rows.map((row, index) => ({ row, summary: summaries[index] ?? null })),
    next: answer.next,
    counts: answer.counts,
  }
}

/** Every line of a view, page after page; `onPage` hears of each as it is opened and ends the walk by answering false. */
export async function loadLines(worker: DeskWorker, { view, sort = 'due' }: LinesAsked, onPage: (page: InboxPage) => boolean): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const query: Record<string, string> = { view, sort, ...(after === '' ? {} : { after, size: String(laterLines) }) }
    const page: InboxPage = await loadInbox(worker, new URLSearchParams(query).toString())
    if (!onPage(page)) return
    after = page.next
  }
}

/** All lines of a view at once, for rooms that count them. */
export async function allLines(worker: DeskWorker, asked: LinesAsked): Promise<OpenedRow[]> {
  const rows: OpenedRow[] = []
  await loadLines(worker, asked, (page) => {
    rows.push(...page.rows)
    return true
  })
  return rows
}
