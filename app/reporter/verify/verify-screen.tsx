import { Icon } from '#app/ui/icon.tsx'
import { FieldLook } from '#app/ui/please-look.tsx'
import { BackLink } from '#app/ui/reporter-frame.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Button } from '../write/screen.tsx'
import { WithoutScript } from '../without-script.tsx'

/** The number of the root, what it is worth, and the list it has signed; all of it comes out of the worker. */
export function VerifyScreen({ language }: { language: string }) {
  const words = useWords()
  return (
    <section id="s-verify" data-screen="verify">
      <BackLink href={`/${language}`} />
      <h1 id="h-verify" tabIndex={-1}>
        {words('verify.h')}
      </h1>
      <p>{words('verify.p')}</p>
      <div data-live="" hidden>
        <p className="sheet" id="wait" role="status">
          {words('verify.wait')}
        </p>
        <div className="look" id="trouble" role="status" hidden>
          <p />
          <Button does="again" text={words('sending.again')} />
        </div>
        <div id="checked" hidden>
          <h2>{words('verify.number.h')}</h2>
          <div className="proof">
            <ol className="groups digits" id="number" translate="no" />
            <svg id="picture" viewBox="0 0 33 33" role="img" aria-label={words('verify.picture.alt')} />
          </div>
          <p className="why" id="alone">{words('verify.alone')}</p>
          <p id="until" />
          <p className="look" id="clock" hidden />
          <Compare />
          <h2>{words('verify.teams.h')}</h2>
          <ul className="teams" id="teams" />
          <Keep />
        </div>
        <TeamRow />
      </div>
      <WithoutScript plain={null} />
    </section>
  )
}

function Compare() {
  const words = useWords()
  return (
    <section className="ruled" data-leave-out="">
      <h2>{words('verify.compare.h')}</h2>
      <label className="label" htmlFor="f-poster">
        {words('verify.field')}
      </label>
      <p className="hint" id="hint-poster">
        {words('verify.hint')}
      </p>
      <FieldLook id="at-poster" />
      <textarea className="digits" id="f-poster" rows={3} inputMode="numeric" autoComplete="off" autoCapitalize="none" spellCheck={false} translate="no" dir="ltr" aria-describedby="at-poster hint-poster" />
      <div className="buttons">
        <Button does="compare" text={words('verify.compare')} on />
      </div>
      <div role="status">
        <p id="same" tabIndex={-1} hidden>
          <Icon name="tick" />
          <span>{words('verify.same')}</span>
        </p>
      </div>
    </section>
  )
}

function Keep() {
  const words = useWords()
  return (
    <section className="ruled" data-leave-out="">
      <h2>{words('verify.keep.h')}</h2>
      <p>{words('verify.keep.p')}</p>
      <div className="buttons">
        <Button does="save" text={words('verify.save')} />
        <Button does="print" text={words('sent.print')} />
      </div>
      <p role="status" id="saved" />
    </section>
  )
}

// One team of the list, to be copied by the script.
function TeamRow() {
  const words = useWords()
  return (
    <template id="row-team">
      <li>
        <h3>
          <bdi />
        </h3>
        <p className="does" />
        <p className="who small" />
        <details>
          <summary className="more">{words('verify.team.number')}</summary>
          <ol className="groups digits" translate="no" />
        </details>
      </li>
    </template>
  )
}
