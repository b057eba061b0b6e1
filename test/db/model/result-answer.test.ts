import { expect, test } from 'vitest'
import { automaticStep } from '#db/model/guard-answers.ts'
import { answerTo, punishmentSinceClosing } from '#db/model/result-answer.ts'
import type { CaseState } from '#db/model/case-state.ts'
import { caseStory, type Story } from '#test/world/case-story.ts'

const today = 200
type Teller = (story: Story) => unknown
const told = (state: CaseState, sinceDay: number, endDay: number | null = null): Teller => (story) =>
  story.tells(state, { sinceDay: String(sinceDay), ...(endDay === null ? {} : { endDay: String(endDay) }) })
const says = (sentences: string, text = ''): Teller => (story) => story.says(sentences, text)
const replies = (sentences: string): Teller => (story) => story.add('talk', { kind: 'desk', id: 'ab', label: 'Legal' }, { type: 'reply', fields: { sentences } })
function timelineOf(tellers: readonly Teller[]): Story['timeline'] {
  const story = caseStory()
  story.report()
  for (const tell of tellers) tell(story)
  return story.timeline
}

const result = told('OUTCOME_GIVEN', 190, 220)
test.each<[string, CaseState, Teller[], string | null, number]>([
  ['a silent reporter has thirty days', 'OUTCOME_GIVEN', [told('TRIAGE', 180), result], null, 220],
  ['also after a refusal', 'DECLINED', [told('DECLINED', 190, 220)], null, 220],
  ['a longer promise counts', 'OUTCOME_GIVEN', [told('OUTCOME_GIVEN', 190, 260)], null, 260],
  ['a shorter one does not', 'OUTCOME_GIVEN', [told('OUTCOME_GIVEN', 190, 195)], null, 220],
  ['she agreed', 'OUTCOME_GIVEN', [result, says('S29')], 'agrees', 220],
  ['she agreed among other sentences', 'OUTCOME_GIVEN', [result, says('S27,S29')], 'agrees', 220],
  ['she agrees in part', 'OUTCOME_GIVEN', [result, says('S31')], 'partly', 220],
  ['what she agreed to before was not the result', 'OUTCOME_GIVEN', [says('S29'), result], null, 220],
  ['thanks are no agreement', 'OUTCOME_GIVEN', [result, says('S27')], null, 220],
  ['a desk does not agree in her place', 'OUTCOME_GIVEN', [result, replies('S29')], null, 220],
  ['she took it back', 'OUTCOME_GIVEN', [result, says('S29'), says('S30')], 'disagrees', 220],
  ['she came round', 'OUTCOME_GIVEN', [result, says('S30'), says('S29')], 'agrees', 220],
  ['both at once is no agreement', 'OUTCOME_GIVEN', [result, says('S29,S30')], 'disagrees', 220],
  ['a reply in between changes nothing', 'OUTCOME_GIVEN', [result, says('S29'), told('OUTCOME_GIVEN', 190, 220)], 'agrees', 220],
  ['a second result asks anew', 'OUTCOME_GIVEN', [told('OUTCOME_GIVEN', 100, 130), says('S29'), told('CLOSED', 140), told('TRIAGE', 180), result], null, 220],
  ['a result that nobody signed has no time that could be over', 'OUTCOME_GIVEN', [told('TRIAGE', 180), says('S29')], null, 230],
])('%s', (_name, state, tellers, verdict, until) => {
  expect(answerTo(state, timelineOf(tellers), today)).toMatchObject({ verdict, until })
})

test('that she wrote at all is told apart from what she said', () => {
  expect(answerTo('OUTCOME_GIVEN', timelineOf([result]), today).wrote).toBe(false)
  expect(answerTo('OUTCOME_GIVEN', timelineOf([says('S27'), result]), today).wrote).toBe(false)
  expect(answerTo('OUTCOME_GIVEN', timelineOf([result, says('', 'No.')]), today)).toMatchObject({ wrote: true, verdict: null, key: null })
})

const closed = told('CLOSED', 195, 560)
test.each<[string, Teller[], string | null]>([
  ['an answer about punishment after closing', [result, closed, says('S32')], 'RE-01'],
  ['somebody looks for her', [result, closed, says('S33')], 'RE-02'],
  ['also behind a letter of the desk', [result, closed, says('S32'), closed], 'RE-01'],
  ['the newest counts', [result, closed, says('S32'), says('S33')], 'RE-02'],
  ['before closing it was known to whoever closed', [result, says('S32'), closed], null],
  ['she is safe', [result, closed, says('S25')], null],
  ['the case is not closed', [result, says('S32')], null],
  ['it has been taken up since', [result, closed, says('S32'), told('TRIAGE', 199)], null],
  ['closed a second time, and silent', [closed, says('S32'), told('TRIAGE', 197), result, closed], null],
  ['a desk does not say it for her', [result, closed, replies('S32')], null],
])('punishment: %s', (_name, tellers, code) => {
  expect(punishmentSinceClosing(timelineOf(tellers))?.code ?? null).toBe(code)
})

test.each<[string, Teller[], string | null]>([
  ['she disagrees within the time', [result, says('S30')], 'appeal'],
  ['she disagrees with a refusal', [told('TRIAGE', 180), told('DECLINED', 190, 220), says('S30')], 'appeal'],
  ['she agrees', [result, says('S29')], null],
  ['in part is for people to read', [result, says('S31')], null],
  ['silence', [result], null],
  ['on the last day', [told('OUTCOME_GIVEN', 170, 200), says('S30')], 'appeal'],
  ['after the time', [told('OUTCOME_GIVEN', 150, 180), says('S30')], null],
  ['the appeal is there already', [result, says('S30'), told('APPEAL', 200)], null],
  ['punishment after closing', [result, closed, says('S32')], 'reopen'],
  ['a closed case is not appealed', [result, closed, says('S30')], null],
  ['nothing ended yet', [told('TRIAGE', 180), says('S30')], null],
])('what a browser sends by itself: %s', (_name, tellers, verb) => {
  const story = caseStory()
  story.report()
  for (const tell of tellers) tell(story)
  const step = automaticStep(story.file(), story.timeline, today)
  expect(step?.verb ?? null).toBe(verb)
  if (step !== null) expect(story.timeline.find(({ key }) => key === step.key)?.author.kind).toBe('reporter')
})
