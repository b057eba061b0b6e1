import { useEffect, useRef, useState } from 'react'
import type { EventFields } from '#crypto/worker/views.ts'
import { Action, Field, FieldLook } from '#app/ui/field.tsx'
import { dayFormats, dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { directionOf } from './answers.ts'
import type { ReporterReads } from './composer.tsx'
import type { StepDraft } from './draft.ts'
import { GuardFields, guardLacks, guardNote } from './guard-fields.tsx'
import type { OpenGuard } from '#db/model/desk-guards.ts'
import { promisedDay, type CaseFacts, type Step } from '#db/model/desk-steps.ts'

const findings = ['SUB', 'PART', 'NOT', 'INCONCLUSIVE', 'NOT_INVESTIGATED'] as const
const reasons = ['OUT_OF_SCOPE', 'DUPLICATE_LINKED', 'TOO_LITTLE_AND_NO_REPLY', 'REFERRED', 'WITHDRAWN', 'NOT_A_REPORT'] as const
const remedies = [
  'STOPPED', 'MONEY_PAID', 'PAPERS_RETURNED', 'REINSTATED', 'MEDICAL', 'APOLOGY', 'COMPENSATION', 'DISCIPLINE',
  'CONTRACT_ACTION', 'POLICY_CHANGE', 'TRAINING', 'AUTHORITY_INFORMED', 'RESPONSIBLE_EXIT', 'NONE',
] as const

/** `note` goes into the file beside the step: how its guard was answered. */
export type StepResult = { day: number; fields: EventFields; note: string | null }

type StateFormProps = {
  step: Step
  guard: OpenGuard | null
  facts: CaseFacts
  org: string
  reporter: ReporterReads
  busy: boolean
  draft: StepDraft
  onDraft: (part: Partial<StepDraft>) => void
  onDo: (result: StepResult) => void
  onLeave: () => void
}

/** One step of the case, with everything the reporter will read because of it, and what has to be answered before it. */
export function StateForm({ step, guard, facts, org, reporter, busy, draft, onDraft, onDo, onLeave }: StateFormProps) {
  const { t, today, days } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [presses, setPresses] = useState(0)
  const { finding, reason, done, text } = draft
  const date = draft.date ?? machineDay(promisedDay(step, facts) ?? today)
  const day = dayFromMachine(date)
  const outcome = step.verb === 'give-outcome'
  const needsReason = step.verb === 'decline' || finding === 'NOT_INVESTIGATED' || done.includes('NONE')
  const open = [
    outcome && finding === '' ? 'desk.step.open.finding' : '',
    outcome && done.length === 0 && finding !== 'NOT_INVESTIGATED' ? 'desk.step.open.remedy' : '',
    needsReason && reason === '' ? 'desk.step.open.reason' : '',
    day === null || day <= today ? 'desk.step.open.day' : '',
    ...guardLacks(guard, draft),
  ].filter((key) => key !== '')
  const fields: EventFields = {
    ...(outcome && finding !== '' ? { finding } : {}),
    ...(needsReason && reason !== '' ? { reason } : {}),
    ...(outcome && done.length > 0 ? { remedies: done.join(',') } : {}),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  }
  useEffect(() => {
    if (presses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid], [data-look] input')?.focus()
  }, [presses])
  const look = (key: string) => (presses > 0 && open.includes(key) ? t(key) : undefined)

  function send(): void {
    if (busy) return
    if (open.length > 0 || day === null) setPresses(presses + 1)
    else onDo({ day, fields, note: guardNote(guard, draft, t, days) })
  }

  return (
    <form ref={form} className="stack" onSubmit={(event) => { event.preventDefault(); send() }} noValidate>
      {outcome ? (
        <Field label={t('desk.step.finding')} look={look('desk.step.open.finding')}>
          {(ids) => <Choice ids={ids} value={finding} onChange={(value) => onDraft({ finding: value })} options={findings.map((code) => [code, t(`finding.${code}`, { reason: '…' })])} none={t('desk.step.choose')} />}
        </Field>
      ) : null}
      {outcome ? (
        <fieldset data-look={look('desk.step.open.remedy') === undefined ? undefined : ''}>
          <legend>{t('desk.step.remedies')}</legend>
          <FieldLook>{look('desk.step.open.remedy')}</FieldLook>
          {remedies.map((code) => (
            <label key={code} className="tick">
              <input type="checkbox" checked={done.includes(code)} onChange={(event) => onDraft({ done: event.target.checked ? [...done, code] : done.filter((one) => one !== code) })} />
              {t(`remedy.${code}`, { org, reason: '…' })}
            </label>
          ))}
        </fieldset>
      ) : null}
      {needsReason ? (
        <Field label={t('desk.step.reason')} look={look('desk.step.open.reason')}>
          {(ids) => <Choice ids={ids} value={reason} onChange={(value) => onDraft({ reason: value })} options={reasons.map((code) => [code, t(`reason.${code}`, { body: '…' })])} none={t('desk.step.choose')} />}
        </Field>
      ) : null}
      <Field label={t(`desk.step.day.${step.verb}`)} look={look('desk.step.open.day')}>
        {(ids) => <input {...ids} type="date" min={machineDay(today + 1)} value={date} onChange={(event) => onDraft({ date: event.target.value })} />}
      </Field>
      {outcome || step.verb === 'decline' ? (
        <Field label={t('desk.step.text')} hint={t('desk.step.text.hint')}>
          {(ids) => <textarea {...ids} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={text} onChange={(event) => onDraft({ text: event.target.value })} />}
        </Field>
      ) : null}
      {day === null ? null : <StatePreview step={step} day={day} facts={facts} org={org} fields={fields} reporter={reporter} />}
      {guard === null ? null : <GuardFields guard={guard} draft={draft} onDraft={onDraft} look={look} />}
      <div className="row">
        <Action kind="on" submit notYet={busy}>
          {t(`desk.step.do.${step.verb}`)}
        </Action>
        <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
      </div>
      <p className="soft" role="status">
        {presses > 0 ? '' : open.map((key) => t(key)).join(' ')}
      </p>
    </form>
  )
}

type ChoiceProps = { ids: object; value: string; onChange: (value: string) => void; options: [string, string][]; none: string }

function Choice({ ids, value, onChange, options, none }: ChoiceProps) {
  return (
    <select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{none}</option>
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </select>
  )
}

type StatePreviewProps = { step: Step; day: number; facts: CaseFacts; org: string; fields: EventFields; reporter: ReporterReads }

function StatePreview({ step, day, facts, org, fields, reporter }: StatePreviewProps) {
  const { t, today } = useWords()
  const days = dayFormats(reporter.language, today)
  const since = facts.sinceDay ?? today
  const reason = fields.reason === undefined ? '' : reporter.t(`reason.${fields.reason}`, { body: '…' })
  const state = reporter.t(`state.${step.to}.text`, {
    date: days.long(step.to === 'ACKNOWLEDGED' ? (step.to === facts.columns.state ? since : today) : day),
    due: days.long(day),
    reason,
    places: reporter.t('common.help'),
  })
  const words = [
    fields.finding === undefined ? '' : reporter.t(`finding.${fields.finding}`, { reason }),
    ...(fields.remedies ?? '').split(',').filter(Boolean).map((code) => reporter.t(`remedy.${code}`, { org, reason })),
    state,
  ].filter((part) => part !== '')
  return (
    <div className="reads">
      <strong>{t('desk.write.reads')}</strong>
      {words.map((part) => (
        <p key={part} lang={reporter.language} dir={directionOf(reporter.language)}>
          {part}
        </p>
      ))}
    </div>
  )
}
