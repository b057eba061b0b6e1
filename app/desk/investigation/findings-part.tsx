import { findings, reasonsNotInvestigated } from '#db/model/closing-codes.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { chosenIn, textIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'
import { allegationLabel } from './allegation-label.ts'

/** One finding for each allegation, with the reasons in plain words. */
export function FindingsPart() {
  const { t } = useWords()
  const { file } = useCase()
  const labelOf = (object: string) => {
    const found = file.allegations.find(({ entry }) => entry.object === object)
    return found === undefined ? t('desk.finding.gone') : allegationLabel(found, t)
  }
  const open = file.allegations.filter(({ entry }) => !file.findings.some(({ allegation }) => allegation === entry.object))
  return (
    <Things
      kind="finding"
      title={t('desk.finding.title')}
      lead={t('desk.finding.lead')}
      things={file.findings}
      {...(open.length === 0 ? {} : { add: t('desk.finding.add') })}
      head={(one) => (
        <>
          <strong>{t(`findingDesk.${one.finding}`)}</strong>
          <span>{labelOf(one.allegation)}</span>
        </>
      )}
      show={(one) => (
        <>
          {one.reason === null ? null : <p>{t(`notInvestigated.${one.reason}`)}</p>}
          <p className="thing-words">{one.text}</p>
        </>
      )}
      rows={(one) => [
        { name: 'allegation', kind: 'choice', label: t('desk.finding.allegation'), options: (one === null ? open : file.allegations).map((each) => [each.entry.object, allegationLabel(each, t)]), needed: t('desk.finding.allegation.open') },
        { name: 'finding', kind: 'choice', label: t('desk.finding.what'), options: findings.map((code) => [code, t(`findingDesk.${code}`)]), needed: t('desk.step.open.finding') },
        { name: 'reason', kind: 'choice', label: t('desk.finding.reason'), hint: t('desk.finding.reason.hint'), options: reasonsNotInvestigated.map((code) => [code, t(`notInvestigated.${code}`)]), needed: t('desk.step.open.reason'), when: (values) => textIn(values, 'finding') === 'NOT_INVESTIGATED' },
        { name: 'text', kind: 'area', label: t('desk.finding.why'), hint: t('desk.finding.why.hint'), needed: t('desk.work.text.open') },
      ]}
      start={(one) => ({ allegation: one?.allegation ?? (open.length === 1 ? (open[0]?.entry.object ?? '') : ''), finding: one?.finding ?? '', reason: one?.reason ?? '', text: one?.text ?? '' })}
      content={(values) => {
        const finding = textIn(values, 'finding')
        // Only what was not looked into has a reason of this list.
        return { allegation: textIn(values, 'allegation'), finding, reason: finding === 'NOT_INVESTIGATED' ? chosenIn(values, 'reason') : null, text: textIn(values, 'text') }
      }}
    />
  )
}
