import { useEffect, useRef, useState, type RefObject } from 'react'

/** How wide this part stands now, in whole pixels, so that a chart is drawn at its own size and its words keep theirs. */
export function useWidth<Part extends HTMLElement>(atFirst: number): [RefObject<Part>, number] {
  const part = useRef<Part>(null)
  const [width, setWidth] = useState(atFirst)
  useEffect(() => {
    if (part.current === null) return
    const observer = new ResizeObserver(([seen]) => {
      if (seen !== undefined && seen.contentRect.width > 0) setWidth(Math.floor(seen.contentRect.width))
    })
    observer.observe(part.current)
    return () => observer.disconnect()
  }, [])
  return [part, width]
}
