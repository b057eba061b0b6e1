// Who can take a case over, what goes with it, and who is away, as far as a page can say it without asking anybody.
import { expect, test } from 'vitest'
import { awayOn, deputiesFor, maySet, nameOf, standingIn } from '#app/desk/absence/colleagues.ts'
import { handOverWrites, ownTasks, receiversOf } from '#app/desk/case/hand-over.ts'
import type { DirectoryView, MemberView, Team } from '#crypto/worker/views.ts'
import { theCase, type WorkInput } from '#db/model/work-records.ts'
import { caseStory, hana, hugo, lea, leo, rin } from '#test/world/case-story.ts'

const task: WorkInput<'task'> = { title: 'Ask for the plan', owner: hana.memberId, dueDay: 205, after: [], state: 'open', text: '', template: null }

function memberView({ memberId, name, role }: typeof hana, removed = false): MemberView {
  return { memberId, name, role, removed, fingerprint: '', me: memberId === lea.memberId }
}

function deskView(label: string, role: 'handler' | 'lead', members: MemberView[]): DirectoryView['desks'][number] {
  return { deskId: label, label, deskEpoch: 0, role, fingerprint: '', members, pending: [], recoveryLabel: '', rotation: null, stillHeldBy: [], canRead: true }
}

const legal = deskView('Legal', 'lead', [memberView(hana), memberView(hugo), memberView(lea), memberView(leo, true)])
const rights = deskView('Rights', 'handler', [memberView(rin), memberView(lea)])
const directory: DirectoryView = { memberId: lea.memberId, name: lea.name, roster: null, desks: [legal, rights] }

test('a case goes to colleagues and teams, never to somebody with an interest or who judged it before', () => {
  const team = (id: string): Team => ({ id, label: id, recoveryLabel: '', roles: [], independent: false, fingerprint: '' })
  const story = caseStory()
  story.declares(hugo, true)
  const file = story.file()
  const room = { state: 'open', canWrite: true, teams: 2, said: false } as const
  const view = { deskId: 'Legal', room, readers: [team('Legal'), team('Rights')].map((one) => ({ ...one, sinceDay: 1, addedBy: null })), addable: [team('Counsel')] }
  const about = { me: lea.memberId, view: view as never, desk: legal, file }
  const keys = (asks: boolean, over = {}) => receiversOf({ ...about, ...over }, asks).map(({ kind, name }) => `${kind} ${name}`)
  expect(keys(true)).toEqual(['member hana', 'team Rights', 'ask Counsel'])
  expect(keys(false)).toEqual(['member hana', 'team Rights'])
  expect(keys(true, { file: { ...file, workedBefore: [hana.memberId] } })).toEqual(['team Rights', 'ask Counsel'])
  // Words between teams that nobody can write are no hand-over.
  expect(keys(false, { view: { ...view, room: { ...room, canWrite: false } } })).toEqual(['member hana'])
})

test('what is handed over is signed: who has it, whose tasks, and words for whoever takes over', () => {
  const story = caseStory()
  story.work(hana, 'task', task, 'a1'.repeat(16))
  story.work(hana, 'task', { ...task, state: 'done' }, 'a2'.repeat(16))
  story.work(hana, 'task', { ...task, owner: lea.memberId }, 'a3'.repeat(16))
  const tasks = ownTasks(story.file(), hana.memberId)
  expect(tasks.map(({ entry }) => entry.object)).toEqual(['a1'.repeat(16)])
  expect(handOverWrites({ kind: 'member', id: hugo.memberId, name: 'hugo' }, 'All is said.', tasks, 'en')).toEqual({
    records: [{ kind: 'assign', object: theCase, content: { member: hugo.memberId } }, { kind: 'task', object: 'a1'.repeat(16), content: { ...task, owner: hugo.memberId } }],
    words: { type: 'note', fields: { text: 'All is said.' }, lang: 'en' },
    assignee: hugo.memberId,
  })
  const toTeam = handOverWrites({ kind: 'team', id: 'Rights', name: 'Rights' }, 'All is said.', tasks, 'en')
  expect([toTeam.assignee, toTeam.words.type, toTeam.records.length]).toEqual([null, 'room', 2])
})

test('a lead sets days for the people of their desk, everybody for themselves; whoever left stands in for nobody', () => {
  expect(maySet(directory).map(({ name }) => name)).toEqual(['lea', 'hana', 'hugo'])
  expect(maySet({ ...directory, desks: [rights] }).map(({ name }) => name)).toEqual(['lea'])
  expect(deputiesFor(directory, lea.memberId).map(({ name }) => name)).toEqual(['hana', 'hugo', 'rin'])
  expect(deputiesFor(directory, hana.memberId).map(({ name }) => name)).toEqual(['hugo', 'lea'])
  expect([nameOf(directory, rin.memberId), nameOf(directory, 'ab'.repeat(16))]).toEqual(['rin', ''])
})

test('the first and the last day away count', () => {
  const away = [{ memberId: hana.memberId, fromDay: 10, untilDay: 12, deputyId: lea.memberId }]
  expect([9, 10, 12, 13].map((day) => awayOn(away, hana.memberId, day) !== null)).toEqual([false, true, true, false])
  expect([9, 10, 12, 13].map((day) => standingIn(away, lea.memberId, day).length)).toEqual([0, 1, 1, 0])
  expect(awayOn(away, lea.memberId, 11)).toBeNull()
})
