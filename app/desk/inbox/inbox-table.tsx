import { Link } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { WarningIcon } from '#app/ui/desk-icons.tsx'
import { NextDate, Priority, Turn, type TurnName } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { caseNumberOf, dueKey, isNew, stateKey, turnOf, type OpenedRow } from './rows.ts'

type InboxTableProps = {
  groups: readonly { turn: TurnName | null; rows: readonly OpenedRow[] }[]
  here: OpenedRow | null
  sort: string
  address: (changes: Record<string, string>) => string
  language: string | null
}

/** One table; each turn is a body of it with its own heading. Roles are written out, because narrow windows lay rows out as blocks. */
export function InboxTable({ groups, here, sort, address, language }: InboxTableProps) {
  const { t } = useWords()
  const { directory } = useDesk()
  const several = directory.desks.length > 1
  const heads = ['turn', 'date', 'words', 'number', ...(several ? ['team'] : []), 'place', 'state', 'priority', 'with', 'last']
  const sorts: Record<string, string> = { turn: 'turn', date: 'date', last: 'last' }
  return (
    <table className="inbox" role="table" aria-label={t('desk.inbox.title')}>
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => (
            <th key={head} className={`head-${head}`} role="columnheader" scope="col" aria-sort={sorts[head] === undefined || sort !== head ? undefined : 'ascending'}>
              {sorts[head] === undefined ? t(`desk.head.${head}`) : <Link to={address({ sort: head })}>{t(`desk.head.${head}`)}{sort === head ? ' ↑' : ''}</Link>}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.turn ?? 'all'} role="rowgroup">
          {group.turn === null ? null : (
            <tr className="group" role="row">
              <th role="rowheader" scope="rowgroup" colSpan={heads.length}>
                {t(`desk.group.${group.turn}`)} <span className="soft">{group.rows.length}</span>
              </th>
            </tr>
          )}
          {group.rows.map((opened) => (
            <InboxLine key={opened.row.caseId + opened.row.deskId} opened={opened} isHere={opened === here} several={several} language={language} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function InboxLine({ opened, isHere, several, language }: { opened: OpenedRow; isHere: boolean; several: boolean; language: string | null }) {
  const { t, days, today } = useWords()
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
  return (
    <tr ref={line} role="row" className="case-row" data-here={isHere || undefined} data-new={fresh || undefined}>
      <td role="cell" className="turn-cell">
        <Turn turn={turnOf(row, today)} due={t(dueKey(row))} />
      </td>
      <td role="cell" className="date">
        <NextDate day={row.nextDay} />
      </td>
      <td role="cell" className="words">
        <Link to={`/desk/case/${row.caseId}${language === null ? '' : `?lng=${encodeURIComponent(language)}`}`}>
          <span className="said">
            <SummaryWords opened={opened} />
          </span>
          {row.urgent || fresh ? (
            <span className="tags">
              {row.urgent ? (
                <span className="danger">
                  <WarningIcon />
                  {t('desk.danger')}
                </span>
              ) : null}
              {fresh ? <span className="new">{t('desk.new')}</span> : null}
            </span>
          ) : null}
        </Link>
      </td>
      <td role="cell" className="number soft digits">
        {caseNumberOf(row)}
      </td>
      {several ? (
        <td role="cell" className="team">
          <bdi>{desk?.label ?? ''}</bdi>
        </td>
      ) : null}
      <td role="cell" className="place" data-empty={place === '' || undefined}>
        {place === '' ? <span className="soft">{t('desk.place.none')}</span> : <bdi>{place}</bdi>}
      </td>
      <td role="cell" className="state">
        {t(stateKey(row))}
      </td>
      <td role="cell" className="urgency">
        <Priority value={summary?.priority === undefined || summary.priority === '' ? null : Number(summary.priority)} />
      </td>
      <td role="cell" className="who">
        {assignee === undefined ? <span className="soft">{t('desk.with.nobody')}</span> : <bdi>{assignee.name}</bdi>}
      </td>
      <td role="cell" className="last soft">
        <time dateTime={days.machine(row.lastDay)}>{days.short(row.lastDay)}</time>
      </td>
    </tr>
  )
}

/** The reporter's words in their own script and direction; signs of what it is about while there are no words. */
export function SummaryWords({ opened: { row, summary } }: { opened: OpenedRow }) {
  const { t } = useWords()
  if (summary === null) return <>{t('desk.words.unopened', { number: caseNumberOf(row) })}</>
  const words = summary.words ?? ''
  if (words !== '') return <bdi lang={summary.lang === '' ? undefined : summary.lang}>{words}</bdi>
  const tiles = (summary.tiles ?? '').split(',').filter((tile) => tile !== '')
  return <>{tiles.length === 0 ? t('desk.words.none') : tiles.map((tile) => t(`tile.${tile}.label`)).join('; ')}</>
}
