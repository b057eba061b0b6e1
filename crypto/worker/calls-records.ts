// The calls about records outside cases (PROTOCOL §11.3) and about search (§11.4). One more part of the table that
// DeskCalls joins.

import type { AuditPlace, CaseForDesk, DayNumber, DeskRecordRow, Hex, InboxRow } from '../answers.ts'
import type { DeskRecordKind, KeptRecord, SearchHit } from './views.ts'

type Job<Name extends string> = { job: string; action: Name }
type Nothing = Record<string, never>

export type KeptCalls = {
  /**
   * One answer for each row, in order. null: it does not open as a record of this kind, desk and case; damaged, put in
   * another's place, older than one seen before, or under keys that this browser lacks. `old` of an open one says that
   * its desk has newer keys.
   */
  openRecords: { input: { deskId: Hex; kind: DeskRecordKind; rows: DeskRecordRow[]; now: number }; output: (KeptRecord | null)[] }
  /**
   * Seals a record to keep. `recordId` and `version` as `openRecords` gave them, null and 0 for a new one; `own` for a
   * member's own. `place` null only where the record is the member's own: everything else leaves an entry.
   */
  sealRecord: {
    input: {
      deskId: Hex
      kind: Exclude<DeskRecordKind, 'index'>
      recordId: Hex | null
      version: number
      own: boolean
      /** Only a draft may belong to a case; it dies with it. */
      caseId: Hex | null
      content: string
      place: AuditPlace | null
      today: DayNumber
      now: number
    }
    output: Job<'keep'> & { recordId: Hex; version: number }
  }
  /** Takes a record away; `version` is the stored one, `own` as at sealing. */
  dropRecord: {
    input: { deskId: Hex; recordId: Hex; version: number; own: boolean; place: AuditPlace | null; today: DayNumber; now: number }
    output: Job<'drop'>
  }
  /** Which of these records, of any kind, stand under keys of before: what the bar for new keys counts. */
  oldRecords: { input: { deskId: Hex; rows: DeskRecordRow[]; now: number }; output: { recordId: Hex; kind: DeskRecordKind }[] }
  /** The same record under the newest keys, whoever owns it; `none` where it is there already. `unprepared` for a row that does not open. */
  renewRecord: {
    input: { deskId: Hex; row: DeskRecordRow; place: AuditPlace; today: DayNumber; now: number }
    output: ({ result: 'due'; recordId: Hex; version: number } & Job<'keep'>) | { result: 'none' }
  }
}

/** The index lives in the worker, unsealed, until it locks; only hits leave it. */
export type SearchCalls = {
  /** Adds summaries of the inbox, or puts newer ones in their place; hand them over in portions to show progress. `cases`: how many the index holds now. */
  indexSummaries: { input: { rows: InboxRow[]; now: number }; output: { cases: number } }
  /** Adds what was kept (kind `index`). `upTo`: newest day and number of messages that the kept entry knows of each case, both 0 where it was dropped and made again: read the case anew. null where it does not open. */
  indexKept: {
    input: { deskId: Hex; rows: DeskRecordRow[]; now: number }
    output: ({ caseId: Hex; version: number; upTo: DayNumber; messages: number } | null)[]
  }
  /** Opens a case, puts its full text into the index, and seals the entry to keep; `version` is the kept one's, 0 for none. */
  indexCase: {
    input: { answer: CaseForDesk; version: number; today: DayNumber; now: number }
    output: Job<'keep'> & { recordId: Hex; version: number }
  }
  /** Takes cases out: gone, or not read any more. */
  unindex: { input: { caseIds: Hex[]; now: number }; output: Nothing }
  /** All words must be found, the last letters of each may be missing; best first. `total` counts all hits. `deskId` null: every desk of the member. */
  search: { input: { query: string; deskId: Hex | null; limit: number; now: number }; output: { hits: SearchHit[]; total: number; cases: number; full: number } }
}
