/**
 * The calls about records outside cases (§11.3, §12.5): opening, sealing, taking away, and bringing under newer keys.
 */
import type { DeskRecordRow } from '../answers.ts'
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex, concat, hexFromBytes, textFromUtf8, utf8 } from '../bytes.ts'
import { accessTo, newestSeeds } from '../directory.ts'
import type { DeskAccess } from '../directory.ts'
import { CryptoError } from '../error.ts'
import { dropBodyBytes, keepBodyBytes, leavesEntry, openKept, sealKept } from '../kept-record.ts'
import type { KeptKind, KeptPlace } from '../kept-record.ts'
import { deskParty, memberParty, sameParty } from '../party.ts'
import type { Party } from '../party.ts'
import { parseRecord } from '../record.ts'
import type { RecordHead, SealedRecord } from '../record.ts'
import { randomBytes } from '../sodium.ts'
import { SIZE, caseIdFromBytes } from '../types.ts'
import type { AuditAction } from '../audit.ts'
import type { AuditPlace } from '../answers.ts'
import type { KeptCalls } from './calls-records.ts'
import { auditField } from './desk-record.ts'
import { directoryOf, due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'
import type { KeptRecord } from './views.ts'

/** A record that opened, with what sealing it anew needs. */
export interface OpenedKept {
  readonly head: RecordHead & { readonly kind: KeptKind }
  readonly place: KeptPlace
  readonly keyEpoch: number
  readonly content: Uint8Array
}

/** These rows of the staff worker's table (§12.5). */
export function keptDevice(session: DeskSession): Handlers<KeptCalls> {
  return {
    openRecords: (input) => {
      const access = accessTo(directoryOf(session, input.now), input.deskId)
      const me = myself(session, input.now)
      return input.rows.map((row) => {
        const opened = openRow(session, access, row)
        return opened?.head.kind === input.kind ? keptView(opened, access, me) : null
      })
    },
    sealRecord: (input) => {
      const access = accessTo(directoryOf(session, input.now), input.deskId)
      const owner = input.own ? myself(session, input.now) : deskParty(access.deskId)
      const id = input.recordId === null ? randomBytes(SIZE.id) : bytesFromHex(input.recordId)
      const head = { kind: input.kind, owner, id, version: input.version + 1 }
      const place = { deskId: access.deskId, caseId: input.caseId === null ? null : caseIdFromBytes(bytesFromHex(input.caseId)) }
      return keep(session, access, head, place, utf8(input.content), input)
    },
    dropRecord: (input) => {
      const { deskId } = accessTo(directoryOf(session, input.now), input.deskId)
      const audit = input.own ? new Uint8Array(0) : entryAbout(session, 'drop', bytesFromHex(input.recordId), input)
      return prepare(session, 'drop', dropBodyBytes({ deskId, recordId: input.recordId, version: input.version, audit }))
    },
    oldRecords: (input) => {
      const access = accessTo(directoryOf(session, input.now), input.deskId)
      return input.rows.flatMap((row) => {
        const record = readable(() => parseRecord(bytesFromBase64(row.record)))
        if (record === null || record.head.kind === 'summary' || !isOld(record.keyEpoch, access)) return []
        return [{ recordId: hexFromBytes(record.head.id), kind: record.head.kind }]
      })
    },
    renewRecord: (input) => {
      const access = accessTo(directoryOf(session, input.now), input.deskId)
      const { head, place, keyEpoch, content } = due(openRow(session, access, input.row))
      if (!isOld(keyEpoch, access)) return { result: 'none' }
      return { result: 'due', ...keep(session, access, { ...head, version: head.version + 1 }, place, content, input) }
    },
  }
}

/** One stored row; null where it does not open as what and where it says, or is older than one that this worker has opened (§11.3). */
export function openRow(session: DeskSession, access: DeskAccess, row: DeskRecordRow): OpenedKept | null {
  const record = readable(() => parseRecord(bytesFromBase64(row.record)))
  if (record === null || !isListed(record.head.owner, access)) return null
  const { kind } = record.head
  const place = { deskId: access.deskId, caseId: row.caseId === null ? null : caseIdFromBytes(bytesFromHex(row.caseId)) }
  const key = access.seeds.get(record.keyEpoch)?.recordKey
  const content = key === undefined || kind === 'summary' ? null : readable(() => openKept(key, place, record))
  if (content === null || kind === 'summary' || !isNewest(session, access, record)) return null
  return { head: { ...record.head, kind }, place, keyEpoch: record.keyEpoch, content }
}

/** The version of an index that lies there in place of a newer one which this worker has opened: dropped and made again, or handed out
 *  once more by a server. Its words are not taken; whoever makes them anew goes on from that version. null for every other row (§11.3). */
export function replacedIndex(session: DeskSession, access: DeskAccess, row: DeskRecordRow): number | null {
  const record = readable(() => parseRecord(bytesFromBase64(row.record)))
  if (record === null || record.head.kind !== 'index' || !isListed(record.head.owner, access)) return null
  return record.head.version < (session.versions.get(nameOf(access, record.head)) ?? 0) ? record.head.version : null
}

/** From here on this version of the record is the newest that this worker knows, because it has just made it. */
export function madeAnew(session: DeskSession, access: DeskAccess, head: RecordHead): void {
  session.versions.set(nameOf(access, head), head.version)
}

/** Seals and prepares one record; its entry in the record stands where one is due (§11.3). */
export function keep(
  session: DeskSession, access: DeskAccess, head: RecordHead & { readonly kind: KeptKind }, place: KeptPlace, content: Uint8Array,
  given: { readonly place: AuditPlace | null; readonly today: number; readonly now: number }): { job: string; action: 'keep'; recordId: string; version: number } {
  const { recordKey, card } = newestSeeds(access)
  const record = sealKept(recordKey, card.epoch, head, place, content)
  const audit = leavesEntry(head.kind, head.owner, myself(session, given.now)) ? entryAbout(session, 'keep', head.id, given) : new Uint8Array(0)
  return { ...prepare(session, 'keep', keepBodyBytes({ ...place, record, audit })), recordId: hexFromBytes(head.id), version: head.version }
}

// A draft of somebody else is their own until it is sent: it is renewed for them, never shown.
function keptView({ head, place, keyEpoch, content }: OpenedKept, access: DeskAccess, me: Party): KeptRecord | null {
  const own = sameParty(head.owner, me)
  const shown = head.kind !== 'index' && (own || head.owner.kind === 'desk')
  const text = shown ? readable(() => textFromUtf8(content)) : ''
  if (text === null) return null
  return {
    recordId: hexFromBytes(head.id), kind: head.kind, version: head.version, own, owner: head.owner.kind === 'member' ? head.owner.id : null,
    caseId: place.caseId, old: isOld(keyEpoch, access), content: text,
  }
}

function entryAbout(
  session: DeskSession, action: Extract<AuditAction, 'keep' | 'drop'>, id: Uint8Array,
  given: { readonly place: AuditPlace | null; readonly today: number; readonly now: number }): Uint8Array {
  const object = concat(id, new Uint8Array(SIZE.hash - SIZE.id))
  return auditField(session, { place: due(given.place), today: given.today, now: given.now }, { action, caseId: null, object, details: null })
}

function isOld(keyEpoch: number, access: DeskAccess): boolean {
  return keyEpoch < newestSeeds(access).card.epoch
}

// Whoever left keeps the name on what they made; nobody else's name stands on a record of this desk.
function isListed(owner: Party, access: DeskAccess): boolean {
  return owner.kind === 'desk' ? owner.id === access.deskId : owner.kind === 'member' && access.list.members.has(owner.id)
}

// The server could hand out what was replaced: what this worker has opened once is not shown in an older version.
function isNewest(session: DeskSession, access: DeskAccess, { head }: SealedRecord): boolean {
  const name = nameOf(access, head)
  const seen = session.versions.get(name) ?? 0
  if (head.version < seen) return false
  session.versions.set(name, head.version)
  return true
}

function nameOf({ deskId }: DeskAccess, { id }: Pick<RecordHead, 'id'>): string {
  return `${deskId} ${hexFromBytes(id)}`
}

function myself(session: DeskSession, now: number): Party {
  return memberParty(memberOf(session, now).keys.card.memberId)
}

// A row that does not hold is told as such, and its neighbours are read on.
function readable<Value>(step: () => Value): Value | null {
  try {
    return step()
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
}
