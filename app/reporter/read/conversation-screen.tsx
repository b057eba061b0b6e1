import { Icon } from '#app/ui/icon.tsx'
import { FieldLook, PleaseLook } from '#app/ui/please-look.tsx'
import { ReaderRows, ReadersList } from '#app/ui/readers-list.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { EvidencePart } from '../evidence/evidence-part.tsx'
import { ExpiredFacts } from '../stop-screen.tsx'
import { Button } from '../write/screen.tsx'
import { NamePart } from './name-part.tsx'

/** State, letters, answer: the frame is here, what was said comes out of the worker. */
export function ConversationScreen() {
  const words = useWords()
  return (
    <section id="s-view" data-screen="view" hidden>
      <PleaseLook id="look-view" />
      <h1 id="h-view" tabIndex={-1}>
        {words('return.view.h1')}
      </h1>
      <div className="look" id="warnings" hidden>
        <h2>
          <Icon name="look" />
          {words('error.summary')}
        </h2>
        <ul />
      </div>
      <div id="state" className="state" aria-live="polite" />
      <div id="letters" />
      <Closed />
      <section id="choose-team" data-writes="" hidden>
        <h2 id="h-teams">{words('return.noTeam.h')}</h2>
        <p>{words('return.noTeam.p')}</p>
        <div role="group" aria-labelledby="h-teams" id="teams" />
      </section>
      <div id="answer" data-writes="">
        <label className="label" htmlFor="f-reply">
          {words('return.reply')}
        </label>
        <textarea id="f-reply" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" rows={5} />
        <FieldLook id="at-reply" />
        <details>
          <summary className="more">{words('q10.add')}</summary>
          <EvidencePart />
        </details>
        <div className="urgent">
          <Choice name="urgent" value="yes" several>
            {words('return.urgent')}
          </Choice>
        </div>
        <div className="buttons">
          <Button does="reply" text={words('return.reply.send')} on />
        </div>
      </div>
      <p className="sheet" id="posting" role="status" tabIndex={-1} hidden />
      <div className="look" id="post-trouble" role="status" hidden>
        <p />
        <Button does="again" text={words('sending.again')} />
      </div>
      <section className="ruled" data-writes="">
        <h2 id="h-safe">{words('return.safe.h')}</h2>
        <p id="watch" hidden />
        <div className="buttons" role="group" aria-labelledby="h-safe">
          <Button does="safe" text={words('return.safe.yes')} />
          <Button does="unsafe" text={words('return.safe.no')} />
        </div>
        <div className="ready" id="unsafe-more" hidden>
          <p className="hint" id="h-unsafe-more">
            {words('phrase.S34')}
          </p>
          <div className="buttons" role="group" aria-labelledby="h-unsafe-more">
            <Button does="punished" text={words('phrase.S32')} />
            <Button does="searched" text={words('phrase.S33')} />
          </div>
        </div>
        <p id="unsafe-says" role="status" hidden />
      </section>
      <ReadersList id="who-reads" />
      <ReaderRows />
      <NamePart />
      <details className="ruled" data-writes="">
        <summary className="more">{words('return.stop')}</summary>
        <p>{words('return.stop.p')}</p>
        <Button does="stop" text={words('return.stop')} />
      </details>
      <p className="ruled" id="look-again" />
      <div className="buttons">
        <Button does="finish" text={words('return.finish')} />
      </div>
    </section>
  )
}

/** In place of everything that sends, once the list of teams is past its day: what can still be done, and what first to look at. */
function Closed() {
  const words = useWords()
  return (
    <section className="look" id="closed" hidden>
      <h2>
        <Icon name="look" />
        {words('expired.h')}
      </h2>
      <p>{words('expired.read')}</p>
      <p id="closed-date" />
      <ExpiredFacts />
      <p>{words('stop.help')}</p>
    </section>
  )
}
