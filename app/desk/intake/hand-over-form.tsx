import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { handOvers } from '#db/model/work-intake.ts'
import type { WorkInput } from '#db/model/work-records.ts'
import { handOverFrom } from './intake-report.ts'

type HandOverFormProps = { unmarked: boolean; onForget: (how: WorkInput<'intake'>['handedOver']) => void; onForgetOnly: () => void }

/** How the code reaches the person, in the order in which it is done, and how it was done. */
export function HandOverForm({ unmarked, onForget, onForgetOnly }: HandOverFormProps) {
  const { t } = useWords()
  const [how, setHow] = useState('')
  const [pressed, setPressed] = useState(false)
  return (
    <>
      <ol className="steps-list">
        {(['give', 'repeat', 'back', 'forget'] as const).map((step) => <li key={step}>{t(`desk.intake.step.${step}`)}</li>)}
      </ol>
      <Field label={t('desk.intake.handedOver')} look={pressed && how === '' ? t('desk.intake.open.handedOver') : undefined}>
        {(ids) => (
          <select {...ids} value={how} onChange={(event) => setHow(event.target.value)}>
            <option value="">{t('desk.step.choose')}</option>
            {handOvers.map((one) => <option key={one} value={one}>{t(`desk.intake.handedOver.${one}`)}</option>)}
          </select>
        )}
      </Field>
      <div className="row">
        <Action kind="on" onPress={() => { setPressed(true); if (how !== '') onForget(handOverFrom(how)) }}>{t('desk.intake.forget')}</Action>
        {unmarked ? <Action onPress={onForgetOnly}>{t('desk.intake.forgetOnly')}</Action> : null}
      </div>
    </>
  )
}
