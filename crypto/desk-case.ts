/**
 * What a member's device does with one case (§6, §11): open talk and the desk's own notes under every rule, and
 * put both into one timeline.
 */
import type { CaseForDesk, InboxRow } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex } from './bytes.ts'
import { parseReporterCard } from './card.ts'
import type { ReporterCard } from './card.ts'
import { accessTo } from './directory.ts'
import type { DeskAccess, OpenedDirectory } from './directory.ts'
import { CryptoError, refuse } from './error.ts'
import { textsFrom } from './fields.ts'
import { isExpired } from './floor.ts'
import { TALK, deskParty, notesOf } from './party.ts'
import { namesFor, readersOf, timelineOf, warningsOf } from './present.ts'
import { openSummary, parseRecord } from './record.ts'
import type { RosterBook } from './roster-book.ts'
import { rowsFrom } from './rows.ts'
import { readsOn } from './sending.ts'
import { readStream } from './stream.ts'
import type { StreamReader, StreamView } from './stream.ts'
import { summaryNow, toldBy } from './summary.ts'
import { caseIdFromBytes, dayFrom } from './types.ts'
import type { CaseId, Day } from './types.ts'
import { underOldRoster, writerRule } from './writer-rule.ts'
import type { DeskCaseView, SummaryFields, TimelineEntry, Warning } from './worker/views.ts'

export interface OpenedDeskCase {
  readonly directory: OpenedDirectory
  readonly access: DeskAccess
  readonly book: RosterBook
  readonly caseId: CaseId
  readonly card: ReporterCard
  readonly talk: StreamView
  readonly notes: StreamView | null
  /** Version of the stored summary record, 0 before the first. */
  readonly summaryVersion: number
  readonly expired: boolean
  readonly shown: DeskCaseView
}

/**
 * Opens a case for the desk that the answer names. Throws `ghost` where this desk is no reader of it or the member
 * has no key, and all that readStream, openBook and acceptNewest throw: nothing is shown then (§6).
 */
export function openDeskCase(directory: OpenedDirectory, answer: CaseForDesk, today: Day): OpenedDeskCase {
  const access = accessTo(directory, answer.deskId)
  const book = directory.book ?? refuse('roster', 'no roster yet')
  const { instance } = directory.member
  const caseId = caseIdFromBytes(bytesFromHex(answer.caseId))
  const card = parseReporterCard(instance, caseId, bytesFromBase64(answer.card))
  const me = deskParty(access.deskId)
  const frame = { instance, caseId, card, book, me, keysFor: (epoch: number) => access.seeds.get(epoch)?.kem ?? null }
  const talkReader: StreamReader = { ...frame, stream: TALK, anchor: null, members: null }
  const talk = readStream(rowsFrom(answer.talk, TALK), talkReader) ?? refuse('ghost', 'this desk does not read the case')
  const stream = notesOf(access.deskId)
  // Notes hang on the talk stream they were begun under: another one in its place does not fit the anchor.
  const anchor = talk.epochs[0]?.ctx ?? refuse('broken', 'case without an epoch')
  const notes = answer.notes === null ? null
    : readStream(rowsFrom(answer.notes, stream), { ...frame, stream, anchor, members: access.list }) ?? refuse('ghost', 'own notes do not open')
  const expired = [talk, ...(notes ? [notes] : [])].map((view) => isExpired(book, view, today)).includes(true)
  const stored = answer.summary === null ? null : openStored(access, caseId, answer.summary)
  const opened = { directory, access, book, caseId, card, talk, notes, expired, summaryVersion: stored?.version ?? 0 }
  return { ...opened, shown: words(opened, answer, stored?.summary ?? null) }
}

/** The summary of one line of the inbox; null where nobody has written one, or where it is not this desk's summary of this case (§11.2). */
export function openInboxSummary(directory: OpenedDirectory, row: InboxRow): SummaryFields | null {
  if (row.summary === null) return null
  return openStored(accessTo(directory, row.deskId), caseIdFromBytes(bytesFromHex(row.caseId)), row.summary).summary
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

function words(opened: Omit<OpenedDeskCase, 'shown'>, answer: CaseForDesk, stored: SummaryFields | null): DeskCaseView {
  const { talk, notes, access, book } = opened
  const names = namesFor(talk, access.names)
  const timeline = merged(timelineOf(talk, 'talk', names), notes === null ? [] : timelineOf(notes, 'notes', names))
  const oldRoster: Warning[] = underOldRoster(talk, book, answer.day) ? [{ kind: 'old-roster', issuedDay: talk.epochs[0]?.roster.roster.issuedDay ?? 0 }] : []
  const newest = (type: TimelineEntry['type']) => timeline.findLast((entry) => entry.type === type)
  const triage = newest('triage')
  const assign = newest('assign')
  const priority = triage?.type === 'triage' ? triage.fields.priority ?? null : null
  const rule = writerRule(talk, book)
  const assignee = assign?.type === 'assign' ? assign.fields.member ?? '' : ''
  return {
    caseId: opened.caseId,
    deskId: access.deskId,
    day: dayFrom(answer.day),
    version: answer.columns.version,
    readers: readersOf(talk, names),
    timeline,
    warnings: [...warningsOf(talk, 'talk', names), ...(notes === null ? [] : warningsOf(notes, 'notes', names)), ...oldRoster],
    noTeamLeft: rule.kind === 'nobody',
    practice: book.newest.roster.practice,
    expired: opened.expired,
    canWrite: !opened.expired && access.signing !== null && readsOn(talk, rule, deskParty(access.deskId)),
    told: toldBy(timeline, access.deskId),
    priority: priority === null ? null : Number(priority),
    assignee: assignee === '' ? null : assignee,
    urgent: timeline.some((entry) => entry.urgent),
    summary: summaryNow(timeline, access.deskId, priority),
    stored,
  }
}

// Each stream keeps its own order; between them the day of receipt decides.
function merged(talk: readonly TimelineEntry[], notes: readonly TimelineEntry[]): TimelineEntry[] {
  const out: TimelineEntry[] = []
  let at = 0
  for (const entry of talk) {
    for (let note = notes[at]; note !== undefined && note.day < entry.day; note = notes[at]) {
      out.push(note)
      at += 1
    }
    out.push(entry)
  }
  return [...out, ...notes.slice(at)]
}
