// One line of the chronology for each entry: who, what, and the words where they may stand. Pure.

import type { ApprovalFacts, EventFields, TimelineEntry } from '#crypto/worker/views.ts'
import { phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { parseProposal } from '#db/model/proposals.ts'
import { parseWork } from '#db/model/work-records.ts'
import type { DayFormats } from '#app/ui/days.ts'
import type { Translate } from '#app/ui/desk-words.tsx'
import { answersIn } from '../case/answers.ts'
import type { EntryNames } from '../case/entry.tsx'

/** `text` is people's own words in `lang`, empty where there are none; `facts` are told in the reader's language. */
export type Line = { who: string; what: string; facts: readonly string[]; text: string; lang: string }

type About = { t: Translate; days: DayFormats; names: EntryNames }

/** How an entry reads on paper. */
export function lineOf(entry: TimelineEntry, { t, days, names }: About): Line {
  const who = entry.author.kind === 'reporter' ? t('desk.by.reporter') : [entry.author.label, entry.author.team ?? ''].filter(Boolean).join(', ')
  const line = (what: string, text = '', facts: readonly string[] = []): Line => ({ who, what, facts, text, lang: entry.lang })
  switch (entry.type) {
    case 'report':
      return line(t('desk.printing.entry.report'), entry.fields.text ?? '', answersIn(entry.fields, t, names.org, names.deskLabel).map(({ label, value }) => `${label} ${value}`))
    case 'text': case 'answer': case 'reply': case 'ask': case 'withdraw': case 'delete-request': case 'leave':
      return line(t(`desk.printing.entry.${entry.type}`), entry.fields.text ?? '', sentences(entry.fields.sentences, { t, days }))
    case 'event':
      return line(t('desk.entry.state', { state: t(`state.${entry.fields.state ?? 'RECEIVED'}.label`) }), entry.fields.text ?? '', eventFacts(entry.fields, { t, days, names }))
    case 'note':
      return line(t(entry.stream === 'room' ? 'desk.by.room' : 'desk.by.note'), entry.fields.text ?? '')
    case 'triage':
      return line(t('desk.by.triage', { priority: entry.fields.priority ?? '–' }), entry.fields.text ?? '')
    case 'assign':
      return line(assigned(names.memberName(entry.fields.member ?? ''), entry.author.label, t))
    case 'never':
      return line(t('desk.entry.never', { desks: entry.never.desks.map((id) => names.deskLabel(id) ?? '').filter(Boolean).join(', ') || '–' }))
    case 'provenance':
      return line(t('desk.entry.copy', { purpose: entry.fields.purpose ?? '–', date: days.long(Number(entry.fields.untilDay ?? '0')) }))
    case 'open':
      return line(t('desk.printing.entry.open'), '', [...entry.open.added.map((id) => t('desk.entry.added', { desks: names.deskLabel(id) ?? '–' })), ...entry.open.removed.map((id) => t('desk.entry.removed', { desks: names.deskLabel(id) ?? '–' }))])
    case 'work':
      return workLine(entry.work, line, { t, names, by: entry.author.label })
    case 'proposal': {
      const read = parseProposal(entry.proposal.kind, entry.proposal.body)
      return line(t('desk.printing.entry.proposal', { what: read === null ? '–' : t(`desk.printing.decision.${read.kind}`) }))
    }
    case 'approval':
      return line(t(`desk.printing.verdict.${entry.approval.verdict}`), entry.approval.text, outsider(entry.approval.outside, t))
  }
}

function workLine(work: { kind: string; body: string }, line: (what: string, text?: string) => Line, { t, names, by }: { t: Translate; names: EntryNames; by: string }): Line {
  const read = parseWork(work.kind, work.body)
  if (read === null) return line(t('desk.printing.entry.unknown'))
  const what = t(`desk.printing.work.${read.kind}`)
  if (read.value === null) return line(t('desk.printing.entry.dropped', { what }), read.dropped)
  if (read.kind === 'assign') return line(assigned(names.memberName(read.value.member ?? ''), by, t))
  if (read.kind === 'clock') return line(`${what}: ${t(`clock.${read.value.rule}`)}`)
  if (read.kind === 'step') return line(t('desk.printing.entry.step', { from: t(`state.${read.value.from}.label`), to: t(`state.${read.value.to}.label`) }), [read.value.text, read.value.newFacts].filter(Boolean).join('\n'))
  if (read.kind === 'task' || read.kind === 'evidence') return line(`${what}: ${read.value.title}`)
  if (read.kind === 'allegation') return line(`${what}: ${read.value.code} ${t(`category.${read.value.code}`)}`, read.value.text)
  if (read.kind === 'finding') return line(`${what}: ${t(`findingDesk.${read.value.finding}`)}`, read.value.text)
  return line(what, 'text' in read.value ? read.value.text : '')
}

function outsider(outside: ApprovalFacts['outside'], t: Translate): string[] {
  if (outside === null) return []
  return [outside === 'unproven' ? t('desk.printing.unproven') : `${outside.name}, ${outside.label}`]
}

function assigned(name: string, by: string, t: Translate): string {
  return name === '' ? t('desk.entry.unassign', { by }) : t('desk.entry.assign', { name, by })
}

function eventFacts(fields: EventFields, { t, days, names }: About): string[] {
  const day = (key: string, text: string | undefined) => (text === undefined || text === '' || text === '0' ? '' : t(key, { date: days.long(Number(text)) }))
  const reason = fields.reason === undefined || fields.reason === '' ? '' : t(`reason.${fields.reason}`, { body: fields.body ?? '…' })
  return [
    fields.finding === undefined || fields.finding === '' ? reason : t(`finding.${fields.finding}`, { reason }),
    ...(fields.remedies ?? '').split(',').filter(Boolean).map((remedy) => t(`remedy.${remedy}`, { org: names.org, reason })),
    ...sentences(fields.sentences, { t, days }),
    day('desk.entry.next', fields.nextDay),
    day('desk.entry.end', fields.endDay),
  ].filter((part) => part !== '')
}

function sentences(list: string | undefined, { t, days }: Pick<About, 't' | 'days'>): string[] {
  return (phrasesIn(list ?? '') ?? []).map((use) => (phraseFor(use.id) === null ? t('desk.phrase.newer') : t(phraseKey(use.id), { date: use.day === null ? '–' : days.long(use.day) })))
}
