import { Link } from '@remix-run/react'
import { Fragment, memo } from 'react'
import type { TurnName } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import type { ColumnName, SortName } from './filters.ts'
import { InboxLine } from './inbox-line.tsx'
import { RowWindow, windowLines } from './row-window.tsx'
import { lineKey, type OpenedRow } from './rows.ts'

export type InboxGroup = { turn: TurnName | null; rows: readonly OpenedRow[] }

type InboxTableProps = {
  groups: readonly InboxGroup[]
  here: OpenedRow | null
  chosen: ReadonlySet<string>
  onChoose: (key: string) => void
  columns: readonly ColumnName[]
  sort: SortName
  address: (changes: Record<string, string>) => string
  caseAddress: (caseId: string) => string
}

const sorts: Readonly<Record<string, SortName>> = { turn: 'turn', date: 'date', priority: 'priority', last: 'last' }

/** One table; each turn is a body of it with its own heading, long ones are drawn where somebody looks. Roles are written out, because narrow windows lay rows out as blocks. */
export const InboxTable = memo(function InboxTable({ groups, here, chosen, onChoose, columns, sort, address, caseAddress }: InboxTableProps) {
  const { t } = useWords()
  const { directory } = useDesk()
  const several = directory.desks.length > 1
  const has = (name: ColumnName) => columns.includes(name)
  const heads = [
    'choose', 'turn', 'date', 'words', ...(has('number') ? ['number'] : []), ...(has('code') ? ['code'] : []), ...(has('language') ? ['language'] : []), ...(several ? ['team'] : []),
    ...(['place', 'state', 'priority', 'with', 'last'] as const).filter(has),
  ]
  let index = 1
  return (
    <table className="inbox" role="table" aria-label={t('desk.inbox.title')} aria-rowcount={groups.reduce((sum, group) => sum + group.rows.length, 1)}>
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => {
            const by = sorts[head]
            return (
              <th key={head} className={`head-${head}`} role="columnheader" scope="col" aria-sort={by === undefined || sort !== by ? undefined : 'ascending'}>
                {head === 'choose' ? <span className="unseen">{t('desk.head.choose')}</span> : by === undefined ? t(`desk.head.${head}`) : <Link to={address({ sort: by })}>{t(`desk.head.${head}`)}{sort === by ? ' ↑' : ''}</Link>}
              </th>
            )
          })}
        </tr>
      </thead>
      {groups.map((group) => (
        <Fragment key={group.turn ?? 'all'}>
          {group.turn === null ? null : (
            <tbody role="rowgroup">
              <tr className="group" role="row">
                <th role="rowheader" scope="rowgroup" colSpan={heads.length}>
                  {t(`desk.group.${group.turn}`)} <span className="soft">{group.rows.length}</span>
                </th>
              </tr>
            </tbody>
          )}
          {inWindows(group.rows).map((rows, at) => {
            const first = index
            index += rows.length
            return (
              <RowWindow key={at} count={rows.length} columns={heads.length} near={at === 0 || (here !== null && rows.includes(here))}>
                {() => rows.map((opened, i) => (
                  <InboxLine
                    key={lineKey(opened)}
                    opened={opened}
                    index={first + i + 1}
                    isHere={opened === here}
                    isChosen={chosen.has(lineKey(opened))}
                    onChoose={onChoose}
                    columns={columns}
                    several={several}
                    to={caseAddress(opened.row.caseId)}
                  />
                ))}
              </RowWindow>
            )
          })}
        </Fragment>
      ))}
    </table>
  )
})

function inWindows(rows: readonly OpenedRow[]): (readonly OpenedRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / windowLines) }, (_, at) => rows.slice(at * windowLines, (at + 1) * windowLines))
}
