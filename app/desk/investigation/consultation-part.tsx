import { theCase } from '#db/model/work-records.ts'
import { machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { dayIn, dayText, textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'

/** Whether the reporter was asked about the plan before it began, and why not where not. */
export function ConsultationPart() {
  const { t, days, today } = useWords()
  const { consultation } = useCase().file
  return (
    <Single
      kind="consultation"
      object={theCase}
      title={t('desk.consult.title')}
      lead={t('desk.consult.lead')}
      thing={consultation}
      add={t('desk.consult.add')}
      rows={[
        { name: 'consulted', kind: 'choice', label: t('desk.consult.was'), options: (['yes', 'no'] as const).map((answer) => [answer, t(`desk.consult.${answer}`)]), needed: t('desk.step.choose') },
        { name: 'date', kind: 'day', label: t('desk.consult.day'), needed: t('desk.work.day.open') },
        { name: 'text', kind: 'area', label: t('desk.consult.text'), hint: t('desk.consult.text.hint'), needed: t('desk.work.text.open') },
      ]}
      start={{ consulted: consultation === null ? '' : consultation.consulted ? 'yes' : 'no', date: consultation === null ? machineDay(today) : dayText(consultation.day), text: consultation?.text ?? '' }}
      content={(values) => ({ consulted: textIn(values, 'consulted') === 'yes', day: dayIn(values, 'date') ?? today, text: textIn(values, 'text') })}
    >
      {consultation === null ? null : (
        <>
          <p>
            <strong>{t(consultation.consulted ? 'desk.consult.yes' : 'desk.consult.no')}</strong> <span className="soft">{days.long(consultation.day)}</span>
          </p>
          <p className="thing-words">{consultation.text}</p>
        </>
      )}
    </Single>
  )
}
