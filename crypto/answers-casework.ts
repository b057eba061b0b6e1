// The JSON about casework that the server hands to browsers: clocks, decisions, records beside cases, what is due. Trusted as little
// as the rest (answers.ts).

import type { B64, DayNumber, Hex, ListRows } from './answers.ts'

/** A clock as the server knows it: no rule and no start. `notices` rise and end with `dueDay`; `toldUpTo` is the last of them that was mailed. */
export type ClockFacts = { clockId: Hex; dueDay: DayNumber; notices: DayNumber[]; toldUpTo: DayNumber | null; stoppedDay: DayNumber | null }

/** A proposal by the digest of its sealed message. */
export type ProposalRow = {
  digest: Hex
  memberId: Hex
  day: DayNumber
  state: 'open' | 'approved' | 'back' | 'aside'
  decidedBy: Hex | null
  decidedDay: DayNumber | null
}

/** A page that went to another desk; `answer` is what its approver signed, null until then. */
export type DecisionRow = { pageId: Hex; digest: Hex; toDesk: Hex; day: DayNumber; answer: B64 | null }

/** `GET /desk/api/decisions?desk=`: pages that wait for this desk, newest first; they name no case. `lists`: of every desk that asks. */
export type DecisionPages = { pages: { pageId: Hex; day: DayNumber; page: B64; answered: boolean }[]; lists: ListRows[] }

/** One clock on the board of what is due. */
export type DueRow = ClockFacts & { caseId: Hex; deskId: Hex; state: string; assignee: Hex | null; held: boolean }

/** `GET /desk/api/due`: the nearest day first; `next` goes into `after`, null on the last page. */
export type DueAnswer = { today: DayNumber; rows: DueRow[]; next: string | null }

/** `GET` and `POST /desk/api/presence`: who else has this case open now. */
export type PresenceAnswer = { others: { memberId: Hex; name: string; deskId: Hex }[] }

/** A sealed record outside cases; `caseId` names the case with which it dies, null for none. */
export type DeskRecordRow = { caseId: Hex | null; record: B64 }

/** `GET /desk/api/records?desk=&kind=`: the newest version of each, of the desk and all its members; `next` goes into `after`, null on the last page. */
export type DeskRecords = { records: DeskRecordRow[]; next: Hex | null }
