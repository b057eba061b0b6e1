import { useState } from 'react'
import { grossDays, isLate, isRunning, netDays, runningPause, type CaseClock } from '#db/model/case-clocks.ts'
import { resumeClock } from '#db/model/clock-pauses.ts'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { afterMessage, eventWrite } from '#db/model/desk-steps.ts'
import { dayFrom } from '#db/model/ids.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { clockWork } from '../case/case-clock-acts.ts'
import { useCase } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'
import { Sheet } from '../case/sheet.tsx'
import { isBegun } from '../case/work-form.tsx'
import { PauseForm } from './pause-form.tsx'

/** Every clock of the case: until when, why, where the rule comes from; standing still takes a reason. */
export function ClocksPart() {
  const { t, today } = useWords()
  const { clocks, view } = useCase()
  const now = dayFrom(today)
  const shown = clocks.toSorted((a, b) => Number(isRunning(b, now)) - Number(isRunning(a, now)) || a.dueDay - b.dueDay)
  const [paused, setPaused] = useState<string | null>(() => clocks.find((clock) => isBegun(keepOf(view.caseId, clock)))?.clockId ?? null)
  return (
    <Sheet title={t('desk.clocks.title')} lead={t('desk.clocks.lead')}>
      <ul className="things" data-clocks>
        {shown.map((clock) => (
          <ClockRow key={clock.clockId} clock={clock} open={paused === clock.clockId} onOpen={(open) => setPaused(open ? clock.clockId : null)} />
        ))}
      </ul>
    </Sheet>
  )
}

type ClockRowProps = { clock: CaseClock; open: boolean; onOpen: (open: boolean) => void }

function ClockRow({ clock, open, onOpen }: ClockRowProps) {
  const { t, days, today, language } = useWords()
  const { view, facts, busy, outside, send, saveWork } = useCase()
  const now = dayFrom(today)
  const row = clockRuleRows[clock.rule]
  const running = isRunning(clock, now)
  const pause = runningPause(clock, now)
  const state = !running ? t('desk.clocks.stopped', { date: days.short(clock.stoppedDay ?? clock.dueDay) }) : isLate(clock, now) ? t('desk.date.late', { days: days.count(today - clock.dueDay) }) : days.distance(clock.dueDay)

  function resume(): void {
    const { records, acts } = clockWork([{ kind: 'move', clock: resumeClock(clock, now) }])
    // Whoever read that we have to wait reads that we go on.
    const told = afterMessage({ ...facts, waits: false }, null)
    if (facts.waits !== true) return void saveWork(records, acts)
    void send({ writes: [eventWrite(told.event, language), ...records.map((record) => workWrite(record, language))], acts, columns: told.columns })
  }

  function stop(): void {
    const { records, acts } = clockWork([{ kind: 'stop', clock: { ...clock, stoppedDay: now } }])
    void saveWork(records, acts)
  }

  return (
    <li data-clock={clock.rule}>
      <div className="thing-what">
        <strong>{t(`clock.${clock.rule}`)}</strong>
        <span className="digits soft">{clock.rule}</span>
        <span className={running && isLate(clock, now) ? 'late' : undefined}>
          <time dateTime={days.machine(clock.dueDay)}>{days.long(clock.dueDay)}</time> <span className="soft">{state}</span>
        </span>
      </div>
      <p className="soft">
        {[
          row.profile === 'generic' ? t('desk.side.own') : row.source,
          row.verifiedOn === null ? t('desk.sort.unverified') : t('desk.clocks.verified', { date: row.verifiedOn }),
          clock.pauses.length === 0 ? '' : t('desk.clocks.gross', { gross: days.count(grossDays(clock, now)), net: days.count(netDays(clock, now)) }),
        ].filter((part) => part !== '').join(' · ')}
      </p>
      {pause === null ? null : <p>{t('desk.clocks.paused', { reason: t(`pauseReason.${pause.reason}`), date: days.long(pause.until) })}</p>}
      {!running || outside ? null : open ? (
        <PauseForm keep={keepOf(view.caseId, clock)} clock={clock} onLeave={() => onOpen(false)} />
      ) : (
        <div className="row">
          {pause !== null ? (
            <Action size="small" notYet={busy} onPress={resume}>
              {t('desk.clocks.resume')} <span className="unseen">{t(`clock.${clock.rule}`)}</span>
            </Action>
          ) : row.mayPause ? (
            <Action size="small" onPress={() => onOpen(true)}>
              {t('desk.clocks.pause')} <span className="unseen">{t(`clock.${clock.rule}`)}</span>
            </Action>
          ) : null}
          {row.profile === 'generic' || row.stop === 'runs-out' ? null : (
            <Action size="small" notYet={busy} onPress={stop}>
              {t('desk.clocks.stop')} <span className="unseen">{t(`clock.${clock.rule}`)}</span>
            </Action>
          )}
        </div>
      )}
    </li>
  )
}

function keepOf(caseId: string, clock: CaseClock): string {
  return `pause ${caseId} ${clock.clockId}`
}
