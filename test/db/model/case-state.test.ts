import { expect, test } from 'vitest'
import { caseStates, caseStateFrom, clocksAfter, destruction, stepsFrom, transitionBetween, transitions, type CaseState, type Transition } from '#db/model/case-state.ts'
import { dayFrom } from '#db/model/ids.ts'
import { mayDo, stepVerbs } from '#db/model/roles.ts'
import { stateForReporter, toldEvent } from '#db/model/told-state.ts'

const n = 'next-day'
const e = 'end-day'
const own = 'conflict-declared fresh-people'
const referral = `${own} consent-or-duty redacted-copy`
// The table of the domain, cell by cell: from, verb, to, least role of the sender, whose decision, guards of the server beside the message, guards of the desk.
const cells: readonly (readonly [CaseState, string, CaseState, 'handler' | 'lead', string, string, string])[] = [
  ['RECEIVED', 'acknowledge', 'ACKNOWLEDGED', 'handler', 'desk', n, ''],
  ['ACKNOWLEDGED', 'begin-triage', 'TRIAGE', 'handler', 'desk', n, 'conflict-declared'],
  ['TRIAGE', 'give-outcome', 'OUTCOME_GIVEN', 'lead', 'desk', e, `${own} result-and-what-was-done gift-entered reason-holds`],
  ['TRIAGE', 'accept', 'ACCEPTED', 'handler', 'desk', n, `${own} triage-complete`],
  ['TRIAGE', 'decline', 'DECLINED', 'lead', 'desk', `${e} second-person`, `${own} severity-known grave-needs-independent reason reason-holds`],
  ['RECEIVED', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['ACKNOWLEDGED', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['TRIAGE', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['ACCEPTED', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['DECLINED', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['INVESTIGATING', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['FINDINGS_REVIEW', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['REMEDY_PLAN', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['REMEDYING', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['OUTCOME_GIVEN', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['APPEAL', 'refer', 'REFERRED', 'lead', 'desk', n, referral],
  ['ACCEPTED', 'investigate', 'INVESTIGATING', 'lead', 'desk', n, `${own} plan-and-team`],
  ['INVESTIGATING', 'submit-findings', 'FINDINGS_REVIEW', 'handler', 'desk', n, `${own} findings-and-evidence`],
  ['FINDINGS_REVIEW', 'plan-remedy', 'REMEDY_PLAN', 'handler', 'desk', n, `${own} reviewed-by-another remedy-named`],
  ['FINDINGS_REVIEW', 'give-outcome', 'OUTCOME_GIVEN', 'handler', 'desk', e, `${own} reviewed-by-another remedy-named plain-reasons reason-holds`],
  ['REMEDY_PLAN', 'begin-remedy', 'REMEDYING', 'lead', 'desk', n, `${own} reporter-consulted company-contact`],
  ['REMEDYING', 'give-outcome', 'OUTCOME_GIVEN', 'lead', 'desk', e, `${own} actions-verified plain-reasons`],
  ['ACCEPTED', 'give-outcome', 'OUTCOME_GIVEN', 'lead', 'desk', e, `${own} plain-reasons reason-holds`],
  ['REFERRED', 'give-outcome', 'OUTCOME_GIVEN', 'lead', 'desk', e, `${own} plain-reasons reason-holds`],
  ['DECLINED', 'appeal', 'APPEAL', 'handler', 'reporter', n, 'reporter-disagrees'],
  ['OUTCOME_GIVEN', 'appeal', 'APPEAL', 'handler', 'reporter', n, 'reporter-disagrees'],
  ['APPEAL', 'take-up', 'TRIAGE', 'handler', 'desk', n, `${own} other-people`],
  ['APPEAL', 'give-outcome', 'OUTCOME_GIVEN', 'handler', 'desk', e, `${own} other-people plain-reasons`],
  ['DECLINED', 'close', 'CLOSED', 'lead', 'system', '', 'reporter-agrees-or-time-is-over'],
  ['OUTCOME_GIVEN', 'close', 'CLOSED', 'lead', 'system', '', 'reporter-agrees-or-time-is-over'],
  ['CLOSED', 'reopen', 'TRIAGE', 'handler', 'desk', n, 'lead-or-punishment new-facts fresh-people'],
  ['CLOSED', 'archive', 'ARCHIVED', 'lead', 'desk', `${e} no-hold watch-over`, ''],
]

const rulesAt = (row: Transition, at: 'server' | 'desk') => row.guards.filter((guard) => guard.at === at).map(({ rule }) => rule).join(' ')

test('the table holds exactly these cells, with their guards', () => {
  const told = transitions.map((row) => [row.from, row.verb, row.to, row.who, row.by, rulesAt(row, 'server'), rulesAt(row, 'desk')])
  expect(told).toEqual(cells.map(([from, verb, to, who, by, server, desk]) => [from, verb, to, who, by, ['message-to-reporter', ...server.split(' ').filter(Boolean)].join(' '), desk]))
})

test('every other pair of states is refused, for everybody', () => {
  for (const from of caseStates) for (const to of caseStates) {
    const listed = cells.filter((cell) => cell[0] === from && cell[2] === to)
    expect(listed.length, `${from} to ${to}`).toBeLessThan(2)
    expect(transitionBetween(from, to)?.verb ?? null, `${from} to ${to}`).toBe(listed[0]?.[1] ?? null)
  }
})

test.each(cells)('%s, %s to %s: a %s and nobody below', (from, verb, to, who) => {
  const offered = (role: 'handler' | 'lead') => stepsFrom(from, role).some((row) => row.verb === verb && row.to === to)
  expect([offered('handler'), offered('lead')]).toEqual([who === 'handler', true])
})

test('from every state a verb leads to one place only, and no verb is without a row', () => {
  const places = transitions.map((row) => `${row.from} ${row.verb}`)
  expect(new Set(places).size).toBe(places.length)
  expect([...new Set(transitions.map((row) => row.verb))].sort()).toEqual([...stepVerbs].sort())
})

test('a case is destroyed by a lead only, from an end, without a hold and with the watch over', () => {
  expect(destruction).toEqual({ verb: 'shred', from: ['CLOSED', 'DECLINED', 'ARCHIVED'], who: 'lead', guards: ['no-hold', 'watch-over'] })
  expect([mayDo('handler', 'shred'), mayDo('lead', 'shred')]).toEqual([false, true])
})

test('nothing leads out of the archive, and nothing into it but from a closed case', () => {
  expect(stepsFrom('ARCHIVED', 'lead')).toEqual([])
  expect(transitions.filter((row) => row.to === 'ARCHIVED').map((row) => row.from)).toEqual(['CLOSED'])
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
  expect(stateForReporter(100, [...result, event('ARCHIVED', 120, 130)], 500)).toMatchObject({ state: 'ARCHIVED', finished: true, late: false, nextDay: null })
  expect(stateForReporter(100, [...result, event('CLOSED', 120, null), event('TRIAGE', 130, 140)], 135)).toMatchObject({ state: 'TRIAGE', finished: false })
})

test.each<[CaseState, CaseState, string, string]>([
  ['RECEIVED', 'ACKNOWLEDGED', 'G-ACK P1-SEE', 'G-UPD'],
  ['TRIAGE', 'TRIAGE', 'G-ACK P1-SEE', 'G-UPD'],
  ['TRIAGE', 'ACCEPTED', 'G-ACK P1-SEE G-TRI', 'G-UPD'],
  ['TRIAGE', 'REFERRED', 'G-ACK P1-SEE G-TRI', 'G-UPD'],
  ['ACCEPTED', 'INVESTIGATING', 'G-ACK P1-SEE G-TRI', 'G-UPD'],
  ['TRIAGE', 'OUTCOME_GIVEN', 'G-ACK P1-SEE G-TRI G-UPD G-OUT', ''],
  ['TRIAGE', 'DECLINED', 'G-ACK P1-SEE G-TRI G-UPD G-OUT', ''],
  ['OUTCOME_GIVEN', 'OUTCOME_GIVEN', 'G-ACK P1-SEE G-TRI G-UPD G-OUT', ''],
  ['OUTCOME_GIVEN', 'APPEAL', 'G-ACK P1-SEE', 'G-TRI G-UPD G-OUT'],
  ['DECLINED', 'APPEAL', 'G-ACK P1-SEE', 'G-TRI G-UPD G-OUT'],
  ['APPEAL', 'APPEAL', 'G-ACK P1-SEE', 'G-UPD'],
  ['APPEAL', 'TRIAGE', 'G-ACK P1-SEE', 'G-TRI G-UPD G-OUT'],
  ['APPEAL', 'OUTCOME_GIVEN', 'G-ACK P1-SEE G-TRI G-UPD G-OUT', ''],
  ['DECLINED', 'REFERRED', 'G-ACK P1-SEE G-TRI', 'G-UPD G-OUT'],
  ['CLOSED', 'TRIAGE', 'G-ACK P1-SEE', 'G-TRI G-UPD G-OUT'],
  ['CLOSED', 'ARCHIVED', 'G-ACK P1-SEE G-TRI G-UPD G-OUT', ''],
])('clocks from %s to %s', (from, to, stopped, started) => {
  const { stop, start } = clocksAfter(from, to, dayFrom(200))
  expect([stop.join(' '), start.map(({ rule }) => rule).join(' ')]).toEqual([stopped, started])
  expect(start.every(({ startDay }) => startDay === 200)).toBe(true)
})

test('what starts again is dated from that day', () => {
  expect(clocksAfter('CLOSED', 'TRIAGE', dayFrom(200)).start.map((clock) => [clock.rule, clock.dueDay])).toEqual([['G-TRI', 210], ['G-UPD', 230], ['G-OUT', 290]])
})
