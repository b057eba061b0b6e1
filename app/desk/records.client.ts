// Sealed records outside cases: views, drafts, snippets, the register. Fetched and kept sealed; the worker opens and seals.

import type { Hex, DeskRecordRow } from '#crypto/answers.ts'
import type { DeskRecordKind, KeptRecord } from '#crypto/worker/views.ts'
import { withSession } from './enter.client.ts'
import { today, withPlace } from './record.client.ts'
import { getJson, sendPrepared } from './requests.client.ts'
import type { DeskWorker } from './worker.client.ts'

/** An opened record with the desk under whose key it stands. */
export type DeskRecord = KeptRecord & { deskId: Hex }

type RecordsAnswer = { records: DeskRecordRow[]; next: Hex | null }

/** What to keep: `recordId` and `version` of the record that was read, null and 0 for a new one. */
export type ToKeep = { deskId: Hex; kind: Exclude<DeskRecordKind, 'index'>; recordId: Hex | null; version: number; own: boolean; caseId: Hex | null; content: string }

/** The sealed rows of one desk and kind, all pages. */
export async function recordRows(worker: DeskWorker, deskId: Hex, kind: DeskRecordKind): Promise<DeskRecordRow[]> {
  const rows: DeskRecordRow[] = []
  for (let after: Hex | null = ''; after !== null;) {
    const page: RecordsAnswer = await withSession(worker, () => getJson<RecordsAnswer>(`/desk/api/records?desk=${deskId}&kind=${kind}${after === '' ? '' : `&after=${after}`}`))
    rows.push(...page.records)
    after = page.next ?? null
  }
  return rows
}

/** The records of one desk that open; what does not open is left out, and is nobody's to show. */
export async function loadRecords(worker: DeskWorker, deskId: Hex, kind: DeskRecordKind): Promise<DeskRecord[]> {
  const rows = await recordRows(worker, deskId, kind)
  if (rows.length === 0) return []
  const opened = await worker.call('openRecords', { deskId, kind, rows, now: Date.now() })
  return opened.flatMap((record) => (record === null ? [] : [{ ...record, deskId }]))
}

/** Seals and sends; an own record leaves no entry, a desk's does. Throws `conflict` where somebody was faster. */
export async function keepRecord(worker: DeskWorker, kept: ToKeep): Promise<{ recordId: Hex; version: number }> {
  if (kept.own) {
    const made = await worker.call('sealRecord', { ...kept, place: null, ...today() })
    await withSession(worker, () => sendPrepared(worker, made))
    return { recordId: made.recordId, version: made.version }
  }
  const { made } = await withPlace(worker, (place) => worker.call('sealRecord', { ...kept, place, ...today() }))
  return { recordId: made.recordId, version: made.version }
}

/** Takes a record away for good. */
export async function dropRecord(worker: DeskWorker, { deskId, recordId, version, own }: Pick<DeskRecord, 'deskId' | 'recordId' | 'version' | 'own'>): Promise<void> {
  if (own) {
    const made = await worker.call('dropRecord', { deskId, recordId, version, own, place: null, ...today() })
    await withSession(worker, () => sendPrepared(worker, made))
    return
  }
  await withPlace(worker, (place) => worker.call('dropRecord', { deskId, recordId, version, own, place, ...today() }))
}
