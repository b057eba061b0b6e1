import { Link } from '@remix-run/react'
import { mayBeNamed } from '#db/model/kept-out.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { textIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'
import { useDesk } from '../desk-session.tsx'
import type { OpenedRow } from '../inbox/rows.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import { useOtherCases } from './use-other-cases.ts'

const relations = ['same-matter', 'related', 'follows'] as const

/** Other cases that this one has to do with. Only the fact is written down; no word crosses from one reporter's case to the other's. */
export function LinksPart() {
  const { t } = useWords()
  const { worker } = useDesk()
  const { file, view, names } = useCase()
  const rows = useOtherCases(worker, view.caseId)
  const labelOf = (caseId: string) => {
    const words = rows?.find(({ row }) => row.caseId === caseId)?.summary?.words ?? ''
    const letters = Array.from(words.replace(/\s+/g, ' ').trim())
    return [caseNumberOf({ caseId }), letters.length > 70 ? `${letters.slice(0, 70).join('')}…` : letters.join('')].filter(Boolean).join(' · ')
  }
  const isRead = (caseId: string) => rows?.some(({ row }) => row.caseId === caseId) ?? false
  const linked = new Set(file.links.map(({ caseId }) => caseId))
  const offered = (rows ?? []).filter(({ summary }) => mayBeNamed(summary, view.readers)).toSorted((a, b) => Number(samePlace(b, view.summary.place)) - Number(samePlace(a, view.summary.place)))
  return (
    <Things
      kind="link"
      title={t('desk.link.title')}
      lead={t('desk.link.lead')}
      things={file.links}
      {...(offered.length === 0 ? {} : { add: t('desk.link.add') })}
      head={(one) => (
        <>
          <strong>{t(`desk.link.${one.relation}`)}</strong>
          {isRead(one.caseId) ? (
            <Link to={`/desk/case/${one.caseId}`}>
              <bdi>{labelOf(one.caseId)}</bdi>
            </Link>
          ) : (
            names.caseNumber(one.caseId)
          )}
        </>
      )}
      show={(one) => (one.text === '' ? null : <p className="thing-words">{one.text}</p>)}
      rows={(one) => [
        {
          name: 'caseId', kind: 'choice', label: t('desk.link.which'), needed: t('desk.link.which.open'),
          hint: t('desk.link.which.hint'),
          options: offered.filter(({ row }) => row.caseId === one?.caseId || !linked.has(row.caseId)).map((each) => [each.row.caseId, samePlace(each, view.summary.place) ? t('desk.link.samePlace', { label: labelOf(each.row.caseId) }) : labelOf(each.row.caseId)]),
        },
        { name: 'relation', kind: 'choice', label: t('desk.link.relation'), options: relations.map((relation) => [relation, t(`desk.link.${relation}`)]) },
        { name: 'text', kind: 'area', label: t('desk.work.note'), hint: t('desk.link.note.hint') },
      ]}
      start={(one) => ({ caseId: one?.caseId ?? '', relation: one?.relation ?? 'same-matter', text: one?.text ?? '' })}
      content={(values) => ({ caseId: textIn(values, 'caseId'), relation: textIn(values, 'relation'), text: textIn(values, 'text') })}
    />
  )
}

// The same workplace, as far as two people wrote it alike.
function samePlace({ summary }: OpenedRow, place: string | undefined): boolean {
  const plain = (text: string | undefined) => (text ?? '').normalize('NFKC').toLocaleLowerCase().replace(/[\s,.;、。]+/g, ' ').trim()
  return plain(place) !== '' && plain(summary?.place) === plain(place)
}
