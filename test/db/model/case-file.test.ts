import { expect, test } from 'vitest'
import { theCase } from '#db/model/work-records.ts'
import { bo, caseStory, cora, gift, grave, hana, hugo, idOf, lea, leo, mild, refusal, step, teams } from '#test/world/case-story.ts'

const a1 = idOf('a1')

test('a case of which nobody wrote anything is received and empty', () => {
  const story = caseStory()
  story.report({ contact: 'no' })
  expect(story.file()).toMatchObject({
    state: 'RECEIVED', told: null, sinceDay: null, flags: [], severity: null, detriment: null, plan: null, allegations: [], decisions: [], hold: null, assignee: null,
    anew: null, workedBefore: [], workers: [], notUnderstood: [], doubts: [], contact: { permission: 'no', mayContact: false, said: 'no', entry: null },
  })
})

test('the state is the one that was signed last, since the day it came about', () => {
  const story = caseStory()
  story.tells('ACKNOWLEDGED', { sinceDay: '201', nextDay: '210' })
  story.tells('TRIAGE', { sinceDay: '203' })
  story.tells('TRIAGE', { sinceDay: '203', nextDay: '240' })
  story.tells('FROM_THE_FUTURE')
  expect(story.file()).toMatchObject({ state: 'TRIAGE', sinceDay: 203, told: { state: 'TRIAGE', nextDay: 240 }, doubts: [] })
})

test('the newest record of a thing takes the place of the older one, and each says who signed it', () => {
  const story = caseStory()
  story.work(hana, 'allegation', gift, a1)
  story.work(hana, 'allegation', { ...gift, code: 'WA-01', primary: false }, idOf('a2'))
  story.day = 205
  const newer = story.work(lea, 'allegation', { ...gift, code: 'GE-02' }, a1)
  const { allegations } = story.file()
  expect(allegations.map(({ code, entry }) => [code, entry.name, entry.day])).toEqual([['WA-01', 'hana', 200], ['GE-02', 'lea', 205]])
  expect(allegations[1]?.entry).toEqual({ object: a1, key: newer.key, digest: newer.digest, day: 205, memberId: lea.memberId, name: 'lea', desk: 'Legal', deskId: teams.legal.id, place: 2 })
})

test('what was taken out is gone from the picture, and comes back with a newer record', () => {
  const story = caseStory()
  story.work(hana, 'task', { title: 'Call', owner: null, dueDay: null, after: [], state: 'open', text: '', template: null }, a1)
  story.raw(hana, 'task', '{"dropped":"entered twice"}', a1)
  expect(story.file().tasks).toEqual([])
  story.work(hana, 'task', { title: 'Call again', owner: null, dueDay: null, after: [], state: 'open', text: '', template: null }, a1)
  expect(story.file().tasks.map(({ title }) => title)).toEqual(['Call again'])
})

test('what this version cannot read is told, replaces nothing and breaks nothing', () => {
  const story = caseStory()
  story.work(hana, 'allegation', gift, a1)
  const broken = story.raw(hana, 'allegation', '{"text":1}', a1)
  const newer = story.raw(hana, 'verdict', '{}')
  const proposal = story.add('room', { kind: 'member', id: lea.memberId, label: 'lea' }, { type: 'proposal', proposal: { kind: 'sell', body: '{}' } })
  const file = story.file()
  expect(file.allegations.map(({ code }) => code)).toEqual(['GE-01'])
  expect(file.notUnderstood).toEqual([{ key: broken.key, kind: 'allegation' }, { key: newer.key, kind: 'verdict' }, { key: proposal.key, kind: 'sell' }])
})

test('scores are computed from the inputs, and may rise by one person alone', () => {
  const story = caseStory()
  story.work(hana, 'severity', mild)
  expect(story.file().severity).toMatchObject({ s: 1, p: 4 })
  story.work(hana, 'severity', grave)
  expect(story.file()).toMatchObject({ severity: { s: 4, p: 1, scale: 4 }, doubts: [] })
})

test('a lighter severity counts once two people agreed to it, in whichever order the entries of their write stand', () => {
  const proposal = { from: { s: 4, p: 1 }, to: { s: 1, p: 4 }, severity: mild, why: 'Another exit' } as const
  for (const recordFirst of [true, false]) {
    const story = caseStory()
    story.work(hana, 'severity', grave)
    const asked = story.proposes(hana, 'downgrade', proposal)
    if (recordFirst) story.work(lea, 'severity', mild)
    story.decides(lea, asked)
    if (!recordFirst) story.work(lea, 'severity', mild)
    expect(story.file()).toMatchObject({ severity: { s: 1, p: 4 }, doubts: [], decisions: [{ state: 'approved', used: true, by: { name: 'hana' }, second: { name: 'lea', text: 'because', outside: false } }] })
  }
})

test('the company may be spoken to as the report says, as she answers later, or by the word of the board', () => {
  const contact = (said: 'yes' | 'ask' | 'no' | undefined) => {
    const story = caseStory()
    story.report(said === undefined ? {} : { contact: said })
    return story
  }
  expect([contact('yes'), contact('ask'), contact('no'), contact(undefined)].map((story) => story.file().contact.mayContact)).toEqual([true, false, false, false])
  const read = contact('yes')
  read.work(hana, 'contact', { permission: 'ask', basis: 'report', text: 'She sounds afraid' })
  expect(read.file().contact).toMatchObject({ permission: 'ask', mayContact: false, said: 'yes', text: 'She sounds afraid', entry: { name: 'hana' } })
  const answered = contact('no')
  answered.says('S18')
  answered.work(hana, 'contact', { permission: 'yes', basis: 'answer', text: '' })
  expect(answered.file()).toMatchObject({ contact: { mayContact: true, basis: 'answer', said: 'no' }, doubts: [] })
  const danger = contact('no')
  danger.work(bo, 'contact', { permission: 'yes', basis: 'override', text: 'The exit is locked now' })
  expect(danger.file()).toMatchObject({ contact: { mayContact: true, basis: 'override' }, doubts: [] })
})

test('who leads the case stands in the newest assignment; older cases have it in the notes', () => {
  const story = caseStory()
  const author = { kind: 'member', id: lea.memberId, label: 'lea' } as const
  story.add('notes', author, { type: 'assign', fields: { member: hugo.memberId } })
  expect(story.file().assignee).toBe(hugo.memberId)
  story.work(lea, 'assign', { member: hana.memberId })
  story.add('notes', author, { type: 'assign', fields: { member: hugo.memberId } })
  expect(story.file().assignee).toBe(hana.memberId)
  story.work(lea, 'assign', { member: null })
  expect(story.file().assignee).toBeNull()
})

test('flags follow from what is open', () => {
  const story = caseStory()
  story.tells('ACCEPTED')
  story.asks('When was that?')
  expect(story.file().flags).toEqual(['WAITING_REPORTER'])
  story.says('S20')
  story.work(hana, 'protective', { day: 200, text: 'Moved', over: false }, a1)
  story.work(lea, 'referral', { body: 'Labour office', basis: 'duty', copyId: null, text: '', answer: null }, a1)
  expect(story.file().flags).toEqual(['PROTECTING', 'REFERRED'])
  story.tells('REFERRED')
  expect(story.file().flags).toEqual(['PROTECTING'])
  story.work(lea, 'referral', { body: 'Labour office', basis: 'duty', copyId: null, text: '', answer: 'Nothing to add' }, a1)
  story.work(hana, 'protective', { day: 200, text: 'Moved', over: true }, a1)
  story.tells('OUTCOME_GIVEN')
  expect(story.file().flags).toEqual([])
  story.asks('Are you safe?')
  story.tells('CLOSED')
  expect(story.file().flags).toEqual([])
})

test('a hold stands from its approval until two people lift it, and the newest one counts', () => {
  const story = caseStory()
  const first = story.proposes(lea, 'hold', { on: true, reason: 'Lawsuit', reviewDay: 380 })
  expect(story.file({ held: false })).toMatchObject({ hold: null, doubts: [] })
  story.decides(leo, first)
  expect(story.file({ held: true })).toMatchObject({ hold: { reason: 'Lawsuit', reviewDay: 380, decision: { second: { name: 'leo' }, used: true } }, doubts: [] })
  const lift = story.proposes(leo, 'hold', { on: false, reason: 'Settled', reviewDay: 0 })
  expect(story.file().hold).not.toBeNull()
  story.decides(lea, lift)
  expect(story.file({ held: false })).toMatchObject({ hold: null, doubts: [] })
})

test('a proposal is given back by another person, put aside by anybody, and decided once', () => {
  const story = caseStory()
  const back = story.proposes(hana, 'decline', refusal)
  story.decides(hugo, back, 'back')
  const aside = story.proposes(lea, 'export', { purpose: 'Court', untilDay: null })
  story.decides(lea, aside, 'aside')
  expect(story.file().decisions.map(({ state, second }) => [state, second?.name])).toEqual([['back', 'hugo'], ['aside', 'lea']])
  expect(story.doubts()).toEqual([])
})

test('a refusal that another lead agreed to word for word is believed; so is one by the board from outside the case', () => {
  const story = caseStory()
  story.tells('TRIAGE')
  story.decides(lea, story.proposes(hana, 'decline', refusal))
  story.tells('DECLINED', { ...refusal.event, endDay: '230' })
  expect(story.file()).toMatchObject({ state: 'DECLINED', doubts: [], decisions: [{ used: true }] })
  const severe = caseStory()
  severe.work(hana, 'severity', grave)
  severe.tells('TRIAGE')
  severe.decides(lea, severe.proposes(lea, 'decline', refusal), 'approve', { person: { ...bo, memberId: idOf('cora'), name: 'cora', deskId: teams.counsel.id, desk: 'Counsel' } })
  severe.tells('DECLINED', refusal.event)
  expect(severe.file()).toMatchObject({ state: 'DECLINED', doubts: [], decisions: [{ second: { name: 'cora', desk: 'Counsel', outside: true } }] })
})

test('a team that two people agreed to let in, and one that the reporter lets in herself, are no doubt', () => {
  const story = caseStory()
  story.report()
  story.decides(leo, story.proposes(lea, 'add-desk', { deskId: teams.rights.id, history: true, why: '' }))
  story.lets(teams.rights, true)
  story.lets(teams.board, true, { kind: 'reporter', id: '', label: '' })
  expect(story.file()).toMatchObject({ doubts: [], decisions: [{ used: true }] })
})

test('an appeal and a reopening for punishment begin anew, with those who worked before left out', () => {
  const story = caseStory()
  story.tells('TRIAGE')
  story.work(lea, 'step', { ...step, verb: 'give-outcome' })
  story.tells('OUTCOME_GIVEN')
  story.work(hana, 'step', { ...step, verb: 'close', from: 'OUTCOME_GIVEN', to: 'CLOSED' })
  story.tells('CLOSED')
  expect(story.file()).toMatchObject({ anew: null, workedBefore: [], workers: [lea.memberId] })
  story.says('S32')
  story.day = 210
  story.work(hana, 'step', { ...step, verb: 'reopen', from: 'CLOSED', to: 'TRIAGE' })
  story.tells('TRIAGE')
  story.work(leo, 'step', { ...step, verb: 'accept', from: 'TRIAGE', to: 'ACCEPTED' })
  expect(story.file()).toMatchObject({ anew: 'punishment', workedBefore: [lea.memberId], workers: [lea.memberId, leo.memberId] })
})

test('a reopening for new facts keeps its people, unless the record of the step says that it is for punishment', () => {
  for (const agreed of [false, true]) {
    const story = caseStory()
    story.tells('TRIAGE')
    story.work(lea, 'step', { ...step, verb: 'give-outcome' })
    story.tells('OUTCOME_GIVEN')
    story.tells('CLOSED')
    story.work(lea, 'step', { ...step, verb: 'reopen', from: 'CLOSED', to: 'TRIAGE', agreed })
    story.tells('TRIAGE')
    expect(story.file()).toMatchObject(agreed ? { anew: 'punishment', workedBefore: [lea.memberId] } : { anew: null, workedBefore: [] })
  }
})

test('an answer from outside counts with the page that says what is proposed; what was weighed behind a wall is not asked', () => {
  for (const kind of ['decline', 'downgrade'] as const) {
    const story = caseStory()
    story.report()
    story.work(hana, 'severity', grave)
    const asked = kind === 'decline' ? story.proposes(lea, kind, refusal) : story.proposes(lea, kind, { from: { s: 4, p: 1 }, to: { s: 1, p: 4 }, severity: mild, why: 'Another exit' })
    story.decides(lea, asked, 'approve', { person: cora })
    expect(story.file()).toMatchObject({ decisions: [{ state: 'approved', second: { name: 'cora' } }], doubts: [] })
  }
  const newcomer = caseStory()
  newcomer.lets(teams.legal, false)
  newcomer.decides(lea, newcomer.proposes(lea, 'decline', refusal), 'approve', { person: cora, shown: { severity: 'S2 P3' } })
  expect(newcomer.file()).toMatchObject({ decisions: [{ state: 'approved' }], doubts: [] })
  const back = caseStory()
  back.decides(lea, back.proposes(hana, 'decline', refusal), 'back', { person: cora, shown: { severity: 'S2 P3' } })
  expect(back.file()).toMatchObject({ decisions: [{ state: 'back' }], doubts: [] })
})

test('what this desk has not read, because it came without the history, is the word of the server', () => {
  const story = caseStory()
  story.lets(teams.legal, false)
  story.add('room', { kind: 'member', id: lea.memberId, label: 'lea', role: 'lead' }, { type: 'approval', epoch: 1, approval: { proposal: 'f'.repeat(64), verdict: 'approve', text: '', outside: null, shown: null } })
  expect(story.file({ columns: { state: 'INVESTIGATING', assignee: hana.memberId }, held: true })).toMatchObject({ state: 'INVESTIGATING', doubts: [] })
  story.tells('FINDINGS_REVIEW')
  expect(story.file({ columns: { state: 'CLOSED', assignee: null } })).toMatchObject({ state: 'FINDINGS_REVIEW', doubts: [{ kind: 'state', text: 'CLOSED' }] })
  expect(theCase).toBe('0'.repeat(32))
})
