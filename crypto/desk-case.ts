/**
 * What a member's device does with one case (§6, §11): open talk, room and the desk's own notes under every rule.
 */
import type { CaseForDesk, InboxRow, ListRows } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex } from './bytes.ts'
import { parseReporterCard } from './card.ts'
import type { ReporterCard } from './card.ts'
import { caseWords } from './case-words.ts'
import type { CaseNames } from './case-words.ts'
import { accessTo } from './directory.ts'
import type { DeskAccess, OpenedDirectory } from './directory.ts'
import { CryptoError, refuse } from './error.ts'
import { textsFrom } from './fields.ts'
import { isExpired } from './floor.ts'
import { TALK, deskParty, notesOf } from './party.ts'
import { namesFor } from './present.ts'
import { openSummary, parseRecord } from './record.ts'
import { namesInRoom, openRoom, roleIn } from './room.ts'
import type { OpenedRoom } from './room.ts'
import type { RosterBook } from './roster-book.ts'
import { rowsFrom } from './rows.ts'
import { readStream } from './stream.ts'
import type { StreamView } from './stream.ts'
import { caseIdFromBytes, dayFrom } from './types.ts'
import type { CaseId, Day, InstanceId } from './types.ts'
import type { DeskCaseView, SummaryFields } from './worker/views.ts'

/** A checked case of one desk; a recovery holder's too, who is no member. */
export interface ReadCase {
  readonly access: DeskAccess
  readonly book: RosterBook
  readonly caseId: CaseId
  readonly card: ReporterCard
  readonly talk: StreamView
  /** null where nobody wrote there yet, and where no epoch of it is for this desk. */
  readonly room: StreamView | null
  /** A room stands, but no epoch of it is for this desk. */
  readonly roomClosed: boolean
  readonly notes: StreamView | null
  /** Version of the stored summary record, 0 before the first. */
  readonly summaryVersion: number
  readonly expired: boolean
  readonly names: CaseNames
  readonly shown: DeskCaseView
}
export interface OpenedDeskCase extends ReadCase {
  readonly directory: OpenedDirectory
  /** Lists of other desks as they came, checked with the room. */
  readonly listRows: readonly ListRows[]
}

/**
 * Opens a case for the desk that the answer names. Throws `ghost` where this desk is no reader of it or the member
 * has no key, and all that readStream, openBook and standingOf throw: nothing is shown then (§6).
 */
export function openDeskCase(directory: OpenedDirectory, answer: CaseForDesk, today: Day): OpenedDeskCase {
  const book = directory.book ?? refuse('roster', 'no roster yet')
  const day = dayFrom(Math.max(today, directory.day))
  return { ...readDeskCase(directory.member.instance, book, accessTo(directory, answer.deskId), answer, day), directory, listRows: answer.lists }
}

/** As openDeskCase, for whoever holds reading seeds of the desk and nothing else (§6, §7.5). */
export function readDeskCase(instance: InstanceId, book: RosterBook, access: DeskAccess, answer: CaseForDesk, today: Day): ReadCase {
  const caseId = caseIdFromBytes(bytesFromHex(answer.caseId))
  const card = parseReporterCard(instance, caseId, bytesFromBase64(answer.card))
  const frame = {
    instance, caseId, card, book, me: deskParty(access.deskId), lists: new Map([[access.deskId, access.list]]),
    keysFor: (epoch: number) => access.seeds.get(epoch)?.kem ?? null,
  }
  const talk = readStream(rowsFrom(answer.talk, TALK), { ...frame, stream: TALK, talk: null }) ?? refuse('ghost', 'this desk does not read the case')
  // Notes and room hang on the talk stream they were begun under: another one in its place does not fit the anchor.
  const hanging = { ...frame, talk: talk.epochs }
  const stream = notesOf(access.deskId)
  const notes = answer.notes === null ? null
    : readStream(rowsFrom(answer.notes, stream), { ...hanging, stream }) ?? refuse('ghost', 'own notes do not open')
  const room = answer.room === null ? null : openRoom(hanging, answer.room, answer.lists)
  const expired = [talk, notes, room?.view ?? null].map((view) => view !== null && isExpired(book, view, today)).includes(true)
  const stored = answer.summary === null ? null : openStored(access, caseId, answer.summary)
  const opened = {
    access, book, caseId, card, talk, notes, room: room?.view ?? null, roomClosed: room !== null && room.view === null,
    expired, summaryVersion: stored?.version ?? 0,
  }
  const names = namesOf(opened, room, answer)
  return { ...opened, names, shown: caseWords(opened, answer, names, stored?.summary ?? null, today) }
}

/** The summary of one line of the inbox; null where nobody has written one, or where it is not this desk's summary of this case (§11.2). */
export function openInboxSummary(directory: OpenedDirectory, row: InboxRow): SummaryFields | null {
  return openStoredSummary(accessTo(directory, row.deskId), row)
}

/** As openInboxSummary, for whoever holds reading seeds of that desk (§11.2). */
export function openStoredSummary(access: DeskAccess, row: InboxRow): SummaryFields | null {
  return row.summary === null ? null : openStored(access, caseIdFromBytes(bytesFromHex(row.caseId)), row.summary).summary
}

function openStored(access: DeskAccess, caseId: CaseId, sealed: string): { summary: SummaryFields | null; version: number } {
  const record = parseRecord(bytesFromBase64(sealed))
  const { version } = record.head
  const key = access.seeds.get(record.keyEpoch)?.recordKey
  if (key === undefined) return { summary: null, version }
  try {
    return { summary: textsFrom(openSummary(key, deskParty(access.deskId), caseId, record)), version }
  } catch (error) {
    // A damaged or swapped line must not hide the others: opening the case itself shows the truth and writes it anew.
    if (error instanceof CryptoError) return { summary: null, version }
    throw error
  }
}

function namesOf(opened: { talk: StreamView; access: DeskAccess }, room: OpenedRoom | null, answer: CaseForDesk): CaseNames {
  const { deskId, list } = opened.access
  const names = namesFor(opened.talk, opened.access.names, roleIn(new Map([[deskId, list]]), () => deskId))
  if (room === null) return { names, inRoom: names, lists: new Map([[deskId, list]]) }
  return { names, inRoom: namesInRoom(opened.talk, room, opened.access.names, answer.lists), lists: room.lists }
}
