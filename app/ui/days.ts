// Days are numbers since 1970-01-01 in the organisation's zone; a staff page never shows a time of day.

export type DayFormats = {
  /** "18 Nov", with the year when it is another one. */
  short(day: number): string
  /** "18 November 2026". */
  long(day: number): string
  /** "in 3 days", "tomorrow", "2 days ago". */
  distance(day: number): string
  /** "2 days". */
  count(days: number): string
  /** 2026-11-18, for date fields and the datetime attribute. */
  machine(day: number): string
}

const dayMs = 86_400_000

export function dayFormats(language: string, today: number): DayFormats {
  // Day before month in English too: most readers of English here are not in America.
  const latin = `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`
  const dayMonth = new Intl.DateTimeFormat(latin, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  const dayMonthYear = new Intl.DateTimeFormat(latin, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const full = new Intl.DateTimeFormat(latin, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(latin, { numeric: 'auto' })
  const number = new Intl.NumberFormat(latin, { style: 'unit', unit: 'day', unitDisplay: 'long' })
  const yearOf = (day: number) => new Date(day * dayMs).getUTCFullYear()
  return {
    short: (day) => (yearOf(day) === yearOf(today) ? dayMonth : dayMonthYear).format(day * dayMs),
    long: (day) => full.format(day * dayMs),
    distance: (day) => relative.format(day - today, 'day'),
    count: (days) => number.format(days),
    machine: machineDay,
  }
}

export function machineDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The day number of a date field's value, null while it is empty or half typed. */
export function dayFromMachine(text: string): number | null {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(ms) ? null : ms / dayMs
}
