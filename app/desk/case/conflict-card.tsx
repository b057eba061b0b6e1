import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from './case-context.tsx'

/** Asked of everybody who opens a case for the first time: is this matter close to you? The answer is the person's own signed word. */
export function ConflictCard() {
  const { t } = useWords()
  const { file, me, busy, saveWork } = useCase()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const own = file.conflicts.find((one) => one.entry.object === me)
  const declare = (has: boolean) => void saveWork([{ kind: 'conflict', object: me, content: { has, text: has ? text.trim() : '' } }]).then((sent) => { if (sent) setOpen(false) })

  if (own?.has === false) return null
  if (own?.has === true && !open) {
    return (
      <Look title={t('desk.conflictOf.yours.title')}>
        <p>{t('desk.conflictOf.yours.text')}</p>
        {own.text === '' ? null : <p className="soft thing-words">{own.text}</p>}
        <p className="row">
          <Action size="small" notYet={busy} onPress={() => declare(false)}>
            {t('desk.conflictOf.over')}
          </Action>
        </p>
      </Look>
    )
  }
  return (
    <section className="sheet stack" data-conflict>
      <div>
        <h2>{t('desk.conflictOf.title')}</h2>
        <p className="soft">{t('desk.conflictOf.lead')}</p>
      </div>
      {open ? (
        <Field label={t('desk.conflictOf.what')} hint={t('desk.conflictOf.what.hint')}>
          {(ids) => <textarea {...ids} rows={2} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
      ) : null}
      <div className="row">
        {open ? (
          <>
            <Action kind="own" notYet={busy} onPress={() => declare(true)}>
              {t('desk.conflictOf.declare')}
            </Action>
            <Action onPress={() => setOpen(false)}>{t('desk.step.leave')}</Action>
          </>
        ) : (
          <>
            <Action kind="own" notYet={busy} onPress={() => declare(false)}>
              {t('desk.conflictOf.none')}
            </Action>
            <Action onPress={() => setOpen(true)}>{t('desk.conflictOf.have')}</Action>
          </>
        )}
      </div>
    </section>
  )
}
