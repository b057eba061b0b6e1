import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { printPage } from '../print/print-page.client.ts'
import { caseNumberOf, dueKey, stateKey, turnOf, type OpenedRow } from './rows.ts'

/** The list on paper: numbers, dates and states, no words of a reporter and no place. It stands only while it is printed. */
export function ListPrint({ rows, onDone }: { rows: readonly OpenedRow[]; onDone: () => void }) {
  const { t, days, today } = useWords()
  const { directory, organisation } = useDesk()
  useEffect(() => {
    addEventListener('afterprint', onDone, { once: true })
    printPage()
    return () => removeEventListener('afterprint', onDone)
  }, [onDone])
  const nameOf = (row: OpenedRow['row']) => directory.desks.find((desk) => desk.deskId === row.deskId)?.members.find((member) => member.memberId === row.assignee)?.name
  return createPortal(
    <section className="sheet-print">
      <h1>{t('desk.inbox.title')}</h1>
      <p>{t('desk.printing.by', { name: directory.name, organisation, date: days.long(today) })}</p>
      <table className="paper-table">
        <thead>
          <tr>{['number', 'turn', 'date', 'state', 'code', 'priority', 'with', 'last'].map((head) => <th key={head} scope="col">{t(`desk.head.${head}`)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ row, summary }) => (
            <tr key={row.caseId + row.deskId}>
              <td>{caseNumberOf(row)}</td>
              <td>{`${t(`desk.turn.${turnOf(row, today)}`)}, ${t(dueKey(row))}`}</td>
              <td>{row.nextDay === null ? '–' : days.short(row.nextDay)}</td>
              <td>{t(stateKey(row))}</td>
              <td>{summary?.code ?? ''}</td>
              <td>{summary?.priority === undefined || summary.priority === '' ? '–' : `P${summary.priority}`}</td>
              <td>{nameOf(row) ?? t('desk.with.nobody')}</td>
              <td>{days.short(row.lastDay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  )
}
