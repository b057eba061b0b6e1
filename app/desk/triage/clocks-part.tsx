import { useState } from 'react'
import { grossDays, isLate, isRunning, netDays, pauseReasons, runningPause, type CaseClock } from '#db/model/case-clocks.ts'
import { pauseClock, resumeClock, waitLeft } from '#db/model/clock-pauses.ts'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { dayFrom } from '#db/model/ids.ts'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { clockWork } from '../case/case-clock-acts.ts'
import { useCase } from '../case/case-context.tsx'
import { Sheet } from '../case/sheet.tsx'
import { isBegun, WorkForm, type FormValues } from '../case/work-form.tsx'

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
  const { t, days, today } = useWords()
  const { busy, outside, saveWork } = useCase()
  const now = dayFrom(today)
  const row = clockRuleRows[clock.rule]
  const running = isRunning(clock, now)
  const pause = runningPause(clock, now)
  const state = !running ? t('desk.clocks.stopped', { date: days.short(clock.stoppedDay ?? clock.dueDay) }) : isLate(clock, now) ? t('desk.date.late', { days: days.count(today - clock.dueDay) }) : days.distance(clock.dueDay)

  function resume(): void {
    const { records, acts } = clockWork([{ kind: 'move', clock: resumeClock(clock, now) }])
    void saveWork(records, acts)
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
        <PauseForm clock={clock} onLeave={() => onOpen(false)} />
      ) : (
        <div className="row">
          {pause !== null ? (
            <Action size="small" notYet={busy} onPress={resume}>
              {t('desk.clocks.resume')}
            </Action>
          ) : row.mayPause ? (
            <Action size="small" onPress={() => onOpen(true)}>
              {t('desk.clocks.pause')}
            </Action>
          ) : null}
          {row.profile === 'generic' || row.stop === 'runs-out' ? null : (
            <Action size="small" notYet={busy} onPress={stop}>
              {t('desk.clocks.stop')}
            </Action>
          )}
        </div>
      )}
    </li>
  )
}

function PauseForm({ clock, onLeave }: { clock: CaseClock; onLeave: () => void }) {
  const { t, today } = useWords()
  const { view, file, busy, saveWork } = useCase()
  const [why, setWhy] = useState<string | null>(null)
  // Waiting for the reporter is something they read: a question stands open, with the day until which we wait.
  const reasons = pauseReasons.filter((reason) => reason !== 'waiting-reporter' || file.flags.includes('WAITING_REPORTER'))

  async function save(values: FormValues): Promise<boolean> {
    const until = dayFromMachine(String(values['until']))
    if (until === null) return false
    const reason = pauseReasons.find((one) => one === values['reason']) ?? 'waiting-reporter'
    const authority = reason === 'authority-asked'
    const paused = pauseClock(clock, { from: dayFrom(today), until: dayFrom(until), reason, document: authority ? String(values['document']).trim() : '', approver: authority ? String(values['approver']).trim() : '' })
    if (typeof paused === 'string') {
      setWhy(t(`desk.clocks.refused.${paused}`))
      return false
    }
    setWhy(null)
    const { records, acts } = clockWork([{ kind: 'move', clock: paused }])
    return saveWork(records, acts)
  }

  return (
    <WorkForm
      keep={keepOf(view.caseId, clock)}
      rows={[
        { name: 'reason', kind: 'choice', label: t('desk.clocks.reason'), hint: t('desk.clocks.reason.hint'), options: reasons.map((reason) => [reason, t(`pauseReason.${reason}`)]) },
        { name: 'until', kind: 'day', label: t('desk.clocks.until'), hint: t('desk.clocks.until.hint', { days: waitLeft(clock) }), needed: t('desk.work.day.open') },
        { name: 'document', kind: 'area', label: t('desk.clocks.document'), hint: t('desk.clocks.document.hint') },
        { name: 'approver', kind: 'line', label: t('desk.clocks.approver'), hint: t('desk.clocks.document.hint') },
      ]}
      start={{ reason: reasons[0] ?? 'authority-asked', until: machineDay(today + Math.min(14, waitLeft(clock))), document: '', approver: '' }}
      save={t('desk.clocks.pause')}
      busy={busy}
      onLeave={onLeave}
      onSave={save}
    >
      {() => (why === null ? null : <p className="field-look" role="alert">{why}</p>)}
    </WorkForm>
  )
}

function keepOf(caseId: string, clock: CaseClock): string {
  return `pause ${caseId} ${clock.clockId}`
}
