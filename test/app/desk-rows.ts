// Lines of an inbox for tests that count them.
import type { InboxRow } from '#crypto/answers.ts'
import type { SummaryFields } from '#crypto/worker/views.ts'
import type { OpenedRow } from '#app/desk/inbox/rows.ts'

// The day number of 2026-11-20 and its kind.
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000
}

// A line with nothing special about it, but for what the test names.
export function openedRow(row: Partial<InboxRow>, summary: SummaryFields | null): OpenedRow {
  return {
    row: {
      caseId: '1'.repeat(64), deskId: 'd'.repeat(32), day: dayOf('2026-11-01'), lastDay: dayOf('2026-11-10'), urgent: false, reporterMessages: 1, summary: null,
      version: 1, state: 'RECEIVED', turn: 'desk', nextDay: dayOf('2026-11-25'), endDay: null, assignee: null, ...row,
    },
    summary,
  }
}

// An id that is told apart by its number.
export function caseNo(n: number): string {
  return n.toString(16).padStart(64, '0')
}
