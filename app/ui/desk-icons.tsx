// Line drawings on a 24-unit grid, always beside words (look: no icons alone).

function Drawing({ path, turning }: { path: string; turning?: boolean | undefined }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className={turning ? 'turning' : undefined}>
      <path d={path} />
    </svg>
  )
}

export function LockIcon() {
  return <Drawing path="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
}
export function KeyIcon() {
  return <Drawing path="M11 12h10v3M17 12v3M7.5 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7" />
}
export function PenIcon() {
  return <Drawing path="M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3" />
}
export function TickIcon() {
  return <Drawing path="M5 12.5l4.5 4.5L19 7.5" />
}
export function RingIcon() {
  return <Drawing path="M12 5a7 7 0 1 0 0 14a7 7 0 1 0 0-14" />
}
export function WarningIcon() {
  return <Drawing path="M12 4L2.5 20h19zM12 10v5M12 17.5v.5" />
}
export function ArrowStartIcon() {
  return <Drawing turning path="M19 12H5M11 6l-6 6l6 6" />
}
