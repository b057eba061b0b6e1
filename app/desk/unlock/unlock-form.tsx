import { useNavigate, useSearchParams } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { enterIfOpen, unlockWith, unlockWithPasskey } from './unlock.client.ts'

type UnlockFormProps = { worker: string; organisation: string }
type Complaint = { field: 'name' | 'secret' | 'form'; text: string }

/** Name and phrase, or name and printed code; the phrase is used in this browser and goes nowhere. */
export function UnlockForm({ worker, organisation }: UnlockFormProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [kind, setKind] = useState<'phrase' | 'code'>('phrase')
  const [shown, setShown] = useState(false)
  const [lost, setLost] = useState(false)
  const [busy, setBusy] = useState<'phrase' | 'passkey' | null>(null)
  const [complaint, setComplaint] = useState<Complaint | null>(null)
  const name = useRef<HTMLInputElement>(null)
  const secret = useRef<HTMLInputElement>(null)
  const [ready, setReady] = useState(false)

  // A change of page inside this document: a new document would end a worker that the browser cannot share.
  const goOn = useCallback(() => navigate(destination(params.get('to'), params.get('lng')), { replace: true }), [navigate, params])

  useEffect(() => {
    setReady(true)
    enterIfOpen(worker).then(
      (open) => { if (open) goOn() },
      (error: unknown) => setComplaint({ field: 'form', text: refusalSentence(t, refusalWord(error)) }),
    )
  }, [worker, t, goOn])

  async function unlock(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy !== null) return
    const typedName = name.current?.value.trim() ?? ''
    const typed = secret.current?.value ?? ''
    if (typedName === '') return complain('name', t('desk.unlock.name.empty'))
    if (typed.trim() === '') return complain('secret', t(`desk.unlock.${kind}.empty`))
    setBusy('phrase')
    setComplaint(null)
    try {
      const answer = await unlockWith(worker, typedName, { kind, text: typed })
      if (answer.result === 'ok') return goOn()
      if (answer.result === 'wrong') complain('secret', t('desk.unlock.wrong'))
      else if (answer.result === 'line') complain('secret', t('desk.unlock.line', { line: answer.line }))
      else if (answer.result === 'length') complain('secret', t('desk.unlock.length', { n: answer.digits }))
    } catch (error) {
      complain('form', refusalSentence(t, refusalWord(error)))
    }
    setBusy(null)
  }

  async function usePasskey(): Promise<void> {
    if (busy !== null) return
    const typedName = name.current?.value.trim() ?? ''
    if (typedName === '') return complain('name', t('desk.unlock.name.empty'))
    setBusy('passkey')
    setComplaint(null)
    try {
      const answer = await unlockWithPasskey(worker, typedName)
      if (answer === 'ok') return goOn()
      complain('form', t(answer === 'none' ? 'desk.unlock.noPasskey' : 'desk.unlock.wrongPasskey'))
    } catch (error) {
      complain('form', refusalSentence(t, refusalWord(error)))
    }
    setBusy(null)
  }

  function complain(field: Complaint['field'], text: string): void {
    setComplaint({ field, text })
    const target = field === 'name' ? name.current : field === 'secret' ? secret.current : null
    target?.focus()
  }

  const lookAt = (field: Complaint['field']) => (complaint?.field === field ? complaint.text : undefined)
  return (
    <form className="sheet gate" onSubmit={(event) => void unlock(event)} noValidate data-ready={ready || undefined}>
      <p className="soft">
        <bdi>{organisation}</bdi>
      </p>
      <h1>{t('desk.unlock.title')}</h1>
      <p>{t('desk.unlock.lead')}</p>
      {lookAt('form') === undefined ? null : <Look title={t('desk.unlock.failed')} live>{<p>{lookAt('form')}</p>}</Look>}
      <Field label={t('desk.unlock.name')} look={lookAt('name')}>
        {(ids) => <input {...ids} ref={name} name="name" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" />}
      </Field>
      <Field label={t(`desk.unlock.${kind}`)} look={lookAt('secret')}>
        {(ids) => (
          <input
            {...ids}
            key={kind}
            ref={secret}
            name="secret"
            type={shown || kind === 'code' ? 'text' : 'password'}
            inputMode={kind === 'code' ? 'numeric' : 'text'}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            translate="no"
          />
        )}
      </Field>
      {kind === 'phrase' ? (
        <label className="tick">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t('desk.unlock.show')}
        </label>
      ) : null}
      <Action kind="on" submit>
        {busy === null ? t('desk.unlock.go') : t('desk.unlock.busy')}
      </Action>
      <p className="say" role="status">
        {busy === 'phrase' ? t('desk.unlock.wait') : busy === 'passkey' ? t('desk.unlock.passkeyWait') : ''}
      </p>
      <div className="row">
        <Action kind="link" onPress={() => void usePasskey()}>
          {t('desk.unlock.usePasskey')}
        </Action>
        <Action kind="link" onPress={() => { setKind(kind === 'phrase' ? 'code' : 'phrase'); setComplaint(null) }}>
          {t(kind === 'phrase' ? 'desk.unlock.useCode' : 'desk.unlock.usePhrase')}
        </Action>
        <Action kind="link" onPress={() => setLost(!lost)}>
          {t('desk.unlock.lost')}
        </Action>
      </div>
      {lost ? <Look title={t('desk.unlock.lost')}>{<p>{t('desk.unlock.lost.text')}</p>}</Look> : null}
      <p className="soft">{t('desk.unlock.foot')}</p>
    </form>
  )
}

// Only rooms of the desk: a link from elsewhere must not choose where an unlocked member lands.
function destination(asked: string | null, language: string | null): string {
  if (asked !== null && /^\/desk\/(inbox|case|members|settings|ways-in|drill)\b/.test(asked)) return asked
  return language === null ? '/desk/inbox' : `/desk/inbox?lng=${encodeURIComponent(language)}`
}
