import { useCallback, useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useLoaded } from '../room-page.tsx'
import { calendarLinks, makeCalendarLink, revokeCalendarLink } from './calendar.client.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'made', 'refused'] }

/** Dates in one's own calendar: case number and the word "due", nothing else. */
export default function CalendarSettings() {
  const { t, days } = useWords()
  const { worker } = useDesk()
  const load = useCallback(() => calendarLinks(worker), [worker])
  const { shown, refused, again } = useLoaded(load)
  const [made, setMade] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  async function settle(act: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailed(null)
    try {
      await act()
      again()
    } catch (error) {
      setFailed(refusalWord(error))
    }
    setBusy(false)
  }

  return (
    <RoomPage title={t('desk.calendar.title')} refused={refused ?? failed} opening={shown === null}>
      {shown === null ? null : (
        <div className="stack narrow">
          <p className="lead">{t('desk.calendar.lead')}</p>
          <ul className="points sheet">
            <li><span>{t('desk.calendar.inside')}</span></li>
            <li><span>{t('desk.calendar.whoHas')}</span></li>
            <li><span>{t('desk.calendar.provider')}</span></li>
          </ul>
          {made === null ? null : (
            <section className="sheet" data-made>
              <h2>{t('desk.calendar.once')}</h2>
              <p className="link-out">{made}</p>
              <p className="soft">{t('desk.calendar.how')}</p>
            </section>
          )}
          <div className="row">
            <Action kind="on" notYet={busy} onPress={() => void settle(async () => setMade(await makeCalendarLink(worker)))}>{t('desk.calendar.make')}</Action>
          </div>
          <section className="sheet">
            <h2>{t('desk.calendar.links')}</h2>
            {shown.length === 0 ? <p className="soft">{t('desk.calendar.none')}</p> : (
              <ul className="ways">
                {shown.map((link, at) => (
                  <li key={link.linkId}>
                    <span>{t('desk.calendar.link', { n: at + 1, date: days.long(link.madeDay) })}</span>
                    <Action size="small" notYet={busy} onPress={() => void settle(async () => { await revokeCalendarLink(worker, link.linkId); setMade(null) })}>{t('desk.calendar.revoke')}</Action>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
    </RoomPage>
  )
}
