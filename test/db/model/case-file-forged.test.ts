// What a server or one person alone could plant, and what the file of the case makes of it.
import { expect, test } from 'vitest'
import type { Person } from '#db/model/decisions.ts'
import { bo, caseStory, cora, grave, hana, hugo, idOf, lea, leo, memberAuthor, mild, refusal, rin, step, teams, type Story } from '#test/world/case-story.ts'

type Teller = (story: Story) => unknown
const downgrade = { from: { s: 4, p: 1 }, to: { s: 1, p: 4 }, severity: mild, why: '' } as const
const inTriage: Teller = (story) => { story.report(); story.work(hana, 'severity', mild); story.tells('TRIAGE') }
const declined: Teller = (story) => story.tells('DECLINED', refusal.event)
const approvedBy = (who: Person): Teller => (story) => story.decides(who, story.proposes(lea, 'decline', refusal))
const appealed: Teller = (story) => {
  story.work(leo, 'step', step)
  story.tells('OUTCOME_GIVEN')
  story.work(hana, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  story.tells('APPEAL')
  story.tells('TRIAGE')
}
const graver: Teller = (story) => story.work(hana, 'severity', grave)

test.each<[string, Teller[], string[]]>([
  ['by one person alone', [declined], ['decline no-approval DECLINED']],
  ['proposed, and nobody decided', [(story) => story.proposes(lea, 'decline', refusal), declined], ['decline no-approval DECLINED']],
  ['approved by the proposer', [approvedBy(lea), declined], ['decline no-approval DECLINED', 'approval self-approved decline']],
  ['approved by a handler', [approvedBy(hana), declined], ['decline no-approval DECLINED', 'approval approver-not-lead decline']],
  ['approved by somebody with an interest', [(story) => story.declares(leo, true), approvedBy(leo), declined], ['decline no-approval DECLINED', 'approval approver-conflicted decline']],
  ['approved inside the line at severity 4', [graver, approvedBy(leo), declined], ['decline no-approval DECLINED', 'approval approver-not-independent decline']],
  ['approved by who worked on it before the appeal', [appealed, approvedBy(leo), declined], ['decline no-approval DECLINED', 'approval approver-worked-before decline']],
  ['given back', [(story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'back'), declined], ['decline no-approval DECLINED']],
  ['put aside, then approved', [(story) => { const asked = story.proposes(lea, 'decline', refusal); story.decides(lea, asked, 'aside'); story.decides(leo, asked) }, declined], ['decline no-approval DECLINED', 'approval decided-already decline']],
  ['approved with other words', [approvedBy(leo), (story) => story.tells('DECLINED', { ...refusal.event, text: 'You lied.' })], ['decline other-than-approved DECLINED']],
  ['approved with another reason', [approvedBy(leo), (story) => story.tells('DECLINED', { ...refusal.event, reason: 'NOT_A_REPORT' })], ['decline other-than-approved DECLINED']],
  ['approved with a sentence more', [approvedBy(leo), (story) => story.tells('DECLINED', { ...refusal.event, sentences: 'S11' })], ['decline other-than-approved DECLINED']],
  ['by an approval of something else', [(story) => story.decides(leo, story.proposes(lea, 'export', { purpose: 'Court', untilDay: null })), declined], ['decline no-approval DECLINED']],
  ['by an approval of a proposal that is nowhere', [(story) => story.decides(leo, 'e'.repeat(64)), declined], ['decline no-approval DECLINED', `approval no-such-proposal ${'e'.repeat(64)}`]],
  ['by a page whose answer does not hold', [(story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'approve', 'unproven'), declined], ['decline no-approval DECLINED', 'approval outside-unproven decline']],
  ['by a page that the proposer answered', [(story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'approve', { person: lea }), declined], ['decline no-approval DECLINED', 'approval self-approved decline']],
  ['by a page that a handler answered', [(story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'approve', { person: cora, role: 'handler' }), declined], ['decline no-approval DECLINED', 'approval approver-not-lead decline']],
  ['by a page of a desk inside the line, at severity 4', [graver, (story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'approve', { person: rin }), declined], ['decline no-approval DECLINED', 'approval approver-not-independent decline']],
  ['by a page of a desk that the roster does not know, at severity 4', [graver, (story) => story.decides(leo, story.proposes(lea, 'decline', refusal), 'approve', { person: { ...cora, deskId: idOf('ghost') } }), declined], ['decline no-approval DECLINED', 'approval approver-not-independent decline']],
])('a refusal is not believed: %s', (_name, tellers, doubts) => {
  const story = caseStory()
  for (const tell of [inTriage, ...tellers]) tell(story)
  expect(story.file().state).toBe('TRIAGE')
  expect(story.file().told?.state).toBe('DECLINED')
  expect(story.doubts()).toEqual(doubts)
})

test('a refusal that one person told alone is believed once it is told again as two agreed to it', () => {
  const story = caseStory()
  inTriage(story)
  story.tells('DECLINED', { ...refusal.event, text: 'Not our matter.' })
  expect(story.file().state).toBe('TRIAGE')
  declined(story)
  expect([story.file().state, story.doubts()]).toEqual(['TRIAGE', ['decline no-approval DECLINED']])
  approvedBy(leo)(story)
  declined(story)
  expect([story.file().state, story.doubts()]).toEqual(['DECLINED', []])
  expect(story.file().decisions.map(({ used }) => used)).toEqual([true])
})

test('one approval allows one refusal', () => {
  const story = caseStory()
  for (const tell of [inTriage, approvedBy(leo), declined]) tell(story)
  expect(story.file().state).toBe('DECLINED')
  story.tells('APPEAL')
  story.tells('TRIAGE')
  declined(story)
  expect(story.file().state).toBe('TRIAGE')
  expect(story.doubts()).toEqual(['decline no-approval DECLINED'])
})

test('what is built on a refusal that is not believed is not believed either, but she may appeal from it', () => {
  const story = caseStory()
  for (const tell of [inTriage, declined]) tell(story)
  story.tells('CLOSED')
  expect(story.doubts()).toEqual(['decline no-approval DECLINED', 'step not-in-table CLOSED'])
  expect(story.file().state).toBe('TRIAGE')
  const objecting = caseStory()
  for (const tell of [inTriage, declined]) tell(objecting)
  objecting.tells('APPEAL')
  expect(objecting.file().state).toBe('APPEAL')
})

test('a refusal of one lead alone is believed once a second person has agreed to it', () => {
  const story = caseStory()
  for (const tell of [inTriage, declined, approvedBy(leo)]) tell(story)
  expect([story.file().state, story.doubts()]).toEqual(['DECLINED', []])
})

test.each([['RECEIVED', 'CLOSED'], ['TRIAGE', 'CLOSED'], ['TRIAGE', 'REMEDYING'], ['ACCEPTED', 'FINDINGS_REVIEW'], ['CLOSED', 'OUTCOME_GIVEN'], ['OUTCOME_GIVEN', 'ARCHIVED'], ['ARCHIVED', 'TRIAGE'], ['TRIAGE', 'APPEAL']])('a jump from %s to %s is told and not believed', (from, to) => {
  const story = caseStory()
  story.tells(from)
  story.tells(to)
  expect([story.file().state, story.doubts()]).toEqual([from, [`step not-in-table ${to}`]])
})

test.each<[string, Teller[], string[]]>([
  ['alone', [], ['downgrade no-approval S1 P4']],
  ['proposed only', [(story) => story.proposes(hana, 'downgrade', downgrade)], ['downgrade no-approval S1 P4']],
  ['approved by the proposer', [(story) => story.decides(hana, story.proposes(hana, 'downgrade', downgrade))], ['downgrade no-approval S1 P4', 'approval self-approved downgrade']],
  ['approved by somebody with an interest', [(story) => story.declares(hugo, true), (story) => story.decides(hugo, story.proposes(hana, 'downgrade', downgrade))], ['downgrade no-approval S1 P4', 'approval approver-conflicted downgrade']],
  ['approved for other inputs', [(story) => story.decides(hugo, story.proposes(hana, 'downgrade', { ...downgrade, severity: { ...mild, scale: 2 } }))], ['downgrade other-than-approved S1 P4']],
])('a lighter severity is not believed: %s', (_name, tellers, doubts) => {
  const story = caseStory()
  graver(story)
  for (const tell of tellers) tell(story)
  story.work(hugo, 'severity', mild)
  expect(story.file().severity).toMatchObject({ s: 4, p: 1 })
  expect(story.doubts()).toEqual(doubts)
})

test('one approval allows one downgrade, and a lower priority alone is one too', () => {
  const story = caseStory()
  graver(story)
  story.decides(hugo, story.proposes(hana, 'downgrade', downgrade))
  story.work(hugo, 'severity', mild)
  graver(story)
  story.work(hugo, 'severity', mild)
  expect([story.file().severity?.s, story.doubts()]).toEqual([4, ['downgrade no-approval S1 P4']])
  const unlikely = caseStory()
  graver(unlikely)
  unlikely.work(hugo, 'severity', { ...grave, likelihood: 1 })
  expect([unlikely.file().severity?.p, unlikely.doubts()]).toEqual([1, ['downgrade no-approval S4 P2']])
})

test.each<[string, Teller[], string[]]>([
  ['alone', [], ['add-desk no-approval']],
  ['with another team agreed to', [(story) => story.decides(leo, story.proposes(lea, 'add-desk', { deskId: teams.board.id, history: true, why: '' }))], ['add-desk no-approval']],
  ['with the past, agreed to without', [(story) => story.decides(leo, story.proposes(lea, 'add-desk', { deskId: teams.rights.id, history: false, why: '' }))], ['add-desk other-than-approved']],
  ['twice on one approval', [(story) => story.decides(leo, story.proposes(lea, 'add-desk', { deskId: teams.rights.id, history: true, why: '' })), (story) => story.lets(teams.rights, true)], ['add-desk no-approval']],
])('a team let in is a doubt: %s', (_name, tellers, doubts) => {
  const story = caseStory()
  story.report()
  for (const tell of tellers) tell(story)
  story.lets(teams.rights, true)
  expect(story.doubts()).toEqual(doubts.map((doubt) => `${doubt} ${teams.rights.id}`))
})

test('a state, an assignment and a hold planted in the database are not believed', () => {
  const story = caseStory()
  story.report()
  story.tells('TRIAGE')
  story.work(lea, 'assign', { member: hana.memberId })
  const planted = { columns: { state: 'CLOSED', assignee: hugo.memberId }, held: true }
  expect(story.file(planted)).toMatchObject({ state: 'TRIAGE', assignee: hana.memberId, hold: null })
  expect(story.doubts(planted)).toEqual(['state server-differs CLOSED', `assignee server-differs ${hugo.memberId}`, 'held server-differs true'])
  story.decides(leo, story.proposes(lea, 'hold', { on: true, reason: 'Lawsuit', reviewDay: 380 }))
  expect(story.doubts({ columns: { state: 'TRIAGE', assignee: null }, held: false })).toEqual(['assignee server-differs ', 'held server-differs false'])
  expect(story.doubts({ columns: { state: 'TRIAGE', assignee: hana.memberId }, held: true })).toEqual([])
  // Whoever left the desk leads no case any more, and the server has taken the name out.
  expect(story.doubts({ columns: { state: 'TRIAGE', assignee: null }, held: true, people: [lea, leo] })).toEqual([])
})

test('a hold that the proposer approved neither stands nor falls', () => {
  const story = caseStory()
  story.decides(lea, story.proposes(lea, 'hold', { on: true, reason: 'Lawsuit', reviewDay: 380 }))
  expect([story.file().hold, story.doubts({ held: true })]).toEqual([null, ['approval self-approved hold', 'held server-differs true']])
  story.decides(leo, story.proposes(lea, 'hold', { on: true, reason: 'Lawsuit', reviewDay: 380 }))
  story.decides(lea, story.proposes(lea, 'hold', { on: false, reason: 'Over', reviewDay: 0 }))
  expect(story.file().hold?.reason).toBe('Lawsuit')
})

test('nobody declares an interest, or the lack of one, for somebody else', () => {
  const story = caseStory()
  story.work(hana, 'conflict', { has: true, text: '' }, leo.memberId)
  story.declares(lea, true)
  story.work(hana, 'conflict', { has: false, text: '' }, lea.memberId)
  expect(story.file().conflicts.map(({ has, entry }) => [has, entry.name])).toEqual([[true, 'lea']])
  expect(story.doubts()).toEqual([`conflict not-own-word ${leo.memberId}`, `conflict not-own-word ${lea.memberId}`])
})

test('an interest declared after the approval leaves the approval standing', () => {
  const story = caseStory()
  for (const tell of [inTriage, approvedBy(leo), declined]) tell(story)
  story.declares(leo, true)
  expect([story.file().state, story.doubts()]).toEqual(['DECLINED', []])
})

test('a yes to speaking with the company that she did not give is not believed', () => {
  const yes = (basis: 'report' | 'answer' | 'override', who: Person, said: 'no' | 'ask' = 'no') => {
    const story = caseStory()
    story.report({ contact: said })
    story.work(who, 'contact', { permission: 'yes', basis, text: 'x' })
    return [story.file().contact.permission, story.file().contact.mayContact, ...story.doubts()]
  }
  expect(yes('report', hana, 'ask')).toEqual(['ask', false, 'contact report-says-otherwise yes'])
  expect(yes('answer', hana)).toEqual(['no', false, 'contact nobody-answered yes'])
  expect(yes('override', lea)).toEqual(['no', false, 'contact not-by-the-board yes'])
  expect(yes('override', bo)).toEqual(['yes', true])
})

test('only sealed words of members in the room are casework', () => {
  const story = caseStory()
  const work = { type: 'work', work: { kind: 'assign', object: '0'.repeat(32), body: `{"member":"${hana.memberId}"}` } } as const
  story.add('room', { kind: 'desk', id: teams.legal.id, label: 'Legal' }, work)
  story.add('talk', memberAuthor(lea), work)
  story.add('room', memberAuthor(lea), { ...work, mark: 'server' })
  story.add('room', memberAuthor(lea), { ...work, mark: 'cut' })
  expect(story.file().assignee).toBeNull()
  story.add('room', memberAuthor(lea), { ...work, mark: 'older-key' })
  expect(story.file().assignee).toBe(hana.memberId)
})
