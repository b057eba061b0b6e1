/**
 * Calls of members about the record (§15), and the entry that every request of a member carries.
 */
import type { AuditPlace } from '../answers.ts'
import { AUDIT_ACTIONS, auditEntryBytes, auditFieldBytes, detailsHashOf, signAuditEntry } from '../audit.ts'
import type { AuditAction, AuditEntry } from '../audit.ts'
import { sealAuditDetails } from '../audit-details.ts'
import type { NotesKey } from '../audit-details.ts'
import { bytesFromHex, hexFromBytes } from '../bytes.ts'
import type { OpenedDeskCase } from '../desk-case.ts'
import type { OpenedDirectory } from '../directory.ts'
import { drillObjects } from '../drill-object.ts'
import { refuse } from '../error.ts'
import { payloadFrom } from '../fields.ts'
import { acceptPlace } from '../own-record.ts'
import { openRecord } from '../record-view.ts'
import { caseBodyBytes } from '../recorded-bodies.ts'
import { deskIn } from '../roster.ts'
import { SIZE, caseIdFromBytes, dayFrom, hashOf } from '../types.ts'
import type { CaseId, DeskId } from '../types.ts'
import type { DeskRecordCalls } from './calls-files.ts'
import { directoryOf, due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'
import type { RecordDetails } from './views.ts'

/** Where the entry stands, on which day, and when: what every call that prepares a request is given. */
export interface Recorded {
  readonly place: AuditPlace
  readonly today: number
  readonly now: number
}

/** What the entry says. `object` null: nothing but the action; `details` null: none. */
export interface Recording {
  readonly action: AuditAction
  readonly caseId: CaseId | null
  readonly object: Uint8Array | null
  readonly details: RecordDetails | null
}

/**
 * The signed entry of one request, as it stands behind the last length of its body. Details are sealed under the
 * newest notes of the desk, and left out before there are any. Throws `locked`, `unprepared` for a case that was not
 * asked for by `readCase`, and like acceptPlace (§15.1, §15.5).
 */
export function auditField(session: DeskSession, given: Recorded, what: Recording): Uint8Array {
  const { keys, instance } = memberOf(session, given.now)
  const { memberId } = keys.card
  const book = session.directory?.book ?? null
  const { place, seen, known } = acceptPlace(session.record, instance, memberId, book, given.place)
  session.record = known
  const plain: AuditEntry = {
    instance, memberId, n: place.n, prev: place.prev, day: dayFrom(given.today), action: AUDIT_ACTIONS[what.action],
    subject: what.caseId === null ? null : due(session.subjects.get(what.caseId)), object: what.object ?? new Uint8Array(SIZE.hash),
    rosterSeq: book?.newest.roster.seq ?? 0, seenSeq: seen?.seq ?? 0, seenHead: seen?.head ?? hashOf('audit-head', new Uint8Array(SIZE.hash)),
    detailsHash: detailsHashOf(new Uint8Array(0)),
  }
  const { entry, details } = withDetails(session, plain, what)
  const entryBytes = auditEntryBytes(entry)
  return auditFieldBytes({ entryBytes, sig: signAuditEntry(keys.sig.sk, entryBytes), details })
}

/** The record's rows of the staff worker's table (§12.5). */
export function recordDevice(session: DeskSession): Handlers<DeskRecordCalls> {
  return {
    readCase: (input) => {
      const caseId = caseFrom(session, input)
      const audit = auditField(session, input, { action: input.purpose, caseId, object: null, details: null })
      return prepare(session, 'read', caseBodyBytes({ caseId, deskId: input.deskId, audit }))
    },
    prepareShred: (input) => {
      const caseId = caseFrom(session, input)
      const audit = auditField(session, input, { action: 'shred', caseId, object: null, details: null })
      return prepare(session, 'shred', caseBodyBytes({ caseId, deskId: input.deskId, audit }))
    },
    readName: (input) => {
      const caseId = caseFrom(session, input)
      const audit = auditField(session, input, { action: 'name', caseId, object: null, details: null })
      return prepare(session, 'name', caseBodyBytes({ caseId, deskId: input.deskId, audit }))
    },
    openRecord: (input) => {
      const directory = directoryOf(session, input.now)
      const { instance, keys } = directory.member
      const caseId = input.caseId === null ? null : caseIdFromBytes(bytesFromHex(input.caseId))
      const me = keys.card.memberId
      return openRecord({
        instance, me, own: session.record.places.get(me) ?? null,
        subject: caseId === null ? null : due(session.subjects.get(caseId)),
        listed: directory.desks.flatMap((desk) => [...desk.list.members.values()]),
        notes: caseId === null ? [] : notesKeys(due(session.cases.get(caseId))), drills: drillsIn(directory),
      }, input.answer)
    },
  }
}

// What an entry names must fit the signed cards of a desk: the server could show the drill of one desk as another's.
function drillsIn({ book, desks }: OpenedDirectory): Map<string, DeskId> {
  const rosters = book === null ? [] : [...book.byHash.values()]
  return new Map(desks.flatMap(({ deskId }) => {
    const cards = rosters.flatMap(({ roster }) => deskIn(roster, deskId)?.card ?? [])
    return [...drillObjects(deskId, cards).values()].map((object) => [hexFromBytes(object), deskId] as const)
  }))
}

function notesKeys(opened: OpenedDeskCase): NotesKey[] {
  return (opened.notes?.epochs ?? []).flatMap(({ ctx, key }) => (key === null ? [] : [{ ctx, key }]))
}

// A case keeps its name in the record: another one would put these entries under somebody else's case.
function caseFrom(session: DeskSession, input: { caseId: string; deskId: string; auditRef: string; now: number }): CaseId {
  memberOf(session, input.now)
  const caseId = caseIdFromBytes(bytesFromHex(input.caseId))
  if (!/^[0-9a-f]{32}$/.test(input.auditRef) || /^0+$/.test(input.auditRef)) refuse('broken', 'name of a case in the record')
  for (const [held, ref] of session.subjects) {
    if ((held === caseId) !== (ref === input.auditRef)) refuse('rollback', 'another name in the record than before')
  }
  session.subjects.set(caseId, input.auditRef)
  return caseId
}

function withDetails(session: DeskSession, plain: AuditEntry, what: Recording): { entry: AuditEntry; details: Uint8Array } {
  const notes = what.caseId === null ? null : session.cases.get(what.caseId)?.notes?.newest ?? null
  if (what.details === null || notes === null || notes.key === null) return { entry: plain, details: new Uint8Array(0) }
  return sealAuditDetails({ ctx: notes.ctx, key: notes.key }, plain, payloadFrom('audit', what.details))
}
