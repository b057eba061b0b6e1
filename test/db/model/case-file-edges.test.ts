// The less common orders in which the entries of a case can stand.
import { expect, test } from 'vitest'
import { bo, caseStory, cora, gift, grave, hana, hugo, idOf, lea, leo, memberAuthor, mild, step, teams } from '#test/world/case-story.ts'

const plan = { scope: '', allegations: [], team: [], steps: [], text: '' }
const a1 = idOf('a1')

test('without a record of the appeal the whole of its day counts as before', () => {
  const story = caseStory()
  story.tells('OUTCOME_GIVEN')
  story.day = 205
  story.work(hana, 'plan', plan)
  story.day = 210
  story.tells('APPEAL')
  story.work(lea, 'consultation', { consulted: true, day: 210, text: '' })
  story.day = 211
  story.work(leo, 'interview', { day: 211, with: 'Her', place: '', text: '', readBack: false }, a1)
  const { workedBefore, workers } = story.file()
  expect(workedBefore).toEqual([hana.memberId, lea.memberId].sort())
  expect(workers).toEqual([hana.memberId, lea.memberId, leo.memberId].sort())
})

test('a second appeal leaves out those who decided on the first one, and a record of it too early marks nothing', () => {
  const story = caseStory()
  const appeal = () => {
    story.work(hana, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
    story.tells('APPEAL')
  }
  story.tells('OUTCOME_GIVEN')
  appeal()
  story.day = 220
  story.work(leo, 'step', { ...step, from: 'APPEAL' })
  story.tells('OUTCOME_GIVEN')
  appeal()
  story.work(bo, 'step', { ...step, from: 'APPEAL' })
  expect(story.file().workedBefore).toEqual([leo.memberId])
  story.work(hana, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  expect(story.file().workedBefore).toEqual([leo.memberId, bo.memberId].sort())
})

test('whoever proposed or decided worked on the case; what was carried in without proof is nobody’s work', () => {
  const story = caseStory()
  story.tells('OUTCOME_GIVEN')
  const asked = () => story.proposes(lea, 'export', { purpose: 'Court', untilDay: null })
  story.decides(leo, asked())
  story.decides(hugo, asked(), 'approve', { person: cora })
  story.decides(hana, asked(), 'approve', 'unproven')
  story.work(hana, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  story.tells('APPEAL')
  expect(story.file().workedBefore).toEqual([lea, leo, cora].map(({ memberId }) => memberId).sort())
})

test('a decision tells the team of both', () => {
  const story = caseStory()
  story.decides(bo, story.proposes(lea, 'export', { purpose: 'Court', untilDay: null }))
  expect(story.file().decisions[0]).toMatchObject({ by: { name: 'lea', desk: 'Legal', day: 200 }, second: { name: 'bo', desk: 'Board', day: 200 } })
})

test('only the newest question waits, and only the reporter answers it', () => {
  const story = caseStory()
  story.asks('Where?')
  story.says('S20')
  story.asks('When?')
  story.tells('TRIAGE')
  expect(story.file().flags).toEqual(['WAITING_REPORTER'])
  story.work(hana, 'allegation', gift, a1)
  expect(story.file().flags).toEqual(['WAITING_REPORTER'])
  story.says('S21')
  expect(story.file().flags).toEqual([])
})

test('who came in with the part that this desk can read first is not judged by it', () => {
  const story = caseStory()
  story.lets(teams.rights, true)
  expect(story.doubts()).toEqual([])
  story.add('talk', { kind: 'desk', id: teams.legal.id, label: 'Legal' }, { type: 'open', epoch: 2, open: { added: [teams.board.id], removed: [], restarted: [], withHistory: false } })
  expect(story.doubts()).toEqual([`add-desk no-approval ${teams.board.id}`])
})

test('the conversation alone says whether this desk came in late', () => {
  const story = caseStory()
  story.add('notes', memberAuthor(lea), { type: 'note', epoch: 3, fields: { text: 'x' } })
  story.report()
  expect(story.doubts({ columns: { state: 'CLOSED', assignee: null } })).toEqual(['state server-differs CLOSED'])
})

test('of a kind that a case has once the newest record counts, whatever it calls its object', () => {
  const story = caseStory()
  story.work(hana, 'detriment', { risk: 'high', text: '', steps: [] }, a1)
  story.work(hana, 'detriment', { risk: 'low', text: '', steps: [] })
  story.work(lea, 'assign', { member: hana.memberId }, a1)
  story.work(lea, 'assign', { member: hugo.memberId })
  expect([story.file().detriment?.risk, story.file().assignee]).toEqual(['low', hugo.memberId])
  const noted = caseStory()
  for (const member of [hana, hugo]) noted.add('notes', memberAuthor(lea), { type: 'assign', fields: { member: member.memberId } })
  expect(noted.file().assignee).toBe(hugo.memberId)
})

test('a severity is lighter than the last one that was believed, not than the first', () => {
  const story = caseStory()
  for (const weight of [mild, grave, mild]) story.work(hana, 'severity', weight)
  expect([story.file().severity?.s, story.doubts()]).toEqual([4, ['downgrade no-approval S1 P4']])
})

test('a review of as many findings as there are, but not the same, does not hold', () => {
  const story = caseStory()
  const find = (object: string) => story.work(hana, 'finding', { allegation: a1, finding: 'NOT', reason: null, text: '' }, object).digest
  const first = find(idOf('f1'))
  const second = find(idOf('f2'))
  story.work(lea, 'review', { findings: [first, second], verdict: 'confirmed', text: '' })
  expect(story.file().reviewHolds).toBe(true)
  find(idOf('f2'))
  expect(story.file().reviewHolds).toBe(false)
})

test('nobody stops being an investigator by leaving the plan, or by letting somebody else write the finding again', () => {
  const story = caseStory()
  const names = (team: string[]) => story.work(hugo, 'plan', { scope: 'Exit', allegations: [a1], team, steps: [], text: '' })
  const find = (who: typeof hana) => story.work(who, 'finding', { allegation: a1, finding: 'NOT', reason: null, text: '' }, idOf('f1')).digest
  names([lea.memberId])
  find(hana)
  names([])
  const finding = find(hugo)
  for (const reviewer of [lea, hana, hugo]) {
    story.work(reviewer, 'review', { findings: [finding], verdict: 'confirmed', text: '' })
    expect(story.file().reviewHolds).toBe(false)
  }
  story.work(leo, 'review', { findings: [finding], verdict: 'confirmed', text: '' })
  expect([story.file().reviewHolds, [...story.file().investigators].sort()]).toEqual([true, [hana, hugo, lea].map(({ memberId }) => memberId).sort()])
})

test('her no to speaking with the company stands until she says otherwise, whatever else she wrote', () => {
  const after = (...answers: string[]) => {
    const story = caseStory()
    story.report({ contact: 'ask' })
    story.add('talk', { kind: 'desk', id: teams.legal.id, label: 'Legal' }, { type: 'ask', fields: { sentences: 'S07' } })
    for (const said of answers) story.add('talk', { kind: 'reporter', id: '', label: '' }, { type: 'answer', fields: said.startsWith('S') ? { sentences: said } : { text: said } })
    story.work(hana, 'contact', { permission: 'yes', basis: 'answer', text: '' })
    return story.file().contact.mayContact
  }
  expect([after(), after('S19'), after('S28'), after('S24', 'Thank you'), after('S19', 'They still come on Sundays')]).toEqual([false, false, false, false, false])
  expect([after('S18'), after('You may.'), after('S19', 'S18')]).toEqual([true, true, true])
})
