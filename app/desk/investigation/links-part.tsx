import { Link } from '@remix-run/react'
import { useMemo, useState } from 'react'
import { mayBeNamed } from '#db/model/kept-out.ts'
import type { WorkInput } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { newObject, useCase } from '../case/case-context.tsx'
import { textIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'
import type { FormValues } from '../case/work-form.tsx'
import { useDesk } from '../desk-session.tsx'
import { isSamePlace, likeCases } from '../inbox/likeness.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import { LikeCases } from './like-cases.tsx'
import { linkBack, notThere } from './link-cases.client.ts'
import { useOtherCases } from './use-other-cases.ts'

const relations = ['same-matter', 'related', 'follows', 'precedes'] as const

/** Other cases that this one has to do with. Only the fact is written down; no word crosses from one reporter's case to the other's. */
export function LinksPart() {
  const { t, language } = useWords()
  const { worker, directory } = useDesk()
  const { file, view, names, saveWork } = useCase()
  const rows = useOtherCases(worker, view.caseId)
  const labelOf = (caseId: string) => {
    const words = rows?.find(({ row }) => row.caseId === caseId)?.summary?.words ?? ''
    const letters = Array.from(words.replace(/\s+/g, ' ').trim())
    return [caseNumberOf({ caseId }), letters.length > 70 ? `${letters.slice(0, 70).join('')}…` : letters.join('')].filter(Boolean).join(' · ')
  }
  const isRead = (caseId: string) => rows?.some(({ row }) => row.caseId === caseId) ?? false
  const [back, setBack] = useState<boolean | null>(null)
  const linked = useMemo(() => new Set(file.links.map(({ caseId }) => caseId)), [file.links])
  const offered = useMemo(() => (rows ?? []).filter(({ summary }) => mayBeNamed(summary, view.readers)).toSorted((a, b) => Number(isSamePlace(b.summary?.place, view.summary.place)) - Number(isSamePlace(a.summary?.place, view.summary.place))), [rows, view])
  const like = useMemo(() => likeCases({ day: view.day, summary: view.summary }, offered.filter(({ row }) => !linked.has(row.caseId))), [offered, view, linked])

  // The same fact, for whoever works on the other case; what was noted here stays here.
  async function tellThere(caseId: string, relation: WorkInput<'link'>['relation']): Promise<void> {
    setBack(await linkBack({ worker, directory }, view, { caseId, relation }, language).catch(notThere))
  }

  async function linkLike(caseId: string, relation: 'same-matter' | 'related'): Promise<void> {
    if (await saveWork([{ kind: 'link', object: newObject(), content: { caseId, relation, text: '' } }])) await tellThere(caseId, relation)
  }

  return (
    <Things
      kind="link"
      title={t('desk.link.title')}
      lead={t('desk.link.lead')}
      things={file.links}
      {...(offered.length === 0 ? {} : { add: t('desk.link.add') })}
      after={(values) => void tellThere(textIn(values, 'caseId'), relationIn(values))}
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
          options: offered.filter(({ row }) => row.caseId === one?.caseId || !linked.has(row.caseId)).map((each) => [each.row.caseId, isSamePlace(each.summary?.place, view.summary.place) ? t('desk.link.samePlace', { label: labelOf(each.row.caseId) }) : labelOf(each.row.caseId)]),
        },
        { name: 'relation', kind: 'choice', label: t('desk.link.relation'), options: relations.map((relation) => [relation, t(`desk.link.${relation}`)]) },
        { name: 'text', kind: 'area', label: t('desk.work.note'), hint: t('desk.link.note.hint') },
      ]}
      start={(one) => ({ caseId: one?.caseId ?? '', relation: one?.relation ?? 'same-matter', text: one?.text ?? '' })}
      content={(values) => ({ caseId: textIn(values, 'caseId'), relation: textIn(values, 'relation'), text: textIn(values, 'text') })}
    >
      <LikeCases like={like} labelOf={labelOf} onLink={(caseId, relation) => void linkLike(caseId, relation)} />
      <p className="soft" role="status">{back === null ? '' : t(back ? 'desk.link.back' : 'desk.link.notBack')}</p>
    </Things>
  )
}

function relationIn(values: FormValues): WorkInput<'link'>['relation'] {
  return relations.find((one) => one === values['relation']) ?? 'same-matter'
}
