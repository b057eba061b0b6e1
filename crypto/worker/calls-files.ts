// The calls about files, and those that leave an entry in the record (PROTOCOL §13, §15): rows of the two tables of
// messages.ts. A file never crosses as a whole: the page hands a Blob, the worker reads it part by part.

import type { AuditPlace, AuditAnswer, B64, DayNumber, Hex } from '../answers.ts'
import type { RecordView } from './views.ts'

type Job<Name extends string> = { job: string; action: Name }
type Nothing = Record<string, never>

/** What a page knows of a file before it is sealed; `name` and `mime` travel inside the seal. */
export type ChosenFile = { blob: Blob; name: string; mime: string }

/** `bytes` is what will be sent in all; `open-first`: keys have changed, an epoch must be opened and the case loaded again before a file is sealed. */
export type BegunFile = { result: 'ok'; fileId: Hex; parts: number; bytes: number } | { result: 'open-first' }

/** A listed file: `message` is the key of the timeline entry that lists it. */
export type ListedIn = { message: string; fileId: Hex }

/** What came out of the seal; the blob has no type, so that no browser ever runs it. */
export type OpenedFile = { blob: Blob; name: string; mime: string }

/** A part, in pieces, and its signed frame; the request is L(frame) and the pieces in order. The worker keeps no copy: the page holds them until the server has the part. */
type SealedPart = { frame: Uint8Array; pieces: Uint8Array[] }

export type ReporterFileCalls = {
  /** The open case is sealed for under its newest key; fresh id and stream every time. */
  beginFile: { input: ChosenFile; output: BegunFile }
  /** Seals the next part, in a row from 0; `unprepared` for any other number. */
  filePart: { input: { fileId: Hex; index: number; challenge: B64 }; output: SealedPart }
  /** A fresh frame for the part that was sealed last, which the page still holds. */
  signPart: { input: { fileId: Hex; index: number; challenge: B64 }; output: { frame: Uint8Array } }
  /** After the last part was taken: from now on `sealPost` can list it. */
  endFile: { input: { fileId: Hex }; output: Nothing }
  /** The reporter has changed her mind, or it cannot be sent. */
  dropFile: { input: { fileId: Hex }; output: Nothing }
  /** After `open-first`: one message that says nothing and opens the next epoch; send it like any other with `signPost`. */
  sealOpening: { input: { today: DayNumber }; output: { bytes: number } }
  /** Asks for one part of a listed file. */
  signFile: { input: ListedIn & { index: number; challenge: B64 }; output: { frame: Uint8Array } }
  /** Holds all parts against the signed digest and opens nothing; `broken` where they are not the file. */
  checkFile: { input: ListedIn & { parts: Blob[] }; output: Nothing }
  /** As checkFile, then opens; nothing comes out before everything holds. */
  openFile: { input: ListedIn & { parts: Blob[] }; output: OpenedFile }
}

export type DeskFileCalls = {
  /** As the reporter's; into talk, the desk's own notes or the room of a case that is open here. */
  beginFile: { input: ChosenFile & { caseId: Hex; stream: 'talk' | 'notes' | 'room'; now: number }; output: BegunFile }
  filePart: { input: { fileId: Hex; index: number; challenge: B64; now: number }; output: SealedPart }
  signPart: { input: { fileId: Hex; index: number; challenge: B64; now: number }; output: { frame: Uint8Array } }
  endFile: { input: { fileId: Hex; now: number }; output: Nothing }
  dropFile: { input: { fileId: Hex; now: number }; output: Nothing }
  /** After `open-first`: bare openings of the streams that need one; send it like any other `write`. A room must have been begun by a note. */
  sealOpening: {
    input: { caseId: Hex; stream: 'talk' | 'notes' | 'room'; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'write'>
  }
  /** Asks for one part; the first one leaves an entry, so `place` is null for all others and only for them. */
  fetchFile: { input: ListedIn & { caseId: Hex; index: number; place: AuditPlace | null; today: DayNumber; now: number }; output: Job<'file'> }
  checkFile: { input: ListedIn & { caseId: Hex; parts: Blob[]; now: number }; output: Nothing }
  openFile: { input: ListedIn & { caseId: Hex; parts: Blob[]; now: number }; output: OpenedFile }
}

export type DeskRecordCalls = {
  /** Asks for a case: its ciphertext comes only with a signed entry. `caseId`, `deskId` and `auditRef` as `audit-place?case=` gives them. */
  readCase: {
    input: { caseId: Hex; deskId: Hex; auditRef: Hex; purpose: 'read' | 'rekey' | 'export'; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'read'>
  }
  /** Ends a case for good. */
  prepareShred: { input: { caseId: Hex; deskId: Hex; auditRef: Hex; place: AuditPlace; today: DayNumber; now: number }; output: Job<'shred'> }
  /** Asks for the name that the reporter gave this desk; `openName` opens the answer. */
  readName: { input: { caseId: Hex; deskId: Hex; auditRef: Hex; place: AuditPlace; today: DayNumber; now: number }; output: Job<'name'> }
  /** The entries about a case that is open here (null: those about none), each checked; what does not hold is named, not hidden. */
  openRecord: { input: { caseId: Hex | null; answer: AuditAnswer; now: number }; output: RecordView }
}
