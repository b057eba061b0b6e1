import type { ReactNode } from 'react'
import { WarningIcon } from './desk-icons.tsx'

type DecisionProps = { title: string; consequence: string; children?: ReactNode; foot: ReactNode; level?: 2 | 3 }

/** A step that cannot be taken back: framed in ink, what follows from it in the second line, the buttons on a ground of their own. */
export function Decision({ title, consequence, children, foot, level = 2 }: DecisionProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="decision" data-level={level}>
      <header className="decision-head">
        <WarningIcon />
        <div>
          <Heading>{title}</Heading>
          <p className="soft">{consequence}</p>
        </div>
      </header>
      {children === undefined ? null : <div className="decision-body stack">{children}</div>}
      <div className="decision-foot row">{foot}</div>
    </section>
  )
}
