import type { ReactNode } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import type { Look } from './reading.server.ts'

/** What such a page costs, before anything can be typed into it. `code`: also of the code. */
export function ServerSeals({ code = false }: { code?: boolean }) {
  const words = useWords()
  return (
    <div className="look">
      <p>{words('notice.nojs')}</p>
      {code ? <p>{words('nojs.code')}</p> : null}
    </div>
  )
}

/** The sentence that a page comes back with. */
export function LookHere({ look }: { look: Look | null }) {
  const words = useWords()
  if (look === null) return null
  return (
    <div className="look" role="alert">
      <h2>
        <Icon name="look" />
        {words('error.summary')}
      </h2>
      <p>
        <Say k={look.key} values={look.values} />
      </p>
    </div>
  )
}

/** Where the protocol refuses: nothing else stands beside it. */
export function Stopped({ h, k, today }: { h: string; k: string; today: ReactNode }) {
  const words = useWords()
  return (
    <>
      <div className="halt" role="alert">
        <Icon name="look" />
        <h1>{words(h)}</h1>
        <p>
          <Say k={k} values={{ date: today }} />
        </p>
      </div>
      <p>{words('stop.help')}</p>
    </>
  )
}

/** The seven lines as on the ticket of the page with scripts, without its picture. */
export function CodeTicket({ lines }: { lines: readonly string[] }) {
  return (
    <div className="ticket" id="ticket">
      <ol className="digits" dir="ltr">
        {lines.map((line, place) => (
          <li key={place}>
            <small>{place + 1}</small> {`${line.slice(0, 3)} ${line.slice(3)}`}
          </li>
        ))}
      </ol>
    </div>
  )
}

export function Send({ text, value, on }: { text: string; value?: string; on?: true }) {
  return (
    <button type="submit" className="button" name={value === undefined ? undefined : 'does'} value={value} data-on={on ? '' : undefined}>
      {text}
    </button>
  )
}

/** What a form carries unseen. Browsers that put old values back after a reload would show one code and send another. */
export function Carried({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} autoComplete="off" spellCheck={false} translate="no" />
}
