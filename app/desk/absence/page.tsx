import { useCallback, useState } from 'react'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useLoaded } from '../room-page.tsx'
import { loadAbsences, sendAbsence } from './absences.client.ts'
import { deputiesFor, maySet, nameOf } from './colleagues.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'away', 'open', 'refused'] }

/** Days on which somebody is not there, and who stands in for them. */
export default function DaysAway() {
  const { t, days, today } = useWords()
  const { worker, directory } = useDesk()
  const load = useCallback(() => loadAbsences(worker), [worker])
  const { shown, refused, again } = useLoaded(load)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const mayEnd = maySet(directory).map(({ memberId }) => memberId)

  async function settle(act: () => Promise<void>, done: string): Promise<void> {
    setBusy(true)
    setFailed(null)
    setSaid('')
    try {
      await act()
      setSaid(done)
      again()
    } catch (error) {
      setFailed(refusalWord(error))
    }
    setBusy(false)
  }

  return (
    <RoomPage title={t('desk.away.title')} refused={refused ?? failed} opening={shown === null}>
      {shown === null ? null : (
        <div className="stack narrow">
          <p className="lead">{t('desk.away.lead')}</p>
          <AwayForm busy={busy} onSave={(memberId, away) => void settle(() => sendAbsence(worker, memberId, away), t('desk.away.saved'))} />
          <section className="sheet">
            <h2>{t('desk.away.list')}</h2>
            {shown.length === 0 ? <p className="soft">{t('desk.away.nobody')}</p> : (
              <ul className="ways" data-absences>
                {shown.map((one) => (
                  <li key={one.memberId}>
                    <span>
                      <strong>{nameOf(directory, one.memberId)}</strong> {t('desk.away.days', { from: days.long(one.fromDay), until: days.long(one.untilDay) })}
                      {one.fromDay <= today ? <span className="soft"> {t('desk.away.now')}</span> : null}
                      <span className="away-deputy soft">{t('desk.away.deputyIs', { name: nameOf(directory, one.deputyId) || t('desk.away.gone') })}</span>
                    </span>
                    {mayEnd.includes(one.memberId) ? (
                      <Action size="small" notYet={busy} onPress={() => void settle(() => sendAbsence(worker, one.memberId, null), t('desk.away.ended'))}>
                        {t('desk.away.back')}
                      </Action>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <p className="say" role="status">{said}</p>
        </div>
      )}
    </RoomPage>
  )
}

type AwayFormProps = { busy: boolean; onSave: (memberId: string, away: { fromDay: number; untilDay: number; deputyId: string }) => void }

function AwayForm({ busy, onSave }: AwayFormProps) {
  const { t, today } = useWords()
  const { directory } = useDesk()
  const people = maySet(directory)
  const [memberId, setMemberId] = useState(directory.memberId)
  const [from, setFrom] = useState(machineDay(today))
  const [until, setUntil] = useState('')
  const [deputyId, setDeputyId] = useState('')
  const [pressed, setPressed] = useState(false)
  const deputies = deputiesFor(directory, memberId)
  const [fromDay, untilDay] = [dayFromMachine(from), dayFromMachine(until)]
  const untilLook = untilDay === null || untilDay < Math.max(today, fromDay ?? 0) ? t('desk.away.until.open') : undefined
  const deputyLook = deputies.some((one) => one.memberId === deputyId) ? undefined : t('desk.away.deputy.open')

  function send(): void {
    setPressed(true)
    if (busy || fromDay === null || untilDay === null || untilLook !== undefined || deputyLook !== undefined) return
    onSave(memberId, { fromDay, untilDay, deputyId })
    setPressed(false)
  }

  return (
    <form className="sheet stack" data-away noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
      {people.length === 1 ? null : (
        <Field label={t('desk.away.who')}>
          {(ids) => (
            <select {...ids} value={memberId} onChange={(event) => { setMemberId(event.target.value); setDeputyId('') }}>
              {people.map((one) => <option key={one.memberId} value={one.memberId}>{one.memberId === directory.memberId ? t('desk.with.me', { name: one.name }) : one.name}</option>)}
            </select>
          )}
        </Field>
      )}
      <div className="pair">
        <Field label={t('desk.away.from')} look={pressed && fromDay === null ? t('desk.work.day.open') : undefined}>
          {(ids) => <input {...ids} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
        </Field>
        <Field label={t('desk.away.until')} look={pressed ? untilLook : undefined}>
          {(ids) => <input {...ids} type="date" min={machineDay(today)} value={until} onChange={(event) => setUntil(event.target.value)} />}
        </Field>
      </div>
      <Field label={t('desk.away.deputy')} hint={t('desk.away.deputy.hint')} look={pressed ? deputyLook : undefined}>
        {(ids) => (
          <select {...ids} value={deputyId} onChange={(event) => setDeputyId(event.target.value)}>
            <option value="">{t('desk.step.choose')}</option>
            {deputies.map((one) => <option key={one.memberId} value={one.memberId}>{one.name}</option>)}
          </select>
        )}
      </Field>
      {deputies.length === 0 ? <p className="soft">{t('desk.away.deputy.none')}</p> : null}
      <div className="row">
        <Action kind="on" submit notYet={busy}>{t('desk.away.save')}</Action>
      </div>
    </form>
  )
}
