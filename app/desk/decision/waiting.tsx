import { secondPersonFor, type Decision, type Refused } from '#db/model/decisions.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { secondNames } from './propose.ts'

type WaitingProps = { decision: Decision; why: Refused; mine: boolean; onTakeBack: () => Promise<boolean> }

/** The foot of a sheet that this member cannot answer: who can, and the way back for whoever proposed it. */
export function Waiting({ decision, why, mine, onTakeBack }: WaitingProps) {
  const { t } = useWords()
  const { file, people, busy, view } = useCase()
  const names = secondNames(secondPersonFor(decision.proposal.kind, { proposer: decision.by.memberId, file, people, outside: view.addable }))
  return (
    <>
      {mine ? (
        <Action notYet={busy} onPress={() => void onTakeBack()}>
          {t('desk.decision.takeBack')}
        </Action>
      ) : (
        <span>{t(`desk.decision.refused.${why}`)}</span>
      )}
      <span className="soft" role="status">
        {busy ? t('desk.write.sending') : names === '' ? t('desk.decision.waits.nobody') : t('desk.decision.waits', { names })}
      </span>
    </>
  )
}
