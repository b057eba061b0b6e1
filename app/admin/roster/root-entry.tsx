import { useId, useState } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'
import { FieldLook } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { TypedCode } from '../typed-code.tsx'
import { openRootByLines, openRootFile, type Portal } from './roster.client.ts'

type RootEntryProps = { worker: () => DeskWorker; portal: Portal; onOpen: (by: 'file' | 'lines') => Promise<void> }

/** The root key from its file, which remembers what was signed last, or from the seven lines, which do not. */
export function RootEntry({ worker, portal, onOpen }: RootEntryProps) {
  const { t } = useWords()
  const id = useId()
  const [look, setLook] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function chosen(file: File | undefined): Promise<void> {
    if (file === undefined || busy) return
    setBusy(true)
    setLook(undefined)
    try {
      if (await openRootFile(worker(), portal, file)) await onOpen('file')
      else setLook(t('admin.roster.file.wrong'))
    } catch (error) {
      setLook(refusalSentence(t, refusalWord(error)))
    }
    setBusy(false)
  }

  return (
    <>
      <h1>{t('admin.roster.title')}</h1>
      <p className="lead">{t('admin.roster.lead')}</p>
      <section className="sheet">
        <h2>{t('admin.roster.file')}</h2>
        <p id={`${id}-hint`}>{t('admin.roster.file.hint')}</p>
        <FieldLook id={`${id}-look`}>{look}</FieldLook>
        <div className="row">
          {/* The button of a file field speaks the browser's language: the label is the button. */}
          <input
            id={id}
            className="unseen file-field"
            type="file"
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              void chosen(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <label className="button" data-kind="on" htmlFor={id}>
            {t('admin.roster.file.choose')}
          </label>
          <span className="soft" role="status">
            {busy ? t('admin.roster.opening') : ''}
          </span>
        </div>
      </section>
      <section className="sheet">
        <h2>{t('admin.roster.type')}</h2>
        <TypedCode
          label={t('admin.rootAgain.field')}
          go={t('admin.roster.go')}
          kind="own"
          busy={t('admin.roster.opening')}
          wrong={t('admin.rootAgain.wrong')}
          onCode={async (text) => {
            const read = await openRootByLines(worker(), portal, text)
            if (read.result === 'ok') await onOpen('lines')
            return read
          }}
        />
      </section>
    </>
  )
}
