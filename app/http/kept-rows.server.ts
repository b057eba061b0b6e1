// Sealed records beside cases between what travels and what is stored: those of a case are sealed once more under its shred key.

import type { AppLoadContext } from '@remix-run/node'
import type { DeskRecordRow } from '#crypto/answers.ts'
import { RECORD_KINDS, openRecordFromShred, partyBytes, sealRecordForShred, symmetricKey, type KeepBody, type SymmetricKey } from '#crypto/server.ts'
import { sameBytes } from '#db/bytes.server.ts'
import type { Keeping } from '#db/commands/keep-record.server.ts'
import type { CaseId } from '#db/model/ids.ts'
import type { RecordRow } from '#db/queries/desk-records.server.ts'
import { base64From } from './base64.server.ts'

type Stored = Omit<Keeping, 'today' | 'deskId' | 'caseId' | 'entry'>

/** The record of a request as the database takes it; null where its case was destroyed or never was. */
export async function storedRecord(context: AppLoadContext, { caseId, record, recordBytes }: KeepBody): Promise<Stored | null> {
  const { head, headBytes, keyEpoch } = record
  const key = caseId === null ? null : await shredKeyOf(context, caseId)
  if (caseId !== null && key === null) return null
  const opened = (stored: Uint8Array) => (key === null ? stored : openRecordFromShred(key, headBytes, stored))
  return {
    head: headBytes, kind: RECORD_KINDS[head.kind], owner: partyBytes(head.owner), recordId: head.id, version: head.version, keyEpoch,
    body: key === null ? recordBytes : sealRecordForShred(key, headBytes, recordBytes),
    isSame: (stored) => sameBytes(opened(stored), recordBytes),
  }
}

/** Rows as a browser gets them; the record of a case that was destroyed in this moment is left out. */
export async function answeredRecords(context: AppLoadContext, rows: readonly RecordRow[]): Promise<DeskRecordRow[]> {
  const answered = await Promise.all(rows.map(async ({ caseId, head, body }) => {
    if (caseId === null) return [{ caseId, record: base64From(body) }]
    const key = await shredKeyOf(context, caseId)
    return key === null ? [] : [{ caseId, record: base64From(openRecordFromShred(key, head, body)) }]
  }))
  return answered.flat()
}

async function shredKeyOf(context: AppLoadContext, caseId: CaseId): Promise<SymmetricKey<'shred'> | null> {
  const bytes = await context.shred.keyFor(caseId)
  return bytes === null ? null : symmetricKey('shred', bytes)
}
