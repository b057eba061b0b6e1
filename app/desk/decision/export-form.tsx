import { useState, type FormEvent } from 'react'
import { Decision } from '#app/ui/decision.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { NobodyElse } from './nobody-else.tsx'
import { usePropose, useSecondPerson } from './propose.ts'

/** To hand out the file with its names takes a purpose, a last day, and a lead who agrees. */
export function ExportForm({ onLeave }: { onLeave: () => void }) {
  const { t, today } = useWords()
  const { busy } = useCase()
  const propose = usePropose()
  const second = useSecondPerson('export')
  const [purpose, setPurpose] = useState('')
  const [date, setDate] = useState(machineDay(today + 7))
  const [pressed, setPressed] = useState(false)
  const day = dayFromMachine(date)
  const fits = day !== null && day >= today
  if (second.why !== null) return <NobodyElse kind="export" why={second.why} onLeave={onLeave} />

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (purpose.trim() === '' || !fits) return setPressed(true)
    if (await propose('export', { purpose: purpose.trim(), untilDay: day })) onLeave()
  }

  return (
    <form noValidate data-export onSubmit={(event) => void send(event)}>
      <Decision
        title={t('desk.export.title')}
        consequence={t('desk.export.consequence')}
        level={3}
        foot={
          <>
            <Action kind="on" submit notYet={busy}>
              {t('desk.decision.propose')}
            </Action>
            <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
            <span className="soft" role="status">
              {busy ? t('desk.write.sending') : t('desk.decision.who', { names: second.names })}
            </span>
          </>
        }
      >
        <Field label={t('desk.export.purpose')} hint={t('desk.export.purpose.hint')} look={pressed && purpose.trim() === '' ? t('desk.decision.why.open') : undefined}>
          {(ids) => <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" maxLength={300} value={purpose} onChange={(event) => setPurpose(event.target.value)} />}
        </Field>
        <Field label={t('desk.export.until')} look={pressed && !fits ? t('desk.export.until.open') : undefined}>
          {(ids) => <input {...ids} className="search date-field" type="date" min={machineDay(today)} value={date} onChange={(event) => setDate(event.target.value)} />}
        </Field>
      </Decision>
    </form>
  )
}
