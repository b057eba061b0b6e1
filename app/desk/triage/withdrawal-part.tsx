import { theCase } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'

/** The reporter wants it stopped: somebody looks whether that wish is free. A grave case goes on all the same, without naming anybody. */
export function WithdrawalPart() {
  const { t, days } = useWords()
  const { view, file } = useCase()
  const asked = view.timeline.findLast((entry) => entry.type === 'withdraw')
  if (asked === undefined) return null
  const { withdrawal } = file
  return (
    <Single
      kind="withdrawal"
      object={theCase}
      title={t('desk.withdrawal.title')}
      lead={t('desk.withdrawal.lead', { date: days.long(asked.day) })}
      thing={withdrawal}
      add={t('desk.withdrawal.add')}
      rows={[
        { name: 'free', kind: 'choice', label: t('desk.withdrawal.free'), options: (['yes', 'no'] as const).map((answer) => [answer, t(`desk.withdrawal.${answer}`)]), needed: t('desk.step.choose') },
        { name: 'text', kind: 'area', label: t('desk.withdrawal.why'), hint: t('desk.note.hidden'), needed: t('desk.work.text.open') },
      ]}
      start={{ free: withdrawal === null ? '' : withdrawal.free ? 'yes' : 'no', text: withdrawal?.text ?? '' }}
      content={(values) => ({ free: textIn(values, 'free') === 'yes', text: textIn(values, 'text') })}
    >
      {withdrawal === null ? null : (
        <>
          <p>
            <strong>{t(withdrawal.free ? 'desk.withdrawal.yes' : 'desk.withdrawal.no')}</strong>
          </p>
          <p className="thing-words">{withdrawal.text}</p>
        </>
      )}
      {file.severity !== null && file.severity.s >= 3 ? <p className="soft">{t('desk.withdrawal.grave')}</p> : null}
    </Single>
  )
}
