// Filling the index in the worker, and asking it. What is searched for never leaves this browser.

import type { Hex, InboxRow } from '#crypto/answers.ts'
import type { DirectoryView, SearchHit } from '#crypto/worker/views.ts'
import { withSession } from '../enter.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { fetchCase, today } from '../record.client.ts'
import { recordRows } from '../records.client.ts'
import { getJson, refusalWord, sendPrepared } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** `cases`: in the index. `full`: those with their whole text. `without`: cases whose text is not, or no longer wholly, in it. */
export type Indexed = { rows: ReadonlyMap<Hex, InboxRow>; without: readonly InboxRow[]; versions: ReadonlyMap<Hex, number> }
export type Found = { hit: SearchHit; opened: OpenedRow }

type Page = { rows: InboxRow[]; next: string | null }

// What the worker holds already, by case: it keeps its index until it locks, and locking loads this document anew.
const held = new Map<Hex, string>()

/** Reads every line of the member's desks into the index; `onStep` hears how many it has read. */
export async function indexAll(worker: DeskWorker, directory: DirectoryView, onStep: (read: number) => void): Promise<Indexed> {
  const rows = new Map<Hex, InboxRow>()
  for (let after: string | null = ''; after !== null;) {
    const query = new URLSearchParams({ view: 'all', size: '1000', ...(after === '' ? {} : { after }) }).toString()
    const page: Page = await withSession(worker, () => getJson<Page>(`/desk/api/inbox?${query}`))
    const fresh = page.rows.filter((row) => held.get(row.caseId + row.deskId) !== markOf(row))
    if (fresh.length > 0) await worker.call('indexSummaries', { rows: fresh, now: Date.now() })
    for (const row of page.rows) {
      held.set(row.caseId + row.deskId, markOf(row))
      rows.set(row.caseId, row)
    }
    onStep(rows.size)
    after = page.next
  }
  await worker.call('unindex', { caseIds: gone(rows), now: Date.now() })
  return { rows, ...(await keptTexts(worker, directory, rows)) }
}

/** Opens cases one after the other, puts their whole text into the index and keeps that sealed. Each opening is an entry of the record. */
export async function indexTexts(worker: DeskWorker, { without, versions }: Indexed, onStep: (done: number) => boolean): Promise<number> {
  let left = 0
  for (const [at, row] of without.entries()) {
    try {
      const answer = await fetchCase(worker, row.caseId, 'read')
      const made = await worker.call('indexCase', { answer, version: versions.get(row.caseId) ?? 0, ...today() })
      await withSession(worker, () => sendPrepared(worker, made))
    } catch (error) {
      if (['offline', 'locked', 'worker-failed', 'expired', 'signed-out'].includes(refusalWord(error))) throw error
      left += 1
    }
    if (!onStep(at + 1)) break
  }
  return left
}

/** The best hits with their lines opened. */
export async function find(worker: DeskWorker, indexed: Indexed, query: string, limit: number): Promise<{ found: Found[]; total: number; cases: number; full: number }> {
  const { hits, ...counts } = await worker.call('search', { query, deskId: null, limit, now: Date.now() })
  const known = hits.flatMap((hit) => {
    const row = indexed.rows.get(hit.caseId)
    return row === undefined ? [] : [{ hit, row }]
  })
  const summaries = await worker.call('openSummaries', { rows: known.map(({ row }) => row), now: Date.now() })
  return { found: known.map(({ hit, row }, at) => ({ hit, opened: { row, summary: summaries[at] ?? null } })), ...counts }
}

async function keptTexts(worker: DeskWorker, directory: DirectoryView, rows: ReadonlyMap<Hex, InboxRow>): Promise<Omit<Indexed, 'rows'>> {
  const versions = new Map<Hex, number>()
  const upTo = new Map<Hex, number>()
  for (const desk of directory.desks.filter((one) => one.canRead)) {
    const kept = await recordRows(worker, desk.deskId, 'index')
    if (kept.length === 0) continue
    for (const entry of await worker.call('indexKept', { deskId: desk.deskId, rows: kept, now: Date.now() })) {
      if (entry === null) continue
      versions.set(entry.caseId, entry.version)
      upTo.set(entry.caseId, entry.upTo)
    }
  }
  return { versions, without: [...rows.values()].filter((row) => (upTo.get(row.caseId) ?? -1) < row.lastDay) }
}

function markOf(row: InboxRow): string {
  return `${row.version} ${row.summary?.length ?? 0} ${row.lastDay}`
}

// Cases that this document has put into the index and that the server no longer lists.
function gone(rows: ReadonlyMap<Hex, InboxRow>): Hex[] {
  const caseIds = new Set([...held.keys()].map((key) => key.slice(0, 64)))
  const missing = [...caseIds].filter((caseId) => !rows.has(caseId))
  for (const key of [...held.keys()]) if (missing.includes(key.slice(0, 64))) held.delete(key)
  return missing
}
