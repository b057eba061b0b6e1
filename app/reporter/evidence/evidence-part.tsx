import { Icon } from '#app/ui/icon.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Button } from '../write/screen.tsx'

/** Where photos and files are chosen. What was chosen stands in the list, which the script fills; nothing leaves before "Send". */
export function EvidencePart() {
  const words = useWords()
  return (
    <section id="evidence">
      <h2 id="h-files">{words('q10.h')}</h2>
      <p className="hint">{words('q10.hint')}</p>
      <ul id="chosen" aria-labelledby="h-files" />
      <div id="about-chosen" hidden>
        <p>{words('q10.clean')}</p>
        <p>{words('q10.look')}</p>
      </div>
      <p className="at" id="at-files" role="status" hidden />
      <div className="look" id="file-trouble" role="status" hidden>
        <p />
        <Button does="again" text={words('sending.again')} />
      </div>
      <label className="button chooser" id="choose-files">
        <input type="file" id="f-files" multiple />
        <span>
          <Icon name="picture" />
          {words('q10.add')}
        </span>
      </label>
    </section>
  )
}
