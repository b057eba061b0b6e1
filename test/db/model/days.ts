// Days as tests write them.
import { addDays, civilDate, dayOf } from '#db/model/deadlines.ts'
import type { Day } from '#db/model/ids.ts'

export function on(text: string, later = 0): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return addDays(dayOf({ year, month, day }), later)
}

export function textOf(day: Day): string {
  const { year, month, day: of } = civilDate(day)
  return `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`
}

export function newIds(): () => string {
  let n = 0
  return () => (n += 1).toString(16).padStart(32, 'a')
}
