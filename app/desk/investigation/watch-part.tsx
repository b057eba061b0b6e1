import { dayFrom } from '#db/model/ids.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { clocksOfAct, clockWork, daysOfCase } from '../case/case-clock-acts.ts'
import { newObject, useCase, type WorkToWrite } from '../case/case-context.tsx'
import { chosenIn, dayIn, dayText, textIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'

/** Days after the result on which somebody asks whether people are safe. */
const watchDays = [30, 90, 180, 365] as const
const answers = ['safe', 'trouble', 'none'] as const

/** The year after the result: was anybody punished for having written? While it runs, the case cannot be destroyed. */
export function WatchPart() {
  const { t, days, today } = useWords()
  const room = useCase()
  const { file, opened, busy, saveWork } = room
  const { watchUntil } = opened.clear
  // Counted from the last result: one that was judged anew begins its own year.
  const from = daysOfCase(room).outcomeDay ?? today
  const begun = file.watches.some(({ dueDay }) => dueDay >= from + 365)

  function begin(): void {
    const records = watchDays.map((length): WorkToWrite => ({ kind: 'watch', object: newObject(), content: { dueDay: dayFrom(from + length), askedDay: null, answer: null, text: '' } }))
    void saveWork(records, [{ kind: 'watch', untilDay: from + 365 }])
  }

  return (
    <Things
      kind="watch"
      title={t('desk.watch.title')}
      lead={t('desk.watch.lead')}
      things={file.watches.toSorted((a, b) => a.dueDay - b.dueDay)}
      head={(one) => (
        <>
          <strong>{days.long(one.dueDay)}</strong>
          <span className={one.answer === null && one.dueDay < today ? 'late' : 'soft'}>{one.answer === null ? (one.askedDay === null ? t('desk.watch.open') : t('desk.watch.asked', { date: days.short(one.askedDay) })) : t(`desk.watch.${one.answer}`)}</span>
        </>
      )}
      show={(one) => (one.text === '' ? null : <p className="thing-words">{one.text}</p>)}
      rows={() => [
        { name: 'due', kind: 'day', label: t('desk.watch.due'), needed: t('desk.work.day.open') },
        { name: 'asked', kind: 'day', label: t('desk.watch.askedOn') },
        { name: 'answer', kind: 'choice', label: t('desk.watch.answer'), options: [['', t('desk.watch.open')], ...answers.map((answer) => [answer, t(`desk.watch.${answer}`)] as const)] },
        { name: 'text', kind: 'area', label: t('desk.work.note') },
      ]}
      start={(one) => ({ due: dayText(one?.dueDay ?? today), asked: dayText(one?.askedDay ?? null), answer: one?.answer ?? '', text: one?.text ?? '' })}
      content={(values) => ({ dueDay: dayIn(values, 'due') ?? today, askedDay: dayIn(values, 'asked'), answer: chosenIn(values, 'answer'), text: textIn(values, 'text') })}
      beside={(values, one) => (chosenIn(values, 'answer') !== null && (one?.answer ?? null) === null ? clockWork(clocksOfAct(room, 'safety-answered')) : { records: [], acts: [] })}
    >
      {watchUntil === null || watchUntil === 0 ? null : <p className="soft">{t('desk.watch.until', { date: days.long(watchUntil) })}</p>}
      {begun ? null : (
        <div className="row">
          <Action size="small" notYet={busy} onPress={begin}>
            {t('desk.watch.begin')}
          </Action>
        </div>
      )}
    </Things>
  )
}
