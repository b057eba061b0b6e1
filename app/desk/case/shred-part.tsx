import { useState, type FormEvent } from 'react'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { destruction } from '#db/model/case-state.ts'
import { keptBecause } from '#db/model/kept-case.ts'
import { useDesk } from '../desk-session.tsx'
import { Refused } from '../refused.tsx'
import { refusalWord } from '../requests.client.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import { useCase } from './case-context.tsx'
import { shredCase } from '../record.client.ts'

/** The end of a finished case, in words that leave no doubt; the number has to be typed, because there is no way back. Nothing while the case is open. */
export function ShredPart() {
  const { t, days } = useWords()
  const { worker } = useDesk()
  const { view, file, opened, desk, today, onShred } = useCase()
  const { caseId } = view
  const number = caseNumberOf(view)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [look, setLook] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const same = plain(typed) === plain(number)

  async function shred(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (!same) return setLook(true)
    setBusy(true)
    setRefused(null)
    try {
      await shredCase(worker, caseId)
      onShred()
    } catch (error) {
      setRefused(refusalWord(error))
      setBusy(false)
    }
  }

  if (desk?.role !== 'lead' || !destruction.from.some((state) => state === file.state)) return null
  const kept = keptBecause(file, opened.clear, today)
  if (kept !== null) return <p className="soft">{kept.why === 'held' ? t('desk.shred.held') : t('desk.shred.watch', { date: days.long(kept.until) })}</p>
  if (!open) {
    return (
      <div className="row">
        <Action onPress={() => setOpen(true)}>{t('desk.shred.open')}</Action>
      </div>
    )
  }
  return (
    <form noValidate onSubmit={(event) => void shred(event)} data-shred>
      <Decision
        title={`${t('desk.shred.title')}: ${number}`}
        consequence={t('desk.shred.consequence')}
        foot={
          <>
            <Action kind="on" submit notYet={busy || !same}>
              {t('desk.shred.go')}
            </Action>
            <Action onPress={() => setOpen(false)}>{t('desk.shred.leave')}</Action>
            <span className="soft" role="status">
              {busy ? t('desk.shred.busy') : ''}
            </span>
          </>
        }
      >
        <ul className="points">
          {(['gone', 'reporter', 'law'] as const).map((point) => (
            <li key={point}>{t(`desk.shred.point.${point}`)}</li>
          ))}
        </ul>
        <Field label={t('desk.shred.type', { number })} look={look && !same ? t('desk.shred.differs') : undefined}>
          {(ids) => (
            <input {...ids} autoComplete="off" spellCheck={false} autoCapitalize="characters" translate="no" value={typed} onBlur={() => setLook(typed !== '')} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
        <Refused reason={refused} />
      </Decision>
    </form>
  )
}

// People type in lower case, with a space for the dash, or copy what stands above.
function plain(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
}
