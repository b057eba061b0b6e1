import { expect, test } from 'vitest'
import { caseDaysOf, type CaseDays } from '#db/model/case-days.ts'
import { actOfStep, actsOfMessage, caseActs, clocksAfterAct, clocksAfterActs, clocksForTriage, dueOf, type ClockChange } from '#db/model/clock-plan.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import { clockRuleRows, ruleIds, rulesOfProfile, type RuleId } from '#db/model/clock-rules.ts'
import { legalProfiles, profileRows, type LegalProfile } from '#db/model/legal-profiles.ts'
import { caseStates } from '#db/model/case-state.ts'
import { dayAt } from '#db/model/deadlines.ts'
import { instantFrom } from '#db/model/ids.ts'
import { newIds, on, textOf } from './days.ts'

const days = (received: string, more: { [name in keyof CaseDays]?: string } = {}): CaseDays => ({
  ...caseDaysOf([], { receivedDay: on(received), urgentDay: null, feedbackDay: null, protectiveDay: null }),
  ...Object.fromEntries(Object.entries(more).map(([name, day]) => [name, on(day)])),
})

// The last column: acknowledged on; empty for never.
const vectors: readonly (readonly [RuleId, string, string, string])[] = [
  ['EU-ACK', '2026-11-20', '', '2026-11-27'],
  ['EU-FB', '2026-11-20', '2026-11-23', '2027-02-23'],
  ['EU-FB', '2026-11-20', '', '2027-02-27'],
  ['JP-INV', '2026-11-20', '', '2026-12-10'],
  ['JP-WATCH', '2026-11-20', '', '2027-11-20'],
  ['EU-FB', '2026-11-30', '2026-12-03', '2027-03-03'],
  ['EU-FB', '2027-01-31', '2027-02-03', '2027-05-03'],
  ['EU-FB', '2027-11-29', '', '2028-03-06'],
  ['DE-FB', '2027-11-29', '', '2028-03-07'],
  // On the last day of a month.
  ['EU-FB', '2026-11-28', '2026-11-30', '2027-02-28'],
  ['EU-FB', '2027-11-28', '2027-11-30', '2028-02-29'],
  ['DE-FB', '2027-11-28', '2027-11-30', '2028-02-29'],
  ['DE-FB', '2026-11-30', '', '2027-03-07'],
  // Over a leap day.
  ['JP-WATCH', '2028-02-29', '', '2029-02-28'],
  ['JP-INV', '2028-02-20', '', '2028-03-11'],
  // Acknowledged on the last of the seven days, and a day too late, when no more time is given than without.
  ['EU-FB', '2027-11-29', '2027-12-06', '2028-03-06'],
  ['EU-FB', '2027-11-29', '2027-12-07', '2028-03-06'],
  ['DE-FB', '2027-11-29', '2027-12-06', '2028-03-06'],
  ['DE-FB', '2027-11-29', '2027-12-20', '2028-03-07'],
  ['DE-FB', '2027-02-25', '2027-03-04', '2027-06-04'],
]

for (const [rule, received, acknowledged, due] of vectors) {
  test(`${rule} of ${received}, ${acknowledged === '' ? 'never acknowledged' : `acknowledged ${acknowledged}`}: ${due}`, () => {
    const found = dueOf(rule, days(received, acknowledged === '' ? {} : { acknowledgedDay: acknowledged }))
    expect(found === null ? null : textOf(found.dueDay)).toBe(due)
  })
}

test('a law that is not in force on the day it would be due has no clock', () => {
  expect(dueOf('CS-REASON', days('2029-06-01', { remedyDecidedDay: '2029-07-25' }))).toBeNull()
  expect(dueOf('CS-REASON', days('2029-06-01', { remedyDecidedDay: '2029-07-26' }))).toEqual({ startDay: on('2029-07-26'), dueDay: on('2029-07-26') })
  expect(dueOf('JP-WATCH', days('2025-11-30'))).toBeNull()
  expect(dueOf('JP-WATCH', days('2025-12-01'))?.dueDay).toBe(on('2026-12-01'))
})

test('what has not begun has no due day', () => {
  for (const rule of ['DE-DEL', 'JP-COR', 'CS-REASON', 'G-SAFE-30', 'P1-ACT', 'LK-REV', 'LK-KEEP', 'G-UPD'] as const) expect(dueOf(rule, days('2026-11-20')), rule).toBeNull()
})

const newId = newIds()
const around = (profiles: readonly LegalProfile[], at: CaseDays, today: string, clocks: readonly CaseClock[] = []) => ({ profiles, days: at, today: on(today), clocks, newId })
const told = (changes: readonly ClockChange[]) =>
  changes.map(({ kind, clock }) => [kind, clock.rule, textOf(clock.dueDay), clock.stoppedDay === null ? null : textOf(clock.stoppedDay)])
function applied(clocks: readonly CaseClock[], changes: readonly ClockChange[]): CaseClock[] {
  const changed = new Map(changes.map(({ clock }) => [clock.clockId, clock]))
  return [...clocks.map((clock) => changed.get(clock.clockId) ?? clock), ...changes.filter(({ kind }) => kind === 'start').map(({ clock }) => clock)]
}

test('several laws at triage, dated back to receipt; what was met already comes as met', () => {
  const at = days('2026-11-20', { acknowledgedDay: '2026-11-23' })
  const changes = clocksForTriage(around(['EU', 'DE', 'JP'], at, '2026-11-28'))
  expect(told(changes)).toEqual([
    ['start', 'EU-ACK', '2026-11-27', '2026-11-23'],
    ['start', 'EU-FB', '2027-02-23', null],
    ['start', 'DE-FB', '2027-02-23', null],
    ['start', 'JP-INV', '2026-12-10', null],
    ['start', 'JP-WATCH', '2027-11-20', null],
  ])
  expect(new Set(changes.map(({ clock }) => clock.clockId)).size).toBe(5)
  const clocks = applied([], changes)
  expect(clocksForTriage(around(['EU', 'DE', 'JP'], at, '2026-11-29', clocks))).toEqual([])
  expect(told(clocksForTriage(around(['EU'], at, '2026-11-29', clocks)))).toEqual([
    ['stop', 'DE-FB', '2027-02-23', '2026-11-29'], ['stop', 'JP-INV', '2026-12-10', '2026-11-29'], ['stop', 'JP-WATCH', '2027-11-20', '2026-11-29'],
  ])
})

test('an acknowledgement that comes after the laws were chosen moves their clocks', () => {
  const before = applied([], clocksForTriage(around(['EU', 'DE'], days('2027-11-29'), '2027-11-30')))
  const at = days('2027-11-29', { acknowledgedDay: '2027-12-01' })
  expect(told(clocksAfterAct('acknowledged', around(['EU', 'DE'], at, '2027-12-01', before)))).toEqual([
    ['stop', 'EU-ACK', '2027-12-06', '2027-12-01'], ['move', 'EU-FB', '2028-03-01', null], ['move', 'DE-FB', '2028-03-01', null],
  ])
})

test('a Japanese and German case from triage to the watch', () => {
  let clocks = applied([], clocksForTriage(around(['DE', 'JP'], days('2026-12-01', { acknowledgedDay: '2026-12-02' }), '2026-12-03')))
  const step = (act: Parameters<typeof clocksAfterAct>[0], today: string, more: { [name in keyof CaseDays]?: string }) => {
    const changes = clocksAfterAct(act, around(['DE', 'JP'], days('2026-12-01', { acknowledgedDay: '2026-12-02', ...more }), today, clocks))
    clocks = applied(clocks, changes)
    return told(changes)
  }
  expect(step('investigation-told', '2026-12-10', {})).toEqual([['stop', 'JP-INV', '2026-12-21', '2026-12-10']])
  expect(step('feedback', '2027-02-01', {})).toEqual([['stop', 'DE-FB', '2027-03-02', '2027-02-01']])
  expect(step('remedy-decided', '2027-02-10', { remedyDecidedDay: '2027-02-10' })).toEqual([['start', 'JP-COR', '2027-02-24', null]])
  expect(step('corrective-told', '2027-02-20', { remedyDecidedDay: '2027-02-10' })).toEqual([['stop', 'JP-COR', '2027-02-24', '2027-02-20']])
  expect(step('outcome', '2027-03-01', { outcomeDay: '2027-03-01' })).toEqual([
    ['start', 'G-SAFE-30', '2027-03-31', null], ['start', 'G-SAFE-90', '2027-05-30', null],
    ['start', 'G-SAFE-180', '2027-08-28', null], ['start', 'G-SAFE-365', '2028-02-29', null],
  ])
  expect(step('safety-answered', '2027-03-20', { outcomeDay: '2027-03-01' })).toEqual([])
  expect(step('safety-answered', '2027-03-26', { outcomeDay: '2027-03-01' })).toEqual([['stop', 'G-SAFE-30', '2027-03-31', '2027-03-26']])
  expect(step('closed', '2027-04-01', { outcomeDay: '2027-03-01', closedDay: '2027-04-01' })).toEqual([['start', 'DE-DEL', '2030-04-01', null]])
  expect(step('reopened', '2027-05-01', {})).toEqual([['stop', 'DE-DEL', '2030-04-01', '2027-05-01']])
  expect(clocks.filter(({ stoppedDay }) => stoppedDay === null).map(({ rule }) => rule)).toEqual(['JP-WATCH', 'G-SAFE-90', 'G-SAFE-180', 'G-SAFE-365'])
  expect(step('outcome', '2027-06-01', { outcomeDay: '2027-06-01' }).map(([kind, rule]) => `${kind} ${rule}`)).toEqual([
    'stop G-SAFE-90', 'stop G-SAFE-180', 'stop G-SAFE-365', 'start G-SAFE-30', 'start G-SAFE-90', 'start G-SAFE-180', 'start G-SAFE-365',
  ])
})

test('a case of the first priority has its protective step by the end of the third day', () => {
  const at = days('2026-12-30', { urgentDay: '2026-12-30' })
  const changes = clocksAfterAct('weighed-p1', around([], at, '2026-12-30'))
  expect(told(changes)).toEqual([['start', 'P1-ACT', '2027-01-02', null]])
  const clocks = applied([], changes)
  expect(clocksAfterAct('weighed-p1', around([], at, '2026-12-31', clocks))).toEqual([])
  expect(told(clocksAfterAct('protective-step', around([], at, '2027-01-01', clocks)))).toEqual([['stop', 'P1-ACT', '2027-01-02', '2027-01-01']])
})

test('an act counts on its own day without being told of it before', () => {
  const at = days('2026-12-01', { acknowledgedDay: '2026-12-02' })
  expect(told(clocksAfterAct('outcome', around([], at, '2027-03-01'))).map(([, rule, due]) => [rule, due])).toEqual([
    ['G-SAFE-30', '2027-03-31'], ['G-SAFE-90', '2027-05-30'], ['G-SAFE-180', '2027-08-28'], ['G-SAFE-365', '2028-02-29'],
  ])
  // A second outcome counts anew.
  expect(told(clocksAfterAct('outcome', around([], { ...at, outcomeDay: on('2027-01-01') }, '2027-03-01')))[0]?.[2]).toBe('2027-03-31')
  expect(told(clocksAfterAct('closed', around(['DE'], at, '2027-03-01')))).toEqual([['start', 'DE-DEL', '2030-03-01', null]])
  expect(told(clocksAfterAct('remedy-decided', around(['JP', 'CS'], at, '2029-08-01'))).map(([, rule, due]) => [rule, due])).toEqual([['JP-COR', '2029-08-15'], ['CS-REASON', '2029-08-01']])
})

test('a message is what a running clock waits for, and several acts of one write change each clock once', () => {
  const at = days('2026-12-01')
  const clocks = applied([], clocksForTriage(around(['EU', 'DE', 'JP'], at, '2026-12-02')))
  expect(actsOfMessage(clocks, on('2026-12-02')).map(({ act, clocks: heard }) => [act, heard.map(({ rule }) => rule)])).toEqual([
    ['feedback', ['EU-FB', 'DE-FB']], ['investigation-told', ['JP-INV']],
  ])
  const changes = clocksAfterActs(['acknowledged', 'feedback', 'investigation-told'], around(['EU', 'DE', 'JP'], at, '2026-12-03', clocks))
  expect(told(changes)).toEqual([
    ['stop', 'EU-ACK', '2026-12-08', '2026-12-03'], ['stop', 'EU-FB', '2027-03-03', '2026-12-03'], ['stop', 'DE-FB', '2027-03-03', '2026-12-03'], ['stop', 'JP-INV', '2026-12-21', '2026-12-03'],
  ])
  expect(actsOfMessage(applied(clocks, changes), on('2026-12-04'))).toEqual([])
})

test('a refusal with its reason is feedback and tells why nothing is looked into', () => {
  const clocks = applied([], clocksForTriage(around(['EU', 'JP'], days('2026-12-01', { acknowledgedDay: '2026-12-02' }), '2026-12-03')))
  const changes = clocksAfterAct('declined', around(['EU', 'JP'], days('2026-12-01', { acknowledgedDay: '2026-12-02', declinedDay: '2026-12-05' }), '2026-12-05', clocks))
  expect(changes.map(({ kind, clock }) => `${kind} ${clock.rule}`)).toEqual(['stop EU-FB', 'stop JP-INV'])
})

test('days of a case from what was told', () => {
  const at = caseDaysOf(
    [['ACKNOWLEDGED', 2], ['TRIAGE', 3], ['TRIAGE', 4], ['OUTCOME_GIVEN', 9], ['OUTCOME_GIVEN', 12], ['CLOSED', 40], ['TRIAGE', 50], ['OUTCOME_GIVEN', 60]].map(([state, day]) => (
      { state: caseStates.find((one) => one === state) ?? 'RECEIVED', day: on('2026-12-01', Number(day)) })),
    { receivedDay: on('2026-12-01'), urgentDay: null, feedbackDay: null, protectiveDay: null },
  )
  expect([at.acknowledgedDay, at.outcomeDay, at.closedDay]).toEqual([on('2026-12-01', 2), on('2026-12-01', 60), on('2026-12-01', 40)])
  expect(caseDaysOf([{ state: 'OUTCOME_GIVEN', day: on('2026-12-09') }, { state: 'OUTCOME_GIVEN', day: on('2026-12-12') }], at).outcomeDay).toBe(on('2026-12-09'))
})

test('every state is an act or none, and every rule, law and source is named', () => {
  const acts = caseStates.map((to) => actOfStep('TRIAGE', to)).filter((act) => act !== null)
  expect(acts.every((act) => caseActs.includes(act))).toBe(true)
  expect(actOfStep('CLOSED', 'TRIAGE')).toBe('reopened')
  expect(actOfStep('CLOSED', 'ARCHIVED')).toBeNull()
  for (const rule of ruleIds) {
    const row = clockRuleRows[rule]
    expect(row.rule).toBe(rule)
    expect(row.source).not.toBe('')
    expect(row.effectiveFrom).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(row.verifiedOn ?? '2026-11-20').toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(row.mayPause).toBe(rule === 'G-TRI' || rule === 'G-OUT')
  }
  for (const profile of legalProfiles) expect(profileRows[profile]).toMatchObject({ profile, counsel: 'have counsel review' })
  expect(rulesOfProfile('DE')).toEqual(['EU-ACK', 'DE-FB', 'DE-DEL'])
  expect(rulesOfProfile('LK')).toEqual([])
})

// The day is that of the organisation's wall calendar, also where an hour is missing or comes twice.
const received = [
  ['2027-03-27T22:59:59Z', 'Europe/Berlin', '2027-03-27', '2027-04-03'],
  ['2027-03-27T23:00:00Z', 'Europe/Berlin', '2027-03-28', '2027-04-04'],
  ['2027-10-23T22:00:00Z', 'Europe/Berlin', '2027-10-24', '2027-10-31'],
  ['2027-10-31T22:59:59Z', 'Europe/Berlin', '2027-10-31', '2027-11-07'],
  ['2026-12-31T15:00:00Z', 'Asia/Tokyo', '2027-01-01', '2027-01-08'],
  ['2027-03-14T06:59:59Z', 'America/New_York', '2027-03-14', '2027-03-21'],
  ['2027-09-25T13:59:59Z', 'Pacific/Auckland', '2027-09-26', '2027-10-03'],
] as const

for (const [instant, zone, day, due] of received) {
  test(`received ${instant}: ${day} in ${zone}, acknowledged by ${due}`, () => {
    const receivedDay = dayAt(instantFrom(Date.parse(instant)), zone)
    expect(textOf(receivedDay)).toBe(day)
    const found = dueOf('EU-ACK', caseDaysOf([], { receivedDay, urgentDay: null, feedbackDay: null, protectiveDay: null }))
    expect(found === null ? null : textOf(found.dueDay)).toBe(due)
  })
}
