// Filling the index in the worker, and asking it. What is searched for never leaves this browser.

import type { Hex, InboxRow } from '#crypto/answers.ts'
import type { DirectoryView, SearchHit } from '#crypto/worker/views.ts'
import { withSession } from '../enter.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { recordRows } from '../records.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { forgetReplaced } from './texts.client.ts'

/** Every line that was read; the cases whose text was not kept, or no longer wholly, when it was read; the version of what was kept. */
export type Indexed = { rows: ReadonlyMap<Hex, InboxRow>; without: readonly InboxRow[]; versions: ReadonlyMap<Hex, number> }
export type Found = { hit: SearchHit; opened: OpenedRow }

// The worker answers one call after the other: what other rooms ask of it waits for no more kept records than these.
const atOnce = 200

type Page = { rows: InboxRow[]; next: string | null }

// What the worker holds already, by case: it keeps its index until it locks, and locking loads this document anew.
const held = new Map<Hex, string>()

/** Reads every line of the member's desks into the index; `onStep` hears how many it has read and says whether to go on. null: it was told not to. */
export async function indexAll(worker: DeskWorker, directory: DirectoryView, onStep: (read: number) => boolean): Promise<Indexed | null> {
  const rows = new Map<Hex, InboxRow>()
  for (let coming: Promise<Page> | null = pageAfter(worker, ''); coming !== null;) {
    const { rows: lines, next }: Page = await coming
    // The next page is on its way while the worker opens this one.
    coming = next === null ? null : pageAfter(worker, next)
    // Whoever stops in between never waits for it: a failure then is nobody's.
    coming?.catch(() => undefined)
    const fresh = lines.filter((row) => held.get(row.caseId + row.deskId) !== markOf(row))
    if (fresh.length > 0) await worker.call('indexSummaries', { rows: fresh, now: Date.now() })
    for (const row of lines) {
      held.set(row.caseId + row.deskId, markOf(row))
      rows.set(row.caseId, row)
    }
    if (!onStep(rows.size)) return null
  }
  await worker.call('unindex', { caseIds: gone(rows), now: Date.now() })
  const texts = await keptTexts(worker, directory, rows)
  forgetReplaced(texts.versions)
  return { rows, ...texts }
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
    for (let from = 0; from < kept.length; from += atOnce) {
      for (const entry of await worker.call('indexKept', { deskId: desk.deskId, rows: kept.slice(from, from + atOnce), now: Date.now() })) {
        if (entry === null) continue
        versions.set(entry.caseId, entry.version)
        upTo.set(entry.caseId, entry.upTo)
      }
    }
  }
  return { versions, without: [...rows.values()].filter((row) => (upTo.get(row.caseId) ?? -1) < row.lastDay) }
}

function pageAfter(worker: DeskWorker, after: string): Promise<Page> {
  const query = new URLSearchParams({ view: 'all', size: '1000', ...(after === '' ? {} : { after }) }).toString()
  return withSession(worker, () => getJson<Page>(`/desk/api/inbox?${query}`))
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
