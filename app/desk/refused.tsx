import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { refusalSentence } from './sentences.ts'

/** Why what was sent did not arrive; nothing where `reason` is null. */
export function Refused({ reason }: { reason: string | null }) {
  const { t } = useWords()
  if (reason === null) return null
  return (
    <Look title={t('desk.refused.title')} live>
      <p>{refusalSentence(t, reason)}</p>
    </Look>
  )
}
