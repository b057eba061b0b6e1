import { Link, useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { caseNumberOf } from '../inbox/rows.ts'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { AskedPages } from './asked-pages.tsx'
import { loadOpenProposals, type OpenProposal } from './open.client.ts'

export const handle = { audience: 'desk', js: true, states: ['empty', 'waiting', 'refused'] }

/** What waits for a second person, in all cases: those that this member may answer first, their own below. */
export default function Decisions() {
  const { t } = useWords()
  const { worker, directory } = useDesk()
  const [open, setOpen] = useState<readonly OpenProposal[] | null>(null)
  const [asked, setAsked] = useState<number | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    loadOpenProposals(worker).then(setOpen, (error: unknown) => setRefused(refusalWord(error)))
  }, [worker])
  const others = (open ?? []).filter(({ memberId }) => memberId !== directory.memberId)
  const own = (open ?? []).filter(({ memberId }) => memberId === directory.memberId)
  return (
    <div className="stack narrow" data-open={open === null ? undefined : ''}>
      <h1>{t('desk.decision.room')}</h1>
      <p className="lead">{t('desk.decision.room.lead')}</p>
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      {open === null && refused === null ? <p role="status">{t('desk.opening')}</p> : null}
      <AskedPages onWaiting={setAsked} />
      {open !== null && open.length === 0 && asked === 0 ? <p className="sheet">{t('desk.decision.room.none')}</p> : null}
      {others.length === 0 ? null : <Proposals title={t('desk.decision.room.others')} proposals={others} />}
      {own.length === 0 ? null : <Proposals title={t('desk.decision.room.own')} proposals={own} />}
    </div>
  )
}

function Proposals({ title, proposals }: { title: string; proposals: readonly OpenProposal[] }) {
  const { t, days } = useWords()
  const { directory } = useDesk()
  const { search } = useLocation()
  const asked = new URLSearchParams(search)
  asked.set('part', 'decisions')
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ul className="proposals">
        {proposals.map(({ digest, memberId, day, row, summary }) => (
          <li key={digest}>
            <Link to={`/desk/case/${row.caseId}?${asked.toString()}`}>
              <strong>
                <bdi>{shortened(summary?.words ?? '') || t('desk.words.unopened')}</bdi>
              </strong>
            </Link>
            <span className="soft">
              <span className="digits">{caseNumberOf(row)}</span> {t('desk.decision.room.by', { name: nameOf(memberId), date: days.short(day) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

  function nameOf(member: string): string {
    return directory.desks.flatMap((desk) => desk.members).find(({ memberId }) => memberId === member)?.name ?? t('desk.decision.room.someone')
  }
}

function shortened(words: string): string {
  const letters = Array.from(words.replace(/\s+/g, ' ').trim())
  return letters.length <= 90 ? letters.join('') : `${letters.slice(0, 90).join('')}…`
}
