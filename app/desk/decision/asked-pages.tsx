import { useCallback, useEffect, useState } from 'react'
import { severityIn } from '#db/model/decision-page.ts'
import { refusedOnPage } from '#db/model/decisions.ts'
import { parseProposal, type Proposal } from '#db/model/proposals.ts'
import { Decision as Sheet } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useDesk } from '../desk-session.tsx'
import { Refused } from '../refused.tsx'
import { refusalWord } from '../requests.client.ts'
import { answerPage, loadAskedPages, type AskedPage } from './outside.client.ts'
import { PageRead, usePageLines } from './page-read.tsx'

/** Pages that other teams put before this member's: each is all that is to be read of the matter. `onWaiting`: how many there are, once that is known. */
export function AskedPages({ onWaiting }: { onWaiting: (pages: number) => void }) {
  const { t } = useWords()
  const { worker, directory } = useDesk()
  const [pages, setPages] = useState<readonly AskedPage[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const desks = directory.desks.filter(({ canRead }) => canRead).map(({ deskId }) => deskId).join()
  const load = useCallback(async () => {
    try {
      const waiting = (await loadAskedPages(worker, desks === '' ? [] : desks.split(','))).filter(({ answered }) => !answered)
      setPages(waiting)
      onWaiting(waiting.length)
    } catch (error) {
      setRefused(refusalWord(error))
    }
  }, [worker, desks, onWaiting])
  useEffect(() => void load(), [load])
  if (refused !== null) return <Refused reason={refused} />
  if (pages.length === 0) return null
  return (
    <section className="stack" data-asked>
      <h2>{t('desk.asked.pages')}</h2>
      {pages.map((page) => {
        const proposal = parseProposal(page.kind, page.body)
        return proposal === null ? (
          <p key={page.pageId} className="sheet">
            {t('desk.asked.unread', { name: page.by.name, team: page.by.label })}
          </p>
        ) : (
          <AskedSheet key={page.pageId} page={page} proposal={proposal} onAnswered={load} />
        )
      })}
    </section>
  )
}

function AskedSheet({ page, proposal, onAnswered }: { page: AskedPage; proposal: Proposal; onAnswered: () => Promise<void> }) {
  const { t, days } = useWords()
  const { worker, today, directory } = useDesk()
  const own = directory.desks.find(({ deskId }) => deskId === page.deskId)
  const roles = directory.roster?.teams.find(({ id }) => id === page.deskId)?.roles ?? []
  const why = refusedOnPage({ kind: proposal.kind, severity: severityIn(page.severity), proposer: page.by.memberId }, { memberId: directory.memberId, role: own?.role ?? 'handler', roles })
  const lines = usePageLines()(proposal, page.severity)
  const [near, setNear] = useState(false)
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  return (
    <div className="two-people" data-asked-page>
      <Sheet
        title={lines.title}
        consequence={t('desk.asked.by', { name: page.by.name, team: page.by.label, date: days.short(page.day) })}
        foot={
          why === null ? (
            <>
              <Action kind="on" notYet={!near || sending} onPress={() => void answer('approve')}>
                {t('desk.decision.approve')}
              </Action>
              <Action kind="own" notYet={sending} onPress={() => (text.trim() === '' ? setPressed(true) : void answer('back'))}>
                {t('desk.decision.back')}
              </Action>
              <span className="soft" role="status">
                {sending ? t('desk.write.sending') : near ? '' : t('desk.decision.ticks', { n: 1 })}
              </span>
            </>
          ) : (
            <p className="soft">{t(`desk.asked.not.${why}`)}</p>
          )
        }
      >
        <Refused reason={refused} />
        <PageRead lines={lines} level={3} />
        {why !== null ? null : (
          <>
            <Field label={t('desk.asked.answer')} hint={t('desk.asked.answer.hint')} look={pressed && text.trim() === '' ? t('desk.decision.back.open') : undefined}>
              {(ids) => <textarea {...ids} rows={3} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
            </Field>
            <label className="tick">
              <input type="checkbox" checked={near} onChange={(event) => setNear(event.target.checked)} />
              {t('desk.asked.near')}
            </label>
          </>
        )}
      </Sheet>
      {why !== null ? null : <p className="soft">{t('desk.asked.foot')}</p>}
    </div>
  )

  async function answer(verdict: 'approve' | 'back'): Promise<void> {
    setSending(true)
    setRefused(null)
    try {
      await answerPage(worker, page, { verdict, text: text.trim(), day: today })
      await onAnswered()
    } catch (error) {
      setRefused(refusalWord(error))
      setSending(false)
    }
  }
}
