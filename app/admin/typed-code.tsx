import { useState, type FormEvent, type ReactNode } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

/** What a worker says about 42 typed digits, told beside the field; `elsewhere`: something else on the page is still open. */
export type CodeRead = { result: 'ok' } | { result: 'elsewhere' } | { result: 'wrong' } | { result: 'line'; line: number } | { result: 'length'; digits: number }

type TypedCodeProps = { label: string; go: string; busy: string; wrong: string; hint?: string; kind?: 'on' | 'own'; onCode: (text: string) => Promise<CodeRead>; children?: ReactNode }

/** Seven lines from a sheet of paper. What was typed is forgotten once it has done its work. */
export function TypedCode({ label, go, busy: waiting, wrong, hint, kind = 'on', onCode, children }: TypedCodeProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [look, setLook] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function read(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (text.trim() === '') return setLook(t('desk.unlock.code.empty'))
    setBusy(true)
    setLook(undefined)
    try {
      const answer = await onCode(text)
      if (answer.result === 'ok') setText('')
      else if (answer.result === 'line') setLook(t('desk.unlock.line', { line: answer.line }))
      else if (answer.result === 'length') setLook(t('desk.unlock.length', { n: answer.digits }))
      else if (answer.result === 'wrong') setLook(wrong)
    } catch (error) {
      setLook(refusalSentence(t, refusalWord(error)))
    }
    setBusy(false)
  }

  return (
    <form className="stack" onSubmit={(event) => void read(event)} noValidate>
      {children}
      <Field label={label} {...(hint === undefined ? {} : { hint })} look={look}>
        {(ids) => (
          <textarea {...ids} inputMode="numeric" rows={7} autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <div className="row">
        <Action kind={kind} submit notYet={busy}>
          {go}
        </Action>
        <span className="soft" role="status">
          {busy ? waiting : ''}
        </span>
      </div>
    </form>
  )
}
