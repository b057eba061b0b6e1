// What the library makes of the vectors of casework. Runs in Node and, bundled, in a page.
import { actsBytes, parseActs } from '#crypto/acts.ts'
import type { WrittenAct } from '#crypto/acts.ts'
import { parseWriteBody, writeBodyBytes } from '#crypto/bodies.ts'
import { hexFromBytes, utf8 } from '#crypto/bytes.ts'
import { approvalIn, proposalIn, workIn } from '#crypto/casework.ts'
import { dropBodyBytes, keepBodyBytes, openKept, parseDropBody, parseKeepBody } from '#crypto/kept-record.ts'
import { partyBytes } from '#crypto/party.ts'
import { RECORD_KINDS, deskRecordKey, parseRecord } from '#crypto/record.ts'
import { termsOf } from '#crypto/search-terms.ts'
import { openRecordFromShred } from '#crypto/shred.ts'
import { caseIdFromBytes, deskIdFrom, secretKey, symmetricKey } from '#crypto/types.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function casework(v: Fields): void {
  const [fields] = list({ fields: [v['fields']] }, 'fields')
  const payload = bytes(v, 'bytes')
  const of = text(v, 'of')
  const read: Readonly<Record<string, unknown>> = of === 'work' ? workIn(payload) : of === 'proposal' ? proposalIn(payload) : approvalIn(payload)
  for (const [name, value] of Object.entries(fields ?? {})) same(String(read[name]), String(value), name)
}

export function acts(v: Fields): void {
  const read = parseActs(bytes(v, 'bytes'))
  same(read.map(said).join(), list(v, 'acts').map(said).join(), 'acts')
  same(actsBytes(read), bytes(v, 'bytes'), 'bytes')
  const body = parseWriteBody(bytes(v, 'body'))
  same(body.acts.map(said).join(), read.map(said).join(), 'acts of a write')
  same(body.audit, bytes(v, 'audit'), 'entry before the acts')
  same(writeBodyBytes(body), bytes(v, 'body'), 'write')
}

export function keptRecord(v: Fields): void {
  const caseId = text(v, 'case_id') === '' ? null : caseIdFromBytes(bytes(v, 'case_id'))
  const stored = bytes(v, 'stored')
  const head = bytes(v, 'record').slice(0, 38)
  const whole = caseId === null ? stored : openRecordFromShred(symmetricKey('shred', bytes(v, 'case_key')), head, stored)
  same(whole, bytes(v, 'record'), 'record')
  const record = parseRecord(whole)
  same(RECORD_KINDS[record.head.kind], number(v, 'kind'), 'kind')
  same(partyBytes(record.head.owner), text(v, 'owner'), 'owner')
  same([hexFromBytes(record.head.id), record.head.version, record.keyEpoch].join(), [text(v, 'id'), number(v, 'version'), number(v, 'key_epoch')].join(), 'head')
  const key = deskRecordKey(secretKey('desk-kem', bytes(v, 'desk_seed')))
  same(openKept(key, { deskId: deskIdFrom(bytes(v, 'desk_id')), caseId }, record), bytes(v, 'content'), 'content')
}

export function keptBody(v: Fields): void {
  if (text(v, 'of') === 'drop') {
    const read = parseDropBody(bytes(v, 'bytes'))
    same([read.deskId, read.recordId, read.version, hexFromBytes(read.audit)].join(), [text(v, 'desk_id'), text(v, 'record_id'), number(v, 'version'), text(v, 'audit')].join(), 'drop')
    return same(dropBodyBytes(read), bytes(v, 'bytes'), 'bytes')
  }
  const read = parseKeepBody(bytes(v, 'bytes'))
  same([read.deskId, read.caseId ?? '', hexFromBytes(read.recordBytes), hexFromBytes(read.audit)].join(), ['desk_id', 'case_id', 'record', 'audit'].map((name) => text(v, name)).join(), 'keep')
  same(keepBodyBytes({ ...read, record: read.recordBytes }), bytes(v, 'bytes'), 'bytes')
}

export function terms(v: Fields): void {
  same(utf8([...termsOf(text(v, 'text'))].join(' ')), bytes(v, 'bytes'), 'words')
}

function said(act: WrittenAct | Fields): string {
  return JSON.stringify(Object.entries(act).sort())
}
