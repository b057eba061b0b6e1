import { useState } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'
import { deskRoles } from '#db/model/roles.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { CopyLink } from '../copy-link.tsx'
import { planTeam } from './roster.client.ts'

const nothing = { label: '', recovery: '', roles: [] as readonly string[], independent: false }

/** A further team: the root holder names it and gives the link to its first person. */
export function AddTeam({ worker }: { worker: () => DeskWorker }) {
  const { t } = useWords()
  const [plan, setPlan] = useState<typeof nothing | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const [look, setLook] = useState<'fields' | string | null>(null)
  const [busy, setBusy] = useState(false)

  if (plan === null) {
    return (
      <div className="row">
        <Action onPress={() => setPlan(nothing)}>{t('admin.roster.add')}</Action>
      </div>
    )
  }

  async function make(asked: typeof nothing): Promise<void> {
    if (busy) return
    if (asked.label.trim() === '' || asked.roles.length === 0) return setLook('fields')
    setBusy(true)
    setLook(null)
    try {
      setLink(await planTeam(worker(), { ...asked, label: asked.label.trim(), recovery: asked.recovery.trim() }))
    } catch (error) {
      setLook(refusalSentence(t, refusalWord(error)))
    }
    setBusy(false)
  }

  return (
    <form className="sheet stack" noValidate onSubmit={(event) => { event.preventDefault(); void make(plan) }}>
      <h2>{t('admin.roster.add')}</h2>
      <p>{t('admin.roster.add.text')}</p>
      {link === null ? (
        <>
          <div className="pair">
            <Field label={t('admin.team.label')} hint={t('admin.team.label.hint')} look={look === 'fields' && plan.label.trim() === '' ? t('admin.team.label.empty') : undefined}>
              {(ids) => <input {...ids} value={plan.label} maxLength={80} autoComplete="off" onChange={(event) => setPlan({ ...plan, label: event.target.value })} />}
            </Field>
            <Field label={t('admin.team.recovery')} hint={t('admin.team.recovery.hint')}>
              {(ids) => <input {...ids} value={plan.recovery} maxLength={80} autoComplete="off" onChange={(event) => setPlan({ ...plan, recovery: event.target.value })} />}
            </Field>
          </div>
          <fieldset>
            <legend>{t('admin.roster.add.roles')}</legend>
            {look === 'fields' && plan.roles.length === 0 ? <p className="field-look">{t('admin.roster.add.roles.empty')}</p> : null}
            <div className="ticks">
              {deskRoles.map((role) => (
                <label key={role} className="tick">
                  <input type="checkbox" checked={plan.roles.includes(role)} onChange={(event) => setPlan({ ...plan, roles: event.target.checked ? [...plan.roles, role] : plan.roles.filter((one) => one !== role) })} />
                  {t(`admin.role.${role}`)}
                </label>
              ))}
              <label className="tick">
                <input type="checkbox" checked={plan.independent} onChange={(event) => setPlan({ ...plan, independent: event.target.checked })} />
                {t('admin.team.independent')}
              </label>
            </div>
          </fieldset>
          {look === null || look === 'fields' ? null : <p role="alert">{look}</p>}
          <div className="row">
            <Action kind="own" submit notYet={busy}>
              {t('admin.roster.add.go')}
            </Action>
          </div>
        </>
      ) : (
        <CopyLink link={link} />
      )}
    </form>
  )
}
