// An invented worker who writes, keeps the code in memory and comes back, with the sealing of any reporter's browser.
import type { CaseForReporter, Hex, PostAnswer, RosterPointer, SubmitAnswer } from '#crypto/answers.ts'
import type { Day } from '#db/model/ids.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { CaseView, ReportFields } from '#crypto/worker/views.ts'
import type { Answer } from '#db/model/questions.ts'
import { routeReport, type RoutingAnswers } from '#db/model/routing.ts'
import { phraseList } from '#db/model/phrases.ts'
import { visitorAt, type PracticeDoor, type Visitor } from './door.server.ts'
import type { Founded } from './founding.server.ts'
import type { ReporterTurn, Story } from './story.ts'

export type Reporter = {
  readonly story: Story
  readonly caseId: Hex
  readonly digits: string
  readonly lines: readonly string[]
  readonly keys: ReturnType<typeof reporterDevice>
  readonly visitor: Visitor
}

/** Seals and sends the story's report on `day`; the teams follow from the answers as in the browser. */
export async function writeReport(door: PracticeDoor, founded: Founded, story: Story, day: Day): Promise<Reporter> {
  const visitor = visitorAt(door)
  const keys = reporterDevice()
  const { hash } = await visitor.get<RosterPointer>('/api/roster', day)
  const rosterFile = await visitor.bytes(`/api/roster/${hash}`, day)
  const { teams } = await keys.load({ rosterFile, instanceId: founded.instanceId, rootFp: founded.rootFp, today: day })
  const fields = fieldsOf(story, founded)
  const route = routeReport(answersFrom(fields), teams)
  const { lines, digits } = await keys.makeCode({})
  const { caseId } = await keys.sealReport({
    recipients: [...route.recipients],
    never: { roles: [...route.never.roles], desks: [...route.never.desks] },
    fields, lang: story.language, urgent: route.urgent, today: day,
  })
  const { frame } = await keys.signSubmit({ challenge: await visitor.challenge(day) })
  const { receipt } = await visitor.postBytes<SubmitAnswer>('/api/submit', day, frame)
  await keys.readReceipt({ receipt })
  return { story, caseId, digits, lines, keys, visitor }
}

/** Comes back with the code, reads everything and answers. */
export async function answerAsReporter(reporter: Reporter, founded: Founded, turn: ReporterTurn, day: Day): Promise<void> {
  const view = await comeBack(reporter, founded, day)
  const about = view.timeline.filter((entry) => entry.type === 'ask').at(-1)?.key
  const uses = (turn.sentences ?? []).map((id) => ({ id, day: null }))
  await reporter.keys.sealPost({
    type: about === undefined ? 'text' : 'answer',
    fields: {
      ...(turn.text === undefined ? {} : { text: turn.text }),
      ...(uses.length === 0 ? {} : { sentences: phraseList(uses) }),
      ...(about === undefined ? {} : { about }),
    },
    lang: reporter.story.language, urgent: false, today: day,
  })
  const { frame } = await reporter.keys.signPost({ challenge: await reporter.visitor.challenge(day) })
  await reporter.visitor.postBytes<PostAnswer>('/api/post', day, frame)
}

/** What the reporter reads on `day`, opened with the code alone. */
export async function comeBack({ keys, visitor, digits }: Reporter, founded: Founded, day: Day): Promise<CaseView> {
  const read = await keys.openCode({ text: digits, instanceId: founded.instanceId })
  if (read.result !== 'ok') throw new Error('practice: the code does not read')
  const { frame } = await keys.signFetch({ challenge: await visitor.challenge(day) })
  const answer = await visitor.postBytes<CaseForReporter>('/api/fetch', day, frame)
  return keys.openCase({ answer, rootFp: founded.rootFp, today: day })
}

function fieldsOf(story: Story, founded: Founded): ReportFields {
  const blamed = founded.teams.filter(({ desk }) => desk === story.blames).map(({ deskId }) => deskId)
  return { ...story.answers, tiles: story.tiles.join(','), ...(blamed.length === 0 ? {} : { whoTeams: blamed.join(',') }) }
}

// The fields come from our own stories; whether they are known answers is held by a test.
function answersFrom(fields: ReportFields): RoutingAnswers<Hex> {
  const list = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(','))
  return {
    tiles: list(fields.tiles) as Answer<'tiles'>[],
    who: list(fields.who) as Answer<'who'>[],
    whoTeams: list(fields.whoTeams),
    relationMore: list(fields.relationMore) as Answer<'relationMore'>[],
    danger: fields.danger as Answer<'danger'> | undefined,
    relation: fields.relation as Answer<'relation'> | undefined,
    touch: fields.touch as Answer<'touch'> | undefined,
    nearest: fields.nearest as Answer<'nearest'> | undefined,
    contact: fields.contact as Answer<'contact'> | undefined,
  }
}
