import { Link } from '@remix-run/react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useWidth } from '../use-width.tsx'
import type { Lane } from './lanes.ts'
import { laneParts, scaleOf, type Scale } from './scale.ts'

const laneHeight = 36

type BoardProps = { lanes: readonly Lane[]; address: (caseId: string) => string; onEnd: (lane: Lane) => void; ending: string | null; /** The colleague for whom the reader has this case today; null for nobody. */ standIn: (lane: Lane) => string | null }

/** One lane per clock. The lanes are the rows of a table, so that what is drawn is also what is read aloud. */
export function Board({ lanes, address, onEnd, ending, standIn }: BoardProps) {
  const { t, today } = useWords()
  const [head, width] = useWidth<HTMLTableCellElement>(720)
  const scale = scaleOf(lanes, today, width)
  return (
    <table className="board" role="table" aria-label={t('desk.board.clocks')}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{t('desk.board.number')}</th>
          <th role="columnheader" scope="col">{t('desk.board.clock')}</th>
          <th role="columnheader" scope="col" className="lane" ref={head}>
            <span className="unseen">{t('desk.board.date')}</span>
            <Months scale={scale} />
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lanes.map((lane) => (
          <tr key={lane.key} role="row" data-late={lane.late || undefined}>
            <th role="rowheader" scope="row" className="digits">
              <Link to={address(lane.caseId)}>{lane.number}</Link>
            </th>
            <td role="cell" className="soft">
              {ruleName(t, lane.rule)}
              {standIn(lane) === null ? null : <span className="away-deputy">{t('desk.away.for', { name: standIn(lane) ?? '' })}</span>}
              {lane.rule === 'OWN' ? <Action size="small" notYet={ending !== null} onPress={() => onEnd(lane)}>{t('desk.board.end')}</Action> : null}
            </td>
            <td role="cell" className="lane">
              <LaneWords lane={lane} />
              <LaneBar lane={lane} scale={scale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The name of a rule; a clock whose rule this desk has not been told is a date and no more. */
export function ruleName(t: (key: string) => string, rule: string | null): string {
  const key = rule === null ? 'desk.board.noRule' : `clock.${rule}`
  const name = t(key)
  return name === key ? t('desk.board.noRule') : name
}

function LaneWords({ lane }: { lane: Lane }) {
  const { t, days, today } = useWords()
  const until = t('desk.board.lane', { from: days.long(lane.startDay), to: days.long(lane.dueDay) })
  return <span className="unseen">{lane.late ? `${until} ${t('desk.date.late', { days: days.count(today - lane.dueDay) })}` : until}</span>
}

function LaneBar({ lane, scale }: { lane: Lane; scale: Scale }) {
  const { t, days, today } = useWords()
  const parts = laneParts(lane, scale, today)
  const said = lane.late ? t('desk.date.lateLong', { date: days.short(lane.dueDay), days: days.count(today - lane.dueDay) }) : days.short(lane.dueDay)
  return (
    <svg className="chart" viewBox={`0 0 ${scale.width} ${laneHeight}`} aria-hidden="true" focusable="false">
      <Grid scale={scale} height={laneHeight} />
      {parts.left === null ? null : <rect className="left" x={parts.left[0]} y={9} width={Math.max(2, parts.left[1] - parts.left[0])} height={18} rx={2} />}
      {parts.used[1] - parts.used[0] < 1 ? null : <rect className="used" x={parts.used[0]} y={9} width={parts.used[1] - parts.used[0]} height={18} rx={2} />}
      {parts.over === null ? null : <rect className="over" x={parts.over[0]} y={9} width={Math.max(3, parts.over[1] - parts.over[0])} height={18} />}
      {parts.notices.map((x) => <line key={x} className="notice" x1={x} x2={x} y1={9} y2={27} />)}
      <text className="said" x={parts.words} y={23}>{said}</text>
    </svg>
  )
}

function Months({ scale }: { scale: Scale }) {
  const { t, language, today } = useWords()
  const month = new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', month: 'short', year: 'numeric' })
  const now = scale.at(today)
  return (
    <svg className="chart" viewBox={`0 0 ${scale.width} ${laneHeight}`} aria-hidden="true" focusable="false">
      <text className="now-word" x={now} y={14} textAnchor={now < 40 ? 'start' : 'middle'}>{t('desk.board.today')}</text>
      {scale.months.filter((day) => Math.abs(scale.at(day) - now) > 90 && scale.at(day) < scale.width - 70).map((day) => (
        <text key={day} className="month-word" x={scale.at(day) + 6} y={14}>{month.format(day * 86_400_000)}</text>
      ))}
      <line className="now" x1={now} x2={now} y1={20} y2={laneHeight} />
      {scale.months.map((day) => <line key={day} className="month" x1={scale.at(day)} x2={scale.at(day)} y1={20} y2={laneHeight} />)}
    </svg>
  )
}

function Grid({ scale, height }: { scale: Scale; height: number }) {
  const { today } = useWords()
  return (
    <>
      {scale.months.map((day) => <line key={day} className="month" x1={scale.at(day)} x2={scale.at(day)} y1={0} y2={height} />)}
      <line className="now" x1={scale.at(today)} x2={scale.at(today)} y1={0} y2={height} />
    </>
  )
}
