import { useEffect, useRef, useState } from 'react'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { saveOpened } from '../investigation/evidence-file.client.ts'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { letGo, openHere, type OpenedHere, type Sight } from './opened-file.client.ts'

type Way = { done: number; parts: number } | { refused: string } | { opened: OpenedHere } | null

/** What a message brought along. Each opens when somebody asks for it, because that leaves an entry in the record. */
export function ListedFiles({ entry, caseId }: { entry: TimelineEntry; caseId: string }) {
  const { t } = useWords()
  if (entry.files.length === 0) return null
  return (
    <ul className="files" aria-label={t('desk.file.list')}>
      {entry.files.map((file, place) => (
        <ListedFile key={file.fileId} file={file} message={entry.key} number={place + 1} caseId={caseId} />
      ))}
    </ul>
  )
}

type ListedFileProps = { file: TimelineEntry['files'][number]; message: string; number: number; caseId: string }

function ListedFile({ file, message, number, caseId }: ListedFileProps) {
  const { t } = useWords()
  const { worker } = useDesk()
  const [way, setWay] = useState<Way>(null)
  const shown = useRef<OpenedHere | null>(null)
  useEffect(() => () => {
    if (shown.current !== null) letGo(shown.current)
  }, [])

  async function open(): Promise<void> {
    setWay({ done: 0, parts: file.parts })
    try {
      const opened = await openHere(worker, caseId, { message, ...file }, (done, parts) => setWay({ done, parts }))
      shown.current = opened
      setWay({ opened })
    } catch (error) {
      setWay({ refused: refusalWord(error) })
    }
  }

  function close(): void {
    if (shown.current !== null) letGo(shown.current)
    shown.current = null
    setWay(null)
  }

  const opened = way !== null && 'opened' in way ? way.opened : null
  return (
    <li data-file={file.fileId}>
      <div className="row">
        <strong>{opened === null ? t('desk.file.one', { n: number }) : <bdi>{opened.name}</bdi>}</strong>
        <span className="soft">{sizeIn(opened?.blob.size ?? file.bytes)}</span>
        <Action size="small" notYet={way !== null && 'done' in way} onPress={() => (opened === null ? void open() : close())}>
          {t(opened === null ? 'desk.file.open' : 'desk.file.close')}
        </Action>
        {opened === null ? null : (
          <Action size="small" onPress={() => saveOpened(opened)}>
            {t('desk.file.save')}
          </Action>
        )}
        <span className="soft" role="status">
          {way !== null && 'done' in way ? t('desk.evidence.fetching', { percent: Math.floor((100 * way.done) / way.parts) }) : ''}
        </span>
      </div>
      {way !== null && 'refused' in way ? <p role="alert">{refusalSentence(t, way.refused)}</p> : null}
      {opened === null ? null : <Shown sight={opened.sight} name={opened.name} />}
    </li>
  )
}

/** Nothing here is a document of its own: no script, no link and no address in a file can do anything. */
function Shown({ sight, name }: { sight: Sight; name: string }) {
  const { t } = useWords()
  const [broken, setBroken] = useState(false)
  if (broken || sight.kind === 'none') return <p className="soft">{t(broken ? 'desk.file.broken' : 'desk.file.notShown')}</p>
  switch (sight.kind) {
    case 'picture':
      return <img className="file-shown" src={sight.address} alt={name} onError={() => setBroken(true)} />
    case 'sound':
      return <audio className="file-shown" src={sight.address} controls aria-label={name} onError={() => setBroken(true)} />
    case 'film':
      return <video className="file-shown" src={sight.address} controls aria-label={name} onError={() => setBroken(true)} />
    case 'words':
      return (
        <>
          <pre className="file-shown" dir="auto" tabIndex={0} aria-label={name}>
            {sight.words}
          </pre>
          {sight.whole ? null : <p className="soft">{t('desk.file.beginning')}</p>}
        </>
      )
  }
}

// Before it is opened, what lies there is padded: a rounded size says as much as is known.
function sizeIn(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.ceil(bytes / 100_000) / 10} MB`
}
