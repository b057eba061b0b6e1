import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'

/** How long the signed list of teams holds: a warning from day 300 on, and plainly when it has run out. */
export function RosterLife() {
  const { t, days } = useWords()
  const { roster } = useDesk().directory
  if (roster === null || roster.expiry === 'ok') return null
  const page = <a href="/desk/roster">{t('desk.life.page')}</a>
  if (roster.expiry === 'clock-unset') {
    return (
      <Look title={t('desk.life.clock.title')}>
        <p>{t('desk.life.clock.text', { date: days.long(roster.issuedDay) })}</p>
      </Look>
    )
  }
  return (
    <Look title={t(`desk.life.${roster.expiry}.title`, { date: days.long(roster.notAfterDay) })} kind={roster.expiry === 'expired' ? 'stop' : 'look'}>
      <p>{t(`desk.life.${roster.expiry}.text`)}</p>
      <p>{page}</p>
    </Look>
  )
}
