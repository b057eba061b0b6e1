import { useEffect, useState } from 'react'
import type { RekeyRow } from '#crypto/answers.ts'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { oldKeyCases, rekeyCases } from './rekey.client.ts'

/** One bar for each team with cases under older keys. It says what is open, and changes it when somebody presses. */
export function RekeyBars() {
  const { directory } = useDesk()
  return (
    <>
      {directory.desks.filter((desk) => desk.canRead).map((desk) => (
        <RekeyBar key={desk.deskId} deskId={desk.deskId} label={desk.label} />
      ))}
    </>
  )
}

function RekeyBar({ deskId, label }: { deskId: string; label: string }) {
  const { t } = useWords()
  const { worker } = useDesk()
  const [rows, setRows] = useState<readonly RekeyRow[]>([])
  const [told, setTold] = useState<{ done: number; left: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(() => {
    let current = true
    oldKeyCases(worker, deskId).then(
      (found) => { if (current) setRows(found) },
      (error: unknown) => { if (current) setRefused(refusalWord(error)) },
    )
    return () => { current = false }
  }, [worker, deskId])

  async function change(): Promise<void> {
    setBusy(true)
    setRefused(null)
    setTold({ done: 0, left: 0 })
    try {
      await rekeyCases(worker, rows, (done, left) => setTold({ done, left }))
      setRows(await oldKeyCases(worker, deskId))
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  if (rows.length === 0 && refused === null) return told === null ? null : <p className="say" role="status" data-rekeyed>{t('desk.rekey.done')}</p>
  return (
    <Look title={rows.length === 0 ? t('desk.refused.title') : t('desk.rekey.title', { n: rows.length })}>
      {rows.length === 0 ? null : <p>{t('desk.rekey.text', { desk: label })}</p>}
      {refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>}
      {rows.length === 0 ? null : (
        <div className="row">
          <Action kind="own" notYet={busy} onPress={() => void change()}>
            {t('desk.rekey.go')}
          </Action>
          <span className="soft" role="status">
            {told === null ? '' : [t('desk.rekey.progress', { done: told.done, all: rows.length }), told.left === 0 ? '' : t('desk.rekey.left', { n: told.left })].filter(Boolean).join(' ')}
          </span>
        </div>
      )}
    </Look>
  )
}
