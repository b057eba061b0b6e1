// What goes out when two people decide: the clocks of a refusal, and no question in any field that the reporter reads.
import { expect, test } from 'vitest'
import type { CaseRoom } from '#app/desk/case/case-context.tsx'
import { emptyStep } from '#app/desk/case/draft.ts'
import { stepLacks } from '#app/desk/case/step-writes.ts'
import { approvalIn, carried, refusedOutside } from '#app/desk/decision/effect.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import { dayFrom } from '#db/model/ids.ts'
import { caseStory, cora, grave, hana, lea, refusal, rin, teams, type Story } from '#test/world/case-story.ts'

const today = 200

function roomWith(clocks: readonly CaseClock[]) {
  const story = caseStory()
  story.report()
  story.tells('ACKNOWLEDGED')
  story.tells('TRIAGE')
  story.proposes(lea, 'decline', refusal)
  const file = story.file()
  const columns = { version: 4, state: 'TRIAGE', turn: 'desk', nextDay: today + 9, endDay: null, assignee: null } as const
  return { view: { timeline: story.timeline, day: 190 }, file, clocks, today, facts: { columns, receivedDay: 190, sinceDay: today, today } } as unknown as CaseRoom
}

test('a refusal stops the clock of a law that waits for it, whoever agreed to it', () => {
  const clock: CaseClock = { clockId: 'c1'.repeat(16), rule: 'EU-FB', startDay: dayFrom(190), dueDay: dayFrom(280), notices: [dayFrom(280)], pauses: [], stoppedDay: null }
  const room = roomWith([clock])
  const [decision] = room.file.decisions
  if (decision === undefined) throw new Error('a proposal stands in the file')
  const effect = carried(approvalIn(room, decision, 'agreed', 'en'), 'ab')
  expect(effect.acts).toEqual([{ kind: 'decide', proposal: decision.digest, verdict: 'approve' }, { kind: 'clock-stop', clockId: clock.clockId }])
  expect(effect.writes.map((write) => write.type)).toEqual(['approval', 'event', 'work', 'work'])
  expect(effect.writes[0]?.fields).toMatchObject({ outside: 'ab', text: 'agreed' })
  expect(approvalIn(roomWith([]), decision, '', 'en').acts).toHaveLength(1)
})

test('a question that may tell who wrote stops a step in whichever field it stands', () => {
  const { file } = roomWith([])
  const lacks = (part: Partial<typeof emptyStep>) => stepLacks({ verb: 'decline', to: 'DECLINED' }, { ...emptyStep, reason: 'OUT_OF_SCOPE', places: 'The labour office', text: 'No.', ...part }, today + 30, file, today)
  expect(lacks({})).toEqual([])
  for (const name of ['text', 'places', 'body'] as const) expect(lacks({ reason: 'REFERRED', body: 'The labour office', [name]: 'Who told you about the exit?' }), name).toEqual(['asks.inStep'])
  // What was begun for another step and does not go out with this one stops nothing.
  expect(stepLacks({ verb: 'acknowledge', to: 'ACKNOWLEDGED' }, { ...emptyStep, text: 'Who told you about the exit?' }, today + 30, file, today)).toEqual([])
})

test('an answer from outside that nobody would believe is not carried in', () => {
  const outside = ({ memberId, name, deskId, desk: label, role }: typeof cora) => ({ memberId, name, deskId, label, role, day: today })
  const asked = (tell: (story: Story) => unknown) => {
    const story = caseStory()
    story.report()
    story.tells('TRIAGE')
    story.proposes(lea, 'decline', refusal)
    tell(story)
    const file = story.file()
    const [decision] = file.decisions
    if (decision === undefined) throw new Error('a proposal stands in the file')
    return (person: typeof cora, verdict: 'approve' | 'back' = 'approve') => refusedOutside(decision, { verdict, by: outside(person) }, file, Object.values(teams))
  }
  const mildly = asked(() => undefined)
  expect([mildly(rin), mildly(cora), mildly({ ...cora, role: 'handler' }), mildly(lea)]).toEqual([null, null, 'not-a-lead', 'proposer'])
  const gravely = asked((story) => story.work(hana, 'severity', grave))
  expect([gravely(rin), gravely(cora), gravely(rin, 'back')]).toEqual(['not-independent', null, null])
})
