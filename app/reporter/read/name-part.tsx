import { Choices } from '#app/ui/choice.tsx'
import { FieldLook } from '#app/ui/please-look.tsx'
import { useWords } from '#app/ui/words.tsx'
import { Button, Line } from '../write/screen.tsx'

/** Teams that hold a name, with the way back; and the form, closed until somebody wants it: nobody has to say who they are. */
export function NamePart() {
  const words = useWords()
  return (
    <>
      <ul className="ruled named" id="named" hidden />
      <details className="ruled" id="own-name" data-writes="">
        <summary className="more">{words('return.name.h')}</summary>
        <p>{words('return.name.p')}</p>
        <Line id="name" label={words('return.name.name')} />
        <FieldLook id="at-name" />
        <Line id="reach" label={words('return.name.reach')} />
        <h3 className="label" id="h-name-who" tabIndex={-1}>
          {words('return.name.who')}
        </h3>
        <div role="group" aria-labelledby="h-name-who" id="name-teams" />
        <h3 className="label" id="h-name-use">
          {words('return.name.use')}
        </h3>
        <Choices name="purpose" by="h-name-use" chosen="reach" options={(['reach', 'inside', 'outside'] as const).map((value) => ({ value, text: words(`return.name.use.${value}`) }))} />
        <div className="buttons">
          <Button does="name-give" text={words('return.name.give')} on />
        </div>
      </details>
    </>
  )
}
