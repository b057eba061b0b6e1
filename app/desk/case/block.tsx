import type { ReactNode } from 'react'

/** One block of the side column. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sheet">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
