// Guards that only a longer story can show.
import { expect, test } from 'vitest'
import { transitions } from '#db/model/case-state.ts'
import type { Person } from '#db/model/decisions.ts'
import { workBody } from '#db/model/work-records.ts'
import { bo, grave, hana, hugo, idOf, lea, leo, refusal, rin, step, type Story } from '#test/world/case-story.ts'
import { a1, drop, found, gapsIn, r1, ready, remedy, rowOf } from '#test/world/ready-case.ts'

test('a grave case is declined by somebody of the board or with their approval, once', () => {
  const row = rowOf('TRIAGE', 'decline')
  const story = ready('TRIAGE')
  story.work(hana, 'severity', grave)
  expect(gapsIn(story, row, { me: bo })).toEqual([])
  expect(gapsIn(story, row, { me: leo })).toEqual(['grave-needs-independent second'])
  story.decides(bo, story.proposes(lea, 'decline', refusal))
  expect(gapsIn(story, row, { me: leo })).toEqual([])
  story.tells('DECLINED', refusal.event)
  story.tells('APPEAL')
  story.tells('TRIAGE')
  expect(gapsIn(story, row, { me: leo })).toContain('grave-needs-independent second')
})

test('too little to go on is a reason after three questions without a word, two months after the first of them', () => {
  const row = rowOf('TRIAGE', 'decline')
  const gaps = (story: Story, today: number) => gapsIn(story, row, { today, answers: { reason: 'TOO_LITTLE_AND_NO_REPLY' } })
  const story = ready('TRIAGE')
  for (const day of [210, 220]) {
    story.day = day
    story.asks('When was that?')
  }
  expect(gaps(story, 300)).toEqual(['reason-holds too-early'])
  story.day = 230
  story.asks('Where was that?')
  expect([gaps(story, 269), gaps(story, 270)]).toEqual([['reason-holds too-early'], []])
  story.says('S20')
  expect(gaps(story, 300)).toEqual(['reason-holds too-early'])
})

test('that it is no report at all takes a refusal by two, or findings that another person confirmed', () => {
  const answers = { reason: 'NOT_A_REPORT' }
  const unread = ready('TRIAGE')
  found(unread, 'INCONCLUSIVE')
  expect(gapsIn(unread, rowOf('TRIAGE', 'give-outcome'), { answers })).toEqual(['reason-holds two-people'])
  expect(gapsIn(unread, rowOf('TRIAGE', 'decline'), { answers })).toEqual([])
  expect(gapsIn(ready('FINDINGS_REVIEW'), rowOf('FINDINGS_REVIEW', 'give-outcome'), { answers })).toEqual([])
})

test('a review counts for exactly the findings that were read, and from nobody who investigated', () => {
  const row = rowOf('FINDINGS_REVIEW', 'plan-remedy')
  const review = (who: Person, findings: string[], verdict: 'confirmed' | 'returned' = 'confirmed') => (story: Story) => story.work(who, 'review', { findings, verdict, text: '' })
  const digest = (story: Story) => story.file().findings[0]?.entry.digest ?? ''
  for (const wrong of [(story: Story) => review(hugo, [digest(story)])(story), (story: Story) => review(hana, [digest(story)])(story), review(lea, []), review(lea, ['0'.repeat(64)]), (story: Story) => review(lea, [digest(story)], 'returned')(story)]) {
    const story = ready('FINDINGS_REVIEW')
    wrong(story)
    expect(gapsIn(story, row)).toEqual(['reviewed-by-another review'])
  }
  const story = ready('FINDINGS_REVIEW')
  drop(hana, 'remedy', r1)(story)
  story.raw(hana, 'finding', workBody('finding', { allegation: a1, finding: 'NOT', reason: null, text: '' }), idOf('f1'))
  expect(gapsIn(story, row)).toEqual(['reviewed-by-another review'])
  review(lea, [digest(story)])(story)
  expect(gapsIn(story, row)).toEqual([])
})

test('findings without any proof need no evidence, and small actions no verification', () => {
  const story = ready('INVESTIGATING')
  drop(hana, 'evidence', idOf('e1'))(story)
  found(story, 'INCONCLUSIVE')
  expect(gapsIn(story, rowOf('INVESTIGATING', 'submit-findings'))).toEqual([])
  story.work(hana, 'remedy', { ...remedy, grade: 'C3', doneDay: null, verified: 'no' }, r1)
  expect(gapsIn(story, rowOf('REMEDYING', 'give-outcome'))).toEqual([])
  story.work(hana, 'contact', { permission: 'no', basis: 'report', text: '' })
  story.work(hana, 'remedy', { ...remedy, company: false }, r1)
  expect(gapsIn(story, rowOf('REMEDY_PLAN', 'begin-remedy'))).toEqual([])
})

test('an appeal in her own words or after the time is taken up by a person who writes why', () => {
  const row = rowOf('OUTCOME_GIVEN', 'appeal')
  const story = ready('OUTCOME_GIVEN')
  story.day = 240
  story.says('', 'This is not true, I have the papers now.')
  expect(gapsIn(story, row, { me: hana, today: 240 })).toEqual(['reporter-disagrees silent'])
  expect(gapsIn(story, row, { me: hana, today: 240, answers: { why: 'She has papers' } })).toEqual([])
  const inTime = ready('DECLINED')
  inTime.says('S31')
  expect(gapsIn(inTime, rowOf('DECLINED', 'appeal'), { me: hana })).toEqual([])
})

test('an early end on word of mouth takes a tick and a reason; the day after the time takes nothing', () => {
  const row = rowOf('OUTCOME_GIVEN', 'close')
  const story = ready('OUTCOME_GIVEN')
  expect(gapsIn(story, row, { answers: { why: 'She rang us', ticked: ['reporter-agrees-or-time-is-over'] } })).toEqual([])
  expect(gapsIn(story, row, { today: 231 })).toEqual([])
})

test('after an appeal other people, after a punishment a fresh team, in every step that judges the matter', () => {
  const appealed = ready('OUTCOME_GIVEN')
  appealed.work(rin, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  appealed.tells('APPEAL')
  for (const verb of ['take-up', 'give-outcome']) {
    expect(gapsIn(appealed, rowOf('APPEAL', verb), { me: hana })).toEqual(['other-people worked-before'])
    expect(gapsIn(appealed, rowOf('APPEAL', verb), { me: leo })).toEqual([])
  }
  const reopened = ready('CLOSED')
  expect(gapsIn(reopened, rowOf('CLOSED', 'reopen'), { answers: { why: 'A new letter', assignee: hana.memberId } })).toEqual([])
  reopened.says('S32')
  expect(gapsIn(reopened, rowOf('CLOSED', 'reopen'), { me: hana })).toEqual([])
  reopened.work(leo, 'step', { ...step, verb: 'reopen', from: 'CLOSED', to: 'TRIAGE' })
  reopened.tells('TRIAGE')
  for (const row of transitions.filter(({ guards, from }) => from !== 'CLOSED' && guards.some(({ rule }) => rule === 'fresh-people'))) {
    expect(gapsIn(reopened, row, { me: hana }), row.verb).toContain('fresh-people worked-before')
    expect(gapsIn(reopened, row, { me: leo }), row.verb).not.toContain('fresh-people worked-before')
  }
})
