import { Field, FieldLook } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Look } from '#app/ui/look.tsx'
import { useCase } from '../case/case-context.tsx'
import type { TriageDraft } from './triage-draft.ts'

type ContactFieldsProps = { draft: TriageDraft['contact']; look: boolean; onChange: (draft: TriageDraft['contact']) => void }

/** What the reporter said about speaking to the company, read by a person. Only the board may go past a no, and only for life and limb. */
export function ContactFields({ draft, look, onChange }: ContactFieldsProps) {
  const { t } = useWords()
  const { file, people, me } = useCase()
  const { said } = file.contact
  const board = people.some((person) => person.memberId === me && person.roles.includes('BRD'))
  const differs = draft.permission !== '' && draft.permission !== said
  return (
    <>
      <p>{t('desk.sort.contact.said', { said: t(`q8.${said}`) })}</p>
      <fieldset data-look={look && draft.permission === '' ? '' : undefined}>
        <legend>{t('desk.sort.contact')}</legend>
        <FieldLook>{look && draft.permission === '' ? t('desk.sort.open.contact') : undefined}</FieldLook>
        {(['no', 'ask', 'yes'] as const).map((permission) => (
          <label key={permission} className="tick">
            <input type="radio" name="permission" checked={draft.permission === permission && draft.basis !== 'override'} onChange={() => onChange({ ...draft, permission, basis: 'report' })} />
            <span>
              {t(`desk.sort.contact.${permission}`)} {permission === said ? <span className="soft">{t('desk.sort.contact.asReported')}</span> : null}
            </span>
          </label>
        ))}
        {board ? (
          <label className="tick">
            <input type="radio" name="permission" checked={draft.basis === 'override'} onChange={() => onChange({ ...draft, permission: 'yes', basis: 'override' })} />
            {t('desk.sort.contact.override')}
          </label>
        ) : null}
      </fieldset>
      {draft.basis === 'override' ? (
        <Look title={t('desk.sort.contact.override.title')}>
          <p>{t('desk.sort.contact.override.text')}</p>
        </Look>
      ) : null}
      {differs || draft.basis === 'override' || draft.text !== '' ? (
        <Field label={t('desk.sort.contact.how')} hint={t('desk.sort.contact.how.hint')}>
          {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={20_000} autoComplete="off" spellCheck={false} translate="no" value={draft.text} onChange={(event) => onChange({ ...draft, text: event.target.value })} />}
        </Field>
      ) : null}
    </>
  )
}

type DetrimentFieldsProps = { draft: TriageDraft['detriment']; look: boolean; onChange: (draft: TriageDraft['detriment']) => void }

/** How likely somebody is to be punished for this report, and what is done against it. */
export function DetrimentFields({ draft, look, onChange }: DetrimentFieldsProps) {
  const { t } = useWords()
  return (
    <>
      <fieldset data-look={look && draft.risk === '' ? '' : undefined}>
        <legend>{t('desk.sort.risk')}</legend>
        <FieldLook>{look && draft.risk === '' ? t('desk.sort.open.detriment') : undefined}</FieldLook>
        {(['low', 'some', 'high'] as const).map((risk) => (
          <label key={risk} className="tick">
            <input type="radio" name="risk" checked={draft.risk === risk} onChange={() => onChange({ ...draft, risk })} />
            {t(`desk.sort.risk.${risk}`)}
          </label>
        ))}
      </fieldset>
      <Field label={t('desk.sort.risk.why')}>
        {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={20_000} autoComplete="off" spellCheck={false} translate="no" value={draft.text} onChange={(event) => onChange({ ...draft, text: event.target.value })} />}
      </Field>
      <Field label={t('desk.sort.risk.steps')} hint={t('desk.sort.risk.steps.hint')}>
        {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={2000} autoComplete="off" spellCheck={false} translate="no" value={draft.steps} onChange={(event) => onChange({ ...draft, steps: event.target.value })} />}
      </Field>
    </>
  )
}
