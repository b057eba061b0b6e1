import { findings, reasonsNotInvestigated, remedyCodes } from '#db/model/closing-codes.ts'
import type { Step } from '#db/model/desk-steps.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Field, FieldLook } from '#app/ui/field.tsx'
import { useCase } from './case-context.tsx'
import type { StepDraft } from './draft.ts'
import { isResult, needsReason, pointsIn } from './step-writes.ts'

type StepFieldsProps = { step: Step; draft: StepDraft; onDraft: (part: Partial<StepDraft>) => void; look: (key: string) => string | undefined }

/** What a step says beyond its day: what was found and done, on which ground, who was told. */
export function StepFields({ step, draft, onDraft, look }: StepFieldsProps) {
  const { t } = useWords()
  const room = useCase()
  const outcome = isResult(step, room.file)
  const answer = step.verb === 'give-outcome' && !outcome
  const refer = step.verb === 'refer'
  const points = outcome ? pointsIn(room.file) : []
  const copies = room.view.copies.filter((copy) => !copy.over)
  return (
    <>
      {points.length === 0 ? null : (
        <div className="field">
          <p className="label">{t('desk.step.points')}</p>
          <ul className="points">
            {points.map((point) => (
              <li key={point.allegation}>
                <bdi>{point.text}</bdi> <span className="soft">{t(`finding.${point.finding}`, { reason: '…' })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {outcome && points.length === 0 ? (
        <Choice name="finding" label={t('desk.step.finding')} look={look('desk.step.open.finding')} value={draft.finding} onChoose={(finding) => onDraft({ finding })} options={findings.map((code) => [code, t(`finding.${code}`, { reason: '…' })])} />
      ) : null}
      {outcome ? (
        <fieldset data-look={look('desk.step.open.remedy') === undefined ? undefined : ''}>
          <legend>{t('desk.step.remedies')}</legend>
          <FieldLook>{look('desk.step.open.remedy')}</FieldLook>
          {remedyCodes.map((code) => (
            <label key={code} className="tick">
              <input type="checkbox" checked={draft.done.includes(code)} onChange={(event) => onDraft({ done: event.target.checked ? [...draft.done, code] : draft.done.filter((one) => one !== code) })} />
              {t(`remedy.${code}`, { org: room.org, reason: '…' })}
            </label>
          ))}
        </fieldset>
      ) : null}
      {needsReason(step, draft, room.file) ? (
        <Choice name="reason" label={t('desk.step.reason')} look={look('desk.step.open.reason')} value={draft.reason} onChoose={(reason) => onDraft({ reason })} options={reasonsNotInvestigated.map((code) => [code, t(`reason.${code}`, { body: '…' })])} />
      ) : null}
      {refer || (needsReason(step, draft, room.file) && draft.reason === 'REFERRED') ? (
        <Field label={t('desk.step.body')} hint={t('desk.step.body.hint')} look={look('desk.step.open.body')}>
          {(ids) => <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" maxLength={200} value={draft.body} onChange={(event) => onDraft({ body: event.target.value })} />}
        </Field>
      ) : null}
      {refer ? (
        <>
          <Choice name="basis" label={t('desk.step.basis')} look={look('desk.step.open.basis')} value={draft.basis} onChoose={(basis) => onDraft({ basis })} options={(['consent', 'duty'] as const).map((code) => [code, t(`desk.step.basis.${code}`)])} />
          <Choice name="copy" label={t('desk.step.copy')} hint={t(copies.length === 0 ? 'desk.step.copy.none' : 'desk.step.copy.hint')} look={look('desk.step.open.copy')} value={draft.copyId} onChoose={(copyId) => onDraft({ copyId })} options={copies.map((copy) => [copy.copyId, copy.purpose])} />
        </>
      ) : null}
      {step.verb === 'decline' ? (
        <Field label={t('desk.step.places')} hint={t('desk.step.places.hint')} look={look('desk.step.open.places')}>
          {(ids) => <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" maxLength={400} value={draft.places} onChange={(event) => onDraft({ places: event.target.value })} />}
        </Field>
      ) : null}
      {step.verb === 'reopen' ? (
        <div>
          <label className="tick">
            <input type="checkbox" checked={draft.ticked.includes('fresh-people')} onChange={(event) => onDraft({ ticked: event.target.checked ? [...draft.ticked, 'fresh-people'] : draft.ticked.filter((rule) => rule !== 'fresh-people') })} />
            {t('desk.guard.fresh-people.tick')}
          </label>
          <p className="soft">{t('desk.guard.fresh-people.tick.hint')}</p>
        </div>
      ) : null}
      {step.verb === 'acknowledge' ? null : (
        <Field label={t(step.verb === 'plan-remedy' ? 'desk.step.plan' : answer ? 'desk.step.answer' : outcome ? 'desk.step.reasons' : 'desk.step.text')} hint={t('desk.step.text.hint')} look={look('desk.step.open.text') ?? look('asks.inStep')}>
          {(ids) => <textarea {...ids} rows={outcome || answer || step.verb === 'plan-remedy' ? 6 : 3} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={draft.text} onChange={(event) => onDraft({ text: event.target.value })} />}
        </Field>
      )}
    </>
  )
}

type ChoiceProps = { name: string; label: string; hint?: string; look: string | undefined; value: string; onChoose: (value: string) => void; options: readonly (readonly [string, string])[] }

function Choice({ name, label, hint, look, value, onChoose, options }: ChoiceProps) {
  const { t } = useWords()
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} look={look}>
      {(ids) => (
        <select {...ids} name={name} value={value} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{t('desk.step.choose')}</option>
          {options.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
