import { Link } from '@remix-run/react'
import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { handOvers } from '#db/model/work-intake.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import type { FormValues } from '../case/work-form.tsx'
import { useAddress } from '../room-page.tsx'
import { refusalSentence } from '../sentences.ts'
import type { Filing } from './filing.client.ts'
import { HandOverTicket } from './hand-over-ticket.tsx'
import { handOverFrom } from './intake-report.ts'
import { useFiling } from './use-filing.client.ts'

type FiledCaseProps = { filing: Filing; values: FormValues; onDone: () => void }

/** From the code on the screen to the moment in which nobody here knows it any more. */
export function FiledCase({ filing, values, onDone }: FiledCaseProps) {
  const { t } = useWords()
  const address = useAddress()
  const { phase, refused, reads, sendAgain, finish, leaveUnmarked } = useFiling(filing, values)
  const [how, setHow] = useState('')
  const [pressed, setPressed] = useState(false)

  if (phase === 'done') {
    return (
      <section className="sheet stack" data-intake="done">
        <h2>{t('desk.intake.done', { number: caseNumberOf(filing) })}</h2>
        <p>{t(reads ? 'desk.intake.done.text' : 'desk.intake.notYours')}</p>
        <div className="row">
          {reads ? <Link className="button" data-kind="on" to={address(`/desk/case/${filing.caseId}`)}>{t('desk.intake.openCase')}</Link> : null}
          <Action onPress={onDone}>{t('desk.intake.another')}</Action>
        </div>
      </section>
    )
  }
  return (
    <section className="sheet stack" data-intake={phase}>
      <h2>{t(phase === 'filed' ? 'desk.intake.filed' : phase === 'sending' ? 'desk.write.sending' : 'desk.intake.notSent', { number: caseNumberOf(filing) })}</h2>
      <p role="status">{t(phase === 'filed' ? 'desk.intake.code.text' : 'desk.intake.code.wait')}</p>
      <HandOverTicket lines={filing.lines} works={phase === 'filed'} />
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      {phase === 'filed' ? (
        <>
          <Field label={t('desk.intake.handedOver')} look={pressed && how === '' ? t('desk.intake.open.handedOver') : undefined}>
            {(ids) => (
              <select {...ids} value={how} onChange={(event) => setHow(event.target.value)}>
                <option value="">{t('desk.step.choose')}</option>
                {handOvers.map((one) => <option key={one} value={one}>{t(`desk.intake.handedOver.${one}`)}</option>)}
              </select>
            )}
          </Field>
          <div className="row">
            <Action kind="on" onPress={() => { setPressed(true); if (how !== '') void finish(handOverFrom(how)) }}>{t('desk.intake.forget')}</Action>
            {refused === null ? null : <Action onPress={leaveUnmarked}>{t('desk.intake.forgetOnly')}</Action>}
          </div>
        </>
      ) : null}
      {phase === 'not-sent' ? (
        <div className="row">
          <Action kind="on" onPress={() => void sendAgain()}>{t('desk.intake.again')}</Action>
          <Action onPress={() => { filing.forget(); onDone() }}>{t('desk.intake.drop')}</Action>
        </div>
      ) : null}
    </section>
  )
}
