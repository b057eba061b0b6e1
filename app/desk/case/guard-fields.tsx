import { useId } from 'react'
import { guardAnswers, type OpenGuard } from '#db/model/desk-guards.ts'
import type { DayFormats } from '#app/ui/days.ts'
import { useWords, type Translate } from '#app/ui/desk-words.tsx'
import { Field, FieldLook } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import type { StepDraft } from './draft.ts'

type GuardAnswer = Pick<StepDraft, 'ticked' | 'why'>

/** The keys of what is still missing before the step may go out. */
export function guardLacks(guard: OpenGuard | null, { ticked, why }: GuardAnswer): string[] {
  if (guard === null) return []
  const needs = guardAnswers[guard.rule]
  return [
    needs.tick && !ticked ? `desk.guard.${guard.rule}.tick.open` : '',
    needs.why && why.trim() === '' ? `desk.guard.${guard.rule}.why.open` : '',
  ].filter((key) => key !== '')
}

/** What the file keeps of the answer; the member's signature below it makes it theirs. */
export function guardNote(guard: OpenGuard | null, { why }: GuardAnswer, t: Translate, days: DayFormats): string | null {
  if (guard === null) return null
  const words = t(`desk.guard.${guard.rule}.note`, { date: guard.rule === 'reporter-agrees-or-time-is-over' ? days.long(guard.until) : '' })
  return guardAnswers[guard.rule].why ? `${words}\n${why.trim()}` : words
}

type GuardFieldsProps = { guard: OpenGuard; draft: GuardAnswer; onDraft: (part: Partial<GuardAnswer>) => void; look: (key: string) => string | undefined }

/** What a member has to say for the file before this step. It stops a hand that is too quick, never somebody who has a reason. */
export function GuardFields({ guard, draft, onDraft, look }: GuardFieldsProps) {
  const { t, days } = useWords()
  const words = `desk.guard.${guard.rule}`
  const needs = guardAnswers[guard.rule]
  const answer = (
    <>
      {needs.tick ? <Tick label={t(`${words}.tick`)} hint={t(`${words}.tick.hint`)} look={look(`${words}.tick.open`)} on={draft.ticked} onTick={(ticked) => onDraft({ ticked })} /> : null}
      {needs.why ? (
        <Field label={t(`${words}.why`)} hint={t(`${words}.why.hint`)} look={look(`${words}.why.open`)}>
          {(ids) => <textarea {...ids} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={draft.why} onChange={(event) => onDraft({ why: event.target.value })} />}
        </Field>
      ) : null}
    </>
  )
  if (guard.rule !== 'reporter-agrees-or-time-is-over') return answer
  return (
    <Look title={t(`${words}.title`, { date: days.long(guard.until) })}>
      <p>{t(guard.disagrees ? `${words}.disagrees` : `${words}.silent`)}</p>
      {answer}
    </Look>
  )
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
