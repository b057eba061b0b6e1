import { theCase } from '#db/model/work-records.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'

/** A second person reads exactly the findings that stand now; a later change of one of them opens it again. */
export function ReviewPart() {
  const { t } = useWords()
  const { file, me } = useCase()
  const { review } = file
  const investigated = file.investigators.includes(me)
  const conflicted = file.conflicts.some(({ has, entry }) => has && entry.memberId === me)
  const without = file.allegations.filter(({ entry }) => !file.findings.some(({ allegation }) => allegation === entry.object)).length
  const why = file.findings.length === 0 ? 'desk.review.none' : without > 0 ? 'desk.review.missing' : investigated ? 'desk.review.own' : conflicted ? 'desk.review.conflict' : null
  return (
    <Single
      kind="review"
      object={theCase}
      title={t('desk.review.title')}
      lead={t('desk.review.lead')}
      thing={review}
      add={t('desk.review.add')}
      mayChange={why === null}
      rows={[
        { name: 'verdict', kind: 'choice', label: t('desk.review.verdict'), options: (['confirmed', 'returned'] as const).map((verdict) => [verdict, t(`desk.review.${verdict}`)]), needed: t('desk.step.choose') },
        { name: 'text', kind: 'area', label: t('desk.review.text'), hint: t('desk.note.hidden'), needed: t('desk.work.text.open') },
      ]}
      start={{ verdict: '', text: '' }}
      content={(values) => ({ findings: file.findings.map(({ entry }) => entry.digest), verdict: textIn(values, 'verdict'), text: textIn(values, 'text') })}
    >
      {review === null ? null : (
        <>
          <p data-review={review.verdict}>
            <strong>{t(`desk.review.${review.verdict}`)}</strong>
          </p>
          <p className="thing-words">{review.text}</p>
          {review.verdict === 'confirmed' && !file.reviewHolds ? <Look title={t('desk.review.broken')} /> : null}
        </>
      )}
      {why === null ? null : <p className="soft">{t(why, { n: without })}</p>}
    </Single>
  )
}
