import { Link } from '@remix-run/react'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { caseNumberOf } from '../inbox/rows.ts'
import { textIn } from '../case/form-values.ts'
import type { FormValues } from '../case/work-form.tsx'
import { useAddress } from '../room-page.tsx'
import { refusalSentence } from '../sentences.ts'
import type { Filing } from './filing.client.ts'
import { HandOverForm } from './hand-over-form.tsx'
import { HandOverTicket } from './hand-over-ticket.tsx'
import { useFiling } from './use-filing.client.ts'

type FiledCaseProps = { filing: Filing; values: FormValues; onDone: () => void }

/** From the code on the screen to the moment in which nobody here knows it any more. */
export function FiledCase({ filing, values, onDone }: FiledCaseProps) {
  const { t } = useWords()
  const address = useAddress()
  const { phase, refused, reads, nameOpen, sendAgain, finish, leaveUnmarked } = useFiling(filing, values)

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
      <p className="lead" role="status">{t(phase === 'filed' ? 'desk.intake.code.text' : 'desk.intake.code.wait')}</p>
      <div className="hand-over">
        <HandOverTicket lines={filing.lines} works={phase === 'filed'} language={textIn(values, 'language')} />
        <div className="stack">
          {refused === null ? null : (
            <Look title={t('desk.refused.title')} live>
              <p>{refusalSentence(t, refused)}</p>
              {nameOpen && phase === 'filed' ? <p>{t('desk.intake.nameNotGiven')}</p> : null}
            </Look>
          )}
          {phase === 'filed' ? <HandOverForm unmarked={refused !== null} onForget={(how) => void finish(how)} onForgetOnly={leaveUnmarked} /> : null}
          {phase === 'not-sent' ? (
            <div className="row">
              <Action kind="on" onPress={() => void sendAgain()}>{t('desk.intake.again')}</Action>
              <Action onPress={() => { filing.forget(); onDone() }}>{t('desk.intake.drop')}</Action>
            </div>
          ) : null}
        </div>
      </div>
    </section>
  )
}
