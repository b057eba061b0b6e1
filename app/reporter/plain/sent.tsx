import { Icon } from '#app/ui/icon.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { BoldDay } from './fill.tsx'
import { CodeTicket } from './parts.tsx'
import type { WriteView } from './sending.server.ts'

/** The code once more, with the word that it works now, who reads, and what happens when. */
export function Sent({ sent, address, language }: { sent: Extract<WriteView, { kind: 'sent' }>; address: string; language: string }) {
  const words = useWords()
  return (
    <section className="code">
      <h1 id="h-sent">{words('sent.h')}</h1>
      <p className="small">
        <Say k="sent.date" values={{ date: <BoldDay day={sent.day} /> }} />
      </p>
      <h2 id="h-code">{words('sent.code.h')}</h2>
      <CodeTicket lines={sent.lines} />
      <p>{words('sent.code.p.nojs')}</p>
      <div className="way">
        <h2>
          <Icon name="pen" />
          {words('sent.paper')}
        </h2>
        <p className="hint">{words('sent.paper.p')}</p>
      </div>
      <p>{words('sent.safe')}</p>
      <p>
        <Say k="q5.in" values={{ desks: <Labels labels={sent.reads} /> }} />
      </p>
      {sent.others.length === 0 ? null : (
        <p>
          <Say k="q5.out" values={{ desks: <Labels labels={sent.others} /> }} />
        </p>
      )}
      <h2>{words('sent.next.h')}</h2>
      <ul className="dates">
        {([['read', 3], ['decide', 10], ['result', 90], ['come', 10]] as const).map(([k, days]) => (
          <li key={k}>
            <Say k={`sent.next.${k}`} values={{ date: <BoldDay day={sent.day + days} /> }} />
          </li>
        ))}
      </ul>
      <h2>{words('sent.afraid.h')}</h2>
      <p>{words('sent.afraid.p')}</p>
      <p className="small">
        <Say k="sent.next.where" values={{ address: <bdi dir="ltr">{address}</bdi> }} />
      </p>
      <div className="buttons">
        <a className="button" data-on="" href={`/${language}`}>
          {words('sent.clear')}
        </a>
      </div>
    </section>
  )
}

function Labels({ labels }: { labels: readonly string[] }) {
  return (
    <>
      {labels.map((label, place) => (
        <span key={label}>
          {place === 0 ? '' : ' · '}
          <bdi>{label}</bdi>
        </span>
      ))}
    </>
  )
}
