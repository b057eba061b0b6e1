import { useState } from 'react'
import type { Decision, DeskOfRoster } from '#db/model/decisions.ts'
import { Decision as Sheet } from '#app/ui/decision.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { reasonOf, whyOf } from './decision-words.ts'
import { readsOf } from './effect.ts'
import { askDesk } from './outside.client.ts'

type AskFormProps = { decision: Decision; desks: readonly DeskOfRoster[]; onLeave: () => void }

/** The one page that another team reads instead of the case: written for it, and shown here as it will be read. */
export function AskForm({ decision, desks, onLeave }: AskFormProps) {
  const { t } = useWords()
  const { worker } = useDesk()
  const { view, file, facts, reload } = useCase()
  const [first] = desks
  const [toDesk, setToDesk] = useState(first?.id ?? '')
  const { event, message } = readsOf(decision, { facts })
  const [words, setWords] = useState({
    title: t(`desk.asked.title.${decision.proposal.kind}`),
    reason: [reasonOf(decision, t), whyOf(decision)].filter((one) => one !== '').join('\n'),
    tells: [event?.text ?? '', message?.text ?? ''].filter((one) => one !== '').join('\n'),
  })
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [pressed, setPressed] = useState(false)
  const severity = file.severity === null ? '' : `S${file.severity.s} P${file.severity.p}`
  const lacks = words.title.trim() === '' || words.reason.trim() === ''

  return (
    <form
      noValidate
      data-asking
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!lacks && !sending) void ask()
      }}
    >
      <Sheet
        level={3}
        title={t('desk.asked.form')}
        consequence={t('desk.asked.form.lead')}
        foot={
          <>
            <Action kind="on" submit notYet={sending}>
              {t('desk.asked.send')}
            </Action>
            <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
            <span className="soft" role="status">
              {sending ? t('desk.write.sending') : ''}
            </span>
          </>
        }
      >
        {refused === null ? null : (
          <Look title={t('desk.refused.title')} live>
            <p>{refusalSentence(t, refused)}</p>
          </Look>
        )}
        <Field label={t('desk.asked.team')}>
          {(ids) => (
            <select {...ids} value={toDesk} onChange={(event) => setToDesk(event.target.value)}>
              {desks.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        {(['title', 'reason', 'tells'] as const).map((name) => (
          <Field key={name} label={t(`desk.asked.${name}`)} hint={t(`desk.asked.${name}.hint`)} look={pressed && name !== 'tells' && words[name].trim() === '' ? t('desk.asked.open.words') : undefined}>
            {(ids) => <textarea {...ids} rows={name === 'title' ? 2 : 4} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={words[name]} onChange={(event) => setWords({ ...words, [name]: event.target.value })} />}
          </Field>
        ))}
        {severity === '' ? null : <p className="soft">{t('desk.asked.severity', { severity })}</p>}
      </Sheet>
    </form>
  )

  async function ask(): Promise<void> {
    setSending(true)
    setRefused(null)
    try {
      await askDesk(worker, { caseId: view.caseId, digest: decision.digest, toDesk, fields: { kind: decision.proposal.kind, severity, ...words } })
      await reload()
      onLeave()
    } catch (error) {
      setRefused(refusalWord(error))
    } finally {
      setSending(false)
    }
  }
}
