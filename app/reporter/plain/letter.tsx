import type { CaseView, TimelineEntry } from '#crypto/worker/views.ts'
import { answersTo, phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import { Say, useWords } from '#app/ui/words.tsx'
import { lacksNames, saysMore } from '../read/told.ts'
import type { Told } from '../read/told.ts'
import { BoldDay, Day, useSpeech } from './fill.tsx'
import { Answers, Result, StepLabel, VerdictButtons } from './outcome.tsx'

type Shown = { entry: TimelineEntry; view: CaseView; told: Told }

/** One entry of the conversation as it is read: the team's letters as sheets, the person's own words with a line beside them. */
export function Letter({ entry, view, told }: Shown) {
  const words = useWords()
  if (entry.type === 'event' && !saysMore(entry) && told.asksVerdict?.about !== entry) {
    return (
      <>
        <p className="step">
          <Day day={entry.day} /> · <StepLabel entry={entry} timeline={view.timeline} />
        </p>
        <Doubts entry={entry} view={view} />
      </>
    )
  }
  if (!speaks(entry)) return null
  const own = entry.author.kind === 'reporter'
  return (
    <article className={own ? 'mine' : 'letter'}>
      <h2>{own ? words('return.view.you') : <Say k="return.view.team" values={{ desk: <bdi>{entry.author.label}</bdi> }} />}</h2>
      <p className="when">
        <Day day={entry.day} />
        {told.fresh.has(entry.key) ? (
          <>
            {' '}
            <mark>{words('return.view.new')}</mark>
          </>
        ) : null}
        {entry.urgent && own ? ` ${words('return.urgent')}` : null}
      </p>
      <Doubts entry={entry} view={view} />
      <Content entry={entry} view={view} />
      {entry.type === 'ask' && told.asked === entry ? <ReadyAnswers list={entry.fields.sentences ?? ''} about={entry.key} /> : null}
      {entry.type === 'event' && told.asksVerdict?.about === entry ? <VerdictButtons entry={entry} told={told} /> : null}
    </article>
  )
}

/** Where words came from, if not from a browser of their author alone. */
function Doubts({ entry, view }: { entry: TimelineEntry; view: CaseView }) {
  const words = useWords()
  const one = entry.type === 'event' && lacksNames(entry, view.timeline)
  const keys = [...(entry.mark === 'server' ? ['nojs.mark'] : []), ...(entry.mark === 'older-key' ? ['return.view.olderKey'] : []), ...(one ? ['return.view.oneName'] : [])]
  return (
    <>
      {keys.map((key) => (
        <p key={key} className="hint">
          {words(key)}
        </p>
      ))}
    </>
  )
}

function speaks(entry: TimelineEntry): boolean {
  switch (entry.type) {
    case 'report':
      return (entry.fields.text ?? '') !== '' || (entry.fields.tiles ?? '') !== ''
    case 'text':
    case 'answer':
    case 'reply':
    case 'ask':
    case 'event':
    case 'withdraw':
    case 'never':
    case 'leave':
      return true
    case 'open':
      return entry.open.added.length + entry.open.removed.length > 0
    default:
      return false
  }
}

function Content({ entry, view }: { entry: TimelineEntry; view: CaseView }) {
  const words = useWords()
  switch (entry.type) {
    case 'report':
      return (
        <>
          <p>{(entry.fields.tiles ?? '').split(',').filter((tile) => tile !== '').map((tile) => words(`tile.${tile}.label`)).join(' · ')}</p>
          <Free entry={entry} text={entry.fields.text} />
        </>
      )
    case 'text':
    case 'answer':
    case 'reply':
    case 'ask':
      return (
        <>
          {entry.type === 'ask' ? <p className="hint">{words('return.view.asks')}</p> : null}
          <Sentences list={entry.fields.sentences ?? ''} />
          <Free entry={entry} text={entry.fields.text} />
        </>
      )
    case 'event':
      return (
        <>
          {entry.fields.state === undefined ? null : <StepLabel entry={entry} timeline={view.timeline} />}
          <Result entry={entry} />
          <Sentences list={entry.fields.sentences ?? ''} />
          <Free entry={entry} text={entry.fields.text} />
        </>
      )
    case 'withdraw':
      return <p>{words('return.stop')}</p>
    case 'never':
      return <Named k="return.view.never" name={labels(entry.never.desks, view)} />
    case 'leave':
      return (
        <>
          <Named k="return.view.left" name={entry.author.label} />
          <Free entry={entry} text={entry.fields.text} />
        </>
      )
    case 'open':
      return (
        <>
          {entry.open.added.length === 0 ? null : <Named k="return.view.added" name={labels(entry.open.added, view)} />}
          {entry.open.removed.length === 0 ? null : <Named k="return.view.removed" name={labels(entry.open.removed, view)} />}
        </>
      )
    default:
      return null
  }
}

/** Sentences by id stand in the reader's own language; one that this page does not know says so. */
function Sentences({ list }: { list: string }) {
  const words = useWords()
  return (
    <>
      {(phrasesIn(list) ?? []).map(({ id, day }, place) => (
        <p key={place}>{phraseFor(id) === null ? words('stop.newer') : <Say k={phraseKey(id)} values={day === null ? {} : { date: <BoldDay day={day} /> }} />}</p>
      ))}
    </>
  )
}

function Free({ entry, text = '' }: { entry: TimelineEntry; text: string | undefined }) {
  const { language, languages } = useSpeech()
  if (text === '') return null
  const foreign = entry.author.kind !== 'reporter' && entry.lang !== '' && entry.lang !== language
  const name = languages.find(({ tag }) => tag === entry.lang)?.autonym ?? entry.lang
  return (
    <>
      {foreign ? <Named k="return.view.language" name={name} placeholder="language" /> : null}
      <p className="said" dir="auto" lang={entry.lang === '' ? undefined : entry.lang}>
        {text}
      </p>
    </>
  )
}

function ReadyAnswers({ list, about }: { list: string; about: string }) {
  const words = useWords()
  const fitting = (phrasesIn(list) ?? []).flatMap(({ id }) => phraseFor(id)?.answers ?? [])
  const offered = fitting.length > 0 ? [...new Set(fitting)] : answersTo([]).filter((id) => id !== 'S24' && id !== 'S26')
  return (
    <div className="ready">
      <p className="hint">{words('return.ready.h')}</p>
      <Answers ids={offered} about={about} />
    </div>
  )
}

function Named({ k, name, placeholder = 'desks' }: { k: string; name: string; placeholder?: string }) {
  return (
    <p>
      <Say k={k} values={{ [placeholder]: <bdi>{name}</bdi> }} />
    </p>
  )
}

function labels(ids: readonly string[], view: CaseView): string {
  const known = new Map([...view.readers.map((team) => [team.id, team.label] as const), ...view.timeline.map(({ author }) => [author.id, author.label] as const)])
  return ids.map((id) => known.get(id) ?? id.slice(0, 6)).join(' · ')
}
