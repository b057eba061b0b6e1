import type { CaseClock } from '#db/model/case-clocks.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { grossDays, isLate, netDays } from '#db/model/case-clocks.ts'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { dayFrom } from '#db/model/ids.ts'
import { workKinds } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { shortDigest, type LeftOut } from './redaction.ts'

/** The clocks of the case: what was promised by which rule, and whether it was kept. */
export function PaperClocks({ clocks }: { clocks: readonly CaseClock[] }) {
  const { t, days, today } = useWords()
  const sourceOf = ({ rule }: CaseClock) => {
    const { profile, source, verifiedOn } = clockRuleRows[rule]
    if (profile === 'generic') return t('desk.side.own')
    return `${source} (${verifiedOn === null ? t('desk.sort.unverified') : t('desk.clocks.verified', { date: verifiedOn })})`
  }
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.clocks')}</h3>
      <table className="paper-table">
        <thead>
          <tr>{['rule', 'start', 'due', 'met', 'days'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
        </thead>
        <tbody>
          {clocks.map((clock) => {
            const now = dayFrom(clock.stoppedDay ?? today)
            const [gross, net] = [grossDays(clock, now), netDays(clock, now)]
            return (
              <tr key={clock.clockId}>
                <td>
                  <p>{`${clock.rule} ${t(`clock.${clock.rule}`)}`}</p>
                  <p className="paper-fact">{sourceOf(clock)}</p>
                  {clock.pauses.map((pause) => (
                    <p key={pause.from} className="paper-fact">{t('desk.printing.paused', { from: days.long(pause.from), until: days.long(pause.endedDay ?? pause.until), reason: t(`pauseReason.${pause.reason}`) })}</p>
                  ))}
                </td>
                <td>{days.long(clock.startDay)}</td>
                <td>{days.long(clock.dueDay)}</td>
                <td>{clock.stoppedDay === null ? t(isLate(clock, dayFrom(today)) ? 'desk.printing.runsLate' : 'desk.printing.runs') : `${days.long(clock.stoppedDay)}${clock.stoppedDay > clock.dueDay ? ` (${t('desk.turn.late')})` : ''}`}</td>
                <td>{gross === net ? days.count(gross) : t('desk.printing.grossNet', { gross, net })}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What this copy does not show: enough to ask for it, and to see that nothing else is missing. */
export function PaperRedactions({ log, whole }: { log: readonly LeftOut[]; whole: boolean }) {
  const { t, days } = useWords()
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.redactions')}</h3>
      {whole || log.length === 0 ? <p>{t('desk.printing.nothingOut')}</p> : (
        <>
          <p>{t('desk.printing.outCount', { n: log.length })}</p>
          <table className="paper-table">
            <thead>
              <tr>{['no', 'day', 'kind', 'who', 'letters', 'print'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
            </thead>
            <tbody>
              {log.map((row) => (
                <tr key={row.place}>
                  <td>{row.place}</td>
                  <td>{days.long(row.day)}</td>
                  <td>{t(`desk.printing.${workKinds.some((kind) => kind === row.kind) ? 'work' : 'entry'}.${row.kind}`)}</td>
                  <td>{row.by === '' ? t('desk.by.reporter') : row.by}</td>
                  <td>{row.letters}</td>
                  <td className="paper-digest">{shortDigest(row.digest)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** What was checked before this copy was made, and lines to sign on: who made it, and who has read it against the case. */
export function PaperSignatures({ name, timeline, sound }: { name: string; timeline: readonly TimelineEntry[]; sound: boolean }) {
  const { t } = useWords()
  return (
    <section className="paper-section paper-signatures">
      <h3>{t('desk.printing.section.signatures')}</h3>
      <p>{t('desk.printing.certify')}</p>
      <p>{t('desk.printing.last', { n: timeline.length, print: shortDigest(timeline.at(-1)?.digest ?? '') })}</p>
      <p>{t(sound ? 'desk.printing.sound' : 'desk.printing.unsound')}</p>
      <div className="paper-lines">
        {[t('desk.printing.prepared', { name }), t('desk.printing.checked')].map((who) => (
          <p key={who}><span className="paper-line" />{who}<br />{t('desk.printing.dayPlace')}</p>
        ))}
      </div>
    </section>
  )
}
