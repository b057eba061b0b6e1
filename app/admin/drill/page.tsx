import { useSearchParams } from '@remix-run/react'
import { useDesk } from '#app/desk/desk-session.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { DeskDrill } from './desk-drill.tsx'

export const handle = { audience: 'desk', js: true, states: ['ready', 'mistyped', 'done', 'none'] }

/** A recovery code that nobody has tried is a hope: here it is tried, with a member beside its holder. */
export default function DrillPage() {
  const { t } = useWords()
  const { directory } = useDesk()
  const [params] = useSearchParams()
  const asked = directory.desks.filter((desk) => desk.deskId === params.get('desk'))
  return (
    <div className="stack narrow">
      <h1>{t('admin.drill.title')}</h1>
      <p className="lead">{t('admin.drill.lead')}</p>
      {(asked.length === 0 ? directory.desks : asked).map((desk) => (
        <DeskDrill key={desk.deskId} desk={desk} />
      ))}
    </div>
  )
}
