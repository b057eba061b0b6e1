import { useId } from 'react'
import { Link, useLocation } from '@remix-run/react'
import { guardAnswers } from '#db/model/desk-guards.ts'
import type { Gap } from '#db/model/guard-answers.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Field, FieldLook } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useCase } from './case-context.tsx'
import type { StepDraft } from './draft.ts'

type GuardFieldsProps = {
  gap: Gap
  draft: StepDraft
  onDraft: (part: Partial<StepDraft>) => void
  /** The words of what is still open, once somebody has pressed. */
  look: (key: string) => string | undefined
}

/** What has to be answered before a step, in the words of the people who check it later. */
export function GuardFields({ gap, draft, onDraft, look }: GuardFieldsProps) {
  const { t, days } = useWords()
  const { rule } = gap
  const words = `desk.guard.${rule}`
  const needs = guardAnswers[rule]
  const tick = (on: boolean) => onDraft({ ticked: on ? [...draft.ticked, rule] : draft.ticked.filter((one) => one !== rule) })
  const answer = (
    <>
      {needs?.tick === true ? <Tick label={t(`${words}.tick`)} hint={t(`${words}.tick.hint`)} look={look(`${words}.tick.open`)} on={draft.ticked.includes(rule)} onTick={tick} /> : null}
      {needs?.why === true ? (
        <Field label={t(`${words}.why`)} hint={t(`${words}.why.hint`)} look={look(`${words}.why.open`)}>
          {(ids) => <textarea {...ids} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={draft.why} onChange={(event) => onDraft({ why: event.target.value })} />}
        </Field>
      ) : null}
    </>
  )
  if (gap.until === null) return answer
  return (
    <Look title={t(`${words}.title`, { date: days.long(gap.until) })}>
      <p>{t(`${words}.silent`)}</p>
      {answer}
    </Look>
  )
}

const partOfRule: Readonly<Record<string, string>> = {
  'triage-complete': 'triage', 'severity-known': 'triage', 'plan-and-team': 'inquiry', 'findings-and-evidence': 'inquiry', 'reviewed-by-another': 'inquiry',
  'remedy-named': 'remedy', 'actions-verified': 'remedy', 'reporter-consulted': 'remedy',
}

/** What has to be done elsewhere before this step is open, each with the way there. */
export function StepGaps({ gaps }: { gaps: readonly Gap[] }) {
  const { t, days } = useWords()
  const { names, file } = useCase()
  const { search } = useLocation()
  if (gaps.length === 0) return null
  return (
    <Look title={t('desk.gap.title')}>
      <ul className="points" data-gaps>
        {gaps.map((gap) => (
          <li key={`${gap.rule} ${gap.missing}`}>
            <Way rule={gap.rule} search={search}>
              {t(`desk.gap.${gap.rule}.${gap.missing}`, { names: gap.objects.map(called).filter(Boolean).join(', '), date: gap.until === null ? '' : days.long(gap.until) })}
            </Way>
          </li>
        ))}
      </ul>
    </Look>
  )

  // A gap names people or things of the file by their ids.
  function called(object: string): string {
    const allegation = file.allegations.find(({ entry }) => entry.object === object)
    const remedy = file.remedies.find(({ entry }) => entry.object === object)
    return names.memberName(object) || (allegation?.text ?? remedy?.text ?? '')
  }
}

function Way({ rule, search, children }: { rule: string; search: string; children: string }) {
  const part = partOfRule[rule]
  if (part === undefined) return children
  const asked = new URLSearchParams(search)
  asked.set('part', part)
  return <Link to={`?${asked.toString()}`}>{children}</Link>
}

type TickProps = { label: string; hint: string; look: string | undefined; on: boolean; onTick: (on: boolean) => void }

function Tick({ label, hint, look, on, onTick }: TickProps) {
  const id = useId()
  return (
    <div>
      <FieldLook id={`${id}-look`}>{look}</FieldLook>
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => onTick(event.target.checked)} aria-describedby={look === undefined ? `${id}-hint` : `${id}-look ${id}-hint`} aria-invalid={look === undefined ? undefined : true} />
        {label}
      </label>
      <p className="soft" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
