import { Link } from '@remix-run/react'
import { useWords } from '#app/ui/desk-words.tsx'
import { useAddress } from '../room-page.tsx'
import type { RegisterLine } from './register-lines.ts'

/** One line per case. What is coded is told in words, and the code stands beside it. */
export function CaseRegister({ lines }: { lines: readonly RegisterLine[] }) {
  const { t, days } = useWords()
  const address = useAddress()
  if (lines.length === 0) return <p className="sheet">{t('desk.register.empty')}</p>
  const late = <span className="late">{t('desk.turn.late')}</span>
  return (
    <div className="sheet">
      <table className="list register">
        <caption className="unseen">{t('desk.register.cases')}</caption>
        <thead>
          <tr>
            {(['number', 'received', 'state', 'code', 'severity', 'answered', 'outcome', 'findings', 'remedies'] as const).map((head) => <th key={head} scope="col">{t(`desk.register.head.${head}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.caseId}>
              <th scope="row" className="digits">{line.state === 'DESTROYED' ? line.number : <Link to={address(`/desk/case/${line.caseId}`)}>{line.number}</Link>}</th>
              <td><time dateTime={days.machine(line.receivedDay)}>{days.short(line.receivedDay)}</time></td>
              <td>{t(line.state === 'DESTROYED' ? 'desk.register.destroyed' : `state.${line.state}.label`)}</td>
              <td>{line.code === '' ? <span className="soft">–</span> : <><b>{line.code}</b> <span className="soft">{t(`category.${line.code}`)}</span></>}</td>
              <td>{line.severity === '' && line.priority === '' ? <span className="soft">–</span> : [line.severity === '' ? '' : `S${line.severity}`, line.priority === '' ? '' : `P${line.priority}`].filter(Boolean).join(' ')}</td>
              <td>{line.answeredDay === null ? <span className="soft">–</span> : <>{days.short(line.answeredDay)} {line.answeredInTime === false ? late : null}</>}</td>
              <td>{line.outcomeDay === null ? <span className="soft">–</span> : <>{days.short(line.outcomeDay)} {line.outcomeInTime === false ? late : null}</>}</td>
              <td>{[...line.findings, line.reason].filter((code) => code !== '').join(', ') || <span className="soft">–</span>}</td>
              <td>{line.remedies.join(', ') || <span className="soft">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
