// Lines of an inbox as a browser gets them: clear columns, and the summary out of the shred layer, still sealed by the desk.

import type { AppLoadContext } from '@remix-run/node'
import { symmetricKey } from '#crypto/server.ts'
import type { InboxRow } from '#crypto/answers.ts'
import type { InboxLine } from '#db/queries/inbox.server.ts'
import { openedSummary } from './stored.server.ts'

/** The same lines in the same order; no summary where the case was destroyed in this moment. */
export function inboxRows(context: AppLoadContext, lines: readonly InboxLine[]): Promise<InboxRow[]> {
  return Promise.all(lines.map(async ({ summary, ...line }) => {
    const key = summary === null ? null : await context.shred.keyFor(line.caseId)
    return { ...line, summary: summary === null || key === null ? null : openedSummary(symmetricKey('shred', key), summary) }
  }))
}
