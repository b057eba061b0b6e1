// Every request that a page may put to a worker, with its answer. `call(name, input)` of client.ts
// is typed by these two tables; a refusal arrives as a rejected promise with a WorkerError.

import type {
  AuditPlace, B64, CaseForReporter, DayNumber, Directory, FoundingStatus, Hex, PendingCard, UnlockAnswer,
} from '../answers.ts'
import type { CaseCalls, CopyCalls } from './calls-cases.ts'
import type { DecisionCalls } from './calls-decisions.ts'
import type { DeskFileCalls, DeskRecordCalls, ReporterFileCalls } from './calls-files.ts'
import type { KeyCalls, PasskeySecret } from './calls-keys.ts'
import type { KeptCalls, SearchCalls } from './calls-records.ts'
import type { WorkerCode } from './client.ts'
import type { CaseView, CodeLines, CodeReading, DirectoryView, NameWords, Never, ReportFields, RosterDraft, RosterView, TextFields } from './views.ts'

export type { CaseAct, DeskWrite, NewColumns, NewTeam } from './calls-cases.ts'

type Nothing = Record<string, never>
type Framed = { frame: Uint8Array }

/** The reporter's worker: one case at a time, everything gone with `forget` or with the page. */
export type ReporterCalls = CopyCalls & ReporterFileCalls & {
  /** Checks the newest roster against the page's instance and root. First call always. */
  load: { input: { rosterFile: Uint8Array; instanceId: Hex; rootFp: Hex; today: DayNumber }; output: RosterView }
  /** For whoever only compares: as `load`, but a list past its last day is told (`expiry`), not refused, and nothing is kept. */
  checkRoster: { input: { rosterFile: Uint8Array; instanceId: Hex; rootFp: Hex; today: DayNumber }; output: { roster: RosterView; rootFingerprint: string } }
  /** Draws the code for a new report; asking again before `sealReport` gives the same one. */
  makeCode: { input: Nothing; output: { lines: CodeLines; digits: string } }
  /** Seals once; asking again gives the same case. */
  sealReport: {
    input: { recipients: Hex[]; never: Never; fields: ReportFields; lang: string; urgent: boolean; today: DayNumber }
    output: { caseId: Hex; bytes: number }
  }
  /** Same body every time, fresh challenge. */
  signSubmit: { input: { challenge: B64 }; output: Framed }
  /** Refused as `roster` where the receipt stands under a newer roster than the one loaded: `load` the newest and ask again. */
  readReceipt: { input: { receipt: B64 }; output: { day: DayNumber } }
  openCode: { input: { text: string; instanceId: Hex }; output: CodeReading }
  signFetch: { input: { challenge: B64 }; output: Framed }
  openCase: { input: { answer: CaseForReporter; rootFp: Hex; today: DayNumber }; output: CaseView }
  /**
   * Prepares one message. `teams` names teams that become readers with it: where `noTeamLeft` the ones she chooses now,
   * else one more, of everything so far unless `history` is false. Refused as `excluded` where her own list stands against it.
   * `files`: ids of files that have ended, in a text or an answer; `epoch` where keys have changed since: seal them anew.
   */
  sealPost: {
    input:
      | { type: 'text' | 'answer' | 'withdraw' | 'delete-request'; fields: TextFields; lang: string; urgent: boolean; today: DayNumber; teams?: Hex[]; history?: boolean; files?: Hex[] }
      | { type: 'never'; never: Never; lang: string; urgent: boolean; today: DayNumber; teams?: Hex[]; history?: boolean }
    output: { bytes: number }
  }
  signPost: { input: { challenge: B64 }; output: Framed }
  /** Prepares a name for these teams of the open case, each a letter of its own; `words` null takes it back from them. */
  sealNames: { input: { teams: Hex[]; words: NameWords | null; today: DayNumber }; output: { bytes: number } }
  signNames: { input: { challenge: B64 }; output: Framed }
  forget: { input: Nothing; output: Nothing }
}

/** A prepared request: `sign` gives its frame under a challenge as often as needed, always the same body. */
export type Prepared = {
  job: string
  action:
    | 'found' | 'card' | 'invite' | 'admit' | 'boxes' | 'write' | 'settings' | 'read' | 'file' | 'copy' | 'shred' | 'rotate' | 'drill' | 'keep' | 'drop' | 'ask' | 'decide' | 'name'
}

export type Secret = { kind: 'phrase' | 'code'; text: string } | PasskeySecret

/** How a new member gets in again: both are shown once, both must be written down. */
export type MemberSecrets = { phrase: string; codeLines: CodeLines }

export type DeskCalls = CaseCalls & DecisionCalls & DeskFileCalls & DeskRecordCalls & KeptCalls & KeyCalls & SearchCalls & {
  /** `unlocked` false also after ten idle minutes (`now` in ms, given by the page). Asking does not count as use; every other call does. */
  status: { input: { now: number }; output: { unlocked: boolean; memberId: Hex | null; rootOpen: boolean; recoveryOpen: boolean; newMember: boolean } }
  /** Somebody is at the keys: starts the idle time anew. */
  use: { input: { now: number }; output: { unlocked: boolean } }
  /** `wrong`: no box opens with this; `code`: a printed code that was mistyped, perhaps in `line`. */
  unlock: {
    input: { answer: UnlockAnswer; secret: Secret; now: number }
    output: { result: 'ok'; memberId: Hex } | { result: 'wrong' } | { result: 'line'; line: number } | { result: 'length'; digits: number }
  }
  lock: { input: Nothing; output: Nothing }
  signIn: { input: { challenge: B64; now: number }; output: Framed }
  loadDirectory: { input: { directory: Directory; now: number }; output: DirectoryView }
  /** Signs a prepared request. */
  sign: { input: { job: string; challenge: B64; now: number }; output: Framed }
  prepareSettings: { input: { json: string; place: AuditPlace; today: DayNumber; now: number }; output: Prepared }

  /** Colleagues: `fragment` goes behind `#` of the link and never to the server. */
  makeInvite: {
    input: { deskId: Hex; role: 'handler' | 'lead'; place: AuditPlace; today: DayNumber; now: number }
    output: Prepared & { inviteId: Hex; fragment: string }
  }
  /** `shown`: fingerprint and role as the page shows them, nothing else is signed. `byFingerprint`: a person has compared that fingerprint; needed unless the tag holds. */
  admit: {
    input: {
      deskId: Hex
      pending: PendingCard
      shown: { fingerprint: string; role: 'handler' | 'lead' }
      byFingerprint: boolean
      place: AuditPlace
      today: DayNumber
      now: number
    }
    output: ({ result: 'ok' } & Prepared) | { result: 'compare' }
  }
  changeRole: { input: { deskId: Hex; memberId: Hex; role: 'handler' | 'lead'; place: AuditPlace; today: DayNumber; now: number }; output: Prepared }
  /** A new phrase and a new printed code in place of the old ones. */
  replaceUnlock: { input: { place: AuditPlace; today: DayNumber; now: number }; output: Prepared & MemberSecrets }

  /** Invitation: reads the fragment; refused as `broken` when it is cut. */
  readInvite: { input: { fragment: string }; output: { inviteId: Hex; rootFp: Hex } }
  /** New keys in this browser (Argon2id: about a second); kept until `foundDesk` or `join` and beyond. */
  makeMember: { input: { instanceId: Hex; rootFp: Hex; now: number }; output: MemberSecrets & { memberId: Hex; fingerprint: string } }
  /** First member of a desk. `recoveryLabel` null: no second reader; else `rootFingerprint` stands on the sheet beside `recoveryLines`. */
  foundDesk: {
    input: { fragment: string; deskId: Hex; name: string; email: string; recoveryLabel: string | null; now: number }
    output: Prepared & { deskFingerprint: string; memberFingerprint: string; recoveryLines: CodeLines | null; rootFingerprint: string }
  }
  join: { input: { fragment: string; deskId: Hex; name: string; email: string; now: number }; output: Prepared & { memberFingerprint: string } }

  /** The root key: `lines` are printed, `rootFile` is downloaded, `rootPk` goes to the server. */
  makeRoot: { input: { instanceId: Hex; now: number }; output: { lines: CodeLines; rootPk: B64; rootFp: Hex; fingerprint: string; rootFile: Uint8Array } }
  openRoot: {
    input: { instanceId: Hex; text: string; rootFp: Hex; now: number }
    output: { result: 'ok'; fingerprint: string } | { result: 'wrong' } | { result: 'line'; line: number } | { result: 'length'; digits: number }
  }
  /** Draws a new desk id with its first invitation; needs the root open. */
  inviteFounder: { input: { deskId: Hex | null; now: number }; output: { deskId: Hex; inviteId: Hex; fragment: string } }
  /** Checks every founded card and says what would be signed. */
  draftRoster: { input: { status: FoundingStatus; now: number }; output: RosterDraft }
  /** Signs exactly what `shown` says, the draft on the page: `ghost` where another was checked since. `compared`: desks whose fingerprints people have compared. */
  signFirstRoster: {
    input: { shown: RosterDraft; compared: Hex[]; today: DayNumber; now: number }
    output: { rosterFile: Uint8Array; rosterHash: Hex; rootFile: Uint8Array }
  }
}

/** On the wire between page and worker. */
export type WorkerRequest = { id: number; name: string; input: unknown }
export type WorkerReply = { id: number; ok: true; value: unknown } | { id: number; ok: false; code: WorkerCode }
