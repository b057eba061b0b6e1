// One line of the chronology for each entry: who, what, and the words where they may stand. Pure.

import type { ApprovalFacts, EventFields, TimelineEntry } from '#crypto/worker/views.ts'
import { phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { parseProposal } from '#db/model/proposals.ts'
import { parseWork } from '#db/model/work-records.ts'
import type { DayFormats } from '#app/ui/days.ts'
import type { Translate } from '#app/ui/desk-words.tsx'
import { answersIn } from '../case/answers.ts'
import type { EntryNames } from '../case/entry.tsx'
import { decidedOf, reasonOf, whyOf } from '../decision/decision-words.ts'
import { workFacts } from '../case/work-facts.ts'

/** `text` is people's own words in `lang`, empty where there are none; `facts` are told in the reader's language. */
export type Line = { who: string; what: string; facts: readonly string[]; text: string; lang: string }

/** `allegation`: how one of them is called on this paper. */
type About = { t: Translate; days: DayFormats; language: string; names: EntryNames; allegation: (object: string) => string }

/** How an entry reads on paper. */
export function lineOf(entry: TimelineEntry, { t, days, language, names, allegation }: About): Line {
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
      return workLine(entry.work, line, { t, days, language, names, allegation, by: entry.author.label })
    case 'proposal': {
      const read = parseProposal(entry.proposal.kind, entry.proposal.body)
      if (read === null) return line(t('desk.printing.entry.proposal', { what: '–' }))
      const proposed = { proposal: read }
      const question = read.kind === 'identity-question' ? [read.body.text, ...sentences(read.body.sentences, { t, days })].filter(Boolean) : []
      return line(t('desk.printing.entry.proposal', { what: decidedOf(proposed, { t, days, deskLabel: names.deskLabel }) }), [reasonOf(proposed, t), whyOf(proposed)].filter(Boolean).join('\n'), question)
    }
    case 'approval':
      return line(t(`desk.printing.verdict.${entry.approval.verdict}`), entry.approval.text, outsider(entry.approval.outside, t))
  }
}

/** A field of a record in one line, or below its label where it has several. */
export function factLine([label, words]: readonly [label: string, words: string]): string {
  const asked = /[?？]$/.test(label) ? label : `${label}:`
  return words.includes('\n') ? `${asked}\n${words}` : `${asked} ${words}`
}

function workLine(work: { kind: string; body: string }, line: (what: string, text?: string, facts?: readonly string[]) => Line, { t, days, language, names, allegation, by }: About & { by: string }): Line {
  const read = parseWork(work.kind, work.body)
  if (read === null) return line(t('desk.printing.entry.unknown'))
  const what = t(`desk.printing.work.${read.kind}`)
  if (read.value === null) return line(t('desk.printing.entry.dropped', { what }), read.dropped)
  if (read.kind === 'assign') return line(assigned(names.memberName(read.value.member ?? ''), by, t))
  if (read.kind === 'conflict') return line(`${what}: ${t(read.value.has ? 'desk.conflictOf.yours.title' : 'desk.conflictOf.none')}`, read.value.text)
  if (read.kind === 'step') return line(t('desk.printing.entry.step', { from: t(`state.${read.value.from}.label`), to: t(`state.${read.value.to}.label`) }), [read.value.text, read.value.newFacts].filter(Boolean).join('\n'))
  const facts = workFacts(read, { t, days, language, org: names.org, memberName: names.memberName, caseNumber: names.caseNumber, allegation })
  return line(what, '', facts.map(factLine))
}

function outsider(outside: ApprovalFacts['outside'], t: Translate): string[] {
  if (outside === null) return []
  return [outside === 'unproven' ? t('desk.printing.unproven') : `${outside.name}, ${outside.label}`]
}

function assigned(name: string, by: string, t: Translate): string {
  return name === '' ? t('desk.entry.unassign', { by }) : t('desk.entry.assign', { name, by })
}

function eventFacts(fields: EventFields, { t, days, names }: Omit<About, 'allegation' | 'language'>): string[] {
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
