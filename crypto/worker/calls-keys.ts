// The calls about keys: new keys for a desk, the root's later signatures, passkeys, the recovery holder,
// and re-keying cases after a change. One more part of the table that DeskCalls joins.

import type {
  AuditPlace, B64, CaseForDesk, DayNumber, Hex, InboxRow, RecoveryBoxRow, RecoveryDirectory, RecoveryOffer, RosterDraftRows, UnlockAnswer,
} from '../answers.ts'
import type { CodeLines, DeskCaseView, RoleName, RosterView, SummaryFields } from './views.ts'

type Job<Name extends string> = { job: string; action: Name }
/** A code that was typed wrong: `line` perhaps, never for certain. */
export type Mistyped = { result: 'wrong' } | { result: 'line'; line: number } | { result: 'length'; digits: number }

/** Somebody on a list, as people compare them; `name` is the server's word. */
export type NamedCard = { memberId: Hex; name: string; role: 'handler' | 'lead'; fingerprint: string }

/** What the root would certify of one desk, against the roster before. */
export type NextDesk = {
  deskId: Hex
  label: string
  roles: RoleName[]
  independent: boolean
  /** `rotated`: the key before signed the new one. `restarted`: nobody could, people compare. `new`: first listed now. */
  kind: 'same' | 'rotated' | 'restarted' | 'new'
  deskFingerprint: string
  /** The member whose signature stands on the new card; null where the card is the one of before. */
  signedBy: NamedCard | null
  added: NamedCard[]
  removed: NamedCard[]
  roleChanged: NamedCard[]
  recovery: { change: 'same' | 'set' | 'changed' | 'dropped'; label: string; fingerprint: string }
  /** What stood in the roster before; null for a new desk. */
  before: { label: string; roles: RoleName[]; independent: boolean; recoveryLabel: string; deskFingerprint: string } | null
  /** True: nothing but people can vouch for this card; it is signed only if its id is among `compared`. */
  mustCompare: boolean
}

export type NextRosterDraft = {
  rootFingerprint: string
  seq: number
  base: { seq: number; hash: Hex; issuedDay: DayNumber; notAfterDay: DayNumber }
  /** Whether a root file or a number from the sheet said which roster was signed last; otherwise people compare `base.seq` with the sheet. */
  baseKnown: boolean
  notAfterDay: DayNumber
  practice: boolean
  receiptKey: 'same' | 'new'
  desks: NextDesk[]
}

export type WayIn = { kind: 'phrase' | 'code' | 'passkey'; head: B64 }

export type KeyCalls = {
  /**
   * New keys for a desk, and members taken off its list in the same stroke (`remove` may be empty; never oneself).
   * `recovery`: `keep` seals the new key to the holder of now, `drop` to nobody, a label to a new code shown once.
   */
  prepareRotation: {
    input: { deskId: Hex; remove: Hex[]; recovery: 'keep' | 'drop' | { label: string }; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'rotate'> & { deskFingerprint: string; recoveryLines: CodeLines | null }
  }
  /** Re-keys the case opened last under this id where its talk, room or notes still stand under older keys or a desk that left. */
  prepareRekey: {
    input: { caseId: Hex; place: AuditPlace; today: DayNumber; now: number }
    output: ({ result: 'due' } & Job<'write'>) | { result: 'none' }
  }

  /** Opens the root by its file; the page never reads the code in it. */
  openRootFile: { input: { instanceId: Hex; file: Uint8Array; rootFp: Hex; now: number }; output: { result: 'ok'; fingerprint: string; lastSigned: number } | { result: 'wrong' } }
  /** Body of `POST /desk/api/root`: challenge ‖ signature. */
  signRootIn: { input: { challenge: B64; now: number }; output: { body: Uint8Array } }
  /** Checks everything against the roster before; `last` is the number written on the sheet where no file was opened. */
  draftNextRoster: { input: { rows: RosterDraftRows; last: number | null; today: DayNumber; now: number }; output: NextRosterDraft }
  /**
   * Signs exactly what `shown` says, less the desks in `drop`. `compared`: desks whose fingerprint people have compared.
   * The same again gives the same bytes; another draft on the same base is refused as `rollback`, because a number is signed once.
   */
  signNextRoster: {
    input: { shown: NextRosterDraft; compared: Hex[]; drop: Hex[]; now: number }
    output: { rosterFile: Uint8Array; rosterHash: Hex; rootFile: Uint8Array; seq: number }
  }
  /** Draws a successor of the open root. Nothing counts before `signSuccession`; write the lines down first. */
  makeNextRoot: { input: { now: number }; output: { lines: CodeLines; fingerprint: string; rootFp: Hex } }
  /** As signNextRoster, and hands over to the root of `makeNextRoot`: both sign. The root file is the new root's. */
  signSuccession: {
    input: { shown: NextRosterDraft; compared: Hex[]; drop: Hex[]; now: number }
    output: { rosterFile: Uint8Array; rosterHash: Hex; rootFile: Uint8Array; seq: number }
  }
  /** Restarts a desk whose members are all lost: the signed change that makes this card its only member, a lead. */
  signRestart: {
    input: { deskId: Hex; changes: B64[]; memberCards: B64[]; rosters: B64[]; card: B64; shownFingerprint: string; now: number }
    output: { change: Uint8Array }
  }

  /** Salt for the PRF of the browser; null where no way in is a passkey. */
  passkeySalt: { input: { answer: UnlockAnswer }; output: { salt: Uint8Array | null } }
  /** The same for a new passkey of the unlocked member, and its user handle. */
  newPasskey: { input: { now: number }; output: { salt: Uint8Array; userHandle: Uint8Array } }
  /** Adds a passkey to the ways in of `answer` (at most eight in all); sets the whole state. */
  addPasskey: { input: { answer: UnlockAnswer; credentialId: B64; prf: Uint8Array; place: AuditPlace; today: DayNumber; now: number }; output: Job<'boxes'> }
  /** Takes a passkey away again. */
  dropPasskey: { input: { answer: UnlockAnswer; head: B64; place: AuditPlace; today: DayNumber; now: number }; output: Job<'boxes'> }
  waysIn: { input: { answer: UnlockAnswer }; output: WayIn[] }

  /** The recovery holder's code answers the server's offer: `proof` opens a session that only reads. Root as the page names it. */
  openRecovery: {
    input: { instanceId: Hex; rootFp: Hex; deskId: Hex; text: string; offer: RecoveryOffer; now: number }
    output: { result: 'ok'; proof: B64; rootFingerprint: string } | Mistyped
  }
  /** `missing`: desk epochs of the rosters whose box is not there or does not open. */
  loadRecovery: {
    input: { directory: RecoveryDirectory; now: number }
    output: { roster: RosterView; deskId: Hex; label: string; recoveryLabel: string; opened: number[]; missing: number[] }
  }
  recoverySummaries: { input: { rows: InboxRow[]; now: number }; output: (SummaryFields | null)[] }
  /** `canWrite` is false always. */
  openRecoveryCase: { input: { answer: CaseForDesk; today: DayNumber; now: number }; output: DeskCaseView }

  /**
   * A member watches the recovery holder type the code: every box is opened, compared with the seeds held, and one
   * case opened with them; then all of it is wiped. The entry goes by action `drill`.
   */
  prepareDrill: {
    input: { deskId: Hex; text: string; boxes: RecoveryBoxRow[]; case: CaseForDesk | null; place: AuditPlace; today: DayNumber; now: number }
    output: ({ result: 'ok'; opened: number[]; caseOpened: boolean } & Job<'drill'>) | Mistyped | { result: 'boxes'; missing: number[] }
  }
}

/** A passkey in the place of a phrase or a printed code. */
export type PasskeySecret = { kind: 'passkey'; credentialId: B64; prf: Uint8Array }
