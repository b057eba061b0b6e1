import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import type { Invitation, Person } from './newcomer.client.ts'

type NewcomerNameProps = { invitation: Invitation; busy: boolean; onName: (person: Person) => void }

export function NewcomerName({ invitation: { answer, recovery }, busy, onName }: NewcomerNameProps) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [holder, setHolder] = useState(recovery ?? '')
  const [look, setLook] = useState(false)
  const badMail = email.trim() !== '' && !/^[^\s@]+@[^\s@]+$/.test(email.trim())
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '' || badMail) setLook(true)
        else onName({ name: name.trim(), email: email.trim(), recovery: answer.kind === 'found' ? holder.trim() : '' })
      }}
    >
      <p className="soft">
        <bdi>{answer.organisation}</bdi>
      </p>
      <h1>{t(`admin.newcomer.${answer.kind}`, { desk: answer.deskLabel })}</h1>
      <p className="lead">{t(`admin.newcomer.${answer.kind}.lead`)}</p>
      <div className="sheet stack">
        <Field label={t('admin.newcomer.name')} hint={t('admin.newcomer.name.hint')} look={look && name.trim() === '' ? t('admin.newcomer.name.empty') : undefined}>
          {(ids) => <input {...ids} value={name} maxLength={60} autoComplete="off" spellCheck={false} translate="no" onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('admin.newcomer.email')} hint={t('admin.newcomer.email.hint')} look={look && badMail ? t('admin.newcomer.email.look') : undefined}>
          {(ids) => <input {...ids} type="email" value={email} maxLength={200} autoComplete="off" spellCheck={false} translate="no" onChange={(event) => setEmail(event.target.value)} />}
        </Field>
        {answer.kind === 'found' ? (
          <Field label={t('admin.newcomer.recovery')} hint={t('admin.newcomer.recovery.hint')}>
            {(ids) => <input {...ids} value={holder} maxLength={80} autoComplete="off" onChange={(event) => setHolder(event.target.value)} />}
          </Field>
        ) : null}
      </div>
      <div className="row">
        <Action kind="on" submit notYet={busy}>
          {t('admin.newcomer.make')}
        </Action>
        <span className="soft" role="status">
          {busy ? t('admin.newcomer.making') : ''}
        </span>
      </div>
    </form>
  )
}
