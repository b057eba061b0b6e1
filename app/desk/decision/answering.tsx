import { useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'

type AnsweringProps = {
  /** Ticks that are still open. */
  open: number
  /** Whether something goes to the reporter with it. */
  sends: boolean
  onApprove: () => Promise<boolean>
  onBack: (text: string) => Promise<boolean>
  onAside: (text: string) => Promise<boolean>
}

/** The three answers of the second person. To approve takes every tick; the two others ask for a word first. */
export function Answering({ open, sends, onApprove, onBack, onAside }: AnsweringProps) {
  const { t } = useWords()
  const { busy } = useCase()
  const [answer, setAnswer] = useState<'back' | 'aside' | null>(null)
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)

  if (answer !== null) {
    const lacks = text.trim() === ''
    const go = (): void => {
      if (lacks) setPressed(true)
      else void (answer === 'back' ? onBack(text.trim()) : onAside(text.trim()))
    }
    return (
      <form className="stack answering" noValidate data-answer={answer} onSubmit={(event) => { event.preventDefault(); if (!busy) go() }}>
        <Field label={t(`desk.decision.${answer}.text`)} hint={t(`desk.decision.${answer}.hint`)} look={pressed && lacks ? t(`desk.decision.${answer}.open`) : undefined}>
          {(ids) => <textarea {...ids} rows={3} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <div className="row">
          <Action kind="on" submit notYet={busy}>
            {t(`desk.decision.${answer}.go`)}
          </Action>
          <Action onPress={() => setAnswer(null)}>{t('desk.step.leave')}</Action>
          <span className="soft" role="status">
            {busy ? t('desk.write.sending') : ''}
          </span>
        </div>
      </form>
    )
  }
  return (
    <>
      <Action kind="on" notYet={open > 0 || busy} onPress={() => void onApprove()}>
        {t(sends ? 'desk.decision.approve.send' : 'desk.decision.approve')}
      </Action>
      <Action kind="own" notYet={busy} onPress={() => setAnswer('back')}>
        {t('desk.decision.back')}
      </Action>
      <Action notYet={busy} onPress={() => setAnswer('aside')}>
        {t('desk.decision.aside')}
      </Action>
      <span className="soft" role="status">
        {busy ? t('desk.write.sending') : open > 0 ? t('desk.decision.ticks', { n: open }) : ''}
      </span>
    </>
  )
}
