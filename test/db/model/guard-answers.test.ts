import { expect, test } from 'vitest'
import { transitions, type CaseState } from '#db/model/case-state.ts'
import { gapsOf, type AskedRule } from '#db/model/guard-answers.ts'
import { caseStory, gift, grave, hana, hugo, idOf, lea, leo, type Story } from '#test/world/case-story.ts'
import { a1, drop, empty, filled, found, gapsIn, r1, ready, remedy, rowOf, type Asked } from '#test/world/ready-case.ts'

const freeBy: Partial<Record<string, Asked & { says?: string }>> = {
  'appeal': { says: 'S30' }, 'close': { says: 'S29' }, 'reopen': { answers: { why: 'A new letter' } },
}

test.each(transitions.map((row) => [`${row.from} ${row.verb}`, row] as const))('%s is free once everything is done', (_name, row) => {
  const story = ready(row.from)
  const { says, ...asked } = freeBy[row.verb] ?? {}
  if (says !== undefined) story.says(says)
  expect(gapsIn(story, row, asked)).toEqual([])
})

type Break = { readonly rule: AskedRule; readonly missing: string; readonly breaks?: (story: Story) => unknown; readonly asked?: Asked; readonly from?: CaseState }
const punished = (story: Story) => story.says('S32')

// How each gap of each guard comes about. Where `from` is given, the guard is asked in rows from there only.
const breaks: readonly Break[] = [
  { rule: 'conflict-declared', missing: 'undeclared', asked: { me: { ...leo, memberId: idOf('new') } } },
  { rule: 'conflict-declared', missing: 'has-interest', breaks: (story) => [story.declares(leo, true), story.declares(hana, true)] },
  { rule: 'triage-complete', missing: 'allegation', breaks: drop(hana, 'allegation', a1) },
  { rule: 'triage-complete', missing: 'primary', breaks: (story) => story.work(hana, 'allegation', gift, idOf('a2')) },
  { rule: 'triage-complete', missing: 'primary', breaks: (story) => story.work(hana, 'allegation', { ...gift, primary: false }, a1) },
  { rule: 'grave-needs-independent', missing: 'second', breaks: (story) => story.work(hana, 'severity', grave) },
  { rule: 'reason', missing: 'reason', asked: { answers: { reason: '' } } },
  { rule: 'reason', missing: 'reason', asked: { answers: { reason: 'BORING' } } },
  { rule: 'reason', missing: 'places', asked: { answers: { places: ' ' } } },
  { rule: 'reason-holds', missing: 'too-early', asked: { answers: { reason: 'TOO_LITTLE_AND_NO_REPLY' } } },
  { rule: 'reason-holds', missing: 'too-early', breaks: (story) => story.work(hana, 'finding', { allegation: a1, finding: 'NOT_INVESTIGATED', reason: 'TOO_LITTLE_AND_NO_REPLY', text: '' }, idOf('f1')) },
  { rule: 'result-and-what-was-done', missing: 'words', asked: { answers: { text: ' \n' } } },
  { rule: 'gift-entered', missing: 'gift', breaks: (story) => story.work(hana, 'inquiry', { track: 'gift', text: '', gift: null }) },
  { rule: 'plain-reasons', missing: 'words', asked: { answers: { text: ' ', sentences: 'S12' } } },
  { rule: 'consent-or-duty', missing: 'referral', breaks: (story) => story.work(lea, 'referral', { body: 'Labour office', basis: 'duty', copyId: 'c'.repeat(64), text: '', answer: 'Taken' }, idOf('x1')) },
  { rule: 'redacted-copy', missing: 'copy', breaks: (story) => story.work(lea, 'referral', { body: 'Police', basis: 'consent', copyId: null, text: '', answer: null }, idOf('x2')) },
  { rule: 'plan-and-team', missing: 'allegations', breaks: (story) => story.work(hana, 'allegation', { ...gift, primary: false }, idOf('a2')) },
  { rule: 'plan-and-team', missing: 'team', breaks: (story) => story.work(lea, 'plan', { scope: '', allegations: [a1], team: [], steps: [], text: '' }) },
  { rule: 'plan-and-team', missing: 'undeclared', breaks: (story) => story.work(lea, 'plan', { scope: '', allegations: [a1], team: [idOf('new')], steps: [], text: '' }) },
  { rule: 'plan-and-team', missing: 'has-interest', breaks: (story) => story.declares(hugo, true) },
  { rule: 'findings-and-evidence', missing: 'not-investigator', asked: { me: leo } },
  { rule: 'findings-and-evidence', missing: 'allegation', breaks: drop(hana, 'allegation', a1) },
  { rule: 'findings-and-evidence', missing: 'finding', breaks: (story) => story.work(hana, 'allegation', { ...gift, primary: false }, idOf('a2')) },
  { rule: 'findings-and-evidence', missing: 'evidence', breaks: drop(hana, 'evidence', idOf('e1')) },
  { rule: 'findings-and-evidence', missing: 'evidence', breaks: (story) => [drop(hana, 'evidence', idOf('e1'))(story), found(story, 'PART')] },
  { rule: 'findings-and-evidence', missing: 'evidence', breaks: (story) => [drop(hana, 'evidence', idOf('e1'))(story), found(story, 'NOT')] },
  { rule: 'reviewed-by-another', missing: 'investigator', asked: { me: hugo } },
  { rule: 'reviewed-by-another', missing: 'review', breaks: (story) => story.work(hugo, 'finding', { allegation: a1, finding: 'PART', reason: null, text: '' }, idOf('f1')) },
  { rule: 'remedy-named', missing: 'remedy', breaks: drop(hana, 'remedy', r1) },
  { rule: 'remedy-named', missing: 'remedy', breaks: (story) => [drop(hana, 'remedy', r1)(story), found(story, 'PART')] },
  { rule: 'reporter-consulted', missing: 'why', breaks: (story) => story.work(hana, 'consultation', { consulted: false, day: 200, text: ' ' }) },
  { rule: 'company-contact', missing: 'not-allowed', breaks: (story) => story.work(hana, 'contact', { permission: 'no', basis: 'answer', text: '' }) },
  { rule: 'actions-verified', missing: 'unverified', breaks: (story) => story.work(hana, 'remedy', { ...remedy, verified: 'no' }, r1) },
  { rule: 'actions-verified', missing: 'unverified', breaks: (story) => story.work(hana, 'remedy', { ...remedy, grade: 'C2', doneDay: null }, r1) },
  { rule: 'reporter-disagrees', missing: 'silent' },
  { rule: 'reporter-disagrees', missing: 'silent', breaks: (story) => story.says('S29') },
  { rule: 'reporter-disagrees', missing: 'silent', asked: { answers: { why: 'I think she does' } } },
  { rule: 'reporter-disagrees', missing: 'too-late', breaks: (story) => { story.day = 231; story.says('S30') }, asked: { today: 231 } },
  { rule: 'reporter-agrees-or-time-is-over', missing: 'time-runs', asked: { today: 230 } },
  { rule: 'reporter-agrees-or-time-is-over', missing: 'time-runs', breaks: (story) => story.says('S31') },
  { rule: 'reporter-agrees-or-time-is-over', missing: 'time-runs', asked: { answers: { why: 'She rang us' } } },
  { rule: 'reporter-agrees-or-time-is-over', missing: 'disagrees', breaks: (story) => story.says('S30'), asked: { today: 300, answers: { why: 'x', ticked: ['reporter-agrees-or-time-is-over'] } } },
  { rule: 'new-facts', missing: 'facts' },
  { rule: 'lead-or-punishment', missing: 'not-a-lead', asked: { me: hana, answers: { why: 'A new letter' } } },
  { rule: 'fresh-people', missing: 'assignee', from: 'CLOSED', breaks: punished, asked: { answers: { assignee: hana.memberId } } },
  { rule: 'fresh-people', missing: 'assignee', from: 'CLOSED', asked: { answers: { why: 'She was moved', ticked: ['fresh-people'], assignee: hugo.memberId } } },
  // What the server says, and what is signed while the server says nothing.
  { rule: 'no-hold', missing: 'held', asked: { clear: { held: true } } },
  { rule: 'no-hold', missing: 'held', breaks: (story) => story.decides(leo, story.proposes(lea, 'hold', { on: true, reason: 'Court', reviewDay: 300 })) },
  { rule: 'watch-over', missing: 'watched', asked: { clear: { watchUntil: 210 } } },
  { rule: 'watch-over', missing: 'watched', breaks: (story) => story.work(hana, 'watch', { dueDay: 210, askedDay: null, answer: null, text: '' }, idOf('w1')) },
]

test.each(breaks)('$rule stands open: $missing', ({ rule, missing, breaks: breakIt, asked, from }) => {
  const rows = transitions.filter((row) => row.guards.some((guard) => guard.rule === rule) && (from === undefined || row.from === from))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const story = ready(row.from)
    breakIt?.(story)
    expect(gapsIn(story, row, asked), `${row.from} ${row.verb}`).toContain(`${rule} ${missing}`)
  }
})

test('a hold that two people lifted, a watch that was answered or is over, keep nothing', () => {
  const story = ready('CLOSED')
  for (const on of [true, false]) story.decides(leo, story.proposes(lea, 'hold', { on, reason: 'Court', reviewDay: on ? 300 : 0 }))
  story.work(hana, 'watch', { dueDay: 209, askedDay: null, answer: null, text: '' }, idOf('w1'))
  story.work(hana, 'watch', { dueDay: 400, askedDay: 205, answer: 'safe', text: '' }, idOf('w2'))
  expect(gapsIn(story, rowOf('CLOSED', 'archive'), { clear: { watchUntil: 209 } })).toEqual([])
})

// Whatever is missing from the start rather than broken later.
test('before any casework each guard names what it waits for', () => {
  const bare = (from: CaseState, verb: string, answers = empty) => {
    const story = caseStory()
    story.report()
    story.declares(leo)
    story.tells(from, { endDay: '230' })
    return gapsIn(story, rowOf(from, verb), { answers })
  }
  expect(bare('TRIAGE', 'accept')).toEqual(['allegation', 'severity', 'detriment', 'legal', 'contact'].map((what) => `triage-complete ${what}`))
  expect(bare('TRIAGE', 'decline')).toEqual(['severity-known severity', 'reason reason', 'reason places'])
  expect(bare('ACCEPTED', 'investigate')).toEqual(['plan-and-team plan'])
  expect(bare('REMEDY_PLAN', 'begin-remedy')).toEqual(['reporter-consulted consultation'])
  expect(bare('FINDINGS_REVIEW', 'give-outcome')).toEqual(['reviewed-by-another review', 'plain-reasons words'])
  expect(bare('ACCEPTED', 'refer')).toEqual(['consent-or-duty referral', 'redacted-copy copy'])
  expect(bare('TRIAGE', 'give-outcome', { ...empty, sentences: 'S12' })).toEqual([])
  expect(bare('REMEDYING', 'give-outcome', filled)).toEqual([])
})

test('every gap that a guard can have is shown to come about here', () => {
  const shown = new Set([...breaks.map(({ rule, missing }) => `${rule} ${missing}`),
    'triage-complete severity', 'triage-complete detriment', 'triage-complete legal', 'triage-complete contact', 'severity-known severity',
    'plan-and-team plan', 'reporter-consulted consultation', 'reason-holds two-people', 'other-people worked-before', 'fresh-people worked-before'])
  expect([...shown].sort()).toEqual(Object.entries(gapsOf).flatMap(([rule, gaps]) => gaps.map((one) => `${rule} ${one}`)).sort())
})
