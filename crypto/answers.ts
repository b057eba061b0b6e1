// The JSON that the server hands to browsers. Nothing here is trusted: every byte string is
// checked by the structures of this folder before a word of it is believed (PROTOCOL §12).

import type { ClockFacts, DecisionRow, ProposalRow } from './answers-casework.ts'

export type {
  ClockFacts, ProposalRow, DecisionRow, DecisionPages, DueRow, DueAnswer, PresenceAnswer, DeskRecordRow, DeskRecords,
} from './answers-casework.ts'

/** Bytes in base64url without padding. */
export type B64 = string
/** Bytes as lower-case hexadecimal digits; ids ride in this form. */
export type Hex = string
/** Days since 1970-01-01 in the organisation's time zone. */
export type DayNumber = number

/** `GET /api/challenge`: names no case and no member; `day` is the server's today. */
export type ChallengeAnswer = { challenge: B64; day: DayNumber }

/** `GET /api/roster`: the newest roster; its file lies at `/api/roster/{hash}` for good. */
export type RosterPointer = { hash: Hex }

export type SubmitAnswer = { receipt: B64 }
export type PostAnswer = { day: DayNumber }

/** One epoch as one reader gets it: `wrap` is theirs alone, empty where they are no recipient. */
export type EpochRow = { header: B64; wrap: B64; back: B64 }
export type MessageRow = { epoch: number; outer: B64; body: B64; day: DayNumber }
/** A file that lies at the server in full: sealed under this epoch, in `parts` parts of `bytes` bytes together. */
export type FileRow = { fileId: Hex; epoch: number; parts: number; bytes: number }
/** `stream` is kind and desk id, 17 bytes; epochs ascend from 0 without a gap; `files` absent where no message lists one. */
export type StreamRows = { stream: Hex; epochs: EpochRow[]; messages: MessageRow[]; files?: FileRow[] }

/** Answer to a signed `fetch`. `rosters`: every file from the oldest one that a header names up to the newest. */
export type CaseForReporter = {
  caseId: Hex
  card: B64
  day: DayNumber
  envelopeHash: B64
  receipt: B64
  talk: StreamRows
  rosters: B64[]
  /** Teams that hold a name of hers, as the server says. */
  names?: { deskId: Hex; day: DayNumber }[]
}

/** A letter of the reporter to one desk of the case, as it was sealed. */
export type NameForDesk = { letter: B64 }

/** Unlock boxes of a member name: handed to anybody; an unknown name gets stable fakes of the same shape. */
export type UnlockAnswer = { instanceId: Hex; boxes: { head: B64; box: B64 }[] }

/** What an invitation is for, as the server tells it; the signed roster has the last word. */
export type InviteAnswer = {
  kind: 'found' | 'join'
  instanceId: Hex
  organisation: string
  deskId: Hex
  deskLabel: string
  roles: string[]
  independent: boolean
}

export type NamedMember = { memberId: Hex; name: string }

/** A card that came in by an invitation and waits for a member to admit it. */
export type PendingCard = { inviteId: Hex; role: 'handler' | 'lead'; card: B64; tag: B64; name: string }

/** One desk as its members see it: the whole signed list, every card in it, the reader's own boxes. */
export type DeskRows = {
  deskId: Hex
  changes: B64[]
  memberCards: B64[]
  names: NamedMember[]
  boxes: { deskEpoch: number; which: 1 | 2; box: B64 }[]
  pending: PendingCard[]
  /** New keys that wait for the root, null where none do; `boxes` then holds those of their desk epoch too. */
  pendingRotation: { card: B64; cardSig: B64; nextSig: B64; recovery: RecoveryHolder | null } | null
  /** Whom the newest signed card names as second reader; null where it names nobody. */
  recovery: RecoveryHolder | null
}

/** The second reader of a desk: a public key and what people call its holder. */
export type RecoveryHolder = { pk: B64; label: string }

/** Everything that a signed-in member's browser needs before it opens a case. `rosters`: all files, ascending; empty before the first. */
export type Directory = {
  instanceId: Hex
  memberId: Hex
  name: string
  today: DayNumber
  rosters: B64[]
  desks: DeskRows[]
}

/** The server's signature over the head of the record after entry `seq` (PROTOCOL §15.3). */
export type CheckpointRow = { seq: number; head: Hex; day: DayNumber; sig: B64 }

/** `GET /desk/api/audit-place`: where this member's next entry in the record belongs (§15); `prev` is zero for n = 0. */
export type AuditPlace = { n: number; prev: Hex; checkpoint: CheckpointRow | null }

/** `GET /desk/api/audit-place?case=`: the same, with the desk that reads the case and the name under which the record knows it. */
export type CasePlace = AuditPlace & { case: { deskId: Hex; auditRef: Hex } | null }

/** One stored entry: `seq` is its place among all of the organisation, `details` empty where it has none. */
export type AuditRow = { seq: number; day: DayNumber; entry: B64; sig: B64; details: B64 }

/** `GET /desk/api/audit?case=` (or `?desk=`: entries about no case): with the cards and names of everybody who signed one. */
export type AuditAnswer = { entries: AuditRow[]; memberCards: B64[]; names: NamedMember[] }

export type Turn = 'nobody' | 'desk' | 'reporter' | 'others'

/** The clear columns of a case; `nextDay` and `endDay` are null when none is set, `assignee` null for nobody. */
export type CaseColumns = {
  version: number
  state: string
  turn: Turn
  nextDay: DayNumber | null
  endDay: DayNumber | null
  assignee: Hex | null
}

/** One line of the inbox; `summary` is the sealed record of the desk or null when nobody has written one yet. */
export type InboxRow = CaseColumns & {
  caseId: Hex
  deskId: Hex
  day: DayNumber
  lastDay: DayNumber
  urgent: boolean
  reporterMessages: number
  summary: B64 | null
}

export type CaseForDesk = {
  caseId: Hex
  deskId: Hex
  card: B64
  day: DayNumber
  urgent: boolean
  columns: CaseColumns
  talk: StreamRows
  /** null before the first word between the teams, and to a desk that is no reader of talk now. */
  room: StreamRows | null
  notes: StreamRows | null
  summary: B64 | null
  /** The signed lists of all other desks that any epoch of the room names, or that answered a page about this case; empty without a room. */
  lists: ListRows[]
  /** Copies that the asking desk made of this case and that are still here. */
  copies: CopyRow[]
  /** What the server knows in clear of casework; shown, and believed only where somebody signed the same. */
  clocks: ClockFacts[]
  /** Two people hold the case, as the server knows: it is not destroyed. */
  held: boolean
  /** Last day of the protection watch, null without one. */
  watchUntil: DayNumber | null
  proposals: ProposalRow[]
  /** Pages about proposals of this case that went to desks which do not read it. */
  decisions: DecisionRow[]
  /** The day on which the reporter gave the asking desk a name, as the server says; absent without one. */
  nameDay?: DayNumber
}

/** The list of a desk whose members write in a room: whole, with every card that it names. */
export type ListRows = { deskId: Hex; changes: B64[]; memberCards: B64[]; names: NamedMember[] }

export type CopyRow = { copyId: Hex; day: DayNumber; untilDay: DayNumber }

/** Answer to a `fetch` of an outside reader (§14). `card` is the reader's own; `rosters` as for a reporter. */
export type CopyForReader = { copyId: Hex; card: B64; day: DayNumber; untilDay: DayNumber; copy: StreamRows; rosters: B64[] }

/** A desk that its first member has founded, before or after the root signed it. */
export type FoundedDesk = {
  memberName: string
  memberCard: B64
  tag: B64
  change: B64
  deskCard: B64
  cardSig: B64
  recovery: { pk: B64; label: string } | null
}

export type FoundingDesk = {
  deskId: Hex
  inviteId: Hex
  label: string
  roles: string[]
  independent: boolean
  founded: FoundedDesk | null
}

/** What the set-up page reads while it waits for the first members. */
export type FoundingStatus = {
  instanceId: Hex
  practice: boolean
  receiptPk: B64
  rosterHash: Hex | null
  live: boolean
  desks: FoundingDesk[]
}

/** One desk for the root's signing page: `label`, `roles`, `independent` as the operator wants them from now on. */
export type RosterDraftDeskRows = {
  deskId: Hex
  label: string
  roles: string[]
  independent: boolean
  changes: B64[]
  memberCards: B64[]
  names: NamedMember[]
  /** `nextSig` null: restarted by the root, nobody holds the keys of before. */
  pending: { card: B64; cardSig: B64; nextSig: B64 | null; recovery: RecoveryHolder | null } | null
  /** A desk that no roster lists yet, founded by the invitation `inviteId`. */
  founded: FoundedDesk | null
  inviteId: Hex | null
}

/** `GET /desk/api/roster-draft`, in a root's session; rosters ascending, all of them. */
export type RosterDraftRows = {
  instanceId: Hex
  today: DayNumber
  practice: boolean
  receiptPk: B64
  rosters: B64[]
  desks: RosterDraftDeskRows[]
}

/** `GET /desk/api/recovery?desk=`: an encapsulation to the recovery key of the newest card; only its holder can answer. */
export type RecoveryOffer = { ct: B64; token: B64 }

/** `GET /desk/api/recovery/directory`: one desk as its recovery holder sees it; `boxes` hold reading seeds only. */
export type RecoveryDirectory = {
  instanceId: Hex
  today: DayNumber
  rosters: B64[]
  desk: {
    deskId: Hex
    changes: B64[]
    memberCards: B64[]
    names: NamedMember[]
    boxes: RecoveryBoxRow[]
  }
}
export type RecoveryBoxRow = { deskEpoch: number; box: B64 }

/** `GET /desk/api/recovery-boxes?desk=`, for a member of the desk: what a drill opens. */
export type RecoveryBoxes = { deskId: Hex; boxes: RecoveryBoxRow[] }

/** `GET /desk/api/rekey?desk=`: cases whose newest epoch still names older keys, or a desk that left. */
export type RekeyRow = { caseId: Hex; auditRef: Hex }
