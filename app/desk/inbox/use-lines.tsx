import { useEffect, useState } from 'react'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { BaseView, SortName } from './filters.ts'
import { loadLines, type InboxCounts } from './load.client.ts'
import type { OpenedRow } from './rows.ts'

export type Lines = { rows: readonly OpenedRow[] | null; counts: InboxCounts | null; whole: boolean; refused: string | null }

const nothing: Lines = { rows: null, counts: null, whole: false, refused: null }

/** The lines of a view as they come in: the first page soon, the others behind it. Another view, or `times` counted on, begins anew. */
export function useLines(worker: DeskWorker, view: BaseView, sort: SortName, times: number): Lines {
  const [lines, setLines] = useState<Lines>(nothing)
  const byLast = sort === 'last'
  useEffect(() => {
    let current = true
    let first = true
    setLines((before) => ({ ...before, whole: false }))
    loadLines(worker, { view, sort: byLast ? 'newest' : 'due' }, (page) => {
      if (!current) return false
      const fresh = first
      first = false
      setLines((before) => ({
        rows: fresh ? page.rows : [...(before.rows ?? []), ...page.rows],
        counts: page.counts ?? before.counts,
        whole: page.next === null,
        refused: null,
      }))
      return true
    }).catch((error: unknown) => {
      if (current) setLines((before) => ({ ...before, refused: refusalWord(error) }))
    })
    return () => { current = false }
  }, [worker, view, byLast, times])
  return lines
}
