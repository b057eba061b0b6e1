import { useWords } from '#app/ui/words.tsx'
import { Button } from '../write/screen.tsx'

/** What somebody outside may read: whose words, what for, until when. It can be read and nothing else. */
export function CopyScreen({ language }: { language: string }) {
  const words = useWords()
  return (
    <section id="s-copy" data-screen="copy" hidden>
      <h1 id="h-copy" tabIndex={-1} />
      <div className="state">
        <p id="copy-purpose" />
        <p id="copy-until" />
      </div>
      <div id="copy-words" hidden>
        <p>{words('copy.purpose.use')}</p>
        <article className="letter">
          <h2>{words('copy.words')}</h2>
          <p className="when" id="copy-made" />
          <p className="said" id="copy-text" dir="auto" />
        </article>
        <p className="hint">{words('copy.part')}</p>
      </div>
      <details className="ruled">
        <summary className="more">{words('verify.number.h')}</summary>
        <p>{words('copy.number')}</p>
        <ol className="groups digits" id="number" translate="no" />
        <p>
          <a href={`/${language}/verify`}>{words('verify.link')}</a>
        </p>
      </details>
      <div className="buttons">
        <Button does="finish" text={words('return.finish')} on />
      </div>
    </section>
  )
}
