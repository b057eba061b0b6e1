import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { nameOrganisation, type Operator } from './set-up.client.ts'
import type { SetUpTask } from './set-up.tsx'

export function OrganisationStep({ answer, attempt }: SetUpTask) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [operator, setOperator] = useState<Operator>('buyer')
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone || answer.timeZone)
  const [look, setLook] = useState(false)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') setLook(true)
        else void attempt(() => nameOrganisation(name.trim(), operator, zone))
      }}
    >
      <h1>{t('admin.organisation.title')}</h1>
      <p className="lead">{t('admin.organisation.lead')}</p>
      <div className="sheet stack">
        <Field label={t('admin.organisation.name')} hint={t('admin.organisation.name.hint')} look={look && name.trim() === '' ? t('admin.organisation.name.empty') : undefined}>
          {(ids) => <input {...ids} value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
        </Field>
        <fieldset>
          <legend>{t('admin.organisation.operator')}</legend>
          {(['buyer', 'neutral'] as const).map((one) => (
            <label key={one} className="tick">
              <input type="radio" name="operator" checked={operator === one} onChange={() => setOperator(one)} />
              <span>
                {t(`admin.organisation.${one}`)} <span className="soft">{t(`admin.organisation.${one}.hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field label={t('admin.organisation.zone')} hint={t('admin.organisation.zone.hint')}>
          {(ids) => (
            <select {...ids} value={zone} onChange={(event) => setZone(event.target.value)}>
              {[...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="row">
        <Action kind="on" submit>
          {t('common.continue')}
        </Action>
      </div>
    </form>
  )
}
