// Casework, records outside cases and search as a page gets them (PROTOCOL §11). What the JSON in a body means is not
// decided here: the worker checks whose words they are and hands them on.

import type { DayNumber, Hex } from '../answers.ts'

/** One work record: a newer one with the same kind and object takes its place. `body` is JSON that the worker has not read. */
export type WorkFacts = { kind: string; object: Hex; body: string }
/** What would be done, once a second person agrees. `body` as above. `assent`: salt and signature of the proposer for the reporter, in hexadecimal; absent for none. */
export type ProposalFacts = { kind: string; body: string; assent?: Hex }
export type Verdict = 'approve' | 'back' | 'aside'
/**
 * `proposal` is the digest of the entry that it answers. `outside`: who decided at a desk that does not read the case,
 * null where the author of this entry did. `unproven`: something was carried in that does not hold, so nobody decided.
 * `shown`: the page that they signed, null for everybody else; whether it says what the proposal says is not settled here.
 */
export type ApprovalFacts = { proposal: Hex; verdict: Verdict; text: string; outside: OutsideDecider | 'unproven' | null; shown: PageWords | null }
/** What somebody at another desk is shown: kind and body of a proposal, and how its case is weighed. `bound` stands for the case in what they sign for its reporter; absent where nothing of it is signed. */
export type PageWords = { kind: string; body: string; severity: string; bound?: Hex }
export type OutsideDecider = { memberId: Hex; name: string; deskId: Hex; label: string; role: 'handler' | 'lead'; day: DayNumber }

/** Records outside cases: views and drafts are a member's own, register, outcome and index a desk's, snippets and calendar either. */
export type DeskRecordKind = 'view' | 'draft' | 'snippet' | 'register' | 'outcome' | 'calendar' | 'index'

/** A record that opened. `version` goes back into `sealRecord`; `own`: the asking member's; `owner` null where it is the desk's; `old`: sealed under keys of before. */
export type KeptRecord = {
  recordId: Hex
  kind: DeskRecordKind
  version: number
  own: boolean
  owner: Hex | null
  caseId: Hex | null
  old: boolean
  /** JSON that the worker has not read; of an index empty. */
  content: string
}

/** Where a word was found: in the summary, or in the full text by conversation. */
export type SearchField = 'words' | 'place' | 'code' | 'report' | 'talk' | 'room' | 'work' | 'notes'
export type SearchHit = { caseId: Hex; deskId: Hex; score: number; field: SearchField }

/** What a team may use a name for; each holds what stands before it: to reach the person, to find out what happened, to name them to the company. */
export type NamePurpose = 'reach' | 'inside' | 'outside'
/** Who a reporter is, as they wrote it for one team. */
export type NameWords = { name: string; reach: string; purpose: NamePurpose }
export type NameView = NameWords & { day: DayNumber }
