import { useEffect, useState } from 'react'
import type { DeskRecordRow, RekeyRow } from '#crypto/answers.ts'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import type { DeskWorker } from '../worker.client.ts'
import { oldKeyCases, rekeyCases } from './rekey.client.ts'
import { oldKeyRecords, renewRecords } from './renew-records.client.ts'

type Old = { cases: readonly RekeyRow[]; records: readonly DeskRecordRow[] }

const nothing: Old = { cases: [], records: [] }

/** One bar for each team with cases under older keys. It says what is open, and changes it when somebody presses. */
export function RekeyBars() {
  const { directory } = useDesk()
  return (
    <>
      {directory.desks.filter((desk) => desk.canRead).map((desk) => (
        <RekeyBar key={desk.deskId} deskId={desk.deskId} deskEpoch={desk.deskEpoch} label={desk.label} />
      ))}
    </>
  )
}

function RekeyBar({ deskId, deskEpoch, label }: { deskId: string; deskEpoch: number; label: string }) {
  const { t } = useWords()
  const { worker } = useDesk()
  const [old, setOld] = useState(nothing)
  const all = old.cases.length + old.records.length
  const [told, setTold] = useState<{ done: number; left: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(() => {
    let current = true
    oldOf(worker, { deskId, deskEpoch }).then(
      (found) => { if (current) setOld(found) },
      (error: unknown) => { if (current) setRefused(refusalWord(error)) },
    )
    return () => { current = false }
  }, [worker, deskId, deskEpoch])

  async function change(): Promise<void> {
    setBusy(true)
    setRefused(null)
    setTold({ done: 0, left: 0 })
    try {
      let before = { done: 0, left: 0 }
      await rekeyCases(worker, old.cases, (done, left) => setTold((before = { done, left })))
      const { done: cases, left: leftCases } = before
      await renewRecords(worker, deskId, await oldKeyRecords(worker, { deskId, deskEpoch }, true), (done, left) => setTold({ done: cases + done, left: leftCases + left }))
      setOld(await oldOf(worker, { deskId, deskEpoch }))
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  if (all === 0 && refused === null) return told === null ? null : <p className="say" role="status" data-rekeyed>{t('desk.rekey.done')}</p>
  return (
    <Look title={all === 0 ? t('desk.refused.title') : old.cases.length === 0 ? t('desk.rekey.records', { n: all }) : t('desk.rekey.title', { n: old.cases.length })}>
      {all === 0 ? null : <p>{t('desk.rekey.text', { desk: label })}</p>}
      {refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>}
      {all === 0 ? null : (
        <div className="row">
          <Action kind="own" notYet={busy} onPress={() => void change()}>
            {t('desk.rekey.go')}
          </Action>
          <span className="soft" role="status">
            {told === null ? '' : [t('desk.rekey.progress', { done: told.done, all }), told.left === 0 ? '' : t('desk.rekey.left', { n: told.left })].filter(Boolean).join(' ')}
          </span>
        </div>
      )}
    </Look>
  )
}

async function oldOf(worker: DeskWorker, desk: { deskId: string; deskEpoch: number }): Promise<Old> {
  return { cases: await oldKeyCases(worker, desk.deskId), records: await oldKeyRecords(worker, desk, false) }
}
