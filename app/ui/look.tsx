import type { ReactNode } from 'react'
import { WarningIcon } from './desk-icons.tsx'

type LookProps = { title: string; children?: ReactNode; kind?: 'look' | 'stop'; live?: boolean }

/** "Please look here": amber, or the stop colour where something sealed cannot be believed. */
export function Look({ title, children, kind = 'look', live = false }: LookProps) {
  return (
    <div className="look" data-kind={kind} role={live ? 'alert' : undefined}>
      <WarningIcon />
      <div>
        <p>
          <strong>{title}</strong>
        </p>
        {children}
      </div>
    </div>
  )
}
