// The JSON that the server hands to browsers. Nothing here is trusted: every byte string is
// checked by the structures of this folder before a word of it is believed (PROTOCOL §12).

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
/** `stream` is kind and desk id, 17 bytes; epochs ascend from 0 without a gap. */
export type StreamRows = { stream: Hex; epochs: EpochRow[]; messages: MessageRow[] }

/** Answer to a signed `fetch`. `rosters`: every file from the oldest one that a header names up to the newest. */
export type CaseForReporter = {
  caseId: Hex
  card: B64
  day: DayNumber
  envelopeHash: B64
  receipt: B64
  talk: StreamRows
  rosters: B64[]
}

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
}

/** Everything that a signed-in member's browser needs before it opens a case. `rosters`: all files, ascending; empty before the first. */
export type Directory = {
  instanceId: Hex
  memberId: Hex
  name: string
  today: DayNumber
  rosters: B64[]
  desks: DeskRows[]
}

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
  notes: StreamRows | null
  summary: B64 | null
}

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
