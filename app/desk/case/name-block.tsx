import { useState } from 'react'
import type { NameView } from '#crypto/worker/views.ts'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { Block } from './block.tsx'
import { openName } from './case.client.ts'
import { useCase } from './case-context.tsx'

/** Who the reporter is, where they told this team: closed until somebody opens it, on the screen only while it is open. */
export function NameBlock() {
  const { t, days } = useWords()
  const { worker } = useDesk()
  const { view, opened } = useCase()
  const [shown, setShown] = useState<NameView | 'lost' | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { nameDay } = opened.clear
  if (nameDay === undefined) return null

  async function open(): Promise<void> {
    setBusy(true)
    setRefused(null)
    try {
      setShown((await openName(worker, view.caseId)) ?? 'lost')
    } catch (error) {
      setRefused(refusalWord(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Block title={t('desk.name.title')}>
      <div className="stack" data-name={shown === null ? 'closed' : 'open'}>
        {refused === null ? null : (
          <Look title={t('desk.refused.title')} live>
            <p>{refusalSentence(t, refused)}</p>
          </Look>
        )}
        {shown === null ? (
          <>
            <p>{t('desk.name.given', { date: days.long(nameDay) })}</p>
            <div className="row">
              <Action size="small" notYet={busy} onPress={() => void open()}>{t('desk.name.open')}</Action>
              <span className="soft">{t('desk.name.recorded')}</span>
            </div>
          </>
        ) : (
          <>
            {shown === 'lost' ? <p>{t('desk.name.lost')}</p> : <Shown name={shown} />}
            <div className="row">
              <Action size="small" onPress={() => setShown(null)}>{t('desk.name.hide')}</Action>
            </div>
          </>
        )}
      </div>
    </Block>
  )
}

function Shown({ name }: { name: NameView }) {
  const { t } = useWords()
  return (
    <>
      <dl className="facts" aria-live="polite" translate="no">
        {name.name === '' ? null : <Fact label={t('desk.name.name')} words={name.name} />}
        {name.reach === '' ? null : <Fact label={t('desk.name.reach')} words={name.reach} />}
        <Fact label={t('desk.name.use')} words={t(`desk.name.use.${name.purpose}`)} />
      </dl>
      <p className="soft">{t('desk.name.careful')}</p>
    </>
  )
}

function Fact({ label, words }: { label: string; words: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">{words}</dd>
    </>
  )
}
