import { expect, test } from 'vitest'
import { severityIn } from '#db/model/decision-page.ts'
import { endsWithout, mayDecide, refusedAs, refusedOnPage, secondPersonFor, type DeskOfRoster, type Person, type Refused, type Standing } from '#db/model/decisions.ts'
import { decisionKinds, type DecisionKind } from '#db/model/proposals.ts'
import { bo, caseStory, cora, grave, hana, hugo, lea, leo, mild, people, refusal, rin, step, teams, type Story } from '#test/world/case-story.ts'

const free: Standing = { conflicted: [], workedBefore: [], severity: 1 }
const leads: readonly DecisionKind[] = ['decline', 'hold', 'add-desk', 'export']

test.each(decisionKinds)('%s: never the proposer, never somebody with an interest', (kind) => {
  expect(refusedAs(lea, kind, lea.memberId, free)).toBe('proposer')
  expect(refusedAs(leo, kind, lea.memberId, { ...free, conflicted: [leo.memberId] })).toBe('conflict')
  expect(refusedAs(leo, kind, lea.memberId, free)).toBeNull()
})

test.each(decisionKinds)('%s: a handler agrees only where no lead is due', (kind) => {
  expect(refusedAs(hana, kind, lea.memberId, free)).toBe(leads.includes(kind) ? 'not-a-lead' : null)
  // Where no list tells the role nobody counts as a lead: a server that holds a list back gains nothing.
  expect(refusedAs({ ...lea, role: null }, kind, hana.memberId, free)).toBe(leads.includes(kind) ? 'not-a-lead' : null)
})

test.each(decisionKinds)('%s in a case judged anew: who worked on it before agrees to no judgement', (kind) => {
  const judgement = kind === 'decline' || kind === 'downgrade'
  expect(refusedAs(leo, kind, lea.memberId, { ...free, workedBefore: [leo.memberId] })).toBe(judgement ? 'worked-before' : null)
})

test.each<[number | null, Person, Refused | null]>([
  [null, leo, null], [1, leo, null], [2, leo, null], [3, leo, 'not-independent'], [4, leo, 'not-independent'], [3, rin, 'not-independent'], [4, bo, null], [3, cora, null],
])('to decline at severity %s', (severity, person, refused) => {
  expect(refusedAs(person, 'decline', lea.memberId, { ...free, severity })).toBe(refused)
  expect(refusedAs(person, 'hold', lea.memberId, { ...free, severity })).toBeNull()
})

function weighed(severity = mild): Story {
  const story = caseStory()
  story.report()
  story.work(hana, 'severity', severity)
  return story
}
type Asked = { proposer?: Person; among?: readonly Person[]; outside?: readonly DeskOfRoster[] }
function second(story: Story, kind: DecisionKind, { proposer = lea, among = people, outside = [] }: Asked = {}): [string, string, Refused | null] {
  const found = secondPersonFor(kind, { proposer: proposer.memberId, file: story.file(), people: among, outside })
  return [found.people.map(({ name }) => name).join(' '), found.desks.map(({ label }) => label).join(' '), found.why]
}

test('whoever may agree is named, others are not', () => {
  expect(second(weighed(), 'decline')).toEqual(['leo rin bo', '', null])
  expect(second(weighed(), 'downgrade')).toEqual(['hana hugo leo rin bo', '', null])
  expect(second(weighed(grave), 'decline')).toEqual(['bo', '', null])
  const story = weighed()
  story.declares(leo, true)
  story.declares(rin, true)
  story.declares(rin, false)
  expect(second(story, 'decline')).toEqual(['rin bo', '', null])
  // A member of two desks is asked once.
  expect(second(weighed(), 'hold', { among: [lea, leo, { ...leo, deskId: teams.rights.id, desk: 'Rights' }] })).toEqual(['leo', '', null])
})

test('where nobody here may agree, a desk that does not read the case can be asked', () => {
  expect(second(weighed(grave), 'decline', { among: [lea, leo], outside: [teams.rights, teams.counsel, teams.board] })).toEqual(['', 'Counsel Board', null])
  expect(second(weighed(), 'decline', { among: [lea], outside: [teams.rights] })).toEqual(['', 'Rights', null])
})

test('where nobody at all may, the step is refused with the reason', () => {
  expect(second(weighed(), 'decline', { among: [lea] })).toEqual(['', '', 'nobody-else'])
  expect(second(weighed(), 'decline', { among: [] })).toEqual(['', '', 'nobody-else'])
  expect(second(weighed(), 'decline', { among: [lea, hana, hugo] })).toEqual(['', '', 'not-a-lead'])
  expect(second(weighed(grave), 'decline', { among: [lea, leo, rin, hana], outside: [teams.rights] })).toEqual(['', '', 'not-independent'])
  const story = weighed()
  story.declares(leo, true)
  expect(second(story, 'hold', { among: [lea, leo] })).toEqual(['', '', 'conflict'])
  // As many of one as of the other: the first.
  expect(second(story, 'hold', { among: [lea, leo, hana] })).toEqual(['', '', 'conflict'])
  expect(second(story, 'hold', { among: [lea, hana, leo, hugo] })).toEqual(['', '', 'not-a-lead'])
})

test('after an appeal only people who did not work on the case', () => {
  const story = weighed()
  story.work(lea, 'plan', { scope: '', allegations: [], team: [hana.memberId], steps: [], text: '' })
  story.work(lea, 'assign', { member: rin.memberId })
  story.work(leo, 'step', { ...step, verb: 'give-outcome' })
  story.tells('OUTCOME_GIVEN')
  story.work(hugo, 'step', { ...step, verb: 'appeal', from: 'OUTCOME_GIVEN', to: 'APPEAL' })
  story.tells('APPEAL')
  expect(story.file().workedBefore).toEqual([hana, lea, leo, rin].map(({ memberId }) => memberId).sort())
  expect(second(story, 'downgrade', { proposer: hana })).toEqual(['hugo bo', '', null])
  expect(second(story, 'decline', { proposer: hana, among: [hana, lea, leo] })).toEqual(['', '', 'worked-before'])
  // A fresh desk can still be let in by those who are there.
  expect(second(story, 'add-desk', { proposer: hana, among: [hana, lea, leo] })).toEqual(['lea leo', '', null])
})

test('whoever opens a proposal is told whether to decide', () => {
  const story = weighed(grave)
  story.proposes(lea, 'decline', refusal)
  story.declares(rin, true)
  const file = story.file()
  const decision = file.decisions[0]
  if (decision === undefined) throw new Error('no decision')
  const told = (who: Person) => mayDecide(decision, who.memberId, { file, people })
  expect([lea, rin, hana, leo, bo, cora].map(told)).toEqual(['proposer', 'conflict', 'not-a-lead', 'not-independent', null, 'unknown-person'])
  const both = [...people, { ...leo, deskId: teams.board.id, desk: 'Board', roles: teams.board.roles }]
  expect(mayDecide(decision, leo.memberId, { file, people: both })).toBeNull()
})

test('who steps aside ends a proposal only where no other person and no other team is left', () => {
  const story = caseStory()
  story.report()
  story.proposes(lea, 'decline', refusal)
  const file = story.file()
  const [decision] = file.decisions
  if (decision === undefined) throw new Error('a proposal')
  const ends = (left: readonly Person[], outside: readonly DeskOfRoster[]) => endsWithout(decision, leo.memberId, { file, people: left, outside })
  expect([ends([lea, leo, hana], []), ends([lea, leo, rin], []), ends([lea, leo, hana], [teams.counsel])]).toEqual([true, false, false])
})

test('on a page of another team each kind is answered by whoever may decide it: handlers on a question and on a lighter weight, leads on the rest', () => {
  const may = (kind: DecisionKind, who: Person, severity: number | null = null) => refusedOnPage({ kind, severity, proposer: lea.memberId }, who)
  const handler = { ...cora, role: 'handler' } as const
  expect(decisionKinds.filter((kind) => may(kind, handler) === null)).toEqual(['downgrade', 'identity-question'])
  expect(decisionKinds.filter((kind) => may(kind, cora) === null)).toEqual([...decisionKinds])
  expect([may('hold', handler), may('downgrade', lea), may('decline', rin, 3), may('decline', cora, 4), may('decline', rin, 2)]).toEqual(['not-a-lead', 'proposer', 'not-independent', null, null])
  expect([severityIn('S3 P2'), severityIn(''), severityIn('S9 P1'), severityIn('S3 P2 and more')]).toEqual([3, null, null, null])
})
