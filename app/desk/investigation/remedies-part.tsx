import { formOf, remedyCodes } from '#db/model/closing-codes.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Look } from '#app/ui/look.tsx'
import { useCase } from '../case/case-context.tsx'
import { chosenIn, dayIn, dayText, textIn, tickIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'
import { allegationLabel } from './allegation-label.ts'

/** Days until an action of this grade should be done. */
const daysFor = { C1: 30, C2: 90, C3: 180, C4: 365 } as const
const grades = ['C1', 'C2', 'C3', 'C4'] as const
const checks = ['no', 'desk', 'site', 'workers'] as const

/** What puts it right: how grave, until when, whether it means to speak to the company, and who has seen that it is done. */
export function RemediesPart() {
  const { t, days, today } = useWords()
  const { file, org, me } = useCase()
  const locked = !file.contact.mayContact && file.remedies.some(({ company, doneDay }) => company && doneDay === null)
  return (
    <Things
      kind="remedy"
      title={t('desk.remedy.title')}
      lead={t('desk.remedy.lead')}
      things={file.remedies}
      add={t('desk.remedy.add')}
      head={(one) => (
        <>
          <strong>{t(`remedyDesk.${one.code}`, { org })}</strong>
          <span className={one.doneDay === null && one.dueDay !== null && one.dueDay < today ? 'late' : 'soft'}>
            {[one.grade, one.doneDay === null ? (one.dueDay === null ? '' : t('desk.remedy.until', { date: days.short(one.dueDay) })) : t('desk.remedy.doneOn', { date: days.short(one.doneDay) }), t(`desk.remedy.verified.${one.verified}`)].filter(Boolean).join(' · ')}
          </span>
        </>
      )}
      show={(one) => (
        <>
          {one.text === '' ? null : <p className="thing-words">{one.text}</p>}
          <p className="soft">{[t(`remedyForm.${formOf(one.code)}`), one.company ? t('desk.remedy.company.yes') : ''].filter(Boolean).join(' · ')}</p>
        </>
      )}
      rows={() => [
        { name: 'code', kind: 'choice', label: t('desk.remedy.what'), options: remedyCodes.map((code) => [code, t(`remedyDesk.${code}`, { org })]), needed: t('desk.step.open.remedy') },
        { name: 'grade', kind: 'choice', label: t('desk.remedy.grade'), hint: t('desk.remedy.grade.hint'), options: grades.map((grade) => [grade, `${grade} ${t(`desk.remedy.grade.${grade}`)}`]) },
        { name: 'allegation', kind: 'choice', label: t('desk.remedy.allegation'), options: [['', t('desk.remedy.allegation.all')], ...file.allegations.map((one) => [one.entry.object, allegationLabel(one, t)] as const)] },
        { name: 'text', kind: 'area', label: t('desk.remedy.words'), needed: t('desk.work.text.open') },
        { name: 'company', kind: 'tick', label: t('desk.remedy.company'), hint: t(file.contact.mayContact ? 'desk.remedy.company.open' : 'desk.remedy.company.locked') },
        { name: 'due', kind: 'day', label: t('desk.remedy.due') },
        { name: 'done', kind: 'day', label: t('desk.remedy.done') },
        { name: 'verified', kind: 'choice', label: t('desk.remedy.verified'), options: checks.map((check) => [check, t(`desk.remedy.verified.${check}`)]) },
      ]}
      start={(one) => ({
        code: one?.code ?? '', grade: one?.grade ?? 'C2', allegation: one?.allegation ?? '', text: one?.text ?? '', company: one?.company ?? false,
        due: dayText(one === null ? today + daysFor.C2 : one.dueDay), done: dayText(one?.doneDay ?? null), verified: one?.verified ?? 'no',
      })}
      content={(values, one) => ({
        code: textIn(values, 'code'), grade: textIn(values, 'grade'), allegation: chosenIn(values, 'allegation'), text: textIn(values, 'text'), company: tickIn(values, 'company'),
        dueDay: dayIn(values, 'due'), doneDay: dayIn(values, 'done'), verified: textIn(values, 'verified'),
        // Whoever signs that it is done is the one who confirms it; nobody is named for somebody else.
        confirmedBy: textIn(values, 'verified') === 'no' ? null : textIn(values, 'verified') === one?.verified ? one.confirmedBy : me,
      })}
    >
      {locked ? (
        <Look title={t('desk.company.locked')}>
          <p>{t('desk.remedy.locked')}</p>
        </Look>
      ) : null}
    </Things>
  )
}
