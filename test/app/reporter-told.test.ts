import { expect, test } from 'vitest'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { begunFlag, isNews, lacksNames, sayable, toldBy, valuesOf } from '#app/reporter/read/told.ts'

const desk = { kind: 'desk', id: 'd1', label: 'Outside team Aoba' } as const
const reporter = { kind: 'reporter', id: 'r', label: '' } as const
let count = 0

function believed(author: typeof desk | typeof reporter, day: number) {
  count += 1
  return { key: `k${count}`, digest: 'd'.repeat(64), stream: 'talk', author, n: count, epoch: 0, day, lang: 'en', urgent: false, mark: 'none', files: [] } as const
}

const report = (day: number): TimelineEntry => ({ ...believed(reporter, day), type: 'report', fields: { text: 'x' }, never: { roles: [], desks: [] } })
const event = (day: number, fields: Record<string, string>): Extract<TimelineEntry, { type: 'event' }> => ({ ...believed(desk, day), type: 'event', fields })
const ask = (day: number): TimelineEntry => ({ ...believed(desk, day), type: 'ask', fields: { sentences: 'S09' } })
const reply = (day: number): TimelineEntry => ({ ...believed(desk, day), type: 'reply', fields: { text: 'y' } })
const answer = (day: number): TimelineEntry => ({ ...believed(reporter, day), type: 'answer', fields: { sentences: 'S18' } })

const says = (sentences: string): TimelineEntry => ({ ...believed(reporter, 125), type: 'answer', fields: { sentences } })

test('before anybody read it: arrived, three days, and late from the fourth on', () => {
  const told = toldBy(100, [report(100)], 103)
  expect(told.state).toMatchObject({ state: 'RECEIVED', nextDay: 103, late: false })
  expect(told.answered).toBe(false)
  expect(valuesOf(told)).toEqual({ date: 103, due: 103 })
  expect(toldBy(100, [report(100)], 104).state.late).toBe(true)
})

test('a question waits for the person until she writes or the team writes something else', () => {
  const asked = ask(102)
  expect(toldBy(100, [report(100), asked], 103).asked).toBe(asked)
  expect(toldBy(100, [report(100), asked, answer(103)], 103).asked).toBeNull()
  expect(toldBy(100, [report(100), asked, reply(103)], 103).asked).toBeNull()
})

test('while a question is open nobody is late: the day is the person\'s own', () => {
  const events = [report(100), ask(102), event(102, { state: 'ACKNOWLEDGED', sinceDay: '102', nextDay: '110' })]
  expect(toldBy(100, events, 120).state.late).toBe(false)
  expect(toldBy(100, [...events, answer(111)], 120).state.late).toBe(true)
})

test('new is what the teams wrote after the last own message', () => {
  const [first, second] = [reply(101), reply(105)]
  const told = toldBy(100, [report(100), first, answer(103), second], 106)
  expect([...told.fresh]).toEqual([second.key])
})

test('a result stays open until its day is over, then it is finished without anybody saying so', () => {
  const events = [report(100), event(120, { state: 'OUTCOME_GIVEN', sinceDay: '120', endDay: '150', finding: 'SUB' })]
  expect(toldBy(100, events, 150).state.finished).toBe(false)
  expect(valuesOf(toldBy(100, events, 150)).date).toBe(150)
  expect(toldBy(100, events, 151).state.finished).toBe(true)
})

test('a result, a refusal and a plan ask for an answer; the newest one counts, and it may be changed until the day is over', () => {
  const result = event(120, { state: 'OUTCOME_GIVEN', sinceDay: '120', endDay: '150', finding: 'SUB' })
  const moved = event(121, { state: 'OUTCOME_GIVEN', sinceDay: '120', endDay: '151' })
  expect(toldBy(100, [report(100), result], 130).asksVerdict).toEqual({ about: result, said: null })
  expect(toldBy(100, [report(100), result, says('S29'), says('S31')], 130).asksVerdict).toEqual({ about: result, said: 'partly' })
  expect(toldBy(100, [report(100), result, says('S30'), moved], 130).asksVerdict).toEqual({ about: result, said: 'disagrees' })
  expect(toldBy(100, [report(100), result, says('S30')], 151).asksVerdict).toBeNull()
  const again = event(140, { state: 'OUTCOME_GIVEN', sinceDay: '140', endDay: '170', finding: 'PART' })
  expect(toldBy(100, [report(100), result, says('S30'), event(130, { state: 'APPEAL', nextDay: '150' }), again], 145).asksVerdict).toEqual({ about: again, said: null })
  expect(toldBy(100, [report(100), event(110, { state: 'TRIAGE', nextDay: '120' })], 111).asksVerdict).toBeNull()
})

test('what runs beside the state is news when it begins, and not again', () => {
  const protecting = event(110, { state: 'TRIAGE', nextDay: '120', flags: 'PROTECTING' })
  const still = event(112, { state: 'TRIAGE', nextDay: '122', flags: 'PROTECTING' })
  const timeline = [report(100), event(105, { state: 'TRIAGE', nextDay: '115' }), protecting, still]
  expect(begunFlag(protecting, timeline)).toBe('PROTECTING')
  expect(begunFlag(still, timeline)).toBeNull()
  expect(timeline.map((entry) => isNews(entry, timeline))).toEqual([true, true, true, false])
  expect(toldBy(100, timeline, 113).flags).toEqual(['PROTECTING'])
})

test('where another office was told, its name and the day stand in the words', () => {
  const told = toldBy(100, [report(100), event(110, { state: 'REFERRED', sinceDay: '110', nextDay: '140', body: 'the labour office' })], 111)
  expect(valuesOf(told)).toEqual({ date: 110, due: 140, body: 'the labour office' })
})

test('an event that only moves the promised day is no letter; a new state or a result is', () => {
  const acknowledged = event(101, { state: 'ACKNOWLEDGED', sinceDay: '101', nextDay: '110' })
  const moved = event(105, { state: 'ACKNOWLEDGED', sinceDay: '101', nextDay: '120' })
  const worded = event(106, { state: 'ACKNOWLEDGED', text: 'z' })
  const timeline = [report(100), acknowledged, moved, worded]
  expect(timeline.map((entry) => isNews(entry, timeline))).toEqual([true, true, false, true])
})

test('a sentence whose date is not known is left out, in every script', () => {
  expect(sayable('We asked you something. Please answer by {date}. "I do not know" is also an answer.', [])).toBe('We asked you something. "I do not know" is also an answer.')
  expect(sayable('終わりました。{date}まで読めます。', [])).toBe('終わりました。')
  expect(sayable('کام مکمل ہے۔ آپ {date} تک لکھ سکتے ہیں۔', ['date'])).toBe('کام مکمل ہے۔ آپ {date} تک لکھ سکتے ہیں۔')
  expect(sayable('Next news by {date}.', [])).toBe('')
})

test('a refusal without two names under it is told with a doubt, and the next one is looked at for itself', () => {
  const refused = { state: 'DECLINED', sinceDay: '120', endDay: '150', reason: 'OUT_OF_SCOPE' }
  const alone = event(120, refused)
  const moved = event(121, { state: 'DECLINED', sinceDay: '120', endDay: '151' })
  const signed: typeof alone = { ...event(130, refused), signers: ['Outside team Aoba', 'Board'] }
  expect([toldBy(100, [report(100), alone], 125).oneName, lacksNames(alone, [alone])]).toEqual([true, true])
  // Another day for the same refusal brings no names and loses none.
  expect([toldBy(100, [alone, moved], 125).oneName, lacksNames(moved, [alone, moved])]).toEqual([true, false])
  expect([toldBy(100, [signed, moved], 135).oneName, lacksNames(signed, [signed])]).toEqual([false, false])
  const taken = event(125, { state: 'TRIAGE', sinceDay: '125' })
  expect(toldBy(100, [alone, taken], 126).oneName).toBe(false)
  expect(toldBy(100, [alone, taken, signed, event(140, { ...refused, text: 'Still no.' })], 141).oneName).toBe(true)
})

test('the day on which another office was told is that of its first telling, for as long as it is told', () => {
  const first = event(110, { state: 'INVESTIGATING', flags: 'REFERRED', body: 'Labour office', basis: 'consent' })
  const later = event(140, { state: 'INVESTIGATING', flags: 'PROTECTING,REFERRED', body: 'Labour office', basis: 'consent' })
  expect(toldBy(100, [report(100), first, later], 141).referredDay).toBe(110)
  expect(toldBy(100, [report(100), first, event(150, { state: 'INVESTIGATING' }), later], 151).referredDay).toBe(140)
  expect(toldBy(100, [report(100), first, event(150, { state: 'INVESTIGATING' })], 151).referredDay).toBeNull()
  expect(toldBy(100, [report(100)], 101).referredDay).toBeNull()
})
