import type { ReactNode } from 'react'

/** `count`: what waits there for this member; none is shown for 0. */
export type Room = { to: string; label: string; current: boolean; count?: number }

type BarProps = { rooms?: readonly Room[]; end: ReactNode; label: string; skip: string; practice?: string | undefined; link?: (room: Room) => ReactNode }

/** The petrol bar: the name in small letters, the rooms, and what is always in reach at its end. */
export function Bar({ rooms = [], end, label, skip, practice, link }: BarProps) {
  return (
    <>
      <a className="skip" href="#page">
        {skip}
      </a>
      <header>
        <div className="bar">
          <span className="bar-name" translate="no">
            todoke
          </span>
          {rooms.length === 0 ? null : (
            <nav aria-label={label}>
              <ul className="rooms">
                {rooms.map((room) => (
                  <li key={room.to}>{link?.(room)}</li>
                ))}
              </ul>
            </nav>
          )}
          <div className="bar-end">{end}</div>
        </div>
        {practice === undefined ? null : <p className="practice">{practice}</p>}
      </header>
    </>
  )
}
