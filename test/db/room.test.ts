import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { writeAsDesk, type DeskWrite } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, dayFrom, type CaseId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { inboxFor } from '#db/queries/inbox.server.ts'
import type { ReporterScope } from '#db/scope.ts'
import type { CaseAct } from '#db/steps/case-acts.server.ts'
import type { NewEpoch, NewMessage, Transmission } from '#db/steps/transmission.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { message, minatoWorks, newEpoch, newReport, notesOf, party, reporterParty, talkOf, today, type Desk, type Organisation } from './organisation.ts'
import { recorded } from './record.ts'
import { approvalIn } from './second-person.ts'

const leave = 6

interface Story {
  readonly db: Database
  readonly minato: Organisation
  readonly scope: ReporterScope
  readonly caseId: CaseId
  readonly talkCtx: Uint8Array
}

async function reported(db: Database, desks: (minato: Organisation) => readonly Desk[]): Promise<Story> {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, desks(minato))
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  return { db, minato, scope, caseId: scope.caseId, talkCtx: report.opens.ctx }
}

function roomOf(epoch: number, messages: readonly NewMessage[], opens: NewEpoch | null = null): Transmission {
  return { stream: party(2, null), epoch, opens, messages, files: [] }
}

function roomEpoch(story: Story, epoch: number, desks: readonly Desk[], anchor: Uint8Array, heads: NewEpoch['heads'] = []): NewEpoch {
  return { ...newEpoch(epoch, desks, story.minato.roster, { reporter: false, heads }), anchor }
}

function write(story: Story, desk: Desk, transmissions: readonly Transmission[], action = 3, acts: readonly CaseAct[] = []) {
  const input = { today, caseId: story.caseId, deskId: desk.deskId, columns: null, summary: null, transmissions, acts }
  return recorded(story.db, (db, scope, given: DeskWrite) => writeAsDesk(db, scope, { ...given, entry: { ...given.entry, action } }), desk.scope, input, story.caseId)
}

const open = (story: Story, desk: Desk) => caseForDesk(story.db, desk.scope, { caseId: story.caseId, deskId: desk.deskId })
const deskParty = (desk: Desk): Uint8Array => party(2, desk.deskId)
const lead = (desk: Desk): Uint8Array => party(3, desk.lead)

onEachEngine('desks of a case talk in a room; the reporter and other desks do not', async (db) => {
  const story = await reported(db, ({ legal, external }) => [legal, external])
  const { legal, external } = story.minato
  const first = roomOf(0, [message(lead(legal), 0), message(lead(legal), 1)], roomEpoch(story, 0, [legal, external], story.talkCtx))
  expect(await write(story, legal, [first])).toMatchObject({ ok: true })
  expect(await write(story, external, [roomOf(0, [message(lead(external), 0)])])).toMatchObject({ ok: true })
  expect(await write(story, external, [roomOf(0, [message(lead(legal), 2)])])).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await write(story, external, [roomOf(0, [message(deskParty(external), 0)])])).toEqual({ ok: false, reason: 'not-allowed' })
  for (const [desk, other] of [[legal, external], [external, legal]] as const) {
    const seen = await open(story, desk)
    expect(seen?.room?.messages).toHaveLength(3)
    expect(seen?.room?.epochs[0]?.wrap?.party).toEqual(deskParty(desk))
    expect(seen?.lists.map((list) => [list.deskId, list.changes.length, list.members.map((one) => one.memberId)])).toEqual([[other.deskId, 1, [other.lead]]])
  }
  const hers = await caseForReporter(db, story.scope)
  expect(hers?.talk.messages).toHaveLength(1)
  expect(await postAsReporter(db, story.scope, { today, transmission: roomOf(0, [message(reporterParty, 1)]) })).toEqual({ ok: false, reason: 'not-allowed' })
  // Nothing went to the reporter: the clocks run on.
  const clocks = await db.tables.selectFrom('clocks').select('clock_id').where('case_id', '=', bytesOf(story.caseId)).where('stopped_day', 'is not', null).execute()
  expect(clocks).toEqual([])
})

onEachEngine('a room is for exactly the desks of the newest talk, whose epoch it names', async (db) => {
  const story = await reported(db, ({ legal, external }) => [legal, external])
  const { legal, external, roster } = story.minato
  const by = (desk: Desk, opens: NewEpoch) => write(story, desk, [roomOf(opens.epoch, [message(lead(desk), 0)], opens)])
  expect(await by(legal, roomEpoch(story, 0, [legal], story.talkCtx))).toEqual({ ok: false, reason: 'stale' })
  expect(await by(legal, roomEpoch(story, 0, [legal, external], new Uint8Array(32)))).toEqual({ ok: false, reason: 'stale' })
  const next = newEpoch(1, [legal], roster, { heads: [{ author: reporterParty, n: 0 }] })
  expect(await write(story, legal, [talkOf(1, [message(deskParty(legal), 0)], next)])).toMatchObject({ ok: true })
  expect(await by(legal, roomEpoch(story, 0, [legal, external], story.talkCtx))).toEqual({ ok: false, reason: 'stale' })
  expect(await by(legal, roomEpoch(story, 0, [legal], next.ctx))).toMatchObject({ ok: true })
})

onEachEngine('a desk that is added has the case in its inbox, is told, and reads the room from then on', async (db) => {
  const story = await reported(db, ({ legal }) => [legal])
  const { legal, external, roster } = story.minato
  expect(await write(story, legal, [roomOf(0, [message(lead(legal), 0)], roomEpoch(story, 0, [legal], story.talkCtx))])).toMatchObject({ ok: true })
  expect((await open(story, legal))?.lists).toEqual([])
  await db.tables.deleteFrom('outbox').where('instance_id', '=', bytesOf(legal.scope.instance)).execute()
  expect((await inboxFor(db, external.scope, { sort: 'due' })).lines).toEqual([])
  const grown = newEpoch(1, [legal, external], roster, { heads: [{ author: reporterParty, n: 0 }] })
  const wide = roomEpoch(story, 1, [legal, external], grown.ctx, [{ author: lead(legal), n: 0 }])
  const adding = [talkOf(1, [message(deskParty(legal), 0)], grown), roomOf(1, [message(lead(legal), 1), message(lead(legal), 2)], wide)]
  expect(await write(story, legal, adding, 5)).toEqual({ ok: false, reason: 'second-person' })
  expect(await write(story, legal, adding, 5, [await approvalIn(db, legal, story.caseId)])).toMatchObject({ ok: true })
  expect((await inboxFor(db, external.scope, { sort: 'due' })).lines.map((line) => [line.caseId, line.unseen])).toEqual([[story.caseId, true]])
  const mails = await db.tables.selectFrom('outbox').select(['kind', 'member_id']).where('instance_id', '=', bytesOf(legal.scope.instance)).execute()
  expect(mails).toEqual([{ kind: 'new-message', member_id: bytesOf(external.lead) }])
  const seen = await open(story, external)
  expect(seen?.room?.epochs.map((epoch) => epoch.wrap !== null)).toEqual([false, true])
  expect(seen?.talk.epochs.map((epoch) => epoch.wrap !== null)).toEqual([false, true])
  expect(seen?.notes).toBeNull()
})

onEachEngine('a goodbye tells nobody anything, the next writer leaves the desk out, and its inbox forgets the case', async (db) => {
  const story = await reported(db, ({ legal, external }) => [legal, external])
  const { legal, external, roster } = story.minato
  expect(await write(story, external, [talkOf(0, [message(deskParty(external), 0)])], leave)).toMatchObject({ ok: true })
  expect(await write(story, legal, [], leave)).toEqual({ ok: false, reason: 'not-allowed' })
  const leaving = () => db.tables.selectFrom('leaving_desks').select('desk_id').where('case_id', '=', bytesOf(story.caseId)).execute()
  expect(await leaving()).toEqual([{ desk_id: bytesOf(external.deskId) }])
  const clocks = await db.tables.selectFrom('clocks').select('clock_id').where('case_id', '=', bytesOf(story.caseId)).where('stopped_day', 'is not', null).execute()
  expect(clocks).toEqual([])
  // The last desk stays: somebody has to answer.
  expect(await write(story, legal, [talkOf(0, [message(deskParty(legal), 0)])], leave)).toEqual({ ok: false, reason: 'not-allowed' })
  const next = newEpoch(1, [legal], roster, { heads: [{ author: reporterParty, n: 0 }, { author: deskParty(external), n: 0 }] })
  expect(await postAsReporter(db, story.scope, { today, transmission: talkOf(1, [message(reporterParty, 1)], next) })).toMatchObject({ ok: true })
  expect((await inboxFor(db, external.scope, { sort: 'due' })).lines).toEqual([])
  expect(await open(story, external)).toBeNull()
  expect(await leaving()).toEqual([])
  expect((await open(story, legal))?.talk.messages).toHaveLength(3)
})

onEachEngine('a handing over adds one desk and takes leave in one write', async (db) => {
  const story = await reported(db, ({ legal }) => [legal])
  const { legal, external, roster } = story.minato
  const grown = newEpoch(1, [legal, external], roster, { heads: [{ author: reporterParty, n: 0 }] })
  const words = roomOf(0, [message(lead(legal), 0), message(lead(legal), 1)], roomEpoch(story, 0, [legal, external], grown.ctx))
  const handing = [talkOf(1, [message(deskParty(legal), 0), message(deskParty(legal), 1)], grown), words]
  expect(await write(story, legal, handing, leave)).toEqual({ ok: false, reason: 'second-person' })
  expect(await write(story, legal, handing, leave, [await approvalIn(db, legal, story.caseId)])).toMatchObject({ ok: true })
  expect(await open(story, legal)).not.toBeNull()
  const heads = [{ author: reporterParty, n: 0 }, { author: deskParty(legal), n: 1 }]
  const own = newEpoch(2, [external], roster, { heads })
  expect(await write(story, external, [talkOf(2, [message(deskParty(external), 0)], own)], 7)).toMatchObject({ ok: true })
  expect(await open(story, legal)).toBeNull()
})

onEachEngine('a bare opening of talk is no message to the reporter', async (db) => {
  const story = await reported(db, ({ legal, external }) => [legal, external])
  const { legal, external, roster } = story.minato
  const renewed = newEpoch(1, [legal, external], roster, { heads: [{ author: reporterParty, n: 0 }] })
  const columns = { expectedVersion: 0, state: 'ACKNOWLEDGED' as const, turn: 'desk' as const, nextDay: dayFrom(today + 10), endDay: null, assignee: null }
  const input = { today, caseId: story.caseId, deskId: legal.deskId, columns, summary: null, transmissions: [talkOf(1, [message(deskParty(legal), 0)], renewed)], acts: [] }
  expect(await recorded(db, writeAsDesk, legal.scope, input, story.caseId)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await recorded(db, writeAsDesk, legal.scope, { ...input, columns: null }, story.caseId)).toMatchObject({ ok: true })
  const notes = notesOf(legal, 0, [message(lead(legal), 0)], newEpoch(0, [legal], roster, { reporter: false }))
  expect(await write(story, legal, [notes])).toMatchObject({ ok: true })
  expect((await open(story, legal))?.columns.state).toBe('RECEIVED')
})
