import { useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { keepEvidence, listedFile, openEvidence, saveOpened } from './evidence-file.client.ts'

type Way = { done: number; parts: number } | { refused: string } | { holds: boolean } | null

/** Keeps the chosen file itself, sealed for every team of the case; it is listed by the record that is saved next. */
export function KeepFile({ file, fileId, onKept }: { file: File | null; fileId: string; onKept: (fileId: string) => void }) {
  const { t } = useWords()
  const { worker } = useDesk()
  const { view } = useCase()
  const [way, setWay] = useState<Way>(null)
  if (view.room.state !== 'open') return file === null ? null : <p className="soft">{t('desk.evidence.keep.later')}</p>

  async function keep(chosen: File): Promise<void> {
    setWay({ done: 0, parts: 1 })
    try {
      onKept(await keepEvidence(worker, view.caseId, chosen, (done, parts) => setWay({ done, parts })))
      setWay(null)
    } catch (error) {
      setWay({ refused: refusalWord(error) })
    }
  }

  const busy = way !== null && 'done' in way
  return (
    <div className="stack" data-keep-file={fileId === '' ? undefined : 'kept'}>
      {file === null || fileId !== '' ? null : (
        <div className="row">
          <Action size="small" notYet={busy} onPress={() => void keep(file)}>
            {t('desk.evidence.keep')}
          </Action>
          <span className="soft">{t('desk.evidence.keep.hint')}</span>
        </div>
      )}
      <p role="status">{way === null ? (fileId === '' ? '' : t('desk.evidence.kept')) : 'done' in way ? t('desk.evidence.sending', { percent: Math.floor((100 * way.done) / way.parts) }) : ''}</p>
      {way !== null && 'refused' in way ? <p role="alert">{refusalSentence(t, way.refused)}</p> : null}
    </div>
  )
}

/** The file of a piece of evidence: fetched, opened, held against its registered digest, and only then given to the downloads. */
export function OpenFile({ fileId, sha256 }: { fileId: string; sha256: string | null }) {
  const { t } = useWords()
  const { worker } = useDesk()
  const { view } = useCase()
  const [way, setWay] = useState<Way>(null)
  const listed = listedFile(view.timeline, fileId)
  if (listed === null) return <span>{t('desk.evidence.unlisted')}</span>

  async function open(): Promise<void> {
    if (listed === null) return
    setWay({ done: 0, parts: listed.parts })
    try {
      const opened = await openEvidence(worker, view.caseId, listed, sha256, (done, parts) => setWay({ done, parts }))
      if (opened.holds) saveOpened(opened)
      setWay({ holds: opened.holds })
    } catch (error) {
      setWay({ refused: refusalWord(error) })
    }
  }

  return (
    <span className="row" data-file={fileId}>
      <Action size="small" notYet={way !== null && 'done' in way} onPress={() => void open()}>
        {t('desk.evidence.open')}
      </Action>
      <span role="status" className={way !== null && 'holds' in way && !way.holds ? 'late' : 'soft'}>
        {way === null ? t('desk.evidence.size', { size: sizeIn(listed.bytes) }) : 'done' in way ? t('desk.evidence.fetching', { percent: Math.floor((100 * way.done) / way.parts) }) : 'holds' in way ? t(way.holds ? 'desk.evidence.holds' : 'desk.evidence.differs') : refusalSentence(t, way.refused)}
      </span>
    </span>
  )
}

// What lies there is padded: a rounded size says as much as is known.
function sizeIn(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.ceil(bytes / 100_000) / 10} MB`
}
