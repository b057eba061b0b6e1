import { useState, type FormEvent } from 'react'
import { Decision } from '#app/ui/decision.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Field } from '#app/ui/field.tsx'
import { FormFoot } from '#app/ui/form-foot.tsx'
import { useCase } from '../case/case-context.tsx'
import { NobodyElse } from './nobody-else.tsx'
import { useSecondPerson } from './propose.ts'

type DatedFormProps = {
  kind: 'hold' | 'export'
  title: string
  consequence: string
  line: { label: string; hint: string }
  /** Null where no day is asked; `from` and `to` as days, both included, `to` null for no end. */
  date: { label: string; hint?: string; open: string; start: number; from: number; to: number | null } | null
  /** True once the proposal has arrived; `day` null where none was asked. */
  onPropose: (line: string, day: number | null) => Promise<boolean>
  onLeave: () => void
}

/** A proposal of one line and one day, for a lead to agree to. */
export function DatedForm({ kind, title, consequence, line, date, onPropose, onLeave }: DatedFormProps) {
  const { t } = useWords()
  const { busy } = useCase()
  const second = useSecondPerson(kind)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(date === null ? '' : machineDay(date.start))
  const [pressed, setPressed] = useState(false)
  const day = date === null ? null : dayFromMachine(chosen)
  const fits = date === null || (day !== null && day >= date.from && (date.to === null || day <= date.to))
  if (second.why !== null) return <NobodyElse kind={kind} why={second.why} onLeave={onLeave} />

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (text.trim() === '' || !fits) return setPressed(true)
    if (await onPropose(text.trim(), day)) onLeave()
  }

  return (
    <form noValidate {...{ [`data-${kind}`]: true }} onSubmit={(event) => void send(event)}>
      <Decision
        title={title}
        consequence={consequence}
        level={3}
        foot={<FormFoot go={t('desk.decision.propose')} leave={t('desk.step.leave')} busy={busy} said={t('desk.decision.who', { names: second.names })} onLeave={onLeave} />}
      >
        <Field label={line.label} hint={line.hint} look={pressed && text.trim() === '' ? t('desk.decision.why.open') : undefined}>
          {(ids) => <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" maxLength={300} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        {date === null ? null : (
          <Field label={date.label} {...(date.hint === undefined ? {} : { hint: date.hint })} look={pressed && !fits ? date.open : undefined}>
            {(ids) => <input {...ids} className="search date-field" type="date" min={machineDay(date.from)} {...(date.to === null ? {} : { max: machineDay(date.to) })} value={chosen} onChange={(event) => setChosen(event.target.value)} />}
          </Field>
        )}
      </Decision>
    </form>
  )
}
