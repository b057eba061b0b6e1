import { Icon } from '#app/ui/icon.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Button } from './write/screen.tsx'

/**
 * Where a refusal of the protocol is told: it takes the place of everything else, so that nobody writes on beside it.
 * `kept`: there is a text of the person's own to go back to. A page that belongs to strangers fills it with the colour that means "look here" (`data-halt`).
 */
export function StopScreen({ kept }: { kept?: true }) {
  const words = useWords()
  return (
    <section id="s-stop" data-screen="stop" hidden>
      <div className="halt" id="halt" role="alert">
        <Icon name="look" />
        <h1 id="h-stop" tabIndex={-1} />
        <p id="stop-says" />
      </div>
      <div id="stop-expired" hidden>
        <ExpiredFacts />
      </div>
      {kept ? <p>{words('stop.kept')}</p> : null}
      <p>{words('stop.help')}</p>
      <div className="buttons">
        <Button does="stop-again" text={words('expired.again')} />
        {kept ? (
          <button type="button" className="button" data-do="change" data-to="happened" data-on="">
            {words('stop.back')}
          </button>
        ) : (
          <Button does="back" text={words('common.back')} on />
        )}
      </div>
    </section>
  )
}

/** A phone cannot know whether its own date or the list of teams is at fault: both are said, with what to do. */
export function ExpiredFacts() {
  const words = useWords()
  return (
    <>
      <h2>{words('expired.notRight.h')}</h2>
      <p>{words('expired.notRight.p')}</p>
      <h2>{words('expired.right.h')}</h2>
      <p>{words('expired.right.p')}</p>
    </>
  )
}
