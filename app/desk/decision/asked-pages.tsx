import { useCallback, useEffect, useState } from 'react'
import { Decision as Sheet } from '#app/ui/decision.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { answerPage, loadAskedPages, type AskedPage } from './outside.client.ts'

/** Pages that other teams put before this member's: each is all that is to be read of the matter. */
export function AskedPages() {
  const { t } = useWords()
  const { worker, directory } = useDesk()
  const [pages, setPages] = useState<readonly AskedPage[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  // A lead answers for the team.
  const desks = directory.desks.filter(({ role, canRead }) => role === 'lead' && canRead).map(({ deskId }) => deskId).join()
  const load = useCallback(async () => {
    try {
      setPages((await loadAskedPages(worker, desks === '' ? [] : desks.split(','))).filter(({ answered }) => !answered))
    } catch (error) {
      setRefused(refusalWord(error))
    }
  }, [worker, desks])
  useEffect(() => void load(), [load])
  if (refused !== null) {
    return (
      <Look title={t('desk.refused.title')} live>
        <p>{refusalSentence(t, refused)}</p>
      </Look>
    )
  }
  if (pages.length === 0) return null
  return (
    <section className="stack" data-asked>
      <h2>{t('desk.asked.pages')}</h2>
      {pages.map((page) => (
        <AskedSheet key={page.pageId} page={page} onAnswered={load} />
      ))}
    </section>
  )
}

function AskedSheet({ page, onAnswered }: { page: AskedPage; onAnswered: () => Promise<void> }) {
  const { t, days } = useWords()
  const { worker } = useDesk()
  const [near, setNear] = useState(false)
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  return (
    <div className="two-people" data-asked-page>
      <Sheet
        title={page.title}
        consequence={t('desk.asked.by', { name: page.by.name, team: page.by.label, date: days.short(page.day) })}
        foot={
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
        }
      >
        {refused === null ? null : (
          <Look title={t('desk.refused.title')} live>
            <p>{refusalSentence(t, refused)}</p>
          </Look>
        )}
        {(['reason', 'tells', 'severity'] as const).map((name) =>
          page[name] === '' ? null : (
            <div key={name}>
              <h3>{t(`desk.asked.read.${name}`)}</h3>
              <p className="entry-words" dir="auto">
                {page[name]}
              </p>
            </div>
          ),
        )}
        <Field label={t('desk.asked.answer')} hint={t('desk.asked.answer.hint')} look={pressed && text.trim() === '' ? t('desk.decision.back.open') : undefined}>
          {(ids) => <textarea {...ids} rows={3} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <label className="tick">
          <input type="checkbox" checked={near} onChange={(event) => setNear(event.target.checked)} />
          {t('desk.asked.near')}
        </label>
      </Sheet>
      <p className="soft">{t('desk.asked.foot')}</p>
    </div>
  )

  async function answer(verdict: 'approve' | 'back'): Promise<void> {
    setSending(true)
    setRefused(null)
    try {
      await answerPage(worker, page, verdict, text.trim())
      await onAnswered()
    } catch (error) {
      setRefused(refusalWord(error))
      setSending(false)
    }
  }
}
