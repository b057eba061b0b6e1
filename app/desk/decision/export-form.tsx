import { useWords } from '#app/ui/desk-words.tsx'
import { DatedForm } from './dated-form.tsx'
import { usePropose } from './propose.ts'

/** To hand out the file with its names takes a purpose, a last day, and a lead who agrees. */
export function ExportForm({ onLeave }: { onLeave: () => void }) {
  const { t, today } = useWords()
  const propose = usePropose()
  return (
    <DatedForm
      kind="export"
      title={t('desk.export.title')}
      consequence={t('desk.export.consequence')}
      line={{ label: t('desk.export.purpose'), hint: t('desk.export.purpose.hint') }}
      date={{ label: t('desk.export.until'), open: t('desk.export.until.open'), start: today + 7, from: today, to: null }}
      onPropose={(purpose, untilDay) => propose('export', { purpose, untilDay })}
      onLeave={onLeave}
    />
  )
}
