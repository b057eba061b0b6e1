// Where a day lies on the board: pixels from the start edge, months as lines. Pure.

import type { DayNumber } from '#crypto/answers.ts'
import type { Lane } from './lanes.ts'

export type Scale = { width: number; from: DayNumber; to: DayNumber; at: (day: DayNumber) => number; months: readonly DayNumber[] }

// What lies further off would press the near dates into one line.
const longestBack = 60
const longestOn = 110
// Room at the end for the date beside the longest bar.
const words = 150
const dayMs = 86_400_000

/** A scale from the earliest start to the latest date of these lanes, cut where it would leave the near days no room. */
export function scaleOf(lanes: readonly Lane[], today: DayNumber, width: number): Scale {
  const from = Math.max(today - longestBack, Math.min(today - 2, ...lanes.map((lane) => lane.startDay)))
  const to = Math.min(today + longestOn, Math.max(today + 14, ...lanes.map((lane) => lane.dueDay)))
  const perDay = Math.max(1, width - words) / (to - from)
  return { width, from, to, at: (day) => Math.round((Math.min(Math.max(day, from), to) - from) * perDay * 10) / 10, months: monthsBetween(from, to) }
}

/** The first day of every month after `from` and up to `to`. */
export function monthsBetween(from: DayNumber, to: DayNumber): DayNumber[] {
  const found: DayNumber[] = []
  const first = new Date(from * dayMs)
  for (let month = 1; ; month += 1) {
    const day = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1) / dayMs
    if (day > to) return found
    found.push(day)
  }
}

export type LaneParts = { used: [number, number]; left: [number, number] | null; over: [number, number] | null; notices: readonly number[]; words: number }

/** The parts of one lane in pixels: days used, days left, days over, the notices that are still to come, where the date is written. */
export function laneParts(lane: Lane, scale: Scale, today: DayNumber): LaneParts {
  const [start, due, now] = [scale.at(lane.startDay), scale.at(lane.dueDay), scale.at(today)]
  return {
    used: [start, Math.max(start, Math.min(now, due))],
    left: due > now ? [Math.max(now, start), due] : null,
    over: lane.late ? [due, now] : null,
    notices: lane.notices.filter((day) => day > today && day <= scale.to).map((day) => scale.at(day)),
    words: Math.max(due, now) + 10,
  }
}
