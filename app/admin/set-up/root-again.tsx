import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { rootIsOpen, typeRoot, type SetUpAnswer } from './set-up.client.ts'

/** Whether the worker holds the root; null while nobody knows yet. */
export function useRootOpen(worker: DeskWorker): { open: boolean | null; recheck: () => void } {
  const [open, setOpen] = useState<boolean | null>(null)
  const recheck = useCallback(() => void rootIsOpen(worker).then(setOpen), [worker])
  useEffect(recheck, [recheck])
  return { open, recheck }
}

/** Set-up goes on another time: the root key is typed from its sheet. */
export function RootAgain({ worker, answer, onOpen }: { worker: DeskWorker; answer: SetUpAnswer; onOpen: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [look, setLook] = useState<string | undefined>()

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault()
    try {
      const read = await typeRoot(worker, answer.status?.instanceId ?? '', answer.rootFp ?? '', text)
      if (read.result === 'ok') onOpen()
      else if (read.result === 'line') setLook(t('desk.unlock.line', { line: read.line }))
      else if (read.result === 'length') setLook(t('desk.unlock.length', { n: read.digits }))
      else setLook(t('admin.rootAgain.wrong'))
    } catch (error) {
      setLook(refusalSentence(t, refusalWord(error)))
    }
  }

  return (
    <form className="sheet stack" onSubmit={(event) => void open(event)} noValidate>
      <h1>{t('admin.rootAgain.title')}</h1>
      <p>{t('admin.rootAgain.lead')}</p>
      <Field label={t('admin.rootAgain.field')} look={look}>
        {(ids) => <textarea {...ids} inputMode="numeric" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <div className="row">
        <Action kind="on" submit>
          {t('admin.rootAgain.go')}
        </Action>
      </div>
    </form>
  )
}
