// Days of the organisation. Reporters are only ever told days, because an exact time identifies people.

import { dayFrom, type Day } from '#db/model/ids.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day that `milliseconds` since 1970 falls on in a zone, counted from 1970-01-01. */
export function dayIn(zone: string, milliseconds: number): Day {
  const [year = '', month = '', day = ''] = formatFor(zone).format(milliseconds).split(' ')[0]?.split('-') ?? []
  return dayFrom(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000)
}

/** What the clock of a zone shows: hour 0 to 23, minute 0 to 59 (Myanmar and India are half an hour off the others). */
export function timeIn(zone: string, milliseconds: number): { readonly hour: number; readonly minute: number } {
  const [hour = '', minute = ''] = formatFor(zone).format(milliseconds).split(' ')[1]?.split(':') ?? []
  return { hour: Number(hour), minute: Number(minute) }
}

/** The zone of this machine; what holds until the organisation has named its own. */
export function zoneOfMachine(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** True for a name that this Node knows, such as Asia/Tokyo. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

// Making a format costs more than a request, so each zone has one. Swedish writes 2026-11-20 09:05.
function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('sv', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(zone, made)
  return made
}
