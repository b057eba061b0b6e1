// What a page gets from its worker: plain, readable, already checked. No key and no ciphertext
// stands in these types, and a page never has to decide what may be believed.

import type { DayNumber, Hex } from '../answers.ts'
import type { ApprovalFacts, ProposalFacts, WorkFacts } from './views-casework.ts'

export type { ApprovalFacts, DeskRecordKind, KeptRecord, NamePurpose, NameView, NameWords, OutsideDecider, PageWords, ProposalFacts, SearchField, SearchHit, Verdict, WorkFacts } from './views-casework.ts'
export type { RecordAction, RecordDetails, RecordEntry, RecordFault, RecordView } from './views-record.ts'

export type RoleName = 'LEGAL' | 'HRR' | 'EHS' | 'ENV' | 'ETH' | 'QUAL' | 'SEC' | 'MIN' | 'EXT' | 'BRD'

/** A team of the signed roster. `recoveryLabel` names the second reader of its key or is empty. */
export type Team = {
  id: Hex
  label: string
  recoveryLabel: string
  roles: RoleName[]
  independent: boolean
  fingerprint: string
}

/** `expiry`: `clock-unset` when the device's date lies before the roster was made, `soon` from day 300 on, `expired` past its last day: read only. */
export type RosterView = {
  teams: Team[]
  practice: boolean
  seq: number
  hash: Hex
  issuedDay: DayNumber
  notAfterDay: DayNumber
  expiry: 'ok' | 'soon' | 'clock-unset' | 'expired'
}

/** Seven lines of six digits. */
export type CodeLines = readonly string[]

/** What reading a typed code gave; `line` counts from 1 and is a guess ("perhaps"), never a certainty. */
export type CodeReading =
  | { result: 'ok'; caseId: Hex }
  | { result: 'line'; line: number }
  | { result: 'wrong' }
  | { result: 'length'; digits: number }

/** Field names of a payload (PROTOCOL §11.1): lists are comma-separated, numbers are decimal, ids are hex. */
export type ReportField =
  | 'tiles' | 'text' | 'danger' | 'who' | 'whoTeams' | 'place' | 'employer' | 'part' | 'poster' | 'contact' | 'still'
  | 'relation' | 'relationMore' | 'help' | 'touch' | 'reader' | 'nearest' | 'removedTeams'
export type TextField = 'text' | 'sentences' | 'about'
/**
 * `body`: the office that can do more, or was told; `basis`: consent or law. `places` may help instead. `flags` run beside
 * the state. `findings`: one for each line of `points`, in their order.
 */
export type EventField =
  | 'state' | 'sinceDay' | 'nextDay' | 'endDay' | 'finding' | 'reason' | 'remedies' | 'text' | 'sentences'
  | 'body' | 'places' | 'basis' | 'flags' | 'findings' | 'points'
export type NoteField = 'text' | 'priority' | 'member'
/** What a copy was for; `copy` is its id. Where its words came from stays under seal and is not shown. */
export type ProvenanceField = 'copy' | 'purpose' | 'untilDay'
/** From `severity` to `remedies` the page's to fill (`clocks` is JSON): they stand in work records, which the worker does not read. `keptOut`: roles and desks that the reporter keeps out, or `nobody`. `mark`: stands for the case in records that outlive it; whoever cannot open the case cannot tell which it was. */
export type SummaryField =
  | 'lang' | 'tiles' | 'words' | 'place' | 'danger' | 'reporterSeen' | 'state' | 'priority' | 'severity' | 'code' | 'clocks'
  | 'finding' | 'reason' | 'remedies' | 'keptOut' | 'mark'

export type ReportFields = { [name in ReportField]?: string }
export type TextFields = { [name in TextField]?: string }
export type EventFields = { [name in EventField]?: string }
export type NoteFields = { [name in NoteField]?: string }
export type ProvenanceFields = { [name in ProvenanceField]?: string }
export type SummaryFields = { [name in SummaryField]?: string }

export type Never = { roles: RoleName[]; desks: Hex[] }

/**
 * Who wrote: `label` is the desk's signed label or the member's name, empty for the reporter. Of a member besides: `role`
 * on the checked list, the highest since the roster of that epoch, also of somebody who has left; in the room `team` and
 * `deskId`, the signed label and the id of the desk on whose list they stand.
 */
export type Author = { kind: 'reporter' | 'desk' | 'member'; id: Hex; label: string; team?: string; deskId?: Hex; role?: 'handler' | 'lead' | null }

/** Talk with the reporter, the room between the teams, the own team's notes. */
export type StreamName = 'talk' | 'room' | 'notes'

type Believed = {
  /** Author and number, usable as a key of a list and as the value of an `about` field. */
  key: string
  /** What an approval names: it stands for exactly this signed message of exactly this case. */
  digest: Hex
  stream: StreamName
  author: Author
  n: number
  epoch: number
  /** The server's day of receipt. */
  day: DayNumber
  /** BCP 47, the language the author wrote in; may be empty. */
  lang: string
  urgent: boolean
  /** `cut`: signed by the reporter but left out by whoever opened the next epoch. `server`: sealed by the server, not by a browser. `older-key`: a team's, come in after a roster had replaced its key. */
  mark: 'none' | 'cut' | 'server' | 'older-key'
  files: readonly FileView[]
}

/** A file that a message lists; `bytes` is what its parts hold together: the real size and the name are inside. */
export type FileView = { fileId: Hex; parts: number; bytes: number }

/** A change of who can read, told by whoever opened the new epoch. */
export type OpenFacts = { added: Hex[]; removed: Hex[]; restarted: Hex[]; withHistory: boolean }

export type TimelineEntry = Believed &
  (
    | { type: 'report'; fields: ReportFields; never: Never }
    | { type: 'text' | 'answer' | 'reply' | 'ask'; fields: TextFields }
    | { type: 'withdraw' | 'delete-request'; fields: TextFields }
    | { type: 'never'; never: Never }
    /** `signers`: labels of the desks of two people who signed these words for this case, who proposed first; absent where nobody did, or where it does not hold. */
    | { type: 'event'; fields: EventFields; signers?: [string, string] }
    | { type: 'note' | 'triage' | 'assign'; fields: NoteFields }
    | { type: 'leave'; fields: TextFields }
    | { type: 'provenance'; fields: ProvenanceFields }
    | { type: 'open'; open: OpenFacts }
    | { type: 'work'; work: WorkFacts }
    | { type: 'proposal'; proposal: ProposalFacts }
    | { type: 'approval'; approval: ApprovalFacts }
  )

/** Facts about the stream that are shown and that stop nothing. */
export type Warning =
  | { kind: 'withheld'; stream: StreamName; author: Author; n: number }
  | { kind: 'cut'; stream: StreamName; author: Author; n: number; by: Author }
  | { kind: 'equivocation'; stream: StreamName; author: Author; n: number }
  | { kind: 'restarted'; deskId: Hex; label: string; epoch: number }
  | { kind: 'old-roster'; issuedDay: DayNumber }

/** A team that can read the newest part; `sinceDay` is the day from which it is a recipient. */
export type ReaderOfCase = Team & { sinceDay: DayNumber; addedBy: Author | null }

/** The reporter's conversation, oldest first. `noTeamLeft`: every team left or is excluded, she must choose one. */
export type CaseView = {
  caseId: Hex
  day: DayNumber
  readers: ReaderOfCase[]
  timeline: TimelineEntry[]
  warnings: Warning[]
  noTeamLeft: boolean
  practice: boolean
  /** The newest roster is past its last day (or the device's date is wrong): the case is shown, writing is refused as `expired`. */
  expired: boolean
}

/** A member of a team that reads the case. */
export type PersonOfCase = { memberId: Hex; name: string; role: 'handler' | 'lead'; deskId: Hex; desk: string; roles: RoleName[] }

export type DeskCaseView = CaseView & {
  deskId: Hex
  /**
   * `none`: nobody wrote there yet. `closed`: it stands, but no team that reads it has opened it for this one yet, so
   * nothing newer can be read or written. `teams`: how many read it once it is written to; with one there is nobody to
   * talk to, and it holds casework only. `said`: whether a word between teams stands there already.
   */
  room: { state: 'none' | 'open' | 'closed'; canWrite: boolean; teams: number; said: boolean }
  /** Everybody who stands now on the newest checked list of a team that reads the case; of other teams once the room is open. */
  people: PersonOfCase[]
  /** Teams of the newest roster that may become readers: not readers now, not on the reporter's list. */
  addable: Team[]
  /** Copies that this desk gave out, newest last; `over`: past its day, or taken back by the server. */
  copies: { copyId: Hex; day: DayNumber; untilDay: DayNumber; purpose: string; over: boolean }[]
  version: number
  /** False where this desk has left, is excluded or was taken off the roster: it reads what it could read, and writes nothing. */
  canWrite: boolean
  /** The newest believed event's fields, null before the first: what the reporter's page shows too. */
  told: EventFields | null
  /** Newest triage and assignment from the notes. */
  priority: number | null
  assignee: Hex | null
  /** Whether any message of the reporter is marked urgent. */
  urgent: boolean
  /** The summary to store now, ready to be passed to `sealWrites`; `stored` is the one that lies at the server, null before the first. */
  summary: SummaryFields
  stored: SummaryFields | null
}

/** A copy as its reader sees it. `over`: past its day, the words are not shown then. */
export type CopyView = {
  copyId: Hex
  day: DayNumber
  untilDay: DayNumber
  over: boolean
  text: string
  purpose: string
  lang: string
  /** The team that made it, as the signed roster of that day named it. */
  team: Team
  rootFingerprint: string
  practice: boolean
}

export type MemberView = {
  memberId: Hex
  name: string
  role: 'handler' | 'lead'
  removed: boolean
  fingerprint: string
  me: boolean
}

/** `tag`: `holds` = this member made the invitation and its secret was used; otherwise people compare fingerprints. */
export type PendingView = {
  inviteId: Hex
  name: string
  role: 'handler' | 'lead'
  fingerprint: string
  tag: 'holds' | 'compare'
}

export type DirectoryView = {
  memberId: Hex
  name: string
  /** Null while no roster is signed: the desk is founded and waits for the root. */
  roster: RosterView | null
  desks: {
    deskId: Hex
    label: string
    deskEpoch: number
    role: 'handler' | 'lead'
    fingerprint: string
    members: MemberView[]
    pending: PendingView[]
    /** Who holds the second reader's code, as the signed roster names them; empty for nobody. */
    recoveryLabel: string
    /** New keys that wait for the root; null where none do. `by` and `removed` are names. */
    rotation: { fingerprint: string; by: string; removed: string[] } | null
    stillHeldBy: string[] // Removed since the newest keys were made, waiting ones included: names.
    canRead: boolean // False until a member has made this member's boxes.
  }[]
}

/** One desk on the page where the root signs: what will be certified, in words and fingerprints. */
export type RosterDraftDesk = {
  deskId: Hex
  label: string
  roles: RoleName[]
  independent: boolean
  deskFingerprint: string
  memberName: string
  memberFingerprint: string
  recoveryLabel: string
  recoveryFingerprint: string
  /** `holds`: the card answers the root holder's own invitation. `fails`: it does not, do not sign without comparing. */
  tag: 'holds' | 'fails'
}
export type RosterDraft = { rootFingerprint: string; desks: RosterDraftDesk[] }
