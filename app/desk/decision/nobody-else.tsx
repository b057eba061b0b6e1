import type { Refused } from '#db/model/decisions.ts'
import type { DecisionKind } from '#db/model/proposals.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'

/** In place of a form that nobody could answer: the reason, before anything is typed. */
export function NobodyElse({ kind, why, onLeave }: { kind: DecisionKind; why: Refused; onLeave?: () => void }) {
  const { t } = useWords()
  return (
    <div className="stack" data-nobody={kind}>
      <Look title={t('desk.decision.nobody.title')}>
        <p>{t(`desk.decision.nobody.${kind}`)}</p>
        <p>{t(`desk.decision.refused.${why}`)}</p>
      </Look>
      {onLeave === undefined ? null : (
        <div className="row">
          <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
        </div>
      )}
    </div>
  )
}
