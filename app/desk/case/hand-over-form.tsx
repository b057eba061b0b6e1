import { useState } from 'react'
import { withAssignee } from '#db/model/desk-steps.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { awayOn } from '../absence/colleagues.ts'
import { useAbsences } from '../absence/use-absences.ts'
import { usePropose, useSecondPerson } from '../decision/propose.ts'
import { useCase } from './case-context.tsx'
import { workWrite } from './case-writing.ts'
import { textIn, tickIn } from './form-values.ts'
import { handOverWrites, ownTasks, receiverKey, receiversOf, type Receiver } from './hand-over.ts'
import { isBegun, WorkForm, type FormValues } from './work-form.tsx'

/** Giving the case to somebody else with what they need to know: one form, one write. */
export function HandOver() {
  const { t, language, days, today } = useWords()
  const room = useCase()
  const { view, file, me, facts, busy, send } = room
  const propose = usePropose()
  const second = useSecondPerson('add-desk')
  const absences = useAbsences()
  const keep = `handover ${view.caseId}`
  const [open, setOpen] = useState(isBegun(keep))
  const receivers = receiversOf(room, second.why === null)
  const tasks = ownTasks(file, me)
  if (receivers.length === 0) return null
  if (!open) {
    return (
      <Action size="small" onPress={() => setOpen(true)}>
        {t('desk.handOver.open')}
      </Action>
    )
  }

  function labelOf(receiver: Receiver): string {
    const away = receiver.kind === 'member' ? awayOn(absences, receiver.id, today) : null
    if (away !== null) return t('desk.away.untilDay', { name: receiver.name, date: days.short(away.untilDay) })
    return receiver.kind === 'member' ? receiver.name : t(`desk.handOver.${receiver.kind}`, { team: receiver.name })
  }

  async function give(values: FormValues): Promise<boolean> {
    const receiver = receivers.find((one) => receiverKey(one) === textIn(values, 'to'))
    const text = textIn(values, 'text')
    if (receiver === undefined) return false
    // Another team reads it only once two people have agreed; until then the case stays where it is.
    if (receiver.kind === 'ask') return propose('add-desk', { deskId: receiver.id, history: true, why: text })
    const { records, words, assignee } = handOverWrites(receiver, text, tickIn(values, 'tasks') ? tasks : [], language)
    return send({ writes: [...records.map((record) => workWrite(record, language)), words], columns: withAssignee(facts.columns, assignee) })
  }

  return (
    <WorkForm
      keep={keep}
      rows={[
        { name: 'to', kind: 'choice', label: t('desk.handOver.to'), options: receivers.map((one) => [receiverKey(one), labelOf(one)]), needed: t('desk.handOver.to.open') },
        { name: 'text', kind: 'area', label: t('desk.handOver.text'), hint: t('desk.handOver.text.hint'), needed: t('desk.work.text.open') },
        ...(tasks.length === 0 ? [] : [{ name: 'tasks', kind: 'tick' as const, label: t('desk.handOver.tasks', { n: tasks.length }), when: (values: FormValues) => !textIn(values, 'to').startsWith('ask') }]),
      ]}
      start={{ to: '', text: '', tasks: tasks.length > 0 }}
      save={t('desk.handOver.go')}
      busy={busy}
      onLeave={() => setOpen(false)}
      onSave={give}
    >
      {(values) => (textIn(values, 'to').startsWith('ask') ? <p className="soft">{t('desk.handOver.ask.hint', { names: second.names })}</p> : null)}
    </WorkForm>
  )
}
