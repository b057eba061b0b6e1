import { useState } from 'react'
import type { Decision, DeskOfRoster } from '#db/model/decisions.ts'
import { severityOnPage } from '#db/model/decision-page.ts'
import { Decision as Sheet } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Field } from '#app/ui/field.tsx'
import { FormFoot } from '#app/ui/form-foot.tsx'
import { useCase } from '../case/case-context.tsx'
import { useDesk } from '../desk-session.tsx'
import { Refused } from '../refused.tsx'
import { refusalWord } from '../requests.client.ts'
import { PageRead, usePageLines } from './page-read.tsx'
import { askDesk } from './outside.client.ts'

type AskFormProps = { decision: Decision; desks: readonly DeskOfRoster[]; onLeave: () => void }

/** The one page that another team reads instead of the case, shown as it will be read. Its words are those of the proposal: nobody agrees to other ones. */
export function AskForm({ decision, desks, onLeave }: AskFormProps) {
  const { t } = useWords()
  const { worker, today } = useDesk()
  const { view, file, reload } = useCase()
  const linesOf = usePageLines()
  const [first] = desks
  const [toDesk, setToDesk] = useState(first?.id ?? '')
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { digest, proposal } = decision
  const severity = severityOnPage(proposal.kind, file.severity)
  const lines = linesOf(proposal, severity)

  return (
    <form
      noValidate
      data-asking
      onSubmit={(event) => {
        event.preventDefault()
        if (!sending) void ask()
      }}
    >
      <Sheet
        level={3}
        title={t('desk.asked.form')}
        consequence={t('desk.asked.form.lead')}
        foot={<FormFoot go={t('desk.asked.send')} leave={t('desk.step.leave')} busy={sending} onLeave={onLeave} />}
      >
        <Refused reason={refused} />
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
        <div>
          <h4>{t('desk.asked.read.what')}</h4>
          <p>{lines.title}</p>
        </div>
        <PageRead lines={lines} level={4} />
        <p className="soft">{t('desk.asked.form.words')}</p>
      </Sheet>
    </form>
  )

  async function ask(): Promise<void> {
    setSending(true)
    setRefused(null)
    try {
      await askDesk(worker, { caseId: view.caseId, digest, toDesk, severity, day: today })
      await reload()
      onLeave()
    } catch (error) {
      setRefused(refusalWord(error))
    } finally {
      setSending(false)
    }
  }
}
