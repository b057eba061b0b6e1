import { useCallback, useState, type ReactNode } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { loadClocks } from '../due/load.client.ts'
import { allLines } from '../inbox/load.client.ts'
import { languageName } from '../case/answers.ts'
import { RoomPage, useLoaded } from '../room-page.tsx'
import { Bars, Quarters, type BarRow } from './charts.tsx'
import { ageing, ageSteps, answered, countBy, inTimeByQuarter, loadPerHandler, medianOf, type Answered } from './measures.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'empty', 'refused'] }

/** The desk's own numbers, counted in this browser from clear days and from summaries that it can open. */
export default function Statistics() {
  const { t, today, language } = useWords()
  const { worker, directory } = useDesk()
  const [desk, setDesk] = useState('')
  const load = useCallback(async () => {
    const [clocks, rows] = await Promise.all([loadClocks(worker, { stopped: true }), allLines(worker, { view: 'all' })])
    return { clocks, rows }
  }, [worker])
  const { shown, refused } = useLoaded(load)
  const rows = (shown?.rows ?? []).filter(({ row }) => desk === '' || row.deskId === desk)
  const members = new Map(directory.desks.flatMap((one) => one.members.map((member) => [member.memberId, member.name] as const)))
  const age: BarRow[] = ageing(rows, today).map((count, at) => {
    const [from, to] = ageSteps[at] ?? [0, null]
    return { key: String(from), label: to === null ? t('desk.stats.ageOver', { from }) : t('desk.stats.age', { from, to }), said: String(count), parts: [{ value: count, kind: 'dark' }] }
  })
  const loads: BarRow[] = loadPerHandler(rows, today, new Set(members.keys())).map(({ who, open, late }) => ({
    key: who ?? '',
    label: who === null ? t('desk.with.nobody') : (members.get(who) ?? t('desk.stats.others')),
    said: late === 0 ? String(open) : t('desk.stats.openLate', { open, late }),
    parts: [{ value: late, kind: 'late' }, { value: open - late, kind: 'dark' }],
  }))
  const counted = (value: Parameters<typeof countBy>[1], label: (value: string) => string): BarRow[] =>
    countBy(rows, value).map(([key, count]) => ({ key, label: label(key), said: String(count), parts: [{ value: count, kind: 'light' }] }))
  const heads = (label: string): readonly [string, string] => [label, t('desk.stats.count')]
  return (
    <RoomPage
      title={t('desk.stats.title')}
      refused={refused}
      opening={shown === null}
      facts={<span className="soft">{t('desk.stats.lead')}</span>}
      end={
        directory.desks.length < 2 ? undefined : (
          <select className="search" aria-label={t('desk.stats.team')} value={desk} onChange={(event) => setDesk(event.target.value)}>
            <option value="">{t('desk.stats.allTeams')}</option>
            {directory.desks.map((one) => <option key={one.deskId} value={one.deskId}>{one.label}</option>)}
          </select>
        )
      }
    >
      {shown === null ? null : (
        <div className="pair charts">
          <Answers title={t('desk.stats.firstAnswer')} answers={answered('G-ACK', shown.clocks, rows)} />
          <Answers title={t('desk.stats.outcome')} answers={answered('G-OUT', shown.clocks, rows)} />
          <Chart title={t('desk.stats.ageing')}><Bars caption={t('desk.stats.ageing')} head={heads(t('desk.stats.ageHead'))} rows={age} /></Chart>
          <Chart title={t('desk.stats.load')} empty={loads.length === 0}><Bars caption={t('desk.stats.load')} head={heads(t('desk.head.with'))} rows={loads} /></Chart>
          <Chart title={t('desk.stats.priorities')} empty={loads.length === 0}>
            <Bars caption={t('desk.stats.priorities')} head={heads(t('desk.head.priority'))} rows={counted(({ summary }) => summary?.priority ?? '', (value) => (value === '' ? t('desk.triage.none') : `P${value}`)).toSorted((a, b) => (a.key || '9').localeCompare(b.key || '9'))} />
          </Chart>
          <Chart title={t('desk.stats.families')} empty={loads.length === 0}>
            <Bars caption={t('desk.stats.families')} head={heads(t('desk.head.code'))} rows={counted(({ summary }) => (summary?.code ?? '').slice(0, 2), (value) => (value === '' ? t('desk.triage.none') : `${value} ${t(`family.${value}`)}`))} />
          </Chart>
          <Chart title={t('desk.stats.languages')} empty={loads.length === 0}>
            <Bars caption={t('desk.stats.languages')} head={heads(t('desk.head.language'))} rows={counted(({ summary }) => summary?.lang ?? '', (value) => (value === '' ? t('desk.words.unopenedShort') : languageName(value, language)))} />
          </Chart>
        </div>
      )}
    </RoomPage>
  )
}

function Chart({ title, empty = false, children }: { title: string; empty?: boolean; children: ReactNode }) {
  const { t } = useWords()
  return (
    <section className="sheet">
      <h2>{title}</h2>
      {empty ? <p className="soft">{t('desk.stats.nothing')}</p> : children}
    </section>
  )
}

/** How long it took and how often in time; the median says of how many cases it is made. */
function Answers({ title, answers }: { title: string; answers: readonly Answered[] }) {
  const { t, days, today, language } = useWords()
  const median = medianOf(answers.map((one) => one.stoppedDay - one.receivedDay))
  const inTime = answers.filter((one) => one.stoppedDay <= one.dueDay).length
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <Chart title={title} empty={median === null}>
      {median === null ? null : (
        <p>
          <b>{t('desk.stats.median', { days: Number.isInteger(median.days) ? days.count(median.days) : t('desk.stats.halfDays', { n: number.format(median.days) }) })}</b>{' '}
          <span className="soft">{t('desk.stats.n', { n: median.n, inTime })}</span>
        </p>
      )}
      <Quarters caption={title} rows={inTimeByQuarter(answers, today, 5)} />
    </Chart>
  )
}
