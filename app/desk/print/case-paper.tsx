import { useMemo, useState } from 'react'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { clocksOfCase } from '#db/model/clock-writes.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { OpenedCase } from '../case/case.client.ts'
import { peopleOf } from '../case/case-writing.ts'
import { fileOf } from '../case/believed-file.ts'
import { useDesk } from '../desk-session.tsx'
import { caseNumberOf } from '../inbox/rows.ts'
import { PaperAssessment } from './paper-assessment.tsx'
import { PaperChronology } from './paper-chronology.tsx'
import { PaperCover } from './paper-cover.tsx'
import { PaperDecisions } from './paper-decisions.tsx'
import { PaperEvidence } from './paper-evidence.tsx'
import { PaperFindings } from './paper-findings.tsx'
import { PaperClocks, PaperRedactions, PaperSignatures } from './paper-end.tsx'
import { digestsOut, exportDecision, fileOnPaper, isAlwaysLeftOut, redactionLog } from './redaction.ts'

const nothing: ReadonlySet<string> = new Set()

/** The whole file as pages. On screen each entry can still be left out or taken back in; what is left out stands in the log. */
export function CasePaper({ opened, whole, at }: { opened: OpenedCase; whole: boolean; at: number }) {
  const { t, today, language } = useWords()
  const { directory, organisation } = useDesk()
  const { view } = opened
  const people = useMemo(() => peopleOf(view, directory), [view, directory])
  const believed = useMemo(() => fileOf(opened, directory), [opened, directory])
  const [chosen, setChosen] = useState(nothing)
  const isOut = (entry: TimelineEntry) => !whole && (isAlwaysLeftOut(entry) || chosen.has(entry.digest))
  const toggle = (digest: string) => setChosen((before) => {
    const after = new Set(before)
    if (!after.delete(digest)) after.add(digest)
    return after
  })
  const out = digestsOut(view.timeline, isOut)
  const file = fileOnPaper(believed, view.timeline, isOut, t('desk.printing.leftOut'))
  const teams = directory.roster?.teams ?? []
  const names = {
    org: organisation,
    deskLabel: (id: string) => teams.find((team) => team.id === id)?.label ?? null,
    memberName: (id: string) => people.find((person) => person.memberId === id)?.name ?? '',
    // Paper leaves the room: the number of somebody else's case does not.
    caseNumber: () => t('desk.link.other'),
  }
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at)
  const printedBy = t('desk.printing.mark', { name: directory.name, time })
  const number = caseNumberOf(view)
  // By its code alone: its words may be left out of this copy.
  const allegation = (object: string) => { const one = file.allegations.find(({ entry }) => entry.object === object); return one === undefined ? '–' : `${one.code} ${t(`category.${one.code}`)}` }
  const clocks = clocksOfCase(opened.clear.clocks, file.clocks)
  return (
    <article className="paper">
      <p className="watermark" aria-hidden="true">{number}<br />{printedBy}</p>
      <PaperCover view={view} file={file} number={number} isOut={isOut} today={today} organisation={organisation} printedBy={printedBy} names={names} decision={whole ? exportDecision(file, today) : null} />
      <PaperAssessment file={file} timeline={view.timeline} names={names} allegation={allegation} isOut={(digest) => out.has(digest)} />
      <PaperFindings file={file} names={names} />
      <PaperDecisions file={file} names={names} isOut={(digest) => out.has(digest)} />
      <PaperChronology timeline={view.timeline} names={names} allegation={allegation} isOut={isOut} canLeaveOut={(entry) => !whole && !isAlwaysLeftOut(entry)} onToggle={toggle} />
      <PaperEvidence file={file} isOut={(digest) => out.has(digest)} onToggle={whole ? null : toggle} />
      <PaperClocks clocks={clocks} />
      <PaperRedactions log={redactionLog(view.timeline, isOut)} whole={whole} />
      <PaperSignatures name={directory.name} timeline={view.timeline} sound={view.warnings.length + believed.doubts.length === 0} />
    </article>
  )
}
