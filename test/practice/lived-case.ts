// One case that went through everything: two teams, a room, notes, a file, a checkpoint of the record; and its dump.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actAsDesk, openAs } from '#app/practice/desk.server.ts'
import { foundOrganisation, type Founded } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { agreed } from '#app/practice/two-people.server.ts'
import { comeBack, writeReport, type Reporter } from '#app/practice/reporter.server.ts'
import { stories } from '#app/practice/stories.ts'
import { L, concat } from '#crypto/bytes.ts'
import { dayFrom, type Day } from '#db/model/ids.ts'
import { openPracticePortal } from './portal-in-process.ts'

const TODAY = dayFrom(20_777)
const STORY = 'passports kept in the dormitory office'

export interface LivedCase {
  /** The folder of the dump. */
  readonly dump: string
  readonly reporter: Reporter
  readonly founded: Founded
  /** What the reporter's file holds; longer than one part. */
  readonly content: Uint8Array
  readonly fileName: string
  /** What was written for somebody outside, and the code that opens it. */
  readonly copy: { readonly digits: string; readonly text: string }
}

/** Written, answered, shared with a second team and listed with a file over the endpoints of the portal, then dumped. */
export async function livedCase(): Promise<LivedCase> {
  await using portal = await openPracticePortal(TODAY)
  const before = (days: number) => dayFrom(TODAY - days)
  const founded = await foundOrganisation(portal.door, before(5))
  const story = stories.find(({ name }) => name === STORY)
  const [legal, external] = founded.teams
  if (!story || !legal || !external) throw new Error('the practice organisation is another')
  const reporter = await writeReport(portal.door, founded, story, before(4))
  for (const turn of story.turns) if (turn.by === 'legal') await actAsDesk(legal, reporter, turn, before(3))
  await portal.checkpoint(before(3))
  await agreed({
    caseId: reporter.caseId, kind: 'add-desk', proposer: legal.handler, approver: legal.lead, lang: 'en', day: before(2),
    body: () => ({ deskId: external.deskId, history: true, why: 'They know the dormitory.' }),
  }, () => ({ writes: [{ type: 'room', fields: { text: 'Please look at the dormitory.' }, lang: 'en' }], addTeam: { deskId: external.deskId, history: true } }))
  await openAs(external.lead, reporter.caseId, before(1))
  await sendRecorded(external.lead, before(1), (at) => external.lead.keys.sealWrites({
    caseId: reporter.caseId, writes: [{ type: 'room', fields: { text: 'We go there on Monday.' }, lang: 'en' }, { type: 'note', fields: { text: 'Two of us.' }, lang: 'en' }],
    addTeam: null, columns: null, summary: null, ...at }))
  const content = new Uint8Array(1_300_000).map((_, i) => (i * 31 + (i >> 9)) & 255)
  const fileName = 'အဆောင် door.jpg'
  await sendFile(reporter, founded, new File([content], fileName, { type: 'image/jpeg' }), TODAY)
  await openAs(legal.handler, reporter.caseId, TODAY)
  const { view } = await openAs(legal.lead, reporter.caseId, TODAY)
  const text = 'He keeps [name]’s passport in the office.'
  const copy = await sendRecorded(legal.lead, TODAY, (at) => legal.lead.keys.sealCopy({
    caseId: reporter.caseId, text, purpose: 'labour inspection', untilDay: before(-30), sources: [view.timeline[0]?.key ?? ''], lang: 'en', ...at }))
  const dump = join(mkdtempSync(join(tmpdir(), 'todoke-dump-')), 'dump')
  await portal.dump(dump)
  return { dump, reporter, founded, content, fileName, copy: { digits: copy.digits, text } }
}

async function sendFile(reporter: Reporter, founded: Founded, file: File, day: Day): Promise<void> {
  const { keys, visitor } = reporter
  await comeBack(reporter, founded, day)
  const begun = await keys.beginFile({ blob: file, name: file.name, mime: file.type })
  if (begun.result !== 'ok') throw new Error('an epoch must be opened first')
  for (let index = 0; index < begun.parts; index += 1) {
    const { frame, pieces } = await keys.filePart({ fileId: begun.fileId, index, challenge: await visitor.challenge(day) })
    await visitor.postBytes('/api/part', day, concat(L(frame), ...pieces))
  }
  await keys.endFile({ fileId: begun.fileId })
  await keys.sealPost({ type: 'text', fields: { text: 'This is the door.' }, files: [begun.fileId], lang: 'en', urgent: false, today: day })
  const { frame } = await keys.signPost({ challenge: await visitor.challenge(day) })
  await visitor.postBytes('/api/post', day, frame)
}

