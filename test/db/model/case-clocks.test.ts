import { expect, test } from 'vitest'
import { grossDays, isLate, isRunning, netDays, noticeDays, runningPause, shareOver, strictest, type CaseClock, type PauseReason } from '#db/model/case-clocks.ts'
import { pauseClock, resumeClock, waitLeft, type PauseRefusal } from '#db/model/clock-pauses.ts'
import type { RuleId } from '#db/model/clock-rules.ts'
import { clockIds, clocksOfCase, clockWrites } from '#db/model/clock-writes.ts'
import { clockRules, clocksAtReceipt } from '#db/model/deadlines.ts'
import { dayFrom } from '#db/model/ids.ts'

const d = dayFrom
function clockOf(rule: RuleId, start: number, due: number): CaseClock {
  return { clockId: 'c'.repeat(32), rule, startDay: d(start), dueDay: d(due), notices: noticeDays(d(start), d(due)), pauses: [], stoppedDay: null }
}
const wait = (from: number, until: number, reason: PauseReason = 'waiting-reporter') => ({ from: d(from), until: d(until), reason, document: '', approver: '' })
function paused(clock: CaseClock, from: number, until: number): CaseClock {
  const result = pauseClock(clock, wait(from, until))
  if (typeof result === 'string') throw new Error(result)
  return result
}

const notices: readonly (readonly [number, readonly number[]])[] = [
  [0, [0]], [1, [1]], [2, [1, 2]], [3, [2, 3]], [4, [2, 3, 4]], [7, [4, 6, 7]], [10, [5, 8, 9, 10]], [20, [10, 15, 18, 20]], [30, [15, 23, 27, 30]], [365, [183, 274, 329, 365]],
]

for (const [length, marks] of notices) {
  test(`a clock of ${length} days gives notice after ${marks.join(', ')}`, () => expect(noticeDays(d(1000), d(1000 + length))).toEqual(marks.map((day) => 1000 + day)))
}

test('notices of every length rise, are one to four, end with the due day, and are the marks of the clock', () => {
  for (let length = 0; length <= 1100; length++) {
    const clock = clockOf('G-TRI', 100, 100 + length)
    expect(clock.notices.at(-1)).toBe(100 + length)
    expect(clock.notices.length).toBeLessThanOrEqual(4)
    expect(clock.notices.every((day, at) => at === 0 || day > (clock.notices[at - 1] ?? 0))).toBe(true)
    const seen = [...Array(length + 1).keys()].filter((day) => day === 0 ? shareOver(clock, d(100)) > 0 : shareOver(clock, d(100 + day)) !== shareOver(clock, d(99 + day)))
    expect(clock.notices).toEqual(seen.map((day) => 100 + day))
  }
  expect(() => noticeDays(d(5), d(4))).toThrow(RangeError)
})

test('waiting for the reporter moves the due day and the notices that are left, and the gross time stays', () => {
  const clock = paused(clockOf('G-TRI', 100, 110), 106, 116)
  expect(clock.dueDay).toBe(120)
  expect(clock.notices).toEqual([105, 118, 119, 120])
  expect(runningPause(clock, d(106))?.reason).toBe('waiting-reporter')
  expect(runningPause(clock, d(116))).toBeNull()
  expect([grossDays(clock, d(118)), netDays(clock, d(118))]).toEqual([18, 8])
  expect([105, 115, 117, 118, 119, 120].map((day) => shareOver(clock, d(day)))).toEqual([50, 50, 50, 75, 90, 100])
  expect(isLate(clock, d(120))).toBe(false)
  expect(isLate(clock, d(121))).toBe(true)
})

test('an answer ends the pause early, and the days come back', () => {
  const clock = resumeClock(paused(clockOf('G-TRI', 100, 110), 106, 116), d(109))
  expect([clock.dueDay, clock.notices, clock.pauses[0]?.endedDay]).toEqual([113, [105, 111, 112, 113], 109])
  expect(resumeClock(clock, d(110))).toEqual(clock)
  expect(waitLeft(clock)).toBe(27)
  const same = resumeClock(paused(clockOf('G-TRI', 100, 110), 106, 116), d(106))
  expect([same.dueDay, same.notices]).toEqual([110, [105, 108, 109, 110]])
  expect([grossDays(clock, d(112)), netDays(clock, d(112))]).toEqual([12, 9])
})

test('thirty days of waiting for the reporter on one clock, not one more', () => {
  let clock = paused(clockOf('G-OUT', 100, 190), 110, 130)
  expect(pauseClock(clock, wait(140, 151))).toBe('too-long')
  clock = paused(clock, 140, 150)
  expect([clock.dueDay, waitLeft(clock)]).toEqual([220, 0])
  expect(pauseClock(clock, wait(160, 161))).toBe('too-long')
  expect(pauseClock(clock, { ...wait(160, 200, 'authority-asked'), document: 'Letter 12', approver: 'Sato' })).toMatchObject({ dueDay: 260 })
})

const refusals: readonly (readonly [PauseRefusal, CaseClock, ReturnType<typeof wait>])[] = [
  ['not-pausable', clockOf('G-UPD', 100, 130), wait(101, 102)],
  ['not-pausable', clockOf('EU-FB', 100, 190), wait(101, 102)],
  ['stopped', { ...clockOf('G-TRI', 100, 110), stoppedDay: d(103) }, wait(104, 105)],
  ['paused-already', paused(clockOf('G-TRI', 100, 110), 104, 108), wait(106, 109)],
  ['overdue', clockOf('G-TRI', 100, 110), wait(111, 112)],
  ['not-forward', clockOf('G-TRI', 100, 110), wait(105, 105)],
  ['not-forward', clockOf('G-TRI', 100, 110), wait(99, 105)],
  ['too-long', clockOf('G-TRI', 100, 110), wait(105, 136)],
  ['needs-document', clockOf('G-OUT', 100, 190), wait(105, 136, 'authority-asked')],
  ['needs-approver', clockOf('G-OUT', 100, 190), { ...wait(105, 136, 'authority-asked'), document: 'Letter 12' }],
  ['too-long', clockOf('G-OUT', 100, 190), { ...wait(105, 289, 'authority-asked'), document: 'Letter 12', approver: 'Sato' }],
]

for (const [why, clock, pause] of refusals) {
  test(`no pause of ${clock.rule} from ${pause.from} until ${pause.until}: ${why}`, () => expect(pauseClock(clock, pause)).toBe(why))
}

test('the strictest clock is shown; one that only runs out is neither due nor late', () => {
  const watch = clockOf('JP-WATCH', 100, 101)
  const clocks = [clockOf('DE-FB', 100, 192), watch, clockOf('EU-FB', 100, 191), { ...clockOf('G-ACK', 100, 103), stoppedDay: d(102) }]
  expect(strictest(clocks, d(150))?.rule).toBe('EU-FB')
  expect(strictest([watch], d(100))).toBeNull()
  expect([isLate(watch, d(200)), isRunning(watch, d(101)), isRunning(watch, d(102))]).toEqual([false, true, false])
  expect(isLate({ ...clockOf('G-ACK', 100, 103), stoppedDay: d(104) }, d(200))).toBe(true)
})

test('what is sealed and what the server is told; a clock that was met already is told to nobody', () => {
  const clock = clockOf('EU-FB', 100, 191)
  const met = { ...clockOf('EU-ACK', 100, 107), clockId: 'd'.repeat(32), stoppedDay: d(103) }
  const { records, acts } = clockWrites([{ kind: 'start', clock }, { kind: 'start', clock: met }, { kind: 'stop', clock: { ...clock, stoppedDay: d(120) } }])
  expect(records.map(({ object }) => object)).toEqual([clock.clockId, met.clockId, clock.clockId])
  expect(acts).toEqual([
    { kind: 'clock-set', clockId: clock.clockId, dueDay: 191, notices: [146, 169, 182, 191] }, { kind: 'clock-stop', clockId: clock.clockId },
  ])
})

test('the clocks of a case are the sealed ones and the server’s own, a sealed pause of these included', () => {
  const rows = clocksAtReceipt(d(100), true).map(({ rule, startDay, dueDay }) => ({ clockId: clockIds[rule], dueDay, notices: noticeDays(startDay, dueDay), stoppedDay: null }))
  const own = clocksOfCase(rows, [])
  expect(own.map(({ rule, startDay, dueDay }) => [rule, startDay, dueDay])).toEqual(clockRules.map((rule) => [rule, 100, clocksAtReceipt(d(100), true).find((one) => one.rule === rule)?.dueDay]))
  const triage = own.find(({ rule }) => rule === 'G-TRI')
  if (triage === undefined) throw new Error('no clock')
  const waiting = paused(triage, 105, 109)
  const moved = rows.map((row) => (row.clockId === waiting.clockId ? { ...row, dueDay: d(114), stoppedDay: d(112) } : row))
  expect(clocksOfCase(moved, [waiting]).find(({ rule }) => rule === 'G-TRI')).toEqual({ ...waiting, stoppedDay: 112 })
  // Begun anew by the server since.
  expect(clocksOfCase(rows, [{ ...waiting, dueDay: d(90) }]).find(({ rule }) => rule === 'G-TRI')).toEqual(triage)
  const law = clockOf('EU-FB', 100, 191)
  expect(clocksOfCase([], [law])).toEqual([law])
})
