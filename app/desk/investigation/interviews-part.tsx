import { useWords } from '#app/ui/desk-words.tsx'
import { machineDay } from '#app/ui/days.ts'
import { useCase } from '../case/case-context.tsx'
import { dayIn, dayText, textIn, tickIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'

/** Notes of talks with people; whoever spoke should have heard them read back. */
export function InterviewsPart() {
  const { t, days, today } = useWords()
  const { file } = useCase()
  return (
    <Things
      kind="interview"
      title={t('desk.interview.title')}
      lead={t('desk.interview.lead')}
      things={file.interviews}
      add={t('desk.interview.add')}
      head={(one) => (
        <>
          <strong>
            {days.long(one.day)}, <bdi>{one.with}</bdi>
          </strong>
          <span className="soft">{[one.place, t(one.readBack ? 'desk.interview.readBack.yes' : 'desk.interview.readBack.no')].filter(Boolean).join(' · ')}</span>
        </>
      )}
      show={(one) => <p className="thing-words">{one.text}</p>}
      rows={() => [
        { name: 'date', kind: 'day', label: t('desk.interview.day'), needed: t('desk.work.day.open') },
        { name: 'with', kind: 'line', label: t('desk.interview.with'), hint: t('desk.interview.with.hint'), needed: t('desk.work.text.open') },
        { name: 'place', kind: 'line', label: t('desk.interview.place') },
        { name: 'text', kind: 'area', label: t('desk.interview.text'), needed: t('desk.work.text.open') },
        { name: 'readBack', kind: 'tick', label: t('desk.interview.readBack'), hint: t('desk.interview.readBack.hint') },
      ]}
      start={(one) => ({ date: one === null ? machineDay(today) : dayText(one.day), with: one?.with ?? '', place: one?.place ?? '', text: one?.text ?? '', readBack: one?.readBack ?? false })}
      content={(values) => ({ day: dayIn(values, 'date') ?? today, with: textIn(values, 'with'), place: textIn(values, 'place'), text: textIn(values, 'text'), readBack: tickIn(values, 'readBack') })}
    />
  )
}
