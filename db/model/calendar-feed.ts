// What a calendar program may know of a case: its number, one word, and a day (RFC 5545). No rule, no state, no name, no time of day.

export interface CalendarEntry {
  /** Stable for one case and day, and of no use elsewhere. */
  readonly uid: string
  readonly caseNumber: string
  /** Days since 1970-01-01. */
  readonly dueDay: number
}

export interface CalendarFrame {
  /** Host of the portal, for the ids. */
  readonly host: string
  /** "due" in the languages of the desk. */
  readonly word: string
  readonly today: number
}

/** A whole calendar as text/calendar with CRLF and lines of at most 75 octets, one all-day entry each. The stamp is that of the day, so that two readings on one day are the same bytes. */
export function calendarText(entries: readonly CalendarEntry[], { host, word, today }: CalendarFrame): string {
  const stamp = `${dateOf(today)}T000000Z`
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Todoke//Due//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    ...entries.flatMap(({ uid, caseNumber, dueDay }) => [
      'BEGIN:VEVENT', `UID:${escaped(`${uid}@${host}`)}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${dateOf(dueDay)}`, `DTEND;VALUE=DATE:${dateOf(dueDay + 1)}`,
      `SUMMARY:${escaped(`${caseNumber} ${word}`)}`, 'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** TEXT of RFC 5545, 3.3.11: backslash, comma, semicolon and line ends escaped; other control characters have no form and are left out. */
export function escaped(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\\,;]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n').replace(/\p{Cc}/gu, '')
}

/** A content line folded after 75 octets at the latest (RFC 5545, 3.1), never within a character. */
export function folded(line: string): string {
  const octets = new TextEncoder()
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const sign of line) {
    const size = octets.encode(sign).length
    // The space that begins a further line counts.
    if (length + size > 75) {
      parts.push(part)
      part = ''
      length = 1
    }
    part += sign
    length += size
  }
  return [...parts, part].join('\r\n ')
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
}
