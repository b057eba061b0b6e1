import { useEffect, useState } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { TickIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Fingerprint, Ticket } from '#app/ui/ticket.tsx'
import { printPage, saveFile } from '../keep.client.ts'
import { PrintSheet } from '../newcomer-keep.tsx'
import { WriteBack, linesMatch, useWriteBack } from '../write-back.tsx'
import { keepRootFingerprint, makeRoot, type RootKey } from './set-up.client.ts'
import type { SetUpTask } from './set-up.tsx'

/** The root key is made here, handed over twice, and proved to be in somebody's hands before anything rests on it. */
export function RootStep({ worker, answer, attempt }: SetUpTask) {
  const { t, days, today } = useWords()
  const [root, setRoot] = useState<RootKey | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [saved, setSaved] = useState(false)
  const [printed, setPrinted] = useState(false)
  const lines = root?.lines ?? []
  const back = useWriteBack(lines.length === 0 ? 7 : lines.length)
  const instanceId = answer.status?.instanceId ?? ''

  useEffect(() => {
    makeRoot(worker, instanceId).then(setRoot, (error: unknown) => setRefused(refusalWord(error)))
  }, [worker, instanceId])
  if (refused !== null) return <Look title={t('desk.refused.title')} live>{<p>{refusalSentence(t, refused)}</p>}</Look>
  if (root === null) return <p role="status">{t('admin.root.making')}</p>

  const written = linesMatch(lines, back)
  const open = [saved ? '' : 'admin.root.open.file', printed ? '' : 'admin.root.open.sheet', written ? '' : 'admin.root.open.lines'].filter((key) => key !== '')
  return (
    <>
      <h1>{t('admin.root.title')}</h1>
      <p className="lead">{t('admin.root.lead')}</p>
      <div className="pair">
        <section className="sheet">
          <h2>{t('admin.root.file')}</h2>
          <p>{t('admin.root.file.text')}</p>
          <Action kind="own" onPress={() => { saveFile('root.key', root.file); setSaved(true) }}>
            {saved ? <TickIcon /> : null}
            {t(saved ? 'admin.root.file.done' : 'admin.root.file.do')}
          </Action>
        </section>
        <section className="sheet">
          <h2>{t('admin.root.sheet')}</h2>
          <p>{t('admin.root.sheet.text')}</p>
          <Action kind="own" onPress={() => { setPrinted(true); printPage() }}>
            {printed ? <TickIcon /> : null}
            {t('admin.root.sheet.do')}
          </Action>
        </section>
      </div>
      <section className="sheet">
        <h2>{t('admin.root.lines')}</h2>
        <p className="soft">{t('admin.root.lines.hint')}</p>
        <Ticket lines={lines} />
      </section>
      <section className="sheet">
        <h2>{t('admin.fingerprint')}</h2>
        <p className="soft">{t('admin.root.fingerprint.hint')}</p>
        <Fingerprint value={root.fingerprint} label={t('admin.fingerprint')} />
      </section>
      <WriteBack title={t('admin.back.title')} label="admin.back.line" lines={lines} state={back} />
      <div className="row">
        <Action kind="on" notYet={open.length > 0} onPress={() => void attempt(() => keepRootFingerprint(root.rootFp))}>
          {t('common.continue')}
        </Action>
        <span className="soft" role="status">
          {open.map((key) => t(key)).join(' ')}
        </span>
      </div>
      <PrintSheet>
        <h1>{t('admin.print.root', { org: answer.organisation ?? '' })}</h1>
        <p>{t('admin.print.root.text')}</p>
        <Ticket lines={lines} />
        <p>{t('admin.fingerprint')}</p>
        <Fingerprint value={root.fingerprint} label={t('admin.fingerprint')} />
        <p>{days.long(today)}</p>
      </PrintSheet>
    </>
  )
}
