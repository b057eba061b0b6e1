import { clockRuleRows } from '#db/model/clock-rules.ts'
import { isRunning, runningPause, type CaseClock } from '#db/model/case-clocks.ts'
import { dayFrom } from '#db/model/ids.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { dueKey, turnOf } from '../inbox/rows.ts'
import { useCase } from './case-context.tsx'

type Due = { day: number; clock: CaseClock | null }

/** The next date, the clock that made it, and the one after it. */
export function NextDateBlock() {
  const { t, days, today } = useWords()
  const { facts, clocks } = useCase()
  const { columns } = facts
  const [next, then] = duesOf(columns.nextDay, clocks, today)
  const turn = turnOf(columns, today)
  const late = next !== undefined && next.day < today && turn !== 'reporter' && turn !== 'nobody'
  const paused = clocks.filter((clock) => runningPause(clock, dayFrom(today)) !== null)
  return (
    <section className="sheet next-date" data-late={late || undefined}>
      <h2>{t('desk.side.next')}</h2>
      <strong>{next === undefined ? t('desk.date.none') : late ? t('desk.date.lateLong', { date: days.short(next.day), days: days.count(today - next.day) }) : t('desk.date.long', { date: days.short(next.day), distance: days.distance(next.day) })}</strong>
      <p>{next?.clock === null || next === undefined ? t(turn === 'ours' || turn === 'late' ? `desk.next.${columns.state}` : dueKey(columns).replace('.due.', '.next.')) : t(`clock.${next.clock.rule}`)}</p>
      {next?.clock === null || next === undefined ? null : <p className="soft">{origin(next.clock)}</p>}
      {then === undefined ? null : <p className="soft">{t('desk.side.then', { date: days.short(then.day), what: then.clock === null ? t('desk.side.promised') : `${t(`clock.${then.clock.rule}`)} (${then.clock.rule})` })}</p>}
      {paused.map((clock) => (
        <p key={clock.clockId} className="soft">
          {t('desk.side.paused', { rule: clock.rule, date: days.short(runningPause(clock, dayFrom(today))?.until ?? today) })}
        </p>
      ))}
      {columns.endDay === null ? null : <p className="soft">{t('desk.side.end', { date: days.long(columns.endDay) })}</p>}
    </section>
  )

  function origin(clock: CaseClock): string {
    const row = clockRuleRows[clock.rule]
    const kind = row.profile === 'generic' ? t('desk.side.own') : t(`profile.${row.profile}`)
    return t('desk.side.origin', { kind, rule: clock.rule, length: days.count(clock.dueDay - clock.startDay), start: days.short(clock.startDay) })
  }
}

// The day that was promised, and every clock that runs; where a clock made the promised day, the clock tells it.
function duesOf(promised: number | null, clocks: readonly CaseClock[], today: number): Due[] {
  const running = clocks
    .filter((clock) => isRunning(clock, dayFrom(today)) && clockRuleRows[clock.rule].stop !== 'runs-out' && runningPause(clock, dayFrom(today)) === null)
    .map((clock): Due => ({ day: clock.dueDay, clock }))
  const own: Due[] = promised === null || running.some(({ day }) => day === promised) ? [] : [{ day: promised, clock: null }]
  return [...own, ...running].sort((a, b) => a.day - b.day || (a.clock === null ? -1 : 1))
}
