import { useEffect, useRef, useState, type ReactNode } from 'react'

/** So many lines stand or go together. */
export const windowLines = 50
// About the height of one line, for lines that have never stood.
const usualHeight = 41
// Lines are drawn this far before they come into sight.
const margin = '1500px 0px'

type RowWindowProps = { count: number; columns: number; /** Drawn from the beginning on, or because the cursor stands here. */ near: boolean; children: () => ReactNode }

/** A body of a table whose lines are drawn only near the window; elsewhere one empty line keeps their place. */
export function RowWindow({ count, columns, near, children }: RowWindowProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const spacer = useRef<HTMLTableCellElement>(null)
  const height = useRef(count * usualHeight)
  const [seen, setSeen] = useState(near)
  const drawn = seen || near
  useEffect(() => {
    if (body.current === null) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry === undefined) return
      if (!entry.isIntersecting && entry.boundingClientRect.height > 0) height.current = entry.boundingClientRect.height
      setSeen(entry.isIntersecting)
    }, { rootMargin: margin })
    observer.observe(body.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    // Through the object model: the policy blocks the attribute only.
    if (!drawn) spacer.current?.style.setProperty('height', `${height.current}px`)
  }, [drawn, count])
  return (
    <tbody ref={body} role="rowgroup">
      {drawn ? children() : (
        <tr role="row" className="spacer">
          <td role="cell" ref={spacer} colSpan={columns} />
        </tr>
      )}
    </tbody>
  )
}
