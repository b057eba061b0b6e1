// The calls about cases: opening one, writing into its streams, adding and leaving, a copy for somebody outside.
// One more part of the tables that DeskCalls and ReporterCalls join.

import type { AuditPlace, B64, CaseForDesk, CopyForReader, DayNumber, Hex, InboxRow, NameForDesk } from '../answers.ts'
import type { CodeLines, CopyView, DeskCaseView, EventFields, NameView, NoteFields, SummaryFields, TextFields, Verdict } from './views.ts'

type Framed = { frame: Uint8Array }
type Job<Name extends string> = { job: string; action: Name }

/** What a member writes; several go into one request, all or nothing. `files`: ids of files that have ended. `room` is read by every team of the case, never by the reporter. */
export type DeskWrite =
  | { type: 'reply' | 'ask'; fields: TextFields; lang: string; files?: Hex[] }
  | { type: 'event'; fields: EventFields; lang: string; files?: Hex[] }
  /** The own team leaves: it reads nothing that is written after the next epoch. Comes last whatever the order here. */
  | { type: 'leave'; fields: TextFields; lang: string }
  | { type: 'room' | 'note'; fields: NoteFields; lang: string; files?: Hex[] }
  | { type: 'triage' | 'assign'; fields: NoteFields; lang: string }
  /** Casework goes into the room, which the first of it opens. `object`: 16 bytes, zeros for none. `body`: JSON, which nobody reads here. */
  | { type: 'work'; fields: { kind: string; object: Hex; body: string }; lang: string; files?: Hex[] }
  /** `reads`: the event that it would tell the reporter, where two names stand under that: the approval of another member puts them there. */
  | { type: 'proposal'; fields: { kind: string; body: string }; lang: string; reads?: EventFields }
  /** `proposal`: the digest on the timeline of the entry that it answers. `outside` and `page`: both as `openDecision` gave them, or neither. */
  | { type: 'approval'; fields: { proposal: Hex; verdict: Verdict; text?: string; outside?: Hex; page?: Hex }; lang: string }

/**
 * What the server is told in clear beside the sealed words (PROTOCOL §12.3): no two about the same thing. `propose` takes
 * the digest of the proposal in `writes`, one act for each; `decide` needs the approval that says the same.
 */
export type CaseAct =
  /** `notices`: one to four days, rising, the last is `dueDay`. Drop the days that coincide. */
  | { kind: 'clock-set'; clockId: Hex; dueDay: DayNumber; notices: DayNumber[] }
  | { kind: 'clock-stop'; clockId: Hex }
  | { kind: 'propose' }
  | { kind: 'decide'; proposal: Hex; verdict: Verdict }
  | { kind: 'hold'; on: boolean }
  /** 0: the watch is over. */
  | { kind: 'watch'; untilDay: DayNumber }

/** Columns to set with a write; `version` is the one the page was built from. */
export type NewColumns = {
  version: number
  state: string
  turn: 'nobody' | 'desk' | 'reporter' | 'others'
  nextDay: DayNumber | null
  endDay: DayNumber | null
  assignee: Hex | null
}

/** A team that becomes a reader with this write: of everything so far, or only of what follows. */
export type NewTeam = { deskId: Hex; history: boolean }

export type CaseCalls = {
  openSummaries: { input: { rows: InboxRow[]; now: number }; output: (SummaryFields | null)[] }
  openCase: { input: { answer: CaseForDesk; today: DayNumber; now: number }; output: DeskCaseView }
  /**
   * Seals for the case opened last under this id; `summary` null leaves the stored one; `writes` may be empty where
   * only the summary is new or a team is added. `addTeam` is refused as `excluded` where the reporter's list or a
   * departure stands against it; with a `leave` in `writes` it hands the case over. Every room that exists is opened
   * for the new team in the same request.
   */
  sealWrites: {
    input: {
      caseId: Hex
      writes: DeskWrite[]
      addTeam: NewTeam | null
      columns: NewColumns | null
      summary: SummaryFields | null
      acts?: CaseAct[]
      place: AuditPlace
      today: DayNumber
      now: number
    }
    /** `proposals`: digests of the proposals in `writes`, in their order. */
    output: Job<'write'> & { proposals: Hex[] }
  }
  /**
   * A copy of chosen words for one reader outside: new message, new key, own code. `sources` are keys of the timeline,
   * kept in the desk's notes only. The code is drawn here and returned once; asking again makes another copy.
   */
  sealCopy: {
    input: { caseId: Hex; text: string; purpose: string; untilDay: DayNumber; sources: string[]; lang: string; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'copy'> & { copyId: Hex; lines: CodeLines; digits: string }
  }
  /** What the reporter wrote for the desk under which the case was opened last; null where this desk's keys of then are gone. Kept nowhere. */
  openName: { input: { caseId: Hex; answer: NameForDesk; now: number }; output: NameView | null }
}

/** The reader of a copy: part of the reporter's worker, one copy at a time. */
export type CopyCalls = {
  openCopyCode: {
    input: { text: string; instanceId: Hex }
    output: { result: 'ok'; copyId: Hex } | { result: 'line'; line: number } | { result: 'wrong' } | { result: 'length'; digits: number }
  }
  /** A `fetch` of an outside reader; goes where the reporter's goes. */
  signCopyFetch: { input: { challenge: B64 }; output: Framed }
  openCopy: { input: { answer: CopyForReader; rootFp: Hex; today: DayNumber }; output: CopyView }
}
