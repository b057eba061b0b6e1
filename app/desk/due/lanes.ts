// What the board of dates shows: one lane per clock that runs, from its start to its date. Pure.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import { clockIds } from '#db/model/clock-writes.ts'
import { clockRules, clocks, type ClockRule } from '#db/model/deadlines.ts'
import { objectIn } from '../kept-json.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { caseNumberOf } from '../inbox/rows.ts'

/** A clock as the server knows it: days only. */
export type DueClock = { caseId: Hex; deskId: Hex; clockId: Hex; dueDay: DayNumber; notices: readonly DayNumber[]; stoppedDay: DayNumber | null; assignee: Hex | null }

/** `rule` null where the rule is sealed for another desk, or for nobody yet. */
export type Lane = {
  key: string
  caseId: Hex
  clockId: Hex
  number: string
  rule: string | null
  startDay: DayNumber
  dueDay: DayNumber
  notices: readonly DayNumber[]
  late: boolean
  /** Whom the server names; for ordering one's own day, not for belief. */
  assignee: Hex | null
}

/** What a sealed summary says about one clock of its case. */
export type ClockWords = { rule: string; startDay: DayNumber | null }

/** The rule of a clock that the server starts by itself, whose id everybody knows; null for one that a member set. */
export function knownRule(clockId: Hex): ClockRule | null {
  return clockRules.find((rule) => clockIds[rule] === clockId) ?? null
}

// Such a clock began so many days before its date, unless somebody wrote down otherwise.
function serverStart({ clockId, dueDay }: DueClock): DayNumber | null {
  const rule = knownRule(clockId)
  return rule === null ? null : dueDay - clocks[rule].lengthDays
}

/** The words about clocks in a summary; what cannot be read counts as nothing said. */
export function clockWords(text: string | undefined): ReadonlyMap<Hex, ClockWords> {
  return new Map(Object.entries(objectIn(text) ?? {}).flatMap(([clockId, said]): [Hex, ClockWords][] => {
    if (typeof said === 'string') return [[clockId, { rule: said, startDay: null }]]
    if (typeof said !== 'object' || said === null || !('rule' in said) || typeof said.rule !== 'string') return []
    return [[clockId, { rule: said.rule, startDay: 'startDay' in said && typeof said.startDay === 'number' ? said.startDay : null }]]
  }))
}

/** Lanes of every clock that runs, nearest date first. A start that nobody wrote down is reckoned back from the date where the rule is the server's own, else it is the day of receipt. */
export function lanesOf(running: readonly DueClock[], rows: readonly OpenedRow[], today: DayNumber): Lane[] {
  const byCase = new Map(rows.map((opened) => [opened.row.caseId, opened]))
  const seen = new Set<string>()
  return running
    .filter((clock) => {
      // A case on two desks of one member comes twice and stands here once.
      const key = clock.caseId + clock.clockId
      return clock.stoppedDay === null && !seen.has(key) && seen.add(key)
    })
    .map((clock) => {
      const opened = byCase.get(clock.caseId)
      const said = clockWords(opened?.summary?.clocks).get(clock.clockId)
      const first = clock.notices[0] ?? clock.dueDay
      return {
        key: clock.caseId + clock.clockId,
        caseId: clock.caseId,
        clockId: clock.clockId,
        number: caseNumberOf(clock),
        rule: said?.rule ?? knownRule(clock.clockId),
        startDay: Math.min(said?.startDay ?? serverStart(clock) ?? opened?.row.day ?? first, first),
        dueDay: clock.dueDay,
        notices: clock.notices.filter((day) => day < clock.dueDay),
        late: clock.dueDay < today,
        assignee: clock.assignee,
      }
    })
    .toSorted((a, b) => a.dueDay - b.dueDay || (a.key < b.key ? -1 : 1))
}

/** How many are late, due within a week, and later. */
export function dueCounts(lanes: readonly Lane[], today: DayNumber): { late: number; week: number; later: number } {
  const late = lanes.filter((lane) => lane.late).length
  const week = lanes.filter((lane) => !lane.late && lane.dueDay <= today + 7).length
  return { late, week, later: lanes.length - late - week }
}
