import { Link, useLocation } from '@remix-run/react'
import { mayDecide } from '#db/model/decisions.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { titleOfCase } from '../case/case-title.ts'
import { titleOf } from './decision-words.ts'

/** Above every part of the case while something waits for a second person: what, and whose turn it is. */
export function OpenDecisions() {
  const { t } = useWords()
  const { view, file, people, me, names } = useCase()
  const { search } = useLocation()
  const open = file.decisions.filter(({ state }) => state === 'open')
  if (open.length === 0) return null
  const asked = new URLSearchParams(search)
  if (asked.get('part') === 'decisions') return null
  asked.set('part', 'decisions')
  const mine = open.some((decision) => mayDecide(decision, me, { file, people }) === null)
  return (
    <Look title={t(mine ? 'desk.decision.open.mine' : 'desk.decision.open.others')}>
      <ul className="points" data-open-decisions>
        {open.map((decision) => (
          <li key={decision.digest}>
            <Link to={`?${asked.toString()}`}>{titleOf(decision, { t, title: titleOfCase(view, t), deskLabel: names.deskLabel })}</Link>
          </li>
        ))}
      </ul>
    </Look>
  )
}
