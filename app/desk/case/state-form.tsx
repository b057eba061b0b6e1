import { useEffect, useRef, useState } from 'react'
import { transitionBetween } from '#db/model/case-state.ts'
import { guardLacks, sortedGaps } from '#db/model/desk-guards.ts'
import { afterStep, isForTwo, promisedDay, type Step } from '#db/model/desk-steps.ts'
import { openGuards, type Gap, type StepAnswers } from '#db/model/guard-answers.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { NobodyElse } from '../decision/nobody-else.tsx'
import { usePropose, useSecondPerson } from '../decision/propose.ts'
import { useCase } from './case-context.tsx'
import type { StepDraft } from './draft.ts'
import { GuardFields, StepGaps } from './guard-fields.tsx'
import { Reads } from './reads.tsx'
import { StepFields } from './step-fields.tsx'
import { refusalProposed, stepLacks, stepTold, stepWrites } from './step-writes.ts'

type StateFormProps = { step: Step; draft: StepDraft; onDraft: (part: Partial<StepDraft>) => void; onLeave: () => void; onDone: () => void }

const nothingWritten: StepAnswers = { text: '', sentences: '', reason: '', places: '', why: '', ticked: [], assignee: null }

/** One step of the case: what it needs first, what it says, and exactly what the reporter will read because of it. */
export function StateForm({ step, draft, onDraft, onLeave, onDone }: StateFormProps) {
  const { t, today, language } = useWords()
  const room = useCase()
  const { file, facts, view, opened: { clear }, me, people, busy, reporter, org, send } = room
  const propose = usePropose()
  const second = useSecondPerson('decline')
  const form = useRef<HTMLFormElement>(null)
  const [presses, setPresses] = useState(0)
  const row = transitionBetween(file.state, step.to)
  const forTwo = row !== null && isForTwo(row)
  const role = room.desk?.role ?? 'handler'
  const gapsWith = (answers: StepAnswers): Gap[] => (row === null ? [] : openGuards(row, { file, timeline: view.timeline, me, role, today, people, answers, clear }))
  // Whether a second person of the right kind is there was asked before the form opened.
  const asked = sortedGaps(gapsWith({ ...nothingWritten, assignee: facts.columns.assignee }).filter(({ rule }) => !(forTwo && rule === 'grave-needs-independent')))
  const left = sortedGaps(gapsWith({ ...nothingWritten, text: draft.text, reason: draft.reason, places: draft.places, why: draft.why, ticked: draft.ticked, assignee: facts.columns.assignee }))
  const date = draft.date ?? machineDay(promisedDay(step, facts))
  const day = dayFromMachine(date)
  const open = [
    ...stepLacks(step, draft, day, file, today),
    ...(left.fields.some(({ missing }) => missing === 'words') ? ['desk.step.open.text'] : []),
    ...left.elsewhere.filter(({ rule }) => rule === 'reason-holds').map(({ rule, missing }) => `desk.gap.${rule}.${missing}`),
    ...asked.form.flatMap(({ rule }) => guardLacks(rule, draft).map((part) => `desk.guard.${rule}.${part}.open`)),
    ...(forTwo && draft.why.trim() === '' ? ['desk.decision.why.open'] : []),
  ]
  const shut = asked.elsewhere.length > 0
  useEffect(() => {
    if (presses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid], [data-look] input')?.focus()
  }, [presses])
  const look = (key: string) => (presses > 0 && open.includes(key) ? t(key) : undefined)
  if (forTwo && second.why !== null) return <NobodyElse kind="decline" why={second.why} onLeave={onLeave} />

  async function go(): Promise<void> {
    if (busy || shut) return
    if (open.length > 0 || day === null) return setPresses(presses + 1)
    const proposal = forTwo ? refusalProposed(draft, day) : null
    // Whoever proposes says for themselves that they have no interest; the step itself goes out under another name.
    const own = asked.form.some(({ rule }) => rule === 'conflict-declared') ? [{ kind: 'conflict' as const, object: me, content: { has: false, text: '' } }] : []
    if (proposal !== null ? await propose('decline', proposal, language, own) : await send(stepWrites(room, step, draft, day, asked.form.map(({ rule }) => rule), language))) onDone()
  }

  return (
    <form ref={form} className="stack" onSubmit={(event) => { event.preventDefault(); void go() }} noValidate data-step={step.verb}>
      <StepGaps gaps={asked.elsewhere} />
      {shut ? null : (
        <>
          <StepFields step={step} draft={draft} onDraft={onDraft} look={look} />
          <Field label={t(`desk.step.day.${step.verb}`)} look={look('desk.step.open.day')}>
            {(ids) => <input {...ids} type="date" min={machineDay(today + 1)} value={date} onChange={(event) => onDraft({ date: event.target.value })} />}
          </Field>
          {day === null ? null : <Reads event={{ ...afterStep(step, day, facts).event, ...stepTold(step, draft, file) }} lang={language} reporter={reporter} org={org} />}
          {asked.form.map((gap) => (
            <GuardFields key={gap.rule} gap={gap} draft={draft} onDraft={onDraft} look={look} />
          ))}
          {forTwo ? (
            <>
              <Field label={t('desk.decision.why')} hint={t('desk.decision.why.hint')} look={look('desk.decision.why.open')}>
                {(ids) => <textarea {...ids} rows={3} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={draft.why} onChange={(event) => onDraft({ why: event.target.value })} />}
              </Field>
              <p className="soft">{t('desk.decision.who', { names: second.names })}</p>
            </>
          ) : null}
        </>
      )}
      <div className="row">
        {shut ? null : (
          <Action kind="on" submit notYet={busy}>
            {t(`desk.step.do.${step.verb}`)}
          </Action>
        )}
        <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
      </div>
      <p className="soft" role="status">
        {busy ? t('desk.write.sending') : presses > 0 ? '' : shut ? '' : open.map((key) => t(key)).join(' ')}
      </p>
    </form>
  )
}
