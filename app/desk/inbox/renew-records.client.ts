// After a team has new keys its sealed records are changed to them too: views, drafts, sentences, registers, kept indexes.

import type { DeskRecordRow, Hex } from '#crypto/answers.ts'
import type { DeskRecordKind } from '#crypto/worker/views.ts'
import { today, withPlace } from '../record.client.ts'
import { recordRows } from '../records.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

const small: readonly DeskRecordKind[] = ['view', 'draft', 'snippet', 'register', 'outcome', 'calendar']

// Desks of which this document has seen, under these keys, that nothing is old.
const clean = new Set<string>()

/** The rows of this desk that stand under keys of before. Indexes are looked at only `whole`: they are as long as the cases are many. */
export async function oldKeyRecords(worker: DeskWorker, { deskId, deskEpoch }: { deskId: Hex; deskEpoch: number }, whole: boolean): Promise<DeskRecordRow[]> {
  const mark = `${deskId} ${deskEpoch}`
  if (!whole && clean.has(mark)) return []
  const old: DeskRecordRow[] = []
  for (const kind of whole ? [...small, 'index' as const] : small) {
    const rows = await recordRows(worker, deskId, kind)
    if (rows.length === 0 || (await worker.call('oldRecords', { deskId, rows, now: Date.now() })).length === 0) continue
    for (const row of rows) if ((await worker.call('oldRecords', { deskId, rows: [row], now: Date.now() })).length > 0) old.push(row)
  }
  if (old.length === 0) clean.add(mark)
  return old
}

/** Seals them anew one after the other, each with its entry; `onDone` after each, with how many could not be changed so far. */
export async function renewRecords(worker: DeskWorker, deskId: Hex, rows: readonly DeskRecordRow[], onDone: (done: number, left: number) => void): Promise<void> {
  let left = 0
  for (const [at, row] of rows.entries()) {
    try {
      await withPlace(worker, async (place) => {
        const due = await worker.call('renewRecord', { deskId, row, place, ...today() })
        return due.result === 'due' ? due : null
      })
    } catch (error) {
      const reason = refusalWord(error)
      if (['offline', 'locked', 'worker-failed', 'expired', 'signed-out'].includes(reason)) throw error
      left += 1
    }
    onDone(at + 1 - left, left)
  }
}
