import { useState } from 'react'
import type { EventFields } from '#crypto/worker/views.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { dayFormats, dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { directionOf } from './answers.ts'
import type { ReporterReads } from './composer.tsx'
import { promisedDay, type CaseFacts, type Step } from '#db/model/desk-steps.ts'

const findings = ['SUB', 'PART', 'NOT', 'INCONCLUSIVE', 'NOT_INVESTIGATED'] as const
const reasons = ['OUT_OF_SCOPE', 'DUPLICATE_LINKED', 'TOO_LITTLE_AND_NO_REPLY', 'REFERRED', 'WITHDRAWN', 'NOT_A_REPORT'] as const
const remedies = [
  'STOPPED', 'MONEY_PAID', 'PAPERS_RETURNED', 'REINSTATED', 'MEDICAL', 'APOLOGY', 'COMPENSATION', 'DISCIPLINE',
  'CONTRACT_ACTION', 'POLICY_CHANGE', 'TRAINING', 'AUTHORITY_INFORMED', 'RESPONSIBLE_EXIT', 'NONE',
] as const

export type StepResult = { day: number; fields: EventFields }

type StateFormProps = { step: Step; facts: CaseFacts; org: string; reporter: ReporterReads; busy: boolean; onDo: (result: StepResult) => void; onLeave: () => void }

/** One step of the case, with everything the reporter will read because of it. */
export function StateForm({ step, facts, org, reporter, busy, onDo, onLeave }: StateFormProps) {
  const { t, today } = useWords()
  const [date, setDate] = useState(machineDay(promisedDay(step, facts) ?? today))
  const [finding, setFinding] = useState('')
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const day = dayFromMachine(date)
  const outcome = step.verb === 'give-outcome'
  const needsReason = step.verb === 'decline' || finding === 'NOT_INVESTIGATED' || done.includes('NONE')
  const open = [
    day === null || day <= today ? 'desk.step.open.day' : '',
    outcome && finding === '' ? 'desk.step.open.finding' : '',
    needsReason && reason === '' ? 'desk.step.open.reason' : '',
    outcome && done.length === 0 && finding !== 'NOT_INVESTIGATED' ? 'desk.step.open.remedy' : '',
  ].filter((key) => key !== '')
  const fields: EventFields = {
    ...(outcome && finding !== '' ? { finding } : {}),
    ...(needsReason && reason !== '' ? { reason } : {}),
    ...(outcome && done.length > 0 ? { remedies: done.join(',') } : {}),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (open.length === 0 && day !== null && !busy) onDo({ day, fields }) }} noValidate>
      {outcome ? (
        <Field label={t('desk.step.finding')}>
          {(ids) => <Choice ids={ids} value={finding} onChange={setFinding} options={findings.map((code) => [code, t(`finding.${code}`, { reason: '…' })])} none={t('desk.step.choose')} />}
        </Field>
      ) : null}
      {outcome ? (
        <fieldset>
          <legend>{t('desk.step.remedies')}</legend>
          {remedies.map((code) => (
            <label key={code} className="tick">
              <input type="checkbox" checked={done.includes(code)} onChange={(event) => setDone(event.target.checked ? [...done, code] : done.filter((one) => one !== code))} />
              {t(`remedy.${code}`, { org, reason: '…' })}
            </label>
          ))}
        </fieldset>
      ) : null}
      {needsReason ? (
        <Field label={t('desk.step.reason')}>
          {(ids) => <Choice ids={ids} value={reason} onChange={setReason} options={reasons.map((code) => [code, t(`reason.${code}`, { body: '…' })])} none={t('desk.step.choose')} />}
        </Field>
      ) : null}
      <Field label={t(`desk.step.day.${step.verb}`)}>
        {(ids) => <input {...ids} type="date" min={machineDay(today + 1)} value={date} onChange={(event) => setDate(event.target.value)} />}
      </Field>
      {outcome || step.verb === 'decline' ? (
        <Field label={t('desk.step.text')} hint={t('desk.step.text.hint')}>
          {(ids) => <textarea {...ids} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
      ) : null}
      {day === null ? null : <StatePreview step={step} day={day} facts={facts} org={org} fields={fields} reporter={reporter} />}
      <div className="row">
        <Action kind="on" submit notYet={open.length > 0 || busy}>
          {t(`desk.step.do.${step.verb}`)}
        </Action>
        <Action onPress={onLeave}>{t('desk.step.leave')}</Action>
      </div>
      <p className="soft" role="status">
        {open.map((key) => t(key)).join(' ')}
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
