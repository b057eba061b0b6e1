import { Link } from '@remix-run/react'
import { memo, useEffect, useRef } from 'react'
import { DangerTag, NewTag } from '#app/ui/case-tags.tsx'
import { NextDate, Priority, Turn } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { languageName } from '../case/answers.ts'
import { useDesk } from '../desk-session.tsx'
import { priorityOf, type ColumnName } from './filters.ts'
import { caseNumberOf, dueKey, isNew, lineKey, stateKey, turnOf, type OpenedRow } from './rows.ts'
import { SummaryWords } from './summary-words.tsx'

type InboxLineProps = {
  opened: OpenedRow
  index: number
  isHere: boolean
  isChosen: boolean
  onChoose: (key: string) => void
  columns: readonly ColumnName[]
  several: boolean
  to: string
}

/** One case in the list: whose turn, until when, its first words, and the columns that the reader chose. */
export const InboxLine = memo(function InboxLine({ opened, index, isHere, isChosen, onChoose, columns, several, to }: InboxLineProps) {
  const { t, days, today, language } = useWords()
  const { directory } = useDesk()
  const { row, summary } = opened
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isHere) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isHere])
  const desk = directory.desks.find((one) => one.deskId === row.deskId)
  const assignee = desk?.members.find((member) => member.memberId === row.assignee)
  const fresh = isNew(opened)
  const place = summary?.place ?? ''
  const number = caseNumberOf(row)
  const has = (name: ColumnName) => columns.includes(name)
  return (
    <tr ref={line} role="row" className="case-row" aria-rowindex={index} data-here={isHere || undefined} data-chosen={isChosen || undefined} data-new={fresh || undefined}>
      <td role="cell" className="choose">
        <input type="checkbox" checked={isChosen} onChange={() => onChoose(lineKey(opened))} aria-label={t('desk.inbox.choose', { number })} autoComplete="off" />
      </td>
      <td role="cell" className="turn-cell">
        <Turn turn={turnOf(row, today)} due={t(dueKey(row))} />
      </td>
      <td role="cell" className="date">
        <NextDate day={row.nextDay} />
      </td>
      <td role="cell" className="words">
        <Link to={to}>
          <span className="said">
            <SummaryWords opened={opened} />
          </span>
          {row.urgent || fresh ? (
            <span className="tags">
              {row.urgent ? <DangerTag /> : null}
              {fresh ? <NewTag /> : null}
            </span>
          ) : null}
        </Link>
      </td>
      {has('number') ? <td role="cell" className="number soft digits">{number}</td> : null}
      {has('code') ? <td role="cell" className="code soft">{summary?.code ?? ''}</td> : null}
      {has('language') ? <td role="cell" className="language soft">{summary?.lang === undefined || summary.lang === '' ? '' : languageName(summary.lang, language)}</td> : null}
      {several ? (
        <td role="cell" className="team">
          <bdi>{desk?.label ?? ''}</bdi>
        </td>
      ) : null}
      {has('place') ? (
        <td role="cell" className="place" data-empty={place === '' || undefined}>
          {place === '' ? <span className="soft">{t('desk.place.none')}</span> : <bdi>{place}</bdi>}
        </td>
      ) : null}
      {has('state') ? <td role="cell" className="state">{t(stateKey(row))}</td> : null}
      {has('priority') ? (
        <td role="cell" className="urgency">
          <Priority value={priorityOf(summary?.priority) || null} />
        </td>
      ) : null}
      {has('with') ? <td role="cell" className="who">{assignee === undefined ? <span className="soft">{t('desk.with.nobody')}</span> : <bdi>{assignee.name}</bdi>}</td> : null}
      {has('last') ? (
        <td role="cell" className="last soft">
          <time dateTime={days.machine(row.lastDay)}>{days.short(row.lastDay)}</time>
        </td>
      ) : null}
    </tr>
  )
})
