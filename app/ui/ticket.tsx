/** Seven ruled lines on white paper, the same in light and dark; nothing says what the code is for. */
export function Ticket({ lines }: { lines: readonly string[] }) {
  return (
    <div className="ticket">
      <ol>
        {lines.map((line, index) => (
          <li key={index}>
            <span>{index + 1}</span>
            <span>{`${line.slice(0, 3)} ${line.slice(3)}`}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Twelve groups of five digits that two people read to each other. */
export function Fingerprint({ value, label }: { value: string; label: string }) {
  const groups = value.replace(/\D/g, '').match(/.{1,5}/g) ?? []
  return (
    <div className="fingerprint" role="group" aria-label={label} translate="no">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </div>
  )
}
