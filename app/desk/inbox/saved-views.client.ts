// Saved views of the inbox: a member's own, sealed. The name of a supplier may stand in one, so the server never reads it.

import type { Hex } from '#crypto/answers.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { dropRecord, keepRecord, loadRecords, type DeskRecord } from '../records.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { viewFrom, type InboxView } from './filters.ts'

export type SavedView = InboxView & { name: string } & Pick<DeskRecord, 'recordId' | 'version' | 'own' | 'deskId'>

/** The reader's own views, by name; they stand under the key of the first team that can read. */
export async function loadViews(worker: DeskWorker, directory: DirectoryView): Promise<SavedView[]> {
  const desks = directory.desks.filter((desk) => desk.canRead)
  const found = await Promise.all(desks.map((desk) => loadRecords(worker, desk.deskId, 'view')))
  return found
    .flat()
    .filter((record) => record.own)
    .flatMap(({ recordId, version, own, deskId, content }) => {
      const view = viewFrom(content)
      return view === null ? [] : [{ ...view, recordId, version, own, deskId }]
    })
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Keeps a view under a name; `before` is the one whose place it takes. Gives the id of the record. */
export async function saveView(worker: DeskWorker, directory: DirectoryView, name: string, view: InboxView, before: SavedView | null): Promise<Hex> {
  const deskId = before?.deskId ?? directory.desks.find((desk) => desk.canRead)?.deskId ?? ''
  const content = JSON.stringify({ name, base: view.base, sort: view.sort, filters: view.filters, columns: view.columns })
  const made = await keepRecord(worker, { deskId, kind: 'view', recordId: before?.recordId ?? null, version: before?.version ?? 0, own: true, caseId: null, content })
  return made.recordId
}

/** Takes a saved view away. */
export function dropView(worker: DeskWorker, view: SavedView): Promise<void> {
  return dropRecord(worker, view)
}
