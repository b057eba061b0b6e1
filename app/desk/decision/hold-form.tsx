import { daysToReview } from '#db/model/proposals.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { DatedForm } from './dated-form.tsx'
import { usePropose } from './propose.ts'

/** A case under hold cannot be destroyed. It takes a reason, a lead who agrees, and a day within six months on which it is looked at again. */
export function HoldForm({ on, onLeave }: { on: boolean; onLeave: () => void }) {
  const { t, today } = useWords()
  const propose = usePropose()
  const review = { label: t('desk.hold.review'), hint: t('desk.hold.review.hint'), open: t('desk.hold.review.open'), start: today + 90, from: today + 1, to: today + daysToReview }
  return (
    <DatedForm
      kind="hold"
      title={t(on ? 'desk.hold.title' : 'desk.hold.lift.title')}
      consequence={t(on ? 'desk.hold.consequence' : 'desk.hold.lift.consequence')}
      line={{ label: t('desk.hold.reason'), hint: t('desk.hold.reason.hint') }}
      date={on ? review : null}
      onPropose={(reason, day) => propose('hold', { on, reason, reviewDay: day ?? 0 })}
      onLeave={onLeave}
    />
  )
}
