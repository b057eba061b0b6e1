import type { ReaderOfCase } from '#crypto/worker/views.ts'
import { Choice } from '#app/ui/choice.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { isNews, toldBy } from '../read/told.ts'
import { ExpiredFacts } from '../stop-screen.tsx'
import { BoldDay, useSpeech } from './fill.tsx'
import { Letter } from './letter.tsx'
import { Carried, LookHere, Send } from './parts.tsx'
import type { ReadView } from './reading.server.ts'
import { State, Warnings } from './state.tsx'

type Talk = Extract<ReadView, { kind: 'talk' }>

/** State, letters, answer: one form, in which every button is a word that is sent. */
export function Conversation({ talk }: { talk: Talk }) {
  const words = useWords()
  const { language } = useSpeech()
  const { view, today } = talk
  const told = toldBy(view.day, view.timeline, today)
  const next = told.state.nextDay ?? told.state.endDay
  return (
    <form method="post" action={`/${language}/plain/read`} acceptCharset="utf-8" autoComplete="off">
      {/* Enter must not press the first answer: a button that cannot be pressed is what it finds. */}
      <button type="submit" disabled hidden />
      <Carried name="visit" value={talk.visit} />
      <Carried name="turn" value={talk.turn} />
      <LookHere look={talk.look} />
      {talk.postedDay === null ? null : (
        <p className="sheet" role="status" id="posting">
          <Say k="return.reply.sent" values={{ date: <BoldDay day={talk.postedDay} /> }} />
        </p>
      )}
      <h1>{words('return.view.h1')}</h1>
      <p className="hint">{words('nojs.code')}</p>
      <Warnings warnings={view.warnings} />
      <State told={told} />
      <div id="letters">
        {view.timeline.filter((entry) => isNews(entry, view.timeline)).map((entry) => (
          <Letter key={entry.key} entry={entry} view={view} told={told} />
        ))}
      </div>
      {view.expired ? <Closed today={today} /> : <Writing talk={talk} />}
      <Readers readers={view.readers} movable={view.readers.length > 1 && !view.expired} />
      {view.expired ? null : (
        <section className="ruled">
          <h2>{words('return.stop')}</h2>
          <p>{words('return.stop.p')}</p>
          <Send text={words('return.stop')} value="stop" />
        </section>
      )}
      {next === null || next < today ? null : (
        <p className="ruled">
          <Say k="return.next" values={{ date: <BoldDay day={next} /> }} />
        </p>
      )}
      <div className="buttons">
        <a className="button" href={`/${language}`}>
          {words('return.finish')}
        </a>
      </div>
    </form>
  )
}

function Writing({ talk }: { talk: Talk }) {
  const words = useWords()
  return (
    <>
      {talk.teams.length === 0 ? null : (
        <section>
          <h2>{words('return.noTeam.h')}</h2>
          <p>{words('return.noTeam.p')}</p>
          {talk.teams.map(({ id, label }) => (
            <Choice key={id} name="teams" value={id} several>
              <bdi>{label}</bdi>
            </Choice>
          ))}
        </section>
      )}
      <div id="answer">
        <label className="label" htmlFor="f-reply">
          {words('return.reply')}
        </label>
        <textarea id="f-reply" name="text" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" rows={5} defaultValue={talk.typed} />
        <div className="urgent">
          <Choice name="urgent" value="yes" several>
            {words('return.urgent')}
          </Choice>
        </div>
        <div className="buttons">
          <Send text={words('return.reply.send')} value="reply" on />
        </div>
      </div>
      <section className="ruled">
        <h2>{words('return.safe.h')}</h2>
        <div className="buttons">
          <Send text={words('return.safe.yes')} value="safe" />
          <Send text={words('return.safe.no')} value="unsafe" />
        </div>
        {talk.unsafe && talk.postedDay !== null ? (
          <div className="ready">
            <p className="hint">{words('phrase.S34')}</p>
            <div className="buttons">
              <Send text={words('phrase.S32')} value="punished" />
              <Send text={words('phrase.S33')} value="searched" />
            </div>
            <p role="status">
              <Say k="return.safe.no.p" values={{ date: <BoldDay day={talk.postedDay + 1} /> }} />
            </p>
          </div>
        ) : null}
      </section>
    </>
  )
}

/** Who can open what is written now, with the way to take a team out; never the last one, or nobody would read what comes next. */
function Readers({ readers, movable }: { readers: readonly ReaderOfCase[]; movable: boolean }) {
  const words = useWords()
  return (
    <section className="readers">
      <div className="can">
        {readers.length === 0 ? <p>{words('readers.none')}</p> : null}
        <ul>
          {readers.map(({ id, label, independent, recoveryLabel }) => (
            <li key={id}>
              <Icon name="key" />
              <div>
                <Say k="q5.in" values={{ desks: <bdi>{label}</bdi> }} />
                <small>
                  {independent ? words('readers.independent') : null} {recoveryLabel === '' ? null : <Say k="readers.recovery" values={{ name: <bdi>{recoveryLabel}</bdi> }} />}
                </small>
                {movable ? (
                  <button type="submit" className="link" name="does" value={`out ${id}`} aria-label={`${words('readers.takeOut')} – ${label}`}>
                    {words('readers.takeOut')}
                  </button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** In place of everything that sends, once the list of teams is past its day. */
function Closed({ today }: { today: number }) {
  const words = useWords()
  return (
    <section className="look" id="closed">
      <h2>
        <Icon name="look" />
        {words('expired.h')}
      </h2>
      <p>{words('expired.read')}</p>
      <p>
        <Say k="expired.date" values={{ date: <BoldDay day={today} /> }} />
      </p>
      <ExpiredFacts />
      <p>{words('stop.help')}</p>
    </section>
  )
}
