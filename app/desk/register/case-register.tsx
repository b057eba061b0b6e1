import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { useAddress } from '../room-page.tsx'
import type { RegisterLine } from './register-lines.ts'

/** One line per case. What is coded is told in words, and the code stands beside it. */
export function CaseRegister({ lines }: { lines: readonly RegisterLine[] }) {
  const { t, days } = useWords()
  const address = useAddress()
  if (lines.length === 0) return <p className="sheet">{t('desk.register.empty')}</p>
  const heads = ['number', 'received', 'state', 'code', 'severity', 'answered', 'outcome', 'findings', 'remedies'] as const
  return (
    <div className="sheet">
      <table className="list register">
        <caption className="unseen">{t('desk.register.cases')}</caption>
        <thead>
          <tr>{heads.map((head) => <th key={head} scope="col">{t(`desk.register.head.${head}`)}</th>)}</tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row" className="digits">{line.caseId === null ? line.number : <Link to={address(`/desk/case/${line.caseId}`)}>{line.number}</Link>}</th>
              <Cell head="received">{days.short(line.receivedDay)}</Cell>
              <Cell head="state">{t(line.state === 'GONE' ? 'desk.register.gone' : `state.${line.state}.label`)}</Cell>
              <Cell head="code">{line.code === '' ? null : <><b>{line.code}</b> <span className="soft">{t(`category.${line.code}`)}</span></>}</Cell>
              <Cell head="severity">{[line.severity === '' ? '' : `S${line.severity}`, line.priority === '' ? '' : `P${line.priority}`].filter(Boolean).join(' ')}</Cell>
              <Cell head="answered">{line.answeredDay === null ? null : <Met day={line.answeredDay} inTime={line.answeredInTime} />}</Cell>
              <Cell head="outcome">{line.outcomeDay === null ? null : <Met day={line.outcomeDay} inTime={line.outcomeInTime} />}</Cell>
              <Cell head="findings">{[...line.findings, line.reason].filter((code) => code !== '').join(', ')}</Cell>
              <Cell head="remedies">{line.remedies.length === 0 && line.keepUntilDay === null ? null : <>{line.remedies.join(', ')}{line.keepUntilDay === null ? null : <span className="kept-until soft">{t('desk.register.keepUntil', { date: days.short(line.keepUntilDay) })}</span>}</>}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One cell; in a narrow window its head stands in front of it, and an empty one goes. */
function Cell({ head, children }: { head: string; children: ReactNode }) {
  const { t } = useWords()
  const empty = children === null || children === ''
  return <td data-label={t(`desk.register.head.${head}`)} data-empty={empty || undefined}>{empty ? <span className="soft">–</span> : children}</td>
}

function Met({ day, inTime }: { day: number; inTime: boolean | null }) {
  const { t, days } = useWords()
  return <>{days.short(day)} {inTime === false ? <span className="late">{t('desk.turn.late')}</span> : null}</>
}
