// The register as a file: what a spreadsheet reads, what it must not run, and in which year a case stands.
import { expect, test } from 'vitest'
import { csvCell, csvFile } from '#app/desk/register/csv.ts'
import { fiscalYearDays, fiscalYearName, fiscalYearOf } from '#app/desk/register/fiscal-year.ts'
import { amountFrom, giftContent, giftFrom, type GiftRow } from '#app/desk/register/gift-rows.ts'
import { outcomeContent, outcomeFrom, type OutcomeRecord } from '#app/desk/register/outcome-record.ts'
import { caseCells, caseHeads } from '#app/desk/register/register-cells.ts'
import { registerLines } from '#app/desk/register/register-lines.ts'
import { yearsContent, yearsFrom } from '#app/desk/register/years-setting.ts'
import { dayOf, openedRow } from './desk-rows.ts'

test('a cell is quoted where RFC 4180 wants it, and only there', () => {
  expect(csvCell('plain')).toBe('plain')
  expect(csvCell('one, two')).toBe('"one, two"')
  expect(csvCell('she said "no"')).toBe('"she said ""no"""')
  expect(csvCell('first\nsecond')).toBe('"first\nsecond"')
  expect(csvCell(null)).toBe('')
  expect(csvCell(-5)).toBe('-5')
  expect(csvCell('残業代')).toBe('残業代')
})

test('nothing that somebody wrote is run as a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=cmd|"/c calc"!A1']) {
    const cell = csvCell(text)
    expect(cell.replace(/^"/, '').startsWith("'"), text).toBe(true)
  }
  expect(csvCell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`)
})

test('every line ends with CRLF, the heads come first, and the encoding is named', () => {
  expect(csvFile(['a', 'b'], [['1', null], [2, 'x,y']])).toBe('\uFEFFa,b\r\n1,\r\n2,"x,y"\r\n')
})

test('a fiscal year begins where the organisation says, and is called as it says', () => {
  const april = { month: 4, naming: 'start' } as const
  expect(fiscalYearOf(dayOf('2027-03-31'), april)).toBe(2026)
  expect(fiscalYearOf(dayOf('2027-04-01'), april)).toBe(2027)
  expect(fiscalYearOf(dayOf('2028-02-29'), april)).toBe(2027)
  expect(fiscalYearDays(2027, april)).toEqual({ from: dayOf('2027-04-01'), to: dayOf('2028-03-31') })
  expect(fiscalYearDays(2027, { month: 1, naming: 'start' })).toEqual({ from: dayOf('2027-01-01'), to: dayOf('2027-12-31') })
  expect(fiscalYearName(2026, april)).toBe('2026')
  expect(fiscalYearName(2026, { month: 10, naming: 'end' })).toBe('2027')
  expect(fiscalYearName(2026, { month: 7, naming: 'both' })).toBe('2026/27')
  expect(fiscalYearName(2099, { month: 7, naming: 'both' })).toBe('2099/00')
  expect(fiscalYearName(2026, { month: 1, naming: 'end' })).toBe('2026')
  expect(yearsFrom(yearsContent({ month: 10, naming: 'both' }))).toEqual({ month: 10, naming: 'both' })
  expect(yearsFrom('{"type":"years","month":13,"naming":"x"}')).toEqual(april)
  expect(yearsFrom('{"type":"gift"}')).toBeNull()
  expect(yearsFrom('half a th')).toBeNull()
})

const outcome: OutcomeRecord = {
  mark: 'c'.repeat(32), receivedDay: dayOf('2026-05-02'), day: dayOf('2026-07-01'), state: 'OUTCOME_GIVEN', code: 'FL-02', severity: 3, priority: 1,
  findings: ['SUB', 'NOT'], reason: '', remedies: ['PAPERS_RETURNED'], language: 'my', keepUntilDay: dayOf('2033-07-01'),
}

test('a case stands in the register with its codes and days; one that is gone by its outcome', () => {
  const [first, second] = [openedRow({ caseId: 'a'.repeat(64), day: dayOf('2026-06-01') }, { code: 'HS-02', severity: '4', priority: '1', lang: 'ja' }), openedRow({ caseId: 'b'.repeat(64), day: dayOf('2026-06-02') }, {})]
  const clocks = [{ caseId: 'a'.repeat(64), deskId: 'd'.repeat(32), clockId: `${'0'.repeat(31)}1`, dueDay: dayOf('2026-06-04'), notices: [], assignee: null, stoppedDay: dayOf('2026-06-05') }]
  const lines = registerLines([second, first], clocks, [outcome])
  expect(lines.map((line) => [line.state, line.code])).toEqual([['GONE', 'FL-02'], ['RECEIVED', 'HS-02'], ['RECEIVED', '']])
  expect(lines[1]).toMatchObject({ answeredDay: dayOf('2026-06-05'), answeredInTime: false, outcomeDay: null, severity: '4' })
  const cells = lines.map((line) => caseCells(line, '2026', (day) => new Date(day * 86_400_000).toISOString().slice(0, 10)))
  expect(cells.every((one) => one.length === caseHeads.length)).toBe(true)
  expect(cells[0]).toEqual(['2026', lines[0]?.number, '2026-05-02', 'GONE', 'FL-02', 3, 1, 'my', null, null, '2026-07-01', null, 'SUB NOT', '', 'PAPERS_RETURNED', '2033-07-01'])
  expect(cells[1]?.slice(8, 10)).toEqual(['2026-06-05', 0])
})

test('the outcome of a case that stands is found by the mark in its summary, and stands in no line of its own', () => {
  const row = openedRow({ caseId: 'a'.repeat(64), day: dayOf('2026-05-02') }, { mark: outcome.mark })
  expect(registerLines([row], [], [outcome]).map(({ caseId, state, findings, outcomeDay }) => [caseId, state, findings, outcomeDay])).toEqual([['a'.repeat(64), 'RECEIVED', outcome.findings, outcome.day]])
  const [gone] = registerLines([], [], [outcome])
  expect([gone?.caseId, gone?.number, gone?.state]).toEqual([null, '–', 'GONE'])
})

test('an outcome and a gift are read again as they were kept, and what is broken is left out', () => {
  expect(outcomeFrom(outcomeContent(outcome))).toEqual(outcome)
  expect(outcomeFrom('{}')).toBeNull()
  // It names no case: neither id nor number leads back once the case is destroyed.
  expect(Object.keys(JSON.parse(outcomeContent(outcome)) as object)).not.toContain('caseId')
  // One that was kept before anybody asked until when.
  expect(outcomeFrom(outcomeContent(outcome).replace(/,"keepUntilDay":\d+/, ''))?.keepUntilDay).toBeNull()
  const gift: GiftRow = { day: 20_600, direction: 'asked', answer: 'declined', from: 'Marui Coating', to: 'a buyer', what: 'gift cards', value: 5000, currency: 'JPY', number: 'T-0001', text: '' }
  expect(giftFrom(giftContent(gift))).toEqual(gift)
  expect(giftFrom(giftContent({ ...gift, value: null }))?.value).toBeNull()
  for (const broken of ['', '[]', '{"type":"gift"}', '{"type":"gift","day":1,"direction":"stolen","answer":"declined"}']) expect(giftFrom(broken)).toBeNull()
})

test('an amount is digits; separators of thousands are heard, anything else is asked about', () => {
  expect(amountFrom('')).toBeNull()
  expect(amountFrom('5000')).toBe(5000)
  expect(amountFrom('5,000')).toBe(5000)
  expect(amountFrom('１２ ０００')).toBe(12_000)
  for (const wrong of ['a lot', '5.5', '-3', '1,00']) expect(amountFrom(wrong), wrong).toBeUndefined()
})
