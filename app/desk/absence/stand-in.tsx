import { Link } from '@remix-run/react'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { useAddress } from '../room-page.tsx'
import { nameOf, standingIn } from './colleagues.ts'
import { useAbsences } from './use-absences.ts'

/** For whom one stands in today, and until when: their cases are among one's own. */
export function StandIn() {
  const { t, days, today } = useWords()
  const { directory } = useDesk()
  const address = useAddress()
  const mine = standingIn(useAbsences(), directory.memberId, today)
  if (mine.length === 0) return null
  return (
    <p className="sheet row" data-stand-in>
      <span>{mine.map((one) => t('desk.away.standIn', { name: nameOf(directory, one.memberId), date: days.long(one.untilDay) })).join(' ')}</span>
      <Link to={address('/desk/absences')}>{t('desk.away.title')}</Link>
    </p>
  )
}
