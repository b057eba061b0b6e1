// What a member is writing in a case, kept sealed at the server: on another machine it is there again. Nobody else opens it.

import type { Hex } from '#crypto/answers.ts'
import { dropRecord, keepRecord, loadRecords } from './records.client.ts'
import { refusalWord } from './requests.client.ts'
import type { DeskWorker } from './worker.client.ts'

type Kept = { deskId: Hex; recordId: Hex | null; version: number; content: string | null }
/** The last content asked for and not yet sent; null takes the draft away, undefined is nothing to do. */
type Line = { kept: Kept; wanted: string | null | undefined; timer: ReturnType<typeof setTimeout> | null; sending: Promise<void> | null; told: ((state: DraftState) => void) | null }

/** `failed`: not kept now; the next change tries again. */
export type DraftState = 'kept' | 'waiting' | 'failed'

// A pause in typing, so that not every letter is a request with a time on it.
const pauseMs = 2500
const lines = new Map<string, Line>()

/** The content that this member kept for the case, null for none; asked once per document, later answers come from memory. */
export async function loadDraft(worker: DeskWorker, deskId: Hex, caseId: Hex): Promise<string | null> {
  const known = lines.get(caseId)
  if (known !== undefined) return known.wanted === undefined ? known.kept.content : known.wanted
  const records = await loadRecords(worker, deskId, 'draft')
  const found = records.find((record) => record.own && record.caseId === caseId)
  const kept: Kept = { deskId, recordId: found?.recordId ?? null, version: found?.version ?? 0, content: found?.content ?? null }
  lines.set(caseId, { kept, wanted: undefined, timer: null, sending: null, told: null })
  return kept.content
}

/** Keeps the content after a pause in typing; null takes the draft away at once. Before `loadDraft` has answered it does nothing. */
export function keepDraft(worker: DeskWorker, caseId: Hex, content: string | null, told: (state: DraftState) => void): void {
  const line = lines.get(caseId)
  if (line === undefined || content === (line.wanted === undefined ? line.kept.content : line.wanted)) return
  line.wanted = content
  line.told = told
  if (line.timer !== null) clearTimeout(line.timer)
  told('waiting')
  if (content === null) void send(worker, caseId, line)
  else line.timer = setTimeout(() => void send(worker, caseId, line), pauseMs)
}

/** Sends at once whatever waits; for leaving the case. */
export async function flushDraft(worker: DeskWorker, caseId: Hex): Promise<void> {
  const line = lines.get(caseId)
  if (line !== undefined) await send(worker, caseId, line)
}

// One request at a time for a case: versions count up one by one.
async function send(worker: DeskWorker, caseId: Hex, line: Line): Promise<void> {
  if (line.timer !== null) clearTimeout(line.timer)
  line.timer = null
  while (line.sending !== null) await line.sending
  const { wanted } = line
  if (wanted === undefined) return
  line.wanted = undefined
  line.sending = sendOne(worker, caseId, line, wanted)
  try {
    await line.sending
  } finally {
    line.sending = null
  }
}

async function sendOne(worker: DeskWorker, caseId: Hex, line: Line, content: string | null): Promise<void> {
  const { deskId, recordId, version } = line.kept
  try {
    if (content === null) {
      if (recordId !== null) await dropRecord(worker, { deskId, recordId, version, own: true })
      line.kept = { deskId, recordId: null, version: 0, content: null }
    } else {
      const made = await keepRecord(worker, { deskId, kind: 'draft', recordId, version, own: true, caseId, content })
      line.kept = { deskId, ...made, content }
    }
    line.told?.('kept')
  } catch (error) {
    // Another window of the same person kept a newer one: this document's own words stay in it and are kept over that next time.
    if (refusalWord(error) === 'conflict') await again(worker, caseId, line)
    if (line.wanted === undefined) line.wanted = content
    line.told?.('failed')
  }
}

async function again(worker: DeskWorker, caseId: Hex, line: Line): Promise<void> {
  const records = await loadRecords(worker, line.kept.deskId, 'draft').catch(() => []) // Offline now: the next change asks again.
  const found = records.find((record) => record.own && record.caseId === caseId)
  line.kept = { ...line.kept, recordId: found?.recordId ?? null, version: found?.version ?? 0 }
}
