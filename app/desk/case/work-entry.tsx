import type { TimelineEntry } from '#crypto/worker/views.ts'
import { parseProposal } from '#db/model/proposals.ts'
import { parseWork, type Work } from '#db/model/work-records.ts'
import { weigh } from '#db/model/severity.ts'
import { useWords, type Translate } from '#app/ui/desk-words.tsx'
import { allegationLabel } from '../investigation/allegation-label.ts'
import type { EntryNames } from './entry.tsx'
import { workFacts } from './work-facts.ts'

type WorkEntryProps = { entry: TimelineEntry & { type: 'work' }; names: EntryNames; timeline: readonly TimelineEntry[] }

/** Casework in the timeline: one quiet line that can be opened. What this version cannot read says so. */
export function WorkEntry({ entry, names, timeline }: WorkEntryProps) {
  const { t, days, language } = useWords()
  const work = parseWork(entry.work.kind, entry.work.body)
  const by = signerOf(entry, timeline)
  if (work === null) return <QuietLine entry={entry} words={t('desk.entry.notUnderstood', { by })} facts={[]} />
  const facts = workFacts(work, { t, days, language, org: names.org, memberName: names.memberName, caseNumber: names.caseNumber, allegation: (object) => labelOf(timeline, object, t) })
  return <QuietLine entry={entry} words={lineOf(work, by, names, t)} facts={facts} />
}

/** What one person signed in one go: a single line that opens into the others. */
export function WorkRun({ run, names, timeline }: { run: readonly (TimelineEntry & { type: 'work' })[]; names: EntryNames; timeline: readonly TimelineEntry[] }) {
  const { t, days } = useWords()
  const [first] = run
  if (first === undefined) return null
  const kinds = [...new Set(run.map(({ work }) => work.kind))].map((kind) => t(`desk.work.kind.${kind}`))
  return (
    <details className="entry" data-by="work" data-run={run.length}>
      <summary>
        <span>{t('desk.entry.run', { by: signerOf(first, timeline), n: run.length, kinds: kinds.join(' · ') })}</span>
        <time dateTime={days.machine(first.day)}>{days.short(first.day)}</time>
      </summary>
      <div className="run">
        {run.map((entry) => (
          <WorkEntry key={entry.key} entry={entry} names={names} timeline={timeline} />
        ))}
      </div>
    </details>
  )
}

/** The timeline with what one person signed on one day in a row taken together; two in a row stay as they are. */
export function inRuns(timeline: readonly TimelineEntry[]): (TimelineEntry | readonly (TimelineEntry & { type: 'work' })[])[] {
  const rows: (TimelineEntry | (TimelineEntry & { type: 'work' })[])[] = []
  let run: (TimelineEntry & { type: 'work' })[] = []
  for (const entry of timeline) {
    const last = run.at(-1)
    if (last !== undefined && !(entry.type === 'work' && entry.author.id === last.author.id && entry.day === last.day)) close()
    if (entry.type === 'work') run.push(entry)
    else rows.push(entry)
  }
  close()
  return rows

  function close(): void {
    if (run.length > 2) rows.push(run)
    else rows.push(...run)
    run = []
  }
}

// The team is named where several write in the case.
function signerOf({ author }: TimelineEntry, timeline: readonly TimelineEntry[]): string {
  const others = timeline.some((entry) => entry.author.kind === 'member' && entry.author.team !== undefined && entry.author.team !== author.team)
  return others && author.team !== undefined ? `${author.label}, ${author.team}` : author.label
}

type ProposalEntryProps = { entry: TimelineEntry & { type: 'proposal' | 'approval' }; timeline: readonly TimelineEntry[] }

/** A proposal, or what the second person said to it. */
export function DecisionEntry({ entry, timeline }: ProposalEntryProps) {
  const { t } = useWords()
  if (entry.type === 'proposal') {
    const known = parseProposal(entry.proposal.kind, entry.proposal.body) !== null
    return <QuietLine entry={entry} words={known ? t('desk.entry.proposed', { by: entry.author.label, what: t(`desk.decision.${entry.proposal.kind}`) }) : t('desk.entry.notUnderstood', { by: entry.author.label })} facts={[]} />
  }
  const { approval } = entry
  const about = timeline.find((one) => one.type === 'proposal' && one.digest === approval.proposal)
  const what = about?.type === 'proposal' && parseProposal(about.proposal.kind, about.proposal.body) !== null ? t(`desk.decision.${about.proposal.kind}`) : t('desk.decision.unknown')
  const { outside } = approval
  const by = outside === null ? entry.author.label : outside === 'unproven' ? t('desk.entry.unproven') : `${outside.name}, ${outside.label}`
  return <QuietLine entry={entry} words={t(`desk.entry.verdict.${approval.verdict}`, { by, what })} facts={approval.text === '' ? [] : [[t('desk.work.note'), approval.text]]} />
}

type QuietLineProps = { entry: TimelineEntry; words: string; facts: readonly (readonly [string, string])[] }

function QuietLine({ entry, words, facts }: QuietLineProps) {
  const { days } = useWords()
  const time = <time dateTime={days.machine(entry.day)}>{days.short(entry.day)}</time>
  if (facts.length === 0) {
    return (
      <p className="entry" data-by="event">
        <span>{words}</span>
        {time}
      </p>
    )
  }
  return (
    <details className="entry" data-by="work">
      <summary>
        <span>{words}</span>
        {time}
      </summary>
      <dl className="facts">
        {facts.map(([label, text]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function lineOf(work: Work, by: string, names: EntryNames, t: Translate): string {
  const key = `desk.entry.work.${work.kind}`
  if (work.value === null) return t('desk.entry.work.out', { by, what: t(`desk.work.kind.${work.kind}`) })
  switch (work.kind) {
    case 'severity': {
      const { s, p } = weigh(work.value)
      return t(key, { by, result: `S${s}, P${p}` })
    }
    case 'conflict':
      return t(work.value.has ? `${key}.has` : `${key}.none`, { by })
    case 'assign':
      return work.value.member === null ? t('desk.entry.unassign', { by }) : t('desk.entry.assign', { name: names.memberName(work.value.member) || '–', by })
    case 'clock':
      return t(key, { by, rule: work.value.rule })
    case 'link':
      return t(key, { by, number: names.caseNumber(work.value.caseId) })
    case 'task':
      return t(key, { by, title: work.value.title })
    case 'evidence':
      return t(key, { by, title: work.value.title })
    case 'allegation':
      return t(key, { by, code: work.value.code })
    case 'step':
      return t(key, { by, state: t(`state.${work.value.to}.label`) })
    default:
      return t(key, { by })
  }
}

function labelOf(timeline: readonly TimelineEntry[], object: string, t: Translate): string {
  const found = timeline.findLast((entry) => entry.type === 'work' && entry.work.kind === 'allegation' && entry.work.object === object)
  const work = found?.type === 'work' ? parseWork('allegation', found.work.body) : null
  return work?.kind === 'allegation' && work.value !== null ? allegationLabel(work.value, t) : t('desk.finding.gone')
}
