import type { EventFields, TextFields } from '#crypto/worker/views.ts'
import { dayFormats } from '#app/ui/days.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { caseStateFrom } from '#db/model/case-state.ts'
import { phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { dateInState } from '#db/model/state-dates.ts'
import { directionOf, languageName } from './answers.ts'
import type { ReporterReads } from './composer.tsx'

type ReadsProps = { event?: EventFields | undefined; message?: TextFields | undefined; /** The language of free words. */ lang: string; reporter: ReporterReads; org: string; title?: boolean }

/** Exactly what the reporter will read: their own language for everything that stands in ours, free words as they were written. */
export function Reads({ event, message, lang, reporter, org, title = true }: ReadsProps) {
  const { t, today, language } = useWords()
  const days = dayFormats(reporter.language, today)
  const ready = [...(message === undefined ? [] : sentencesOf(message)), ...(event === undefined ? [] : eventLines(event, reporter, org, days, today))]
  const own = [message?.text ?? '', event?.text ?? ''].filter((words) => words !== '')
  return (
    <div className="reads">
      {title ? <strong>{t('desk.decision.reads', { language: languageName(reporter.language, language) })}</strong> : null}
      {ready.map((words, place) => (
        <p key={place} lang={reporter.language} dir={directionOf(reporter.language)}>
          {words}
        </p>
      ))}
      {pointsOf(event).map(({ about, finding }, place) => (
        <p key={`point ${place}`} className="entry-words">
          <bdi lang={lang}>{about}</bdi> <span lang={reporter.language}>{reporter.t(`finding.${finding}`, { reason: reasonIn(event, reporter) })}</span>
        </p>
      ))}
      {own.map((words, place) => (
        <p key={`own ${place}`} className="entry-words" lang={lang} dir={directionOf(lang)}>
          {words}
        </p>
      ))}
    </div>
  )

  function sentencesOf(fields: TextFields): string[] {
    const said = (phrasesIn(fields.sentences ?? '') ?? []).filter(({ id }) => phraseFor(id) !== null)
    return said.length === 0 ? [] : [said.map(({ id, day }) => reporter.t(phraseKey(id), { date: day === null ? '–' : days.long(day) })).join(' ')]
  }
}

// The order of the reporter's page: what was found, on which ground, what was done, then the state with its day.
function eventLines(event: EventFields, reporter: ReporterReads, org: string, days: ReturnType<typeof dayFormats>, today: number): string[] {
  const reason = reasonIn(event, reporter)
  const sentences = (phrasesIn(event.sentences ?? '') ?? []).filter(({ id }) => phraseFor(id) !== null).map(({ id, day }) => reporter.t(phraseKey(id), { date: day === null ? '–' : days.long(day) }))
  return [
    event.finding === undefined || (event.findings ?? '') !== '' ? '' : reporter.t(`finding.${event.finding}`, { reason }),
    ...(event.remedies ?? '').split(',').filter(Boolean).map((code) => reporter.t(`remedy.${code}`, { org, reason })),
    sentences.join(' '),
    ...flagLines(event, reporter, days, today),
    stateLine(event, reporter, days, reason),
  ].filter((line) => line !== '')
}

function flagLines(event: EventFields, reporter: ReporterReads, days: ReturnType<typeof dayFormats>, today: number): string[] {
  const next = dayIn(event.nextDay)
  return (event.flags ?? '').split(',').filter(Boolean).map((flag) => {
    // An office is told on the day on which this is written.
    if (flag === 'REFERRED') return reporter.t(event.basis === 'law' ? 'state.REFERRED.law' : 'state.REFERRED.text', { date: days.long(today), body: event.body ?? '…' })
    return reporter.t(`state.${flag}.text`, { date: next === null ? '–' : days.long(next), reason: reasonIn(event, reporter) })
  })
}

function stateLine(event: EventFields, reporter: ReporterReads, days: ReturnType<typeof dayFormats>, reason: string): string {
  const state = caseStateFrom(event.state ?? '')
  if (state === null) return ''
  const told = { sinceDay: dayIn(event.sinceDay), nextDay: dayIn(event.nextDay), endDay: dayIn(event.endDay) }
  const date = dateInState(state, told)
  return reporter.t(state === 'REFERRED' && event.basis === 'law' ? 'state.REFERRED.law' : `state.${state}.text`, {
    ...(date === null ? {} : { date: days.long(date) }),
    ...(told.nextDay === null ? {} : { due: days.long(told.nextDay) }),
    reason,
    body: event.body ?? '…',
    places: event.places === undefined || event.places === '' ? reporter.t('common.help') : event.places,
  })
}

function pointsOf(event: EventFields | undefined): { about: string; finding: string }[] {
  const about = (event?.points ?? '').split('\n')
  return (event?.findings ?? '').split(',').filter(Boolean).map((finding, place) => ({ about: about[place] ?? '', finding }))
}

function reasonIn(event: EventFields | undefined, reporter: ReporterReads): string {
  if (event?.reason === undefined || event.reason === '') return ''
  return reporter.t(`reason.${event.reason}`, { body: event.body ?? '…' })
}

function dayIn(text: string | undefined): number | null {
  const day = Number(text ?? '')
  return day > 0 ? day : null
}
