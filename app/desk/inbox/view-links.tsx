import { Link } from '@remix-run/react'
import { useWords } from '#app/ui/desk-words.tsx'
import { baseViews, type InboxView } from './filters.ts'
import type { InboxCounts } from './load.client.ts'
import type { SavedView } from './saved-views.client.ts'

type ViewLinksProps = { view: InboxView; saved: SavedView | null; views: readonly SavedView[]; counts: InboxCounts | null; address: (changes: Record<string, string>) => string }

/** Views are links with counts; after those that everybody has stand the reader's own. */
export function ViewLinks({ view, saved, views, counts, address }: ViewLinksProps) {
  const { t } = useWords()
  return (
    <nav aria-label={t('desk.inbox.views')} className="views">
      {baseViews.map((one) => (
        <Link key={one} to={address({ view: one })} aria-current={saved === null && one === view.base ? 'page' : undefined}>
          {t(`desk.view.${one}`)} <span className="soft">{one === 'done' ? '' : countOf(counts, one)}</span>
        </Link>
      ))}
      {views.map((one) => (
        <Link key={one.recordId} to={address({ view: one.base, sort: one.sort, saved: one.recordId })} aria-current={one.recordId === saved?.recordId ? 'page' : undefined} data-own>
          <bdi>{one.name}</bdi>
        </Link>
      ))}
    </nav>
  )
}

// Counting ends at a hundred, which then means "this or more".
function countOf(counts: InboxCounts | null, view: keyof InboxCounts): string {
  const count = counts?.[view]
  return count === undefined ? '' : count >= 100 ? '100+' : String(count)
}
