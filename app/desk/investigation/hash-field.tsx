import { useId, useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { sha256Of } from './hash-field.client.ts'

type HashFieldProps = { sha256: string; onHash: (sha256: string, name: string) => void }

/** The SHA-256 of a chosen file, computed in this browser. The file itself goes nowhere. */
export function HashField({ sha256, onHash }: HashFieldProps) {
  const { t } = useWords()
  const id = useId()
  const [state, setState] = useState<'none' | 'busy' | 'failed'>('none')

  async function choose(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setState('busy')
    const found = await sha256Of(file)
    setState(found === null ? 'failed' : 'none')
    if (found !== null) onHash(found, file.name)
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
    </div>
  )
}
