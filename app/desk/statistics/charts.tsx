import { useWords } from '#app/ui/desk-words.tsx'
import { useWidth } from '../use-width.tsx'
import type { QuarterShare } from './measures.ts'

/** `kind`: late red, ours dark, theirs light. Values of one row stand one after the other. */
export type BarPart = { value: number; kind: 'late' | 'dark' | 'light' }
export type BarRow = { key: string; label: string; parts: readonly BarPart[]; said: string }

/** Bars as rows of a table: the label, the bar, the number beside it. */
export function Bars({ caption, head, rows }: { caption: string; head: readonly [string, string]; rows: readonly BarRow[] }) {
  const [cell, width] = useWidth<HTMLTableCellElement>(320)
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((sum, part) => sum + part.value, 0)))
  const words = Math.min(width / 2, 14 + 7 * Math.max(2, ...rows.map((row) => row.said.length)))
  const perOne = Math.min(40, (width - words) / most)
  return (
    <table className="bars" aria-label={caption}>
      <thead className="unseen">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const starts = row.parts.map((_, i) => row.parts.slice(0, i).reduce((sum, part) => sum + part.value, 0))
          const total = row.parts.reduce((sum, part) => sum + part.value, 0)
          return (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td ref={at === 0 ? cell : undefined}>
                <span className="unseen">{row.said}</span>
                <svg className="chart" viewBox={`0 0 ${width} 24`} aria-hidden="true" focusable="false">
                  {row.parts.map((part, i) => (part.value === 0 ? null : <Bar key={part.kind} from={starts[i] ?? 0} part={part} perOne={perOne} />))}
                  <text className="said" x={total * perOne + (total === 0 ? 0 : 10)} y={17}>{row.said}</text>
                </svg>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

// Few are drawn as single blocks that can be counted, many as one bar.
function Bar({ from, part, perOne }: { from: number; part: BarPart; perOne: number }) {
  const className = part.kind === 'late' ? 'over' : part.kind === 'dark' ? 'used' : 'left'
  if (perOne < 14) return <rect className={className} x={from * perOne} y={3} width={Math.max(2, part.value * perOne)} height={18} rx={2} />
  return <>{Array.from({ length: part.value }, (_, i) => <rect key={i} className={className} x={(from + i) * perOne + 1} y={3} width={perOne - 4} height={18} rx={2} />)}</>
}

const columnsHeight = 190

/** One column per quarter: light is all, dark is what was in time. */
export function Quarters({ caption, rows }: { caption: string; rows: readonly QuarterShare[] }) {
  const { t, language } = useWords()
  const [part, width] = useWidth<HTMLDivElement>(440)
  const month = new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', month: 'short' })
  const name = (day: number) => month.format(day * 86_400_000)
  const year = (day: number) => new Date(day * 86_400_000).getUTCFullYear()
  const span = (row: QuarterShare) => (name(row.from) === name(row.to) ? name(row.from) : `${name(row.from)}–${name(row.to)}`)
  const most = Math.max(1, ...rows.map((row) => row.all))
  const step = width / rows.length
  const column = Math.min(64, step - 12)
  const ground = columnsHeight - 44
  const tall = (n: number) => (n / most) * (ground - 30)
  const said = (row: QuarterShare) => (row.all === 0 ? t('desk.stats.none') : t('desk.stats.ofAll', { n: row.inTime, all: row.all }))
  return (
    <div ref={part}>
      <table className="unseen">
        <caption>{caption}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.from}>
              <th scope="row">{`${span(row)} ${year(row.from)}`}</th>
              <td>{said(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <svg className="chart columns" viewBox={`0 0 ${width} ${columnsHeight}`} aria-hidden="true" focusable="false">
        {rows.map((row, at) => {
          const x = at * step + (step - column) / 2
          const middle = at * step + step / 2
          const height = tall(row.all)
          return (
            <g key={row.from}>
              {row.all === 0 ? null : <rect className="left" x={x} y={ground - height} width={column} height={height} />}
              {row.inTime === 0 ? null : <rect className="used" x={x} y={ground - tall(row.inTime)} width={column} height={tall(row.inTime)} />}
              <text className={row.all === 0 ? 'month-word' : 'said'} x={middle} y={ground - (row.all === 0 ? 0 : height) - 8} textAnchor="middle">{said(row)}</text>
              <text className="month-word" x={middle} y={ground + 18} textAnchor="middle">{span(row)}</text>
              <text className="month-word" x={middle} y={ground + 35} textAnchor="middle">{year(row.from)}</text>
            </g>
          )
        })}
        <line className="month" x1={0} x2={width} y1={ground} y2={ground} />
      </svg>
    </div>
  )
}
