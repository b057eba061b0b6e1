import { useNavigate, useSearchParams } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { baseViews, noFilters, sortNames, usualColumns, type InboxView } from './filters.ts'
import { dropView, loadViews, saveView, type SavedView } from './saved-views.client.ts'

type Shown = Pick<InboxView, 'filters' | 'columns'>

export type ViewState = {
  view: InboxView
  saved: SavedView | null
  views: readonly SavedView[]
  change: (view: InboxView) => void
  address: (changes: Record<string, string>) => string
  save: (name: string, over: SavedView | null) => Promise<void>
  drop: (view: SavedView) => Promise<void>
  busy: boolean
  refused: string | null
}

// Filters and columns live as long as this document: whoever comes back from a case finds the list as it was.
let remembered: { saved: string; shown: Shown } | null = null

/** Which view the inbox shows. The address holds the base, the order and the id of a saved view; what is filtered stays in this browser. */
export function useView(): ViewState {
  const { worker, directory } = useDesk()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [views, setViews] = useState<readonly SavedView[]>([])
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const savedId = params.get('saved') ?? ''
  const saved = views.find((one) => one.recordId === savedId) ?? null
  const [own, setOwn] = useState(remembered)
  const base = baseViews.find((one) => one === params.get('view')) ?? 'open'
  const sort = sortNames.find((one) => one === params.get('sort')) ?? 'turn'
  const lng = params.get('lng')

  useEffect(() => {
    let current = true
    loadViews(worker, directory).then(
      (found) => { if (current) setViews(found) },
      (error: unknown) => { if (current) setRefused(refusalWord(error)) },
    )
    return () => { current = false }
  }, [worker, directory])

  const view = useMemo<InboxView>(() => {
    const shown: Shown = own !== null && own.saved === savedId ? own.shown : (saved ?? { filters: noFilters, columns: usualColumns })
    return { base, sort, filters: shown.filters, columns: shown.columns }
  }, [own, savedId, saved, base, sort])
  const address = useCallback(
    (changes: Record<string, string>) => `?${new URLSearchParams({ view: base, sort, ...('saved' in changes || 'view' in changes || savedId === '' ? {} : { saved: savedId }), ...(lng === null ? {} : { lng }), ...changes })}`,
    [base, sort, savedId, lng],
  )

  function change(next: InboxView): void {
    remembered = { saved: savedId, shown: { filters: next.filters, columns: next.columns } }
    setOwn(remembered)
    if (next.sort !== sort) navigate(address({ sort: next.sort }))
  }

  async function settle(act: () => Promise<string | null>): Promise<void> {
    setBusy(true)
    setRefused(null)
    try {
      const shown = await act()
      setViews(await loadViews(worker, directory))
      remembered = null
      setOwn(null)
      navigate(shown === null ? address({ view: base }) : address({ view: base, sort: view.sort, saved: shown }))
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  return {
    view, saved, views, change, address, busy, refused,
    save: (name, over) => settle(() => saveView(worker, directory, name, view, over)),
    drop: (one) => settle(async () => {
      await dropView(worker, one)
      return null
    }),
  }
}
