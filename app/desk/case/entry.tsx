import { createContext, useContext, type ReactNode } from 'react'
import type { EventFields, TextFields, TimelineEntry } from '#crypto/worker/views.ts'
import { phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { DangerTag, NewTag } from '#app/ui/case-tags.tsx'
import { PenIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { answersIn, directionOf, languageName } from './answers.ts'
import { DecisionEntry, WorkEntry } from './work-entry.tsx'

export type EntryNames = {
  org: string
  deskLabel: (id: string) => string | null
  memberName: (id: string) => string
  /** The number of another case, or words for one that this member's teams do not read. */
  caseNumber: (caseId: string) => string
}

/** How the files of a message are shown where somebody can open them; elsewhere they are only counted. */
export const EntryFiles = createContext<((entry: TimelineEntry) => ReactNode) | null>(null)

type EntryProps = { entry: TimelineEntry; fresh: boolean; names: EntryNames; timeline: readonly TimelineEntry[] }

/** One message of the timeline. The ground tells who can see it; the words say it too. */
export function Entry({ entry, fresh, names, timeline }: EntryProps) {
  const { t, days } = useWords()
  switch (entry.type) {
    case 'report':
      return (
        <Box entry={entry} by="reporter" title={t('desk.by.reporter')} fresh={fresh}>
          <Said fields={{ text: entry.fields.text ?? '' }} lang={entry.lang} />
          <Answers entry={entry} names={names} />
        </Box>
      )
    case 'text':
    case 'answer':
      return (
        <Box entry={entry} by="reporter" title={t('desk.by.reporter')} fresh={fresh}>
          <Said fields={entry.fields} lang={entry.lang} />
        </Box>
      )
    case 'withdraw':
    case 'delete-request':
      return (
        <Box entry={entry} by="reporter" title={t('desk.by.reporter')} fresh={fresh}>
          <p>
            <strong>{t(`desk.entry.${entry.type}`)}</strong>
          </p>
          <Said fields={entry.fields} lang={entry.lang} />
        </Box>
      )
    case 'reply':
    case 'ask':
      return (
        <Box entry={entry} by="desk" title={t(entry.type === 'ask' ? 'desk.by.deskAsks' : 'desk.by.desk', { desk: entry.author.label })}>
          <Said fields={entry.fields} lang={entry.lang} />
        </Box>
      )
    case 'event':
      return <EventEntry entry={entry} fields={entry.fields} org={names.org} />
    case 'note':
      return (
        <Box entry={entry} by={entry.stream === 'room' ? 'room' : 'note'} title={t(entry.stream === 'room' ? 'desk.by.room' : 'desk.by.note')} who={[entry.author.label, entry.author.team ?? ''].filter(Boolean).join(', ')}>
          <Said fields={{ text: entry.fields.text ?? '' }} lang={entry.lang} />
        </Box>
      )
    case 'triage':
      return (
        <Box entry={entry} by="note" title={t('desk.by.triage', { priority: entry.fields.priority ?? '–' })} who={entry.author.label}>
          <Said fields={{ text: entry.fields.text ?? '' }} lang={entry.lang} />
        </Box>
      )
    case 'assign': {
      const name = names.memberName(entry.fields.member ?? '')
      return <Line entry={entry}>{name === '' ? t('desk.entry.unassign', { by: entry.author.label }) : t('desk.entry.assign', { name, by: entry.author.label })}</Line>
    }
    case 'work':
      return <WorkEntry entry={entry} names={names} timeline={timeline} />
    case 'proposal':
    case 'approval':
      return <DecisionEntry entry={entry} timeline={timeline} />
    case 'never':
      return <Line entry={entry}>{t('desk.entry.never', { desks: entry.never.desks.map((id) => names.deskLabel(id) ?? '').filter(Boolean).join(', ') || '–' })}</Line>
    case 'leave':
      return <Leaving entry={entry} fields={entry.fields} />
    case 'provenance':
      return <Line entry={entry}>{t('desk.entry.copy', { purpose: entry.fields.purpose ?? '–', date: days.long(Number(entry.fields.untilDay ?? '0')) })}</Line>
    case 'open': {
      const list = (ids: readonly string[]) => ids.map((id) => names.deskLabel(id) ?? '').filter(Boolean).join(', ')
      const { added, removed, restarted, withHistory } = entry.open
      const parts = [
        added.length === 0 ? '' : t(withHistory ? 'desk.entry.addedAll' : 'desk.entry.added', { desks: list(added) }),
        removed.length === 0 ? '' : t('desk.entry.removed', { desks: list(removed) }),
        restarted.length === 0 ? '' : t('desk.entry.restarted', { desks: list(restarted) }),
      ].filter((part) => part !== '')
      return <Line entry={entry}>{parts.length === 0 ? t('desk.entry.renewed') : parts.join(' ')}</Line>
    }
  }
}

type BoxProps = { entry: TimelineEntry; by: 'reporter' | 'desk' | 'room' | 'note'; title: string; who?: string; fresh?: boolean; children: ReactNode }

function Box({ entry, by, title, who, fresh = false, children }: BoxProps) {
  const { t, days, language } = useWords()
  const spoken = languageName(entry.lang, language)
  const inside = by === 'note' || by === 'room'
  const files = useContext(EntryFiles)
  return (
    <article className="entry" data-by={by}>
      <div className="entry-head">
        {inside ? <PenIcon /> : null}
        <h2>{title}</h2>
        {inside ? <span className="soft">{`${who ?? ''} · ${t('desk.note.hidden')}`}</span> : null}
        {!inside && spoken !== '' ? <span className="soft">{spoken}</span> : null}
        {entry.urgent ? <DangerTag /> : null}
        {fresh ? <NewTag /> : null}
        <time dateTime={days.machine(entry.day)}>{days.short(entry.day)}</time>
      </div>
      {entry.mark === 'none' ? null : <p className="soft">{t(`desk.mark.${entry.mark}`)}</p>}
      {children}
      {entry.files.length === 0 ? null : files === null ? <p className="soft">{t('desk.file.count', { n: entry.files.length })}</p> : files(entry)}
    </article>
  )
}

// A goodbye with words stands as a message, one without as a fact.
function Leaving({ entry, fields }: { entry: TimelineEntry; fields: TextFields }) {
  const { t } = useWords()
  const title = t('desk.entry.leave', { desk: entry.author.label })
  if ((fields.text ?? '') === '') return <Line entry={entry}>{title}</Line>
  return (
    <Box entry={entry} by="desk" title={title}>
      <Said fields={fields} lang={entry.lang} />
    </Box>
  )
}

/** Ready sentences in the reader's language, own words in the writer's. */
function Said({ fields, lang }: { fields: TextFields; lang: string }) {
  const { t, days, language } = useWords()
  const between = /^(ja|zh)\b/.test(language) ? '' : ' '
  const uses = phrasesIn(fields.sentences ?? '') ?? []
  const text = fields.text ?? ''
  return (
    <>
      {uses.length === 0 ? null : (
        <p className="entry-words">
          {uses.map((use) => (phraseFor(use.id) === null ? t('desk.phrase.newer') : t(phraseKey(use.id), { date: use.day === null ? '–' : days.long(use.day) }))).join(between)}
        </p>
      )}
      {text === '' ? null : (
        <p className="entry-words" lang={lang === '' ? undefined : lang} dir={directionOf(lang)}>
          {text}
        </p>
      )}
    </>
  )
}

function Answers({ entry, names }: { entry: Extract<TimelineEntry, { type: 'report' }>; names: EntryNames }) {
  const { t } = useWords()
  const answers = answersIn(entry.fields, t, names.org, names.deskLabel)
  if (answers.length === 0) return null
  return (
    <dl className="answers">
      {answers.map((answer) => (
        <div key={answer.label}>
          <dt>{answer.label}</dt>
          <dd>{answer.own ? <bdi lang={entry.lang === '' ? undefined : entry.lang}>{answer.value}</bdi> : answer.value}</dd>
        </div>
      ))}
    </dl>
  )
}

function EventEntry({ entry, fields, org }: { entry: TimelineEntry; fields: EventFields; org: string }) {
  const { t, days } = useWords()
  const day = (text: string | undefined) => (text === undefined || text === '' || text === '0' ? null : days.long(Number(text)))
  const next = day(fields.nextDay)
  const end = day(fields.endDay)
  const reason = fields.reason === undefined || fields.reason === '' ? '' : t(`reason.${fields.reason}`, { body: fields.body ?? '…' })
  const told = [
    fields.finding === undefined || fields.finding === '' || pointsIn(fields).length > 0 ? '' : t(`finding.${fields.finding}`, { reason }),
    fields.finding === undefined && reason !== '' ? reason : '',
    ...pointsIn(fields).map(({ about, finding }) => `${about}: ${t(`finding.${finding}`, { reason })}`),
    ...(fields.remedies ?? '').split(',').filter(Boolean).map((remedy) => t(`remedy.${remedy}`, { org, reason })),
    ...(fields.flags ?? '').split(',').filter(Boolean).map((flag) => t(`state.${flag}.label`)),
    fields.state === 'REFERRED' ? (fields.body ?? '') : '',
    fields.places ?? '',
  ].filter((part) => part !== '')
  const state = t('desk.entry.state', { state: t(`state.${fields.state ?? 'RECEIVED'}.label`) })
  const line = [state, next === null ? '' : t('desk.entry.next', { date: next }), end === null ? '' : t('desk.entry.end', { date: end })].filter(Boolean).join(' ')
  if (told.length === 0 && (fields.text ?? '') === '' && (fields.sentences ?? '') === '') return <Line entry={entry}>{line}</Line>
  return (
    <Box entry={entry} by="desk" title={state}>
      {told.map((part) => (
        <p key={part}>{part}</p>
      ))}
      <Said fields={{ text: fields.text ?? '', sentences: fields.sentences ?? '' }} lang={entry.lang} />
      <p className="soft">{[next === null ? '' : t('desk.entry.next', { date: next }), end === null ? '' : t('desk.entry.end', { date: end })].filter(Boolean).join(' ')}</p>
    </Box>
  )
}

// One finding for each line of what it is about.
function pointsIn({ points, findings }: EventFields): { about: string; finding: string }[] {
  const about = (points ?? '').split('\n')
  return (findings ?? '').split(',').filter(Boolean).map((finding, place) => ({ about: about[place] ?? '', finding }))
}

export function Line({ entry, late = false, children }: { entry: { day: number }; late?: boolean; children: ReactNode }) {
  const { days } = useWords()
  return (
    <p className="entry" data-by="event" data-late={late || undefined}>
      <span>{children}</span>
      <time dateTime={days.machine(entry.day)}>{days.short(entry.day)}</time>
    </p>
  )
}
