import type { DeskCaseView, TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { Decision } from '#db/model/decisions.ts'
import { answerTo } from '#db/model/result-answer.ts'
import { toldEvent } from '#db/model/told-state.ts'
import type { CaseState } from '#db/model/states.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { EntryNames } from '../case/entry.tsx'
import { Warnings } from '../case/warnings.tsx'

type PaperCoverProps = { view: DeskCaseView; file: CaseFile; number: string; today: number; isOut: (entry: TimelineEntry) => boolean; organisation: string; printedBy: string; names: EntryNames; decision: Decision | null }

/** The first page: whose file, of what, in which state, made by whom, and under which decision it may leave. */
export function PaperCover({ view, file, number, today, isOut, organisation, printedBy, names, decision }: PaperCoverProps) {
  const { t, days } = useWords()
  const primary = file.allegations.find((one) => one.primary) ?? file.allegations[0]
  const team = view.readers.find((reader) => reader.id === view.deskId)?.label ?? names.deskLabel(view.deskId) ?? ''
  const dayOf = (state: CaseState) => view.timeline.findLast((entry) => entry.type === 'event' && toldEvent(entry.fields)?.state === state)?.day
  const toldOn = (state: CaseState) => { const day = dayOf(state); return day === undefined ? '–' : days.long(day) }
  // What she said to the result stands, whatever was told after it.
  const toResult = view.timeline.filter((entry) => entry.type !== 'event' || !['CLOSED', 'ARCHIVED'].includes(toldEvent(entry.fields)?.state ?? ''))
  const answer = answerTo('OUTCOME_GIVEN', toResult, today)
  const answered = view.timeline.find(({ key, author }) => author.kind === 'reporter' && key === answer.key)
  const reporterSaid = answer.verdict === null || answered === undefined ? t('desk.printing.answer.none') : isOut(answered) ? t('desk.printing.leftOut') : t(`desk.printing.answer.${answer.verdict}`, { date: days.long(answered.day) })
  const facts: [string, string][] = [
    [t('desk.printing.team'), team],
    [t('desk.fact.arrived'), days.long(view.day)],
    [t('desk.head.state'), t(`state.${file.state}.label`)],
    [t('desk.printing.matter'), primary === undefined ? '–' : `${primary.code} ${t(`category.${primary.code}`)}`],
    [t('desk.printing.severity'), file.severity === null ? '–' : `S${file.severity.s}, P${file.severity.p}`],
    [t('desk.printing.investigated'), file.investigators.map(names.memberName).filter(Boolean).join(', ') || '–'],
    [t('desk.printing.read'), file.review === null ? '–' : file.review.entry.name],
    [t('desk.printing.acknowledged'), toldOn('ACKNOWLEDGED')],
    [t('desk.printing.result'), toldOn('OUTCOME_GIVEN')],
    ...(dayOf('OUTCOME_GIVEN') === undefined ? [] : [[t('desk.printing.answer'), reporterSaid] as [string, string]]),
    [t('desk.printing.ended'), toldOn('CLOSED')],
    [t('desk.printing.entries'), String(view.timeline.length)],
    [t('desk.fact.with'), file.assignee === null ? t('desk.with.nobody') : names.memberName(file.assignee)],
    [t('desk.printing.readers'), view.readers.map((reader) => reader.label).join(', ')],
    [t('desk.printing.made'), printedBy],
  ]
  const sections = ['assessment', 'findings', 'decisions', 'chronology', 'evidence', 'clocks', 'redactions', 'signatures'] as const
  return (
    <section className="paper-cover">
      <p className="paper-org">{organisation}</p>
      <h2>{t('desk.printing.file', { number })}</h2>
      <p className="paper-kind">{t(decision === null ? 'desk.printing.kind.redacted' : 'desk.printing.kind.whole')}</p>
      {decision === null ? <p>{t('desk.printing.redactedNote')}</p> : <Released decision={decision} />}
      {file.hold === null ? null : <p><b>{t('desk.printing.hold', { reason: unended(file.hold.reason), date: days.long(file.hold.reviewDay) })}</b></p>}
      <p className="paper-secret">{t('desk.printing.confidential')}</p>
      <Warnings warnings={view.warnings} doubts={file.doubts} memberName={names.memberName} />
      <table className="paper-facts">
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('desk.printing.contents')}</h3>
      <ol className="paper-contents">{sections.map((section) => <li key={section}>{t(`desk.printing.section.${section}`)}</li>)}</ol>
    </section>
  )
}

function Released({ decision }: { decision: Decision }) {
  const { t, days } = useWords()
  const purpose = decision.proposal.kind === 'export' ? decision.proposal.body.purpose : ''
  return (
    <p>
      {t('desk.printing.released', { purpose: unended(purpose), by: decision.by.name, day: days.long(decision.by.day), second: decision.second?.name ?? '–', secondDay: decision.second === null ? '–' : days.long(decision.second.day) })}
    </p>
  )
}

// The sentence around it ends by itself.
function unended(words: string): string {
  return words.trim().replace(/[.。]$/, '')
}
