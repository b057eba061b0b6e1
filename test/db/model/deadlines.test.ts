import { expect, test } from 'vitest'
import { addDays, addMonths, civilDate, clocksAtReceipt, dayAt, dayOf } from '#db/model/deadlines.ts'
import { dayFrom, instantFrom, type Day } from '#db/model/ids.ts'

const on = (text: string): Day => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return dayOf({ year, month, day })
}
const text = (day: Day): string => {
  const { year, month, day: of } = civilDate(day)
  return `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`
}

const dueDates = [
  ['2026-11-20', false, { 'G-ACK': '2026-11-23', 'G-TRI': '2026-11-30', 'G-UPD': '2026-12-20', 'G-OUT': '2027-02-18' }],
  ['2026-12-30', true, { 'G-ACK': '2027-01-02', 'G-TRI': '2027-01-09', 'G-UPD': '2027-01-29', 'G-OUT': '2027-03-30', 'P1-SEE': '2026-12-31', 'P1-ACT': '2027-01-02' }],
  ['2028-02-27', true, { 'G-ACK': '2028-03-01', 'G-TRI': '2028-03-08', 'G-UPD': '2028-03-28', 'G-OUT': '2028-05-27', 'P1-SEE': '2028-02-28', 'P1-ACT': '2028-03-01' }],
] as const

for (const [received, urgent, due] of dueDates) {
  test(`a report of ${received}${urgent ? ' with danger' : ''} has its dates`, () => {
    expect(Object.fromEntries(clocksAtReceipt(on(received), urgent).map((clock) => [clock.rule, text(clock.dueDay)]))).toEqual(due)
  })
}

const zones = [
  ['2026-11-20T14:59:59Z', 'Asia/Tokyo', '2026-11-20'],
  ['2026-11-20T15:00:00Z', 'Asia/Tokyo', '2026-11-21'],
  ['2026-11-20T17:29:59Z', 'Asia/Yangon', '2026-11-20'],
  ['2026-11-20T17:30:00Z', 'Asia/Yangon', '2026-11-21'],
  ['2026-11-20T18:59:59Z', 'Asia/Karachi', '2026-11-20'],
  ['2026-11-20T00:00:00Z', 'UTC', '2026-11-20'],
  ['2027-03-28T00:59:59Z', 'Europe/Berlin', '2027-03-28'],
  ['2027-10-31T22:59:59Z', 'Europe/Berlin', '2027-10-31'],
  ['2027-10-31T23:00:00Z', 'Europe/Berlin', '2027-11-01'],
  ['2026-12-31T10:59:59Z', 'Pacific/Kiritimati', '2027-01-01'],
  ['2026-11-20T04:59:59Z', 'America/New_York', '2026-11-19'],
] as const

for (const [instant, zone, day] of zones) {
  test(`${instant} is ${day} in ${zone}`, () => expect(text(dayAt(instantFrom(Date.parse(instant)), zone))).toBe(day))
}

test('days count on through leap days, and a date that no calendar has is refused', () => {
  expect(on('1970-01-01')).toBe(0)
  expect(on('2026-11-20')).toBe(20777)
  expect(text(addDays(on('2028-02-28'), 1))).toBe('2028-02-29')
  for (const wrong of ['2027-02-29', '2026-13-01', '2026-11-31', '1969-12-31']) expect(() => on(wrong)).toThrow(RangeError)
  expect(() => dayAt(instantFrom(0), 'Mars/Olympus')).toThrow(RangeError)
  for (let day = 0; day < 40000; day += 7) expect(on(text(dayFrom(day)))).toBe(day)
})

// The arithmetic of laws; their rows are in clock-plan.test.ts.
const months = [
  ['2026-11-23', 3, '2027-02-23'], ['2026-11-27', 3, '2027-02-27'], ['2026-12-03', 3, '2027-03-03'], ['2027-02-03', 3, '2027-05-03'],
  ['2026-11-30', 3, '2027-02-28'], ['2027-11-30', 3, '2028-02-29'], ['2026-11-20', 12, '2027-11-20'], ['2026-12-31', 2, '2027-02-28'],
] as const

for (const [start, count, due] of months) test(`${start} and ${count} months is ${due}`, () => expect(text(addMonths(on(start), count))).toBe(due))

test('the order of adding days and months matters, as two laws differ', () => {
  expect(text(addMonths(addDays(on('2027-11-29'), 7), 3))).toBe('2028-03-06')
  expect(text(addDays(addMonths(on('2027-11-29'), 3), 7))).toBe('2028-03-07')
})
