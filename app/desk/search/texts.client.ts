// Reading whole conversations for searching. It goes on while people are in other rooms, until it is done or stopped; locking ends the document and with it this.

import type { CaseForDesk, Hex, InboxRow } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { fetchCase, today } from '../record.client.ts'
import { refusalWord, sendPrepared, sharedChallenge } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { Indexed } from './find.client.ts'

/** `done` of `all` in the run that goes on or was the last; `read`: what this document has read, by case. */
export type Texts = { running: boolean; done: number; all: number; refused: string | null; read: ReadonlyMap<Hex, { lastDay: number; version: number }> }

const read = new Map<Hex, { lastDay: number; version: number }>()
let state: Texts = { running: false, done: 0, all: 0, refused: null, read }
let stopping = false
const watching = new Set<() => void>()

export function textsNow(): Texts {
  return state
}

export function watchTexts(changed: () => void): () => void {
  watching.add(changed)
  return () => void watching.delete(changed)
}

/** Forgets the reading of cases whose kept text is not the one that was kept from here: dropped since, and perhaps made again. `versions`: of what lies there now. */
export function forgetReplaced(versions: ReadonlyMap<Hex, number>): void {
  if (state.running) return
  for (const [caseId, { version }] of [...read]) if ((versions.get(caseId) ?? 0) < version) read.delete(caseId)
}

/** Ends the reading after the case that is being read. */
export function stopTexts(): void {
  stopping = true
}

/** The cases whose whole text is not in the index. */
export function withoutText({ without }: Indexed, { read }: Texts): InboxRow[] {
  return without.filter((row) => (read.get(row.caseId)?.lastDay ?? -1) < row.lastDay)
}

/** Opens cases one after the other, puts their whole text into the index and keeps that sealed. Each opening is an entry of the record. */
export async function readTexts(worker: DeskWorker, indexed: Indexed): Promise<void> {
  if (state.running) return
  const rows = withoutText(indexed, state)
  const challenged = sharedChallenge()
  stopping = false
  tell({ ...state, running: true, done: 0, all: rows.length, refused: null })
  try {
    let keeping: Promise<unknown> = Promise.resolve()
    for (const row of rows) {
      const answer = await passing(() => fetchCase(worker, row.caseId, 'read', challenged))
      await keeping
      // What was read is sealed and sent while the next case is asked for.
      keeping = passing(() => kept(row, answer))
      // A failure is met where it is waited for, in the next round.
      keeping.catch(() => undefined)
      if (stopping) break
    }
    await keeping
    tell({ ...state, running: false })
  } catch (error) {
    tell({ ...state, running: false, refused: refusalWord(error) })
  }

  async function kept(row: InboxRow, answer: CaseForDesk | null): Promise<void> {
    const version = read.get(row.caseId)?.version ?? indexed.versions.get(row.caseId) ?? 0
    try {
      if (answer === null) return
      const made = await worker.call('indexCase', { answer, version, ...today() })
      await withSession(worker, () => sendPrepared(worker, made, challenged))
      read.set(row.caseId, { lastDay: row.lastDay, version: made.version })
    } finally {
      tell({ ...state, done: state.done + 1 })
    }
  }
}

// A case that is refused is passed over and stays without its text; where nothing goes on any more the reading ends.
async function passing<Value>(step: () => Promise<Value>): Promise<Value | null> {
  try {
    return await step()
  } catch (error) {
    if (['offline', 'locked', 'worker-failed', 'expired', 'signed-out'].includes(refusalWord(error))) throw error
    return null
  }
}

function tell(next: Texts): void {
  state = next
  for (const changed of watching) changed()
}
