import { useState, type FormEvent } from 'react'
import { daysToReview } from '#db/model/proposals.ts'
import { Decision } from '#app/ui/decision.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { NobodyElse } from './nobody-else.tsx'
import { usePropose, useSecondPerson } from './propose.ts'

/** A case under hold cannot be destroyed. It takes a reason, a lead who agrees, and a day within six months on which it is looked at again. */
export function HoldForm({ on, onLeave }: { on: boolean; onLeave: () => void }) {
  const { t, today } = useWords()
  const { busy } = useCase()
  const propose = usePropose()
  const second = useSecondPerson('hold')
  const [reason, setReason] = useState('')
  const [date, setDate] = useState(machineDay(today + 90))
  const [pressed, setPressed] = useState(false)
  const day = dayFromMachine(date)
  const fits = day !== null && day > today && day <= today + daysToReview
  if (second.why !== null) return <NobodyElse kind="hold" why={second.why} onLeave={onLeave} />

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (reason.trim() === '' || (on && !fits)) return setPressed(true)
    if (await propose('hold', { on, reason: reason.trim(), reviewDay: on ? (day ?? 0) : 0 })) onLeave()
  }

  return (
    <form noValidate data-hold onSubmit={(event) => void send(event)}>
      <Decision
        title={t(on ? 'desk.hold.title' : 'desk.hold.lift.title')}
        consequence={t(on ? 'desk.hold.consequence' : 'desk.hold.lift.consequence')}
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
        <Field label={t('desk.hold.reason')} hint={t('desk.hold.reason.hint')} look={pressed && reason.trim() === '' ? t('desk.decision.why.open') : undefined}>
          {(ids) => <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        {!on ? null : (
          <Field label={t('desk.hold.review')} hint={t('desk.hold.review.hint')} look={pressed && !fits ? t('desk.hold.review.open') : undefined}>
            {(ids) => <input {...ids} className="search date-field" type="date" min={machineDay(today + 1)} max={machineDay(today + daysToReview)} value={date} onChange={(event) => setDate(event.target.value)} />}
          </Field>
        )}
      </Decision>
    </form>
  )
}
