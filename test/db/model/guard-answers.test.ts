import { expect, test } from 'vitest'
import { transitions, type CaseState, type DeskRule, type Transition } from '#db/model/case-state.ts'
import { gapsOf, openGuards, type StepAnswers } from '#db/model/guard-answers.ts'
import { bo, caseStory, gift, grave, hana, hugo, idOf, lea, leo, mild, people, refusal, step, teams, type Story } from '#test/world/case-story.ts'
import type { Person } from '#db/model/decisions.ts'
import { theCase, workBody } from '#db/model/work-records.ts'

const a1 = idOf('a1')
const r1 = idOf('r1')
const filled: StepAnswers = { text: 'We looked at it.', sentences: '', reason: 'OUT_OF_SCOPE', places: 'The labour office', why: '', ticked: [], assignee: null }
const empty: StepAnswers = { ...filled, text: '', reason: '', places: '' }
const remedy = { code: 'STOPPED', grade: 'C1', allegation: a1, text: '', company: true, dueDay: 203, doneDay: 203, verified: 'site', confirmedBy: null } as const

/** A case in which everything is done that any step asks for: Hana and Hugo investigated, Lea reviewed. */
function ready(from: CaseState): Story {
  const story = caseStory()
  story.report({ contact: 'yes' })
  for (const person of people) story.declares(person)
  story.work(hana, 'allegation', gift, a1)
  story.work(hana, 'severity', mild)
  story.work(hana, 'detriment', { risk: 'low', text: '', steps: [] })
  story.work(hana, 'legal', { tags: [], profiles: [] })
  story.work(hana, 'contact', { permission: 'yes', basis: 'report', text: '' })
  story.work(lea, 'plan', { scope: 'All', allegations: [a1], team: [hana.memberId, hugo.memberId], steps: [], text: '' })
  story.work(hana, 'evidence', { title: 'The card', source: '', sha256: null, fileId: null, custody: [], sealed: false }, idOf('e1'))
  const finding = story.work(hana, 'finding', { allegation: a1, finding: 'SUB', reason: null, text: '' }, idOf('f1'))
  story.work(lea, 'review', { findings: [finding.digest], verdict: 'confirmed', text: '' })
  story.work(hana, 'remedy', remedy, r1)
  story.work(hana, 'consultation', { consulted: true, day: 200, text: '' })
  story.work(lea, 'referral', { body: 'Labour office', basis: 'duty', copyId: 'c'.repeat(64), text: '', answer: null }, idOf('x1'))
  if (from !== 'RECEIVED') story.tells(from, { endDay: '230' })
  return story
}

type Asked = { me?: Person; today?: number; answers?: Partial<StepAnswers> }
function gapsIn(story: Story, row: Transition, { me = investigates(row) ? hana : leo, today = 210, answers = {} }: Asked = {}): string[] {
  const about = { file: story.file(), timeline: story.timeline, me: me.memberId, role: me.role, today, people, answers: { ...filled, ...answers } }
  return openGuards(row, about).map(({ rule, missing }) => `${rule} ${missing}`)
}
const investigates = ({ verb }: Transition) => verb === 'submit-findings'
const freeBy: Partial<Record<string, Asked & { says?: string }>> = {
  'appeal': { says: 'S30' }, 'close': { says: 'S29' }, 'reopen': { answers: { why: 'A new letter' } },
}

test.each(transitions.map((row) => [`${row.from} ${row.verb}`, row] as const))('%s is free once everything is done', (_name, row) => {
  const story = ready(row.from)
  const { says, ...asked } = freeBy[row.verb] ?? {}
  if (says !== undefined) story.says(says)
  expect(gapsIn(story, row, asked)).toEqual([])
})

type Break = { readonly rule: DeskRule; readonly missing: string; readonly breaks?: (story: Story) => unknown; readonly asked?: Asked; readonly from?: CaseState }
const drop = (who: Person, kind: string, object: string) => (story: Story) => story.raw(who, kind, '{"dropped":"mistake"}', object)
const found = (story: Story, finding: 'PART' | 'NOT' | 'INCONCLUSIVE') => story.work(hana, 'finding', { allegation: a1, finding, reason: null, text: '' }, idOf('f1'))
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
  { rule: 'result-and-what-was-done', missing: 'words', asked: { answers: { text: ' \n' } } },
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

// Whatever is missing from the start rather than broken later.
test('before any casework each guard names what it waits for', () => {
  const bare = (from: CaseState, verb: string, answers: StepAnswers = empty) => {
    const story = caseStory()
    story.report()
    story.declares(leo)
    story.tells(from, { endDay: '230' })
    const row = transitions.find((one) => one.from === from && one.verb === verb)
    return row === undefined ? ['no row'] : gapsIn(story, row, { answers })
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

const rowOf = (from: CaseState, verb: string) => {
  const row = transitions.find((one) => one.from === from && one.verb === verb)
  if (row === undefined) throw new Error(`no row ${from} ${verb}`)
  return row
}

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
  appealed.work(rinLeads, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  appealed.tells('APPEAL')
  for (const verb of ['take-up', 'give-outcome']) {
    expect(gapsIn(appealed, rowOf('APPEAL', verb), { me: hana })).toEqual(['other-people worked-before'])
    expect(gapsIn(appealed, rowOf('APPEAL', verb), { me: leo })).toEqual([])
  }
  const reopened = ready('CLOSED')
  expect(gapsIn(reopened, rowOf('CLOSED', 'reopen'), { answers: { why: 'A new letter', assignee: hana.memberId } })).toEqual([])
  punished(reopened)
  expect(gapsIn(reopened, rowOf('CLOSED', 'reopen'), { me: hana })).toEqual([])
  reopened.work(leo, 'step', { ...step, verb: 'reopen', from: 'CLOSED', to: 'TRIAGE' })
  reopened.tells('TRIAGE')
  for (const row of transitions.filter(({ guards, from }) => from !== 'CLOSED' && guards.some(({ rule }) => rule === 'fresh-people'))) {
    expect(gapsIn(reopened, row, { me: hana }), row.verb).toContain('fresh-people worked-before')
    expect(gapsIn(reopened, row, { me: leo }), row.verb).not.toContain('fresh-people worked-before')
  }
})
const rinLeads = { ...leo, deskId: teams.rights.id, desk: teams.rights.label, memberId: idOf('rin'), name: 'rin' }

test('every gap that a guard can have is shown to come about here', () => {
  const shown = new Set([...breaks.map(({ rule, missing }) => `${rule} ${missing}`),
    'triage-complete severity', 'triage-complete detriment', 'triage-complete legal', 'triage-complete contact', 'severity-known severity',
    'plan-and-team plan', 'reporter-consulted consultation', 'other-people worked-before', 'fresh-people worked-before'])
  expect([...shown].sort()).toEqual(Object.entries(gapsOf).flatMap(([rule, gaps]) => gaps.map((one) => `${rule} ${one}`)).sort())
  expect(theCase).toHaveLength(32)
})
