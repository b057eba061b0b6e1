import { Icon } from './icon.tsx'
import { Say, useWords } from './words.tsx'

export interface HelpNumber {
  readonly country: string
  readonly label: string
  readonly number: string
}

/** What the operator gave; nothing is invented, and what is missing is left out. */
export interface Help {
  /** Grouped by country in the order the operator chose. */
  readonly countries: readonly { readonly name: string; readonly numbers: readonly HelpNumber[] }[]
  readonly places: string
  /** The languages they are written in, where the operator did not write them in that of the page. */
  readonly numbersIn: string
  readonly placesIn: string
}

/** Numbers for danger: the country is chosen on the phone and goes nowhere. */
function DangerNumbers({ help }: { help: Help }) {
  const words = useWords()
  return (
    <>
      {help.countries.length === 0 ? <p>{words('help.none')}</p> : null}
      {help.countries.length > 1 ? <p>{words('q1.panel.country')}</p> : null}
      {help.countries.map(({ name, numbers }) => (
        <details key={name} open={help.countries.length === 1 || undefined}>
          <summary className="more">
            <Say k="q1.panel.police" values={{ country: <bdi>{name}</bdi> }} />
          </summary>
          <ul className="numbers">
            {numbers.map(({ label, number }) => (
              <li key={label + number}>
                <a href={`tel:${number.replace(/[^+\d*#]/g, '')}`}>
                  <Icon name="call" />
                  <bdi lang={help.numbersIn}>{label}</bdi>
                  <b className="digits">{number}</b>
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

/** First the numbers, then the other places: for the page of its own and for the screen inside the writing page. */
export function HelpContent({ help }: { help: Help }) {
  const words = useWords()
  return (
    <>
      <h1 id="now" tabIndex={-1}>
        {words('start.danger')}
      </h1>
      <h2>{words('q1.panel.h')}</h2>
      <p>{words('safety.danger.p')}</p>
      <div id="numbers">
        <DangerNumbers help={help} />
      </div>
      <OtherPlaces help={help} />
    </>
  )
}

/** Groups and offices besides the police, in the operator's own words. */
function OtherPlaces({ help }: { help: Help }) {
  const words = useWords()
  return (
    <>
      <h2 id="places">{words('common.help')}</h2>
      {help.places === '' ? (
        <p>{words('help.noPlaces')}</p>
      ) : (
        <>
          <p>{words('q1.panel.afraid')}</p>
          <p className="said" lang={help.placesIn} dir="auto">{help.places}</p>
        </>
      )}
    </>
  )
}
