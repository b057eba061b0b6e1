import type { ReactNode } from 'react'

/** One section of a part of the case. */
export function Sheet({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="sheet stack">
      <div>
        <h2>{title}</h2>
        {lead === undefined ? null : <p className="soft">{lead}</p>}
      </div>
      {children}
    </section>
  )
}
