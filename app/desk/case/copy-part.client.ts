// A copy made in the desk's browser: its words, its code, its day. Only after the server has it does the page show the code.

import { today, withPlace } from '../record.client.ts'
import type { DeskWorker } from '../worker.client.ts'

export type CopyWords = { text: string; purpose: string; untilDay: number; sources: string[]; lang: string }
/** `lines` open it; they are nowhere else. */
export type MadeCopy = { copyId: string; lines: readonly string[]; untilDay: number }

/** Seals, sends, and hands back the code. A copy whose answer is lost stays unread: its code was never shown, and it ends by itself. */
export async function makeCopy(worker: DeskWorker, caseId: string, words: CopyWords): Promise<MadeCopy> {
  const { made } = await withPlace(worker, (place) => worker.call('sealCopy', { caseId, ...words, place, ...today() }))
  return { copyId: made.copyId, lines: made.lines, untilDay: words.untilDay }
}
