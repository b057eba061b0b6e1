// What the rooms that count show: lanes of clocks, numbers of the desk, filters of the inbox, and what paper leaves out.
import { expect, test } from 'vitest'
import { filterCount, noFilters, passes, sorted, usualColumns, viewFrom } from '#app/desk/inbox/filters.ts'
import { nextReviewDay, reviewContent, reviewFrom } from '#app/desk/due/review.ts'
import { clockWords, dueCounts, knownRule, lanesOf, type DueClock } from '#app/desk/due/lanes.ts'
import { laneParts, monthsBetween, scaleOf } from '#app/desk/due/scale.ts'
import { ageing, answered, countBy, inTimeByQuarter, loadPerHandler, medianOf } from '#app/desk/statistics/measures.ts'
import { snippetFrom } from '#app/desk/snippets/snippet-words.ts'
import { caseNo, dayOf, openedRow } from './desk-rows.ts'

const today = dayOf('2026-11-20')
const desk = 'd'.repeat(32)
const clock = (n: number, over: Partial<DueClock>): DueClock => ({ caseId: caseNo(n), deskId: desk, clockId: 'ab'.repeat(16), dueDay: today + 5, notices: [today + 2, today + 5], stoppedDay: null, assignee: null, ...over })
const ack = `${'0'.repeat(31)}1`

test('a lane runs from its start to its date; stopped clocks and doubles stand nowhere', () => {
  const rows = [openedRow({ caseId: caseNo(1), day: today - 10 }, { clocks: JSON.stringify({ ['ab'.repeat(16)]: { rule: 'EU-FB', startDay: today - 8 } }) }), openedRow({ caseId: caseNo(2), day: today - 3 }, null)]
  const lanes = lanesOf([clock(1, {}), clock(1, {}), clock(2, { clockId: ack, dueDay: today - 1, notices: [today - 2, today - 1] }), clock(3, { stoppedDay: today })], rows, today)
  expect(lanes.map(({ rule, startDay, late }) => ({ rule, startDay, late }))).toEqual([{ rule: 'G-ACK', startDay: today - 4, late: true }, { rule: 'EU-FB', startDay: today - 8, late: false }])
  expect(lanes[1]?.notices).toEqual([today + 2])
  expect(dueCounts(lanes, today)).toEqual({ late: 1, week: 1, later: 0 })
})

test('a rule that this desk has not been told is a date and no name', () => {
  const [lane] = lanesOf([clock(1, {})], [openedRow({ caseId: caseNo(1) }, null)], today)
  expect(lane?.rule).toBeNull()
  expect(knownRule(`${'0'.repeat(31)}4`)).toBe('G-OUT')
  expect(knownRule('ab'.repeat(16))).toBeNull()
  expect(clockWords('{"aa":"JP-INV","bb":{"rule":7},"cc":{"rule":"DE-FB"}}')).toEqual(new Map([['aa', { rule: 'JP-INV', startDay: null }], ['cc', { rule: 'DE-FB', startDay: null }]]))
  expect(clockWords('not JSON').size).toBe(0)
})

test('the parts of a lane meet at today: used, left, over', () => {
  const lanes = lanesOf([clock(1, { dueDay: today + 10, notices: [today + 2, today + 10] }), clock(2, { dueDay: today - 4, notices: [today - 6, today - 4] })], [openedRow({ caseId: caseNo(1), day: today - 10 }, null), openedRow({ caseId: caseNo(2), day: today - 9 }, null)], today)
  const scale = scaleOf(lanes, today, 1000)
  const [late, running] = lanes.map((lane) => laneParts(lane, scale, today))
  expect(running?.used[1]).toBe(scale.at(today))
  expect(running?.left).toEqual([scale.at(today), scale.at(today + 10)])
  expect(running?.over).toBeNull()
  expect(running?.notices).toEqual([scale.at(today + 2)])
  expect(late?.used[1]).toBe(scale.at(today - 4))
  expect(late?.left).toBeNull()
  expect(late?.over).toEqual([scale.at(today - 4), scale.at(today)])
  expect(Math.max(scale.at(scale.to), late?.words ?? 0)).toBeLessThan(1000)
})

test('a date of a year from now does not press the near ones together', () => {
  const scale = scaleOf(lanesOf([clock(1, { dueDay: today + 365, notices: [today + 365] })], [], today), today, 1000)
  expect(scale.at(today + 30) - scale.at(today)).toBeGreaterThan(100)
  expect(monthsBetween(dayOf('2026-11-20'), dayOf('2027-02-01'))).toEqual([dayOf('2026-12-01'), dayOf('2027-01-01'), dayOf('2027-02-01')])
})

test('a median names its number', () => {
  expect(medianOf([])).toBeNull()
  expect(medianOf([5])).toEqual({ days: 5, n: 1 })
  expect(medianOf([9, 1, 4])).toEqual({ days: 4, n: 3 })
  expect(medianOf([1, 2, 3, 10])).toEqual({ days: 2.5, n: 4 })
})

test('ages, loads and kinds count open cases once, whatever number of teams of one member read them', () => {
  const me = 'a'.repeat(32)
  const rows = [
    openedRow({ caseId: caseNo(1), day: today, assignee: me, nextDay: today - 1 }, { code: 'FL-02' }), openedRow({ caseId: caseNo(1), deskId: 'e'.repeat(32), day: today, assignee: me, nextDay: today - 1 }, { code: 'FL-02' }),
    openedRow({ caseId: caseNo(2), day: today - 8, assignee: me }, { code: 'FL-04' }), openedRow({ caseId: caseNo(3), day: today - 181, assignee: 'b'.repeat(32) }, null), openedRow({ caseId: caseNo(4), turn: 'nobody', state: 'CLOSED' }, null),
  ]
  expect(ageing(rows, today)).toEqual([1, 1, 0, 0, 1])
  expect(loadPerHandler(rows, today, new Set([me]))).toEqual([{ who: me, open: 2, late: 1 }, { who: 'others', open: 1, late: 0 }])
  expect(loadPerHandler(rows.slice(0, 1).map(({ row }) => openedRow({ ...row, assignee: null }, null)), today, new Set()).map(({ who }) => who)).toEqual([null])
  expect(countBy(rows, ({ summary }) => (summary?.code ?? '').slice(0, 2))).toEqual([['FL', 2], ['', 1]])
})

test('time to an answer is counted from clear days, by the quarter in which the report came', () => {
  const rows = [openedRow({ caseId: caseNo(1), day: dayOf('2026-08-01') }, null), openedRow({ caseId: caseNo(2), day: dayOf('2026-11-02') }, null)]
  const clocks = [clock(1, { clockId: ack, dueDay: dayOf('2026-08-04'), stoppedDay: dayOf('2026-08-03') }), clock(2, { clockId: ack, dueDay: dayOf('2026-11-05'), stoppedDay: dayOf('2026-11-06') }), clock(9, { clockId: ack, stoppedDay: today })]
  const answers = answered('G-ACK', clocks, rows)
  expect(answers.map((one) => one.stoppedDay - one.receivedDay)).toEqual([2, 4])
  const quarters = inTimeByQuarter(answers, today, 3)
  expect(quarters.map(({ from, inTime, all }) => [from, inTime, all])).toEqual([[dayOf('2026-04-01'), 0, 0], [dayOf('2026-07-01'), 1, 1], [dayOf('2026-10-01'), 0, 1]])
  expect(quarters.at(-1)?.to).toBe(today)
})

test('a filter takes what it names and nothing else', () => {
  const me = 'a'.repeat(32)
  const row = openedRow({ assignee: me, nextDay: today - 1 }, { priority: '2', code: 'FL-02', lang: 'my' })
  const other = openedRow({}, null)
  const takes = (filters: Partial<typeof noFilters>) => [row, other].map((one) => passes(one, { ...noFilters, ...filters }, me, today))
  expect(takes({})).toEqual([true, true])
  expect(takes({ late: true })).toEqual([true, false])
  expect(takes({ mine: true })).toEqual([true, false])
  expect(takes({ nobody: true })).toEqual([false, true])
  expect(takes({ priorities: [1, 2] })).toEqual([true, false])
  expect(takes({ priorities: [0] })).toEqual([false, true])
  expect(takes({ codes: ['FL'] })).toEqual([true, false])
  expect(takes({ codes: ['FL-03'] })).toEqual([false, false])
  expect(takes({ languages: ['my'] })).toEqual([true, false])
  expect(filterCount({ ...noFilters, late: true, codes: ['FL'], priorities: [1, 2] })).toBe(4)
  expect(sorted([other, row], 'priority')[0]).toBe(row)
  expect(sorted([other, row], 'date')[0]).toBe(row)
})

test('a saved view is read again as it was kept; what another version wrote falls back to the usual', () => {
  const view = { name: 'Late at Marui', base: 'open', sort: 'date', filters: { ...noFilters, late: true, codes: ['WA'] }, columns: ['number', 'code'] } as const
  expect(viewFrom(JSON.stringify(view))).toEqual(view)
  expect(viewFrom('{"name":"x","base":"stars","sort":"size","columns":["number","shoe"]}')).toEqual({ name: 'x', base: 'open', sort: 'turn', filters: noFilters, columns: ['number'] })
  expect(viewFrom('{"name":"x"}')?.columns).toEqual(usualColumns)
  for (const broken of ['', '3', '{"filters":{}}']) expect(viewFrom(broken)).toBeNull()
  expect(snippetFrom('{"title":"a","text":"b","lang":"en"}')).toEqual({ title: 'a', text: 'b', lang: 'en' })
  expect(snippetFrom('{"title":"a"}')).toBeNull()
})

test('the review of the procedure is due a year after the last one, whatever made it; nothing else of the register is one', () => {
  const review = { day: dayOf('2028-02-29'), cause: 'cause', by: 'M. Sato', text: 'The poster was not where people are.' } as const
  expect(reviewFrom(reviewContent(review))).toEqual(review)
  for (const other of ['', '{}', '{"type":"years","month":4}', reviewContent({ ...review, day: 1.5 }), reviewContent({ ...review, day: -1 }), reviewContent(review).replace('"cause":"cause"', '"cause":"x"')]) expect(reviewFrom(other)).toBeNull()
  expect(nextReviewDay([])).toBeNull()
  expect(nextReviewDay([review, { ...review, day: dayOf('2027-03-01'), cause: 'yearly' }])).toBe(dayOf('2029-02-28'))
})
