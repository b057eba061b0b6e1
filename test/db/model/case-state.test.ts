import { expect, test } from 'vitest'
import { caseStates, caseStateFrom, clocksAfter, stateForReporter, stepsFrom, toldEvent, transitionBetween, transitions, type CaseState } from '#db/model/case-state.ts'
import { dayFrom } from '#db/model/ids.ts'

const paths: readonly (readonly [CaseState, string, CaseState, string])[] = [
  ['RECEIVED', 'acknowledge', 'ACKNOWLEDGED', 'handler'],
  ['ACKNOWLEDGED', 'begin-triage', 'TRIAGE', 'handler'],
  ['TRIAGE', 'give-outcome', 'OUTCOME_GIVEN', 'lead'],
  ['TRIAGE', 'decline', 'DECLINED', 'lead'],
  ['OUTCOME_GIVEN', 'close', 'CLOSED', 'lead'],
  ['DECLINED', 'close', 'CLOSED', 'lead'],
  ['CLOSED', 'reopen', 'TRIAGE', 'lead'],
]

test('the table holds exactly these steps; every other pair of states is refused', () => {
  expect(transitions.map((row) => [row.from, row.verb, row.to, row.who])).toEqual(paths)
  for (const from of caseStates) for (const to of caseStates) {
    const listed = paths.some((path) => path[0] === from && path[2] === to)
    expect(transitionBetween(from, to) !== null, `${from} to ${to}`).toBe(listed)
  }
})

test('a lead may do what a handler may; a handler only the first two steps', () => {
  for (const state of caseStates) {
    expect(stepsFrom(state, 'lead')).toEqual(transitions.filter((row) => row.from === state))
    expect(stepsFrom(state, 'handler').every((row) => row.who === 'handler')).toBe(true)
  }
  expect(transitions.filter((row) => row.who === 'handler').map((row) => row.verb)).toEqual(['acknowledge', 'begin-triage'])
})

test('every step goes out with a message to the reporter, and says which guards only a desk can check', () => {
  for (const row of transitions) expect(row.guards).toContainEqual({ at: 'server', rule: 'message-to-reporter' })
  expect(transitions.find((row) => row.verb === 'decline')?.guards).toContainEqual({ at: 'desk', rule: 'reason' })
})

test('names that no version knows are no state', () => {
  expect(caseStateFrom('TRIAGE')).toBe('TRIAGE')
  expect(caseStateFrom('toString')).toBeNull()
  expect(toldEvent({ state: 'FROM_THE_FUTURE', nextDay: '20800' })).toBeNull()
  expect(toldEvent({ nextDay: '20800' })).toBeNull()
  expect(toldEvent({ state: 'TRIAGE', sinceDay: 'x', nextDay: '0', endDay: '-3' })).toEqual({ state: 'TRIAGE', sinceDay: null, nextDay: null, endDay: null })
})

const event = (state: CaseState, sinceDay: number, nextDay: number | null, endDay: number | null = null) => ({ state, sinceDay, nextDay, endDay })

test('before a person has read it, the page promises three days and says when they are over', () => {
  expect(stateForReporter(100, [], 100)).toEqual({ state: 'RECEIVED', sinceDay: 100, nextDay: 103, endDay: null, late: false, finished: false })
  expect(stateForReporter(100, [], 103).late).toBe(false)
  expect(stateForReporter(100, [], 104).late).toBe(true)
})

test('late the day after a promised day, whatever the server says', () => {
  const story = [event('ACKNOWLEDGED', 101, 110), event('TRIAGE', 105, 130)]
  expect(stateForReporter(100, story, 130)).toEqual({ state: 'TRIAGE', sinceDay: 105, nextDay: 130, endDay: null, late: false, finished: false })
  expect(stateForReporter(100, story, 131).late).toBe(true)
  expect(stateForReporter(100, story.slice(0, 1), 111).late).toBe(true)
})

test('a result is finished by itself when the time to disagree is over; a closed case is never late', () => {
  const result = [event('OUTCOME_GIVEN', 110, 140, 140)]
  expect(stateForReporter(100, result, 140)).toMatchObject({ finished: false, late: false, endDay: 140 })
  expect(stateForReporter(100, result, 141)).toMatchObject({ finished: true, late: false, nextDay: null })
  expect(stateForReporter(100, [event('DECLINED', 110, null, 140)], 141).finished).toBe(true)
  expect(stateForReporter(100, [...result, event('CLOSED', 120, null, 485)], 500)).toMatchObject({ state: 'CLOSED', finished: true, late: false, endDay: 485 })
  expect(stateForReporter(100, [...result, event('CLOSED', 120, null), event('TRIAGE', 130, 140)], 135)).toMatchObject({ state: 'TRIAGE', finished: false })
})

test('clocks: the first answer stops two, a decision stops the rest, a message renews the update, reopening starts three again', () => {
  const today = dayFrom(200)
  expect(clocksAfter('RECEIVED', 'ACKNOWLEDGED', today)).toEqual({ stop: ['G-ACK', 'P1-SEE'], start: [{ rule: 'G-UPD', startDay: 200, dueDay: 230 }] })
  expect(clocksAfter('TRIAGE', 'OUTCOME_GIVEN', today)).toEqual({ stop: ['G-ACK', 'P1-SEE', 'G-TRI', 'G-UPD', 'G-OUT'], start: [] })
  expect(clocksAfter('CLOSED', 'TRIAGE', today).start.map((clock) => [clock.rule, clock.dueDay])).toEqual([['G-TRI', 210], ['G-UPD', 230], ['G-OUT', 290]])
})
