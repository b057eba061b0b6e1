import { Icon } from './icon.tsx'
import { useWords } from './words.tsx'

/** The long list of who can and cannot open the message; its rows come from the signed roster, through the script. */
export function ReadersList({ id }: { id: string }) {
  const words = useWords()
  const [can, cannot] = [beforeList(words('q5.in')), beforeList(words('q5.out'))]
  return (
    <section className="readers" id={id} aria-live="polite" tabIndex={-1}>
      <div className="can">
        <h2>{can}</h2>
        <ul />
        <p className="at" hidden>
          <Icon name="look" />
          {words('readers.none')}
        </p>
      </div>
      <div className="cannot" hidden>
        <h2>{cannot}</h2>
        <ul />
      </div>
    </section>
  )
}

/** The short form that stays at the lower edge while a person answers "who did it". */
export function ReadersBar({ id }: { id: string }) {
  const words = useWords()
  return (
    <section className="readers bar" id={id} aria-live="polite" hidden>
      <p className="can">
        <Icon name="key" />
        <span data-k="q5.in">{words('q5.in')}</span>
      </p>
      <p className="cannot" hidden>
        <Icon name="lock" />
        <span data-k="q5.out">{words('q5.out')}</span>
      </p>
    </section>
  )
}

/** One row of the long list, to be copied by the script. */
export function ReaderRows() {
  const words = useWords()
  return (
    <>
      <template id="row-can">
        <li>
          <Icon name="key" />
          <div>
            <b>
              <bdi />
            </b>
            <small />
            <button type="button" className="link">
              {words('readers.takeOut')}
            </button>
          </div>
        </li>
      </template>
      <template id="row-cannot">
        <li>
          <Icon name="lock" />
          <div>
            <bdi />
            <small />
            <button type="button" className="link">
              {words('readers.putBack')}
            </button>
          </div>
        </li>
      </template>
    </>
  )
}

// The text ends in a list of names ({desks}); as a heading it stands without them.
function beforeList(text: string): string {
  return text.replace(/\s*\{desks\}\s*[.。။۔]?/, '')
}
