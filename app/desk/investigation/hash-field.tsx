import { useId, useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { KeepFile } from './evidence-file.tsx'
import { sha256Of } from './hash-field.client.ts'

type HashFieldProps = { sha256: string; fileId: string; onHash: (sha256: string, name: string) => void; onKept: (fileId: string) => void }

/** The SHA-256 of a chosen file, computed in this browser; the file itself goes into the case only where somebody presses for it. */
export function HashField({ sha256, fileId, onHash, onKept }: HashFieldProps) {
  const { t } = useWords()
  const id = useId()
  const [state, setState] = useState<'none' | 'busy' | 'failed'>('none')
  const [file, setFile] = useState<File | null>(null)

  async function choose(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return
    setState('busy')
    const found = await sha256Of(chosen)
    setState(found === null ? 'failed' : 'none')
    if (found === null) return
    setFile(chosen)
    onHash(found, chosen.name)
  }

  return (
    <div className="field">
      <label htmlFor={id}>{t('desk.evidence.file')}</label>
      <p className="soft" id={`${id}-hint`}>
        {t('desk.evidence.file.hint')}
      </p>
      <input id={id} type="file" aria-describedby={`${id}-hint`} onChange={(event) => void choose(event.target.files?.[0])} />
      <p role="status">
        {state === 'busy' ? t('desk.evidence.hashing') : state === 'failed' ? t('desk.refused.unreadable') : sha256 === '' ? '' : <span className="hash">{sha256}</span>}
      </p>
      <KeepFile key={sha256} file={file} fileId={fileId} onKept={onKept} />
    </div>
  )
}
