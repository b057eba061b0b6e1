import type { ReactNode } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { Button } from './screen.tsx'

/**
 * One screen with two lives: while the request is under way the code is already shown, with the word from when it works;
 * once the receipt is there, the same place says so. `data-while` names the life a part belongs to. Trouble with the line stands
 * below the code: in every language a screenshot then keeps the whole of it.
 */
export function SentScreen({ address }: { address: string }) {
  const words = useWords()
  return (
    <section id="s-sent" data-screen="sent" className="code" hidden>
      <h1 id="h-sending" tabIndex={-1} data-while="sending">
        {words('check.sending')}
      </h1>
      <h1 id="h-sent" tabIndex={-1} data-while="sent">
        {words('sent.h')}
      </h1>
      <p className="small" data-while="sent" data-k="sent.date" data-day="0">
        {words('sent.date')}
      </p>
      <h2 id="h-code">{words('sent.code.h')}</h2>
      <div className="ticket" id="ticket">
        <ol className="digits" />
        <svg id="picture" viewBox="0 0 33 33" role="img" aria-label={words('sent.picture.alt')} />
      </div>
      <div className="look" id="trouble" role="status" hidden>
        <p />
        <Button does="again" text={words('sending.again')} />
      </div>
      <p data-while="sending">
        <Say k="sending.code.p" values={{ sent: words('sent.h') }} />
      </p>
      <p data-while="sent">{words('sent.code.p')}</p>
      <div id="keeping">
        <h2>{words('sent.how.h')}</h2>
        <Way icon="pen" k="paper">
          <Button does="write-back" text={words('sent.check.h')} />
          <WriteBack />
        </Way>
        <Way icon="picture" k="picture">
          <Button does="picture" text={words('sent.picture')} />
        </Way>
        <div className="buttons">
          <Button does="copy" text={words('sent.copy')} />
          <Button does="print" text={words('sent.print')} />
        </div>
        <p role="status" id="copied" />
        <p>{words('sent.safe')}</p>
      </div>
      <div data-while="sent">
        <section id="offer-files">
          <h2>{words('q10.h')}</h2>
          <p className="hint">{words('q10.hint')}</p>
          <Button does="files" text={words('q10.add')} />
          <p id="files-say" role="status" />
        </section>
        <Next />
        <button type="button" className="link" data-do="no-code">
          {words('sent.none')}
        </button>
        <p id="no-code" role="status" hidden>
          {words('sent.none.p')}
        </p>
        <div className="buttons">
          <Button does="clear" text={words('sent.clear')} on />
        </div>
        <p className="small">
          <Say k="sent.next.where" values={{ address: <bdi dir="ltr">{address}</bdi> }} />
        </p>
      </div>
    </section>
  )
}

function Way({ icon, k, children }: { icon: 'pen' | 'picture'; k: 'paper' | 'picture'; children: ReactNode }) {
  const words = useWords()
  return (
    <div className="way">
      <h2>
        <Icon name={icon} />
        {words(`sent.${k}`)}
      </h2>
      <p className="hint">{words(`sent.${k}.p`)}</p>
      {children}
    </div>
  )
}

function WriteBack() {
  const words = useWords()
  return (
    <div id="write-back" hidden>
      <p data-k="sent.check.p" tabIndex={-1}>
        {words('sent.check.p')}
      </p>
      <ol className="lines">
        {[0, 1].map((place) => (
          <li key={place}>
            <span className="digits" aria-hidden="true" />
            <input className="digits" id={`back-${place}`} inputMode="numeric" autoComplete="off" spellCheck={false} translate="no" maxLength={12} />
          </li>
        ))}
      </ol>
      <p className="label" role="status" id="write-back-says" />
      <Button does="compare" text={words('common.continue')} />
    </div>
  )
}

function Next() {
  const words = useWords()
  return (
    <>
      <h2>{words('sent.next.h')}</h2>
      <ul className="dates">
        {(
          [
            ['read', 3],
            ['decide', 10],
            ['result', 90],
            ['come', 10],
          ] as const
        ).map(([k, days]) => (
          <li key={k} data-k={`sent.next.${k}`} data-day={days}>
            {words(`sent.next.${k}`)}
          </li>
        ))}
      </ul>
      <h2>{words('sent.afraid.h')}</h2>
      <p>{words('sent.afraid.p')}</p>
    </>
  )
}
