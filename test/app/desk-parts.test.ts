// The pure parts of the desk: whose turn, which day, which key, which words.
import { expect, test } from 'vitest'
import { digitsIn, twoOf } from '#app/admin/keep.client.ts'
import { blockersOf, openStep } from '#app/admin/set-up/progress.ts'
import type { SetUpAnswer } from '#app/admin/set-up/set-up.client.ts'
import { answersIn, directionOf, languageName } from '#app/desk/case/answers.ts'
import { emptyDraft, replyFields } from '#app/desk/case/draft.ts'
import { dueKey, groupByTurn, isNew, rowMatches, stateKey, turnOf, type OpenedRow } from '#app/desk/inbox/rows.ts'
import { keyTable, readKey } from '#app/desk/keys.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { dayFormats, dayFromMachine, machineDay } from '#app/ui/days.ts'
import { translateWith } from '#app/ui/desk-words.tsx'
import { afterMessage, afterStep, promisedDay, stepsOf, type CaseFacts } from '#db/model/desk-steps.ts'

const today = 20_777
const columns = { version: 1, state: 'RECEIVED', turn: 'desk', nextDay: today + 3, endDay: null, assignee: null } as const
const facts: CaseFacts = { columns, receivedDay: today, sinceDay: null, today }

function lineOf(part: Partial<OpenedRow['row']>, summary: OpenedRow['summary'] = null): OpenedRow {
  return { row: { ...columns, caseId: 'ab'.repeat(32), deskId: '01'.repeat(16), day: today, lastDay: today, urgent: false, reporterMessages: 1, summary: null, ...part }, summary }
}

test('late is a date of ours that is past, never a reporter who does not answer', () => {
  expect(turnOf({ turn: 'desk', nextDay: today - 1 }, today)).toBe('late')
  expect(turnOf({ turn: 'desk', nextDay: today }, today)).toBe('ours')
  expect(turnOf({ turn: 'others', nextDay: today - 1 }, today)).toBe('late')
  expect(turnOf({ turn: 'reporter', nextDay: today - 9 }, today)).toBe('reporter')
  expect(turnOf({ turn: 'nobody', nextDay: null }, today)).toBe('nobody')
})

test('the inbox stands in the order of whose turn it is, and leaves empty groups out', () => {
  const groups = groupByTurn([lineOf({ turn: 'reporter' }), lineOf({ turn: 'desk', nextDay: today - 2 }), lineOf({})], today)
  expect(groups.map((group) => group.turn)).toEqual(['late', 'ours', 'reporter'])
})

test('what is due and which state the reporter reads follow from turn and state', () => {
  expect(dueKey({ turn: 'desk', state: 'RECEIVED' })).toBe('desk.due.RECEIVED')
  expect(dueKey({ turn: 'reporter', state: 'OUTCOME_GIVEN' })).toBe('desk.due.agrees')
  expect(stateKey({ turn: 'reporter', state: 'TRIAGE' })).toBe('state.WAITING_REPORTER.label')
  expect(stateKey({ turn: 'reporter', state: 'OUTCOME_GIVEN' })).toBe('state.OUTCOME_GIVEN.label')
})

test('a line is new until the desk has opened the newest message, and search reads opened words only', () => {
  expect(isNew(lineOf({ reporterMessages: 2 }, { reporterSeen: '0' }))).toBe(true)
  expect(isNew(lineOf({ reporterMessages: 1 }, null))).toBe(true)
  expect(isNew(lineOf({ reporterMessages: 1 }, { reporterSeen: '0' }))).toBe(false)
  expect(rowMatches(lineOf({}, { words: 'Ｐassports kept' }), 'T-4KQ7', 'passports')).toBe(true)
  expect(rowMatches(lineOf({}, null), 'T-4KQ7', 'passports')).toBe(false)
  expect(rowMatches(lineOf({}, null), 'T-4KQ7', '4kq7')).toBe(true)
})

test('the first answer also says that a person has read it', () => {
  const after = afterMessage(facts, null)
  expect(after.columns).toMatchObject({ state: 'ACKNOWLEDGED', turn: 'desk', nextDay: today + 10 })
  expect(after.event).toMatchObject({ state: 'ACKNOWLEDGED', sinceDay: String(today), nextDay: String(today + 10) })
})

test('a question waits for the reporter until its day and changes no state by itself', () => {
  const after = afterMessage({ ...facts, columns: { ...columns, state: 'TRIAGE' }, sinceDay: today - 4 }, today + 14)
  expect(after.columns).toMatchObject({ state: 'TRIAGE', turn: 'reporter', nextDay: today + 14 })
  expect(after.event.sinceDay).toBe(String(today - 4))
})

test('a handler takes the first steps and proposes what takes two, a lead all of them; what only the reporter asks for is nobody’s to press', () => {
  expect(stepsOf(columns, 'handler').map((step) => step.verb)).toEqual(['acknowledge'])
  expect(stepsOf({ ...columns, state: 'TRIAGE' }, 'handler').map((step) => step.verb)).toEqual(['accept', 'decline'])
  expect(stepsOf({ ...columns, state: 'TRIAGE' }, 'lead').map((step) => step.verb)).toEqual(['give-outcome', 'accept', 'decline', 'refer'])
  expect(stepsOf({ ...columns, state: 'OUTCOME_GIVEN' }, 'lead').map((step) => step.verb)).not.toContain('appeal')
})

test('no promise lies behind the day of the result while that is still ahead', () => {
  const old: CaseFacts = { ...facts, receivedDay: today - 80, columns: { ...columns, state: 'ACKNOWLEDGED' } }
  expect(promisedDay({ verb: 'begin-triage', to: 'TRIAGE' }, old)).toBe(today + 10)
})

test('an end carries its day, a finished case promises nothing more', () => {
  const given = afterStep({ verb: 'give-outcome', to: 'OUTCOME_GIVEN' }, today + 30, { ...facts, columns: { ...columns, state: 'TRIAGE' } })
  expect(given.columns).toMatchObject({ turn: 'reporter', endDay: today + 30 })
  const closed = afterStep({ verb: 'close', to: 'CLOSED' }, today + 365, { ...facts, columns: { ...columns, state: 'OUTCOME_GIVEN' } })
  expect(closed.columns).toMatchObject({ turn: 'nobody', nextDay: null, endDay: today + 365 })
  expect(closed.event.nextDay).toBeUndefined()
  const archived = afterStep({ verb: 'archive', to: 'ARCHIVED' }, today + 30, { ...facts, columns: { ...columns, state: 'CLOSED' } })
  expect(archived.columns).toMatchObject({ turn: 'nobody', nextDay: null, endDay: today + 30 })
})

test('a plan waits for the reporter, another office for others; a letter changes neither', () => {
  const planned = afterStep({ verb: 'plan-remedy', to: 'REMEDY_PLAN' }, today + 14, { ...facts, columns: { ...columns, state: 'FINDINGS_REVIEW' } })
  expect(planned.columns).toMatchObject({ turn: 'reporter', nextDay: today + 14, endDay: null })
  const referred = afterStep({ verb: 'refer', to: 'REFERRED' }, today + 30, { ...facts, columns: { ...columns, state: 'TRIAGE' } })
  expect(referred.columns.turn).toBe('others')
  expect(afterMessage({ ...facts, columns: { ...columns, state: 'REMEDY_PLAN', turn: 'reporter', nextDay: today + 9 } }, null).columns).toMatchObject({ turn: 'reporter', nextDay: today + 9 })
  expect(afterMessage({ ...facts, columns: { ...columns, state: 'REFERRED', turn: 'others' } }, null).columns.turn).toBe('others')
})

test('that people are protected first goes with every word until a case ends', () => {
  const protecting: CaseFacts = { ...facts, columns: { ...columns, state: 'INVESTIGATING' }, flags: ['PROTECTING'] }
  expect(afterMessage(protecting, null).event.flags).toBe('PROTECTING')
  expect(afterStep({ verb: 'close', to: 'CLOSED' }, today + 365, protecting).event.flags).toBeUndefined()
})

test('one key or two in a row mean one act, and only where they are listed', () => {
  expect(readKey('', 'j', 'inbox')).toEqual({ action: 'next' })
  expect(readKey('', 'g', 'inbox')).toEqual({ begun: 'g' })
  expect(readKey('g', 'i', 'case')).toEqual({ action: 'inbox' })
  expect(readKey('', 'i', 'case')).toBeNull()
  expect(readKey('', 'o', 'case')).toBeNull()
  expect(new Set(keyTable.map((row) => row.keys.join(' '))).size).toBe(keyTable.length)
})

test('sentences with a day promise the day that goes out with them', () => {
  const draft = { ...emptyDraft, text: ' hello ', uses: [{ id: 'S01', day: null }, { id: 'S02', day: 1 }] }
  expect(replyFields(draft, today)).toEqual({ text: 'hello', sentences: `S01,S02=${today}` })
  expect(replyFields(emptyDraft, today)).toEqual({})
})

test('answers keep the order of the form and the words of the reporter', () => {
  const t = translateWith({ 'q4.h': 'Where?', 'q6.h': 'Still?', 'common.notSay': 'I do not want to say', 'q5.readers.which': 'Which team?' })
  const answers = answersIn({ still: 'notSay', place: 'Ota', whoTeams: 'aa,bb', text: 'not here' }, t, 'Kitami', (id) => (id === 'aa' ? 'Advice team' : null))
  expect(answers).toEqual([
    { label: 'Where?', value: 'Ota', own: true },
    { label: 'Still?', value: 'I do not want to say', own: false },
    { label: 'Which team?', value: 'Advice team', own: false },
  ])
})

test('days are told without a time and in Latin digits', () => {
  const days = dayFormats('en', today)
  expect(days.short(today + 1)).toBe('21 Nov')
  expect(days.short(today + 60)).toBe('19 Jan 2027')
  expect(days.distance(today + 3)).toBe('in 3 days')
  expect(days.count(2)).toBe('2 days')
  expect(dayFormats('ur', today).long(today)).toMatch(/20.*2026/)
  expect(dayFromMachine(machineDay(today))).toBe(today)
  expect(dayFromMachine('2026-1')).toBeNull()
})

test('languages have names, unknown tags stay as they are', () => {
  expect(languageName('my', 'en')).toBe('Burmese')
  expect(languageName('', 'en')).toBe('')
  expect(languageName('not a tag', 'en')).toBe('not a tag')
  expect(directionOf('ur-PK')).toBe('rtl')
  expect(directionOf('my')).toBe('ltr')
})

test('digits of any script are read, everything else is passed over', () => {
  expect(digitsIn('၄၈၂ ۱۳۰ １2-a')).toBe('48213012')
})

test('two different places are asked for', () => {
  for (let n = 0; n < 200; n += 1) {
    const [first, second] = twoOf(7)
    expect(first).toBeLessThan(second)
    expect(second).toBeLessThan(7)
  }
})

test('set-up names what is still open and opens nothing before both teams have a key holder', () => {
  const desk = (independent: boolean, founded: boolean) => ({ deskId: independent ? 'b' : 'a', inviteId: '1', label: 'x', roles: [], independent, founded: founded ? founder : null })
  const founder = { memberName: 'x', memberCard: '', tag: '', change: '', deskCard: '', cardSig: '', recovery: null }
  const answer: SetUpAnswer = {
    organisation: 'Kitami', operator: 'buyer', timeZone: 'Asia/Tokyo', rootFp: 'f', today,
    status: { instanceId: '0', practice: false, receiptPk: '', rosterHash: null, live: false, desks: [desk(false, true), desk(true, false)] },
  }
  expect(openStep({ ...answer, organisation: null, status: null })).toBe('organisation')
  expect(openStep({ ...answer, rootFp: null })).toBe('root')
  expect(openStep(answer)).toBe('founders')
  expect(blockersOf(answer, []).filter((one) => !one.done).map((one) => one.key)).toEqual(['independent', 'compared'])
})

test('every refusal has words, and an unknown one gets the general ones', () => {
  const t = (key: string) => key
  expect(refusalSentence(t, 'stale')).toBe('desk.refused.stale')
  for (const reason of ['second-person', 'held', 'too-many', 'full']) expect(refusalSentence(t, reason)).toBe(`desk.refused.${reason}`)
  expect(refusalSentence(t, 'something new')).toBe('desk.refused.unexpected')
})

test('an office that was told, and a wait that one asked for, are said with every event until they are over', () => {
  const told = { ...facts, columns: { ...columns, state: 'INVESTIGATING' as const }, sinceDay: today - 4, referral: { body: 'Labour office', basis: 'law' } as const }
  expect(afterMessage(told, null).event).toMatchObject({ state: 'INVESTIGATING', flags: 'REFERRED', body: 'Labour office', basis: 'law' })
  expect(afterMessage({ ...told, flags: ['PROTECTING'], waits: true }, null).event).toMatchObject({ flags: 'PROTECTING,REFERRED,PAUSED', reason: 'WAIT_OFFICE' })
  expect(afterMessage({ ...told, referral: null }, null).event).not.toHaveProperty('flags')
  // A state that says the same, or ends the case, says it alone.
  expect(afterStep({ verb: 'refer', to: 'REFERRED' }, today + 30, told).event).not.toHaveProperty('flags')
  for (const over of [{ verb: 'decline', to: 'DECLINED' }, { verb: 'give-outcome', to: 'OUTCOME_GIVEN' }, { verb: 'close', to: 'CLOSED' }] as const) {
    const { event } = afterStep(over, today + 30, { ...told, waits: true })
    expect([event.flags, event.reason, event.body]).toEqual([undefined, undefined, undefined])
  }
})
