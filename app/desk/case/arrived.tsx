import type { DeskCaseView } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Line, type EntryNames } from './entry.tsx'

/** The first line of a case: the day, and the teams that the reporter sealed it for. Nobody else is named by it. */
export function Arrived({ view, names }: { view: DeskCaseView; names: EntryNames }) {
  const { t } = useWords()
  const desks = firstReaders(view).map((id) => names.deskLabel(id) ?? '').filter(Boolean)
  return <Line entry={{ day: view.day }}>{t('desk.entry.arrived', { desks: desks.join(', ') })}</Line>
}

// Who could open it when it came, as far back as this team can see: every change since is undone, newest first.
function firstReaders({ readers, timeline }: DeskCaseView): string[] {
  return timeline.reduceRight<string[]>(
    (ids, entry) => (entry.type === 'open' ? [...ids.filter((id) => !entry.open.added.includes(id)), ...entry.open.removed] : ids),
    readers.map((team) => team.id),
  )
}
