import { Link } from '@remix-run/react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import type { Likeness } from '../inbox/likeness.ts'

type LikeCasesProps = { like: readonly Likeness[]; labelOf: (caseId: string) => string; onLink: (caseId: string, relation: 'same-matter' | 'related') => void }

/** Cases that may tell of the same matter, with what makes them alike; a person who has read both decides. */
export function LikeCases({ like, labelOf, onLink }: LikeCasesProps) {
  const { t } = useWords()
  const { busy, view } = useCase()
  if (like.length === 0) return null
  return (
    <div className="stack" data-like>
      <h3>{t('desk.like.title')}</h3>
      <p className="soft">{t('desk.like.lead')}</p>
      <ul className="things">
        {like.map(({ caseId, row, why }) => (
          <li key={caseId}>
            <div className="thing-head">
              <div className="thing-what">
                <Link to={`/desk/case/${caseId}`}>
                  <bdi>{labelOf(caseId)}</bdi>
                </Link>
                <span className="soft">{why.map((one) => (one === 'days' && row.row.day === view.day ? t('desk.like.sameDay') : t(`desk.like.${one}`, { n: Math.abs(row.row.day - view.day) }))).join(' · ')}</span>
              </div>
              <div className="row">
                <Action size="small" notYet={busy} onPress={() => onLink(caseId, 'same-matter')}>
                  {t('desk.like.link')}
                </Action>
                <Action size="small" notYet={busy} onPress={() => onLink(caseId, 'related')}>
                  {t('desk.like.related')}
                </Action>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
