/**
 * The calls about search (§11.4, §12.5). The index never leaves the worker, and goes with the keys when it locks.
 */
import { caseTerms, caseTermsFrom, indexContent, summaryTerms } from '../case-text.ts'
import type { CaseTerms } from '../case-text.ts'
import { openDeskCase, openStoredSummary } from '../desk-case.ts'
import type { OpenedDeskCase } from '../desk-case.ts'
import { accessTo } from '../directory.ts'
import { CryptoError } from '../error.ts'
import { indexId } from '../kept-record.ts'
import { deskParty } from '../party.ts'
import { wipe } from '../sodium.ts'
import { dayFrom } from '../types.ts'
import type { InboxRow } from '../answers.ts'
import type { SearchCalls } from './calls-records.ts'
import { directoryOf } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import { keep, madeAnew, openRow, replacedIndex } from './kept-device.ts'
import type { OpenedKept } from './kept-device.ts'
import type { Handlers } from './serve.ts'

/** These rows of the staff worker's table (§12.5). */
export function searchDevice(session: DeskSession): Handlers<SearchCalls> {
  return {
    indexSummaries: (input) => {
      const directory = directoryOf(session, input.now)
      for (const row of input.rows) {
        if (isIndexed(session, row)) continue
        const summary = openStoredSummary(accessTo(directory, row.deskId), row)
        if (summary !== null) session.index.put(row.deskId, row.caseId, 'summary', summaryTerms(summary))
      }
      session.index.settle()
      return { cases: session.index.size.cases }
    },
    indexKept: (input) => {
      const access = accessTo(directoryOf(session, input.now), input.deskId)
      const told = input.rows.map((row) => {
        const opened = openRow(session, access, row)
        const known = opened === null ? null : termsIn(opened)
        const replaced = row.caseId === null ? null : replacedIndex(session, access, row)
        if (replaced !== null && row.caseId !== null) return { caseId: row.caseId, version: replaced, upTo: 0, messages: 0 }
        if (opened === null || known === null || row.caseId === null) return null
        session.index.put(access.deskId, row.caseId, 'full', known.terms)
        return { caseId: row.caseId, version: opened.head.version, upTo: known.upTo, messages: known.messages }
      })
      session.index.settle()
      return told
    },
    indexCase: (input) => {
      const directory = directoryOf(session, input.now)
      const opened = openDeskCase(directory, input.answer, dayFrom(input.today))
      const { access, caseId, shown } = opened
      const terms = caseTerms(shown.timeline)
      forgetKeys(opened)
      session.index.put(access.deskId, caseId, 'full', terms.terms)
      session.index.settle()
      const head = { kind: 'index', owner: deskParty(access.deskId), id: indexId(caseId), version: input.version + 1 } as const
      madeAnew(session, access, head)
      return keep(session, access, head, { deskId: access.deskId, caseId }, indexContent(terms), { ...input, place: null })
    },
    unindex: (input) => {
      directoryOf(session, input.now)
      for (const caseId of input.caseIds) session.index.remove(caseId)
      for (const name of [...session.summaries.keys()]) if (input.caseIds.some((caseId) => name.endsWith(caseId))) session.summaries.delete(name)
      session.index.settle()
      return {}
    },
    search: (input) => {
      directoryOf(session, input.now)
      return { ...session.index.search(input.query, input.deskId, input.limit), ...session.index.size }
    },
  }
}

// A summary that has not changed costs nothing when the inbox is handed over once more.
function isIndexed(session: DeskSession, { deskId, caseId, summary }: InboxRow): boolean {
  if (summary === null) return true
  const name = `${deskId} ${caseId}`
  const mark = summary.slice(-32)
  if (session.summaries.get(name) === mark) return true
  session.summaries.set(name, mark)
  return false
}

function termsIn({ head, content }: OpenedKept): CaseTerms | null {
  if (head.kind !== 'index') return null
  try {
    return caseTermsFrom(content)
  } catch (error) {
    // Words of another rule are made anew from the case, like none at all.
    if (error instanceof CryptoError) return null
    throw error
  }
}

// Opened for its words only, and not the case that a page has open: these keys are nobody else's.
function forgetKeys({ talk, room, notes }: OpenedDeskCase): void {
  for (const { key } of [talk, room, notes].flatMap((view) => view?.epochs ?? [])) if (key !== null) wipe(key)
}
