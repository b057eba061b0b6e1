import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { refusalSentence } from '../sentences.ts'
import { useCase } from './case-context.tsx'

/** Why the last thing that was sent did not arrive. What was typed is still where it was. */
export function Refusal() {
  const { t } = useWords()
  const { refused } = useCase()
  if (refused === null) return null
  return (
    <Look title={t(['stale', 'taken', 'conflict'].includes(refused) ? 'desk.conflict.title' : 'desk.refused.title')} live>
      <p>{refusalSentence(t, refused)}</p>
    </Look>
  )
}
