import { Icon } from '#app/ui/icon.tsx'
import { PleaseLook } from '#app/ui/please-look.tsx'
import { BackLink } from '#app/ui/reporter-frame.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Button } from '../write/screen.tsx'
import { WithoutScript } from '../without-script.tsx'

const lineCount = 7

/** The seven lines return as seven fields, numbered as on the paper. */
export function CodeScreen({ language, h, p, lost }: { language: string; h: string; p?: string; lost?: true }) {
  const words = useWords()
  return (
    <section id="s-code" data-screen="code">
      <BackLink href={`/${language}`} />
      <PleaseLook id="look-code" />
      <h1 id="h-code" tabIndex={-1}>
        {words(h)}
      </h1>
      {p === undefined ? null : <p>{words(p)}</p>}
      <div data-live hidden>
        <h2 id="h-lines">{words('return.code')}</h2>
        <p className="hint" id="hint-lines">
          {words('return.code.hint')}
        </p>
        <div role="group" aria-labelledby="h-lines" aria-describedby="hint-lines">
          <ol className="lines" id="lines">
            {Array.from({ length: lineCount }, (_, place) => (
              <CodeLine key={place} place={place + 1} />
            ))}
          </ol>
        </div>
        <div className="beside">
          <p className="hint" id="count" aria-live="polite" />
          <button type="button" className="link" data-do="hide">
            {words('return.hide')}
          </button>
        </div>
        <div className="buttons">
          <Button does="open" text={words('return.open')} on wide />
          <Chooser id="picture" text={words('return.picture')} />
          <Chooser id="camera" text={words('return.camera')} camera />
        </div>
        <p className="sheet" id="busy" role="status" hidden>
          {words('return.opening')}
        </p>
        <div className="look" id="trouble" role="status" hidden>
          <p />
          <Button does="again" text={words('sending.again')} />
        </div>
        {lost ? (
          <details>
            <summary className="more">{words('return.lost.h')}</summary>
            <p>{words('return.lost.p')}</p>
          </details>
        ) : null}
      </div>
      <WithoutScript plain={lost ? `/${language}/plain/read` : null} />
    </section>
  )
}

function CodeLine({ place }: { place: number }) {
  const words = useWords()
  return (
    <li>
      <label className="digits" htmlFor={`line-${place}`}>
        <span className="unseen">{words('sent.code.line').replace('{n}', '')}</span>
        {place}
      </label>
      <input className="digits" id={`line-${place}`} inputMode="numeric" autoComplete="off" autoCapitalize="none" spellCheck={false} translate="no" dir="ltr" />
      <span data-mark="full" hidden>
        <Icon name="tick" />
      </span>
      <span className="at" data-mark="look" hidden>
        <Icon name="look" />
      </span>
      <p id={`at-line-${place}`} hidden />
    </li>
  )
}

// A label that looks like a button: the field itself is the browser's own and says so to those who hear the page.
function Chooser({ id, text, camera }: { id: string; text: string; camera?: true }) {
  return (
    <label className="button chooser" data-wide={camera ? undefined : ''}>
      <input type="file" id={id} accept="image/*" capture={camera ? 'environment' : undefined} />
      <span>
        <Icon name="picture" />
        {text}
      </span>
    </label>
  )
}
