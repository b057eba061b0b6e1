import { useState } from 'react'
import { pauseReasons, type CaseClock } from '#db/model/case-clocks.ts'
import { pauseClock, waitLeft } from '#db/model/clock-pauses.ts'
import { afterMessage, eventWrite } from '#db/model/desk-steps.ts'
import { dayFrom } from '#db/model/ids.ts'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { clockWork } from '../case/case-clock-acts.ts'
import { useCase } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'
import { textIn } from '../case/form-values.ts'
import { Reads } from '../case/reads.tsx'
import { WorkForm, type FormValues } from '../case/work-form.tsx'

type PauseFormProps = { keep: string; clock: CaseClock; onLeave: () => void }

/** Letting a clock stand still. The reporter hears of it in the same request: by the open question, or that an office asked us to wait. */
export function PauseForm({ keep, clock, onLeave }: PauseFormProps) {
  const { t, today, language } = useWords()
  const { file, facts, busy, send, saveWork, reporter, org } = useCase()
  const [why, setWhy] = useState<string | null>(null)
  // Waiting for the reporter is something they read: a question stands open, with the day until which we wait. And the first thing they hear is not that we wait.
  const reasons = pauseReasons.filter((reason) => (reason === 'waiting-reporter' ? file.flags.includes('WAITING_REPORTER') : file.state !== 'RECEIVED'))
  const told = afterMessage({ ...facts, waits: true }, null)
  const isAuthority = (values: FormValues) => textIn(values, 'reason') === 'authority-asked'

  async function save(values: FormValues): Promise<boolean> {
    const until = dayFromMachine(textIn(values, 'until'))
    if (until === null) return false
    const authority = isAuthority(values)
    const paused = pauseClock(clock, { from: dayFrom(today), until: dayFrom(until), reason: authority ? 'authority-asked' : 'waiting-reporter', document: authority ? textIn(values, 'document') : '', approver: authority ? textIn(values, 'approver') : '' })
    if (typeof paused === 'string') {
      setWhy(t(`desk.clocks.refused.${paused}`))
      return false
    }
    setWhy(null)
    const { records, acts } = clockWork([{ kind: 'move', clock: paused }])
    if (!authority) return saveWork(records, acts)
    return send({ writes: [eventWrite(told.event, language), ...records.map((record) => workWrite(record, language))], acts, columns: told.columns })
  }

  return (
    <WorkForm
      keep={keep}
      rows={[
        { name: 'reason', kind: 'choice', label: t('desk.clocks.reason'), hint: t('desk.clocks.reason.hint'), options: reasons.map((reason) => [reason, t(`pauseReason.${reason}`)]), needed: t('desk.clocks.reason.open') },
        { name: 'until', kind: 'day', label: t('desk.clocks.until'), hint: t('desk.clocks.until.hint', { days: waitLeft(clock) }), needed: t('desk.work.day.open') },
        { name: 'document', kind: 'area', label: t('desk.clocks.document'), hint: t('desk.note.hidden'), needed: t('desk.clocks.refused.needs-document'), when: isAuthority },
        { name: 'approver', kind: 'line', label: t('desk.clocks.approver'), needed: t('desk.clocks.refused.needs-approver'), when: isAuthority },
      ]}
      start={{ reason: reasons[0] ?? '', until: machineDay(today + Math.min(14, waitLeft(clock))), document: '', approver: '' }}
      save={t('desk.clocks.pause')}
      busy={busy}
      onLeave={onLeave}
      onSave={save}
    >
      {(values) => (
        <>
          {isAuthority(values) ? <Reads event={told.event} lang={language} reporter={reporter} org={org} /> : <p className="soft">{t('desk.clocks.answerEnds')}</p>}
          {why === null ? null : <p className="field-look" role="alert">{why}</p>}
        </>
      )}
    </WorkForm>
  )
}
