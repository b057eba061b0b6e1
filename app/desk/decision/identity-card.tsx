import { useState } from 'react'
import { identityHits, lawfulReasons } from '#db/model/identity-guard.ts'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { NobodyElse } from './nobody-else.tsx'
import { usePropose, useSecondPerson } from './propose.ts'

type IdentityCardProps = { text: string; sentences: string; lang: string; onRewrite: () => void; onProposed: () => void }

/** Stops a question that may tell who the reporter is: to be written differently, or put before a second person with a lawful reason. */
export function IdentityCard({ text, sentences, lang, onRewrite, onProposed }: IdentityCardProps) {
  const { t } = useWords()
  const { busy } = useCase()
  const propose = usePropose()
  const second = useSecondPerson('identity-question')
  const [lawful, setLawful] = useState('')
  const [why, setWhy] = useState('')
  const [pressed, setPressed] = useState(false)
  const hits = identityHits(text)
  const reason = lawfulReasons.find((one) => one === lawful)

  async function send(): Promise<void> {
    if (busy) return
    if (reason === undefined || why.trim() === '') return setPressed(true)
    if (await propose('identity-question', { text: text.trim(), sentences, lawfulReason: reason, why: why.trim() }, lang)) onProposed()
  }

  return (
    <form noValidate data-identity onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Decision
        title={t('desk.identity.title')}
        consequence={t('desk.identity.consequence')}
        level={3}
        foot={
          <>
            <Action kind="on" onPress={onRewrite}>
              {t('desk.identity.rewrite')}
            </Action>
            {second.why !== null ? null : (
              <Action kind="own" submit notYet={busy || hits.length === 0}>
                {t('desk.identity.propose')}
              </Action>
            )}
            <span className="soft" role="status">
              {busy ? t('desk.write.sending') : ''}
            </span>
          </>
        }
      >
        <ul className="points">
          {hits.map((hit) => (
            <li key={hit.from}>
              <mark>{hit.word}</mark> {t(`asks.${hit.asks}`)}
            </li>
          ))}
        </ul>
        <p>{t('desk.identity.law')}</p>
        {second.why !== null ? (
          <NobodyElse kind="identity-question" why={second.why} />
        ) : (
          <>
            <Field label={t('desk.identity.reason')} look={pressed && reason === undefined ? t('desk.identity.reason.open') : undefined}>
              {(ids) => (
                <select {...ids} value={lawful} onChange={(event) => setLawful(event.target.value)}>
                  <option value="">{t('desk.step.choose')}</option>
                  {lawfulReasons.map((one) => (
                    <option key={one} value={one}>
                      {t(`lawfulReason.${one}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('desk.decision.why')} hint={t('desk.identity.why.hint')} look={pressed && why.trim() === '' ? t('desk.decision.why.open') : undefined}>
              {(ids) => <textarea {...ids} rows={3} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={why} onChange={(event) => setWhy(event.target.value)} />}
            </Field>
          </>
        )}
      </Decision>
    </form>
  )
}
