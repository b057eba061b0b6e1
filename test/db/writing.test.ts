import { expect } from 'vitest'
import { sameBytes } from '#db/bytes.server.ts'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import { writeAsDesk, type DeskWrite, type Written } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, caseIdFrom, dayFrom, type CaseId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { clockIdOf } from '#db/steps/clocks.server.ts'
import { scopeOfMember, scopeOfReporter, scopeOfRoot, type MemberScope, type ReporterScope } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newEpoch, newReport, notesOf, party, reporterParty, rosterOf, talkOf, today, type Desk, type Organisation } from './organisation.ts'
import { entryFor, recorded } from './record.ts'

interface Story {
  readonly minato: Organisation
  readonly scope: ReporterScope
  readonly caseId: CaseId
}

async function reported(db: Database, desks: 'both' | 'legal' = 'legal'): Promise<Story> {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, desks === 'both' ? [minato.legal, minato.external] : [minato.legal])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  return { minato, scope, caseId: scope.caseId }
}

type Unsigned = Omit<DeskWrite, 'entry'>

function write(story: Story, desk: Desk, change: Partial<Unsigned>): Unsigned {
  return { today, caseId: story.caseId, deskId: desk.deskId, columns: null, summary: null, transmissions: [], acts: [], ...change }
}

function send(db: Database, scope: MemberScope, input: Unsigned): Promise<Written> {
  return recorded(db, writeAsDesk, scope, input, input.caseId)
}

const deskParty = (desk: Desk): Uint8Array => party(2, desk.deskId)
const member = (desk: Desk): Uint8Array => party(3, desk.lead)
const columns = { turn: 'desk', nextDay: dayFrom(today + 10), endDay: null, assignee: null } as const

onEachEngine('reporter and desk write in turn, and each sees what is theirs', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  const summary = { version: 1, head: bytes(38, 1), sealed: bytes(600) }
  const note = notesOf(legal, 0, [message(member(legal), 0)], newEpoch(0, [legal], story.minato.roster, { reporter: false }))
  const reply = talkOf(0, [message(deskParty(legal), 0), message(deskParty(legal), 1)])
  const written = await send(db, legal.scope, write(story, legal, {
    columns: { ...columns, expectedVersion: 0, state: 'ACKNOWLEDGED' }, summary, transmissions: [reply, note],
  }))
  expect(written).toEqual({ ok: true, version: 1 })
  expect(await postAsReporter(db, story.scope, { today, transmission: talkOf(0, [message(reporterParty, 1)]) })).toEqual({ ok: true, day: today })
  const seen = await caseForDesk(db, legal.scope, { caseId: story.caseId, deskId: legal.deskId })
  expect(seen?.columns).toEqual({ ...columns, version: 2, state: 'ACKNOWLEDGED' })
  expect(seen?.talk.messages).toHaveLength(4)
  expect(seen?.notes?.messages).toHaveLength(1)
  expect(seen?.notes?.epochs[0]?.wrap?.party).toEqual(deskParty(legal))
  expect(seen?.summary).toEqual(summary)
  const hers = await caseForReporter(db, story.scope)
  expect(hers?.talk.messages).toHaveLength(4)
  expect(hers?.talk.epochs[0]?.wrap?.party).toEqual(reporterParty)
  const events = await db.tables.selectFrom('events').select(['kind', 'case_version']).where('case_id', '=', bytesOf(story.caseId)).orderBy('case_version').execute()
  expect(events).toEqual([{ kind: 'case-opened', case_version: 0 }, { kind: 'desk-wrote', case_version: 1 }, { kind: 'reporter-posted', case_version: 2 }])
})

onEachEngine('the same message again is stored once, also when many copies come at once', async (db) => {
  const story = await reported(db)
  const transmission = talkOf(0, [message(reporterParty, 1)])
  const answers = await Promise.all(Array.from({ length: 20 }, () => postAsReporter(db, story.scope, { today, transmission })))
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect((await caseForReporter(db, story.scope))?.talk.messages).toHaveLength(2)
  const { legal } = story.minato
  const reply = write(story, legal, { columns: { ...columns, expectedVersion: 1, state: 'ACKNOWLEDGED' }, transmissions: [talkOf(0, [message(deskParty(legal), 0)])] })
  const signed = { ...reply, entry: await entryFor(db, legal.scope, story.caseId) }
  expect(await writeAsDesk(db, legal.scope, signed)).toEqual({ ok: true, version: 2 })
  expect(await writeAsDesk(db, legal.scope, signed)).toEqual({ ok: true, version: 2 })
})

onEachEngine('of two writers with one number one wins, and a hole is refused', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  const rivals = await Promise.all(Array.from({ length: 8 }, () => write(story, legal, { transmissions: [talkOf(0, [message(deskParty(legal), 0)])] })))
  const answers = await Promise.all(rivals.map((one) => send(db, legal.scope, one)))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'conflict')).toHaveLength(7)
  expect(await postAsReporter(db, story.scope, { today, transmission: talkOf(0, [message(reporterParty, 3)]) })).toEqual({ ok: false, reason: 'conflict' })
})

onEachEngine('nobody writes under the name of another', async (db) => {
  const story = await reported(db, 'both')
  const { legal, external } = story.minato
  const asDesk = { today, transmission: talkOf(0, [message(deskParty(legal), 0)]) }
  expect(await postAsReporter(db, story.scope, asDesk)).toEqual({ ok: false, reason: 'not-allowed' })
  const asReporter = write(story, legal, { transmissions: [talkOf(0, [message(reporterParty, 1)])] })
  expect(await send(db, legal.scope, asReporter)).toEqual({ ok: false, reason: 'not-allowed' })
  const asOtherDesk = write(story, legal, { transmissions: [talkOf(0, [message(deskParty(external), 0)])] })
  expect(await send(db, legal.scope, asOtherDesk)).toEqual({ ok: false, reason: 'not-allowed' })
  const inOthersNotes = write(story, legal, {
    transmissions: [notesOf(external, 0, [message(member(legal), 0)], newEpoch(0, [external], story.minato.roster, { reporter: false }))],
  })
  expect(await send(db, legal.scope, inOthersNotes)).toEqual({ ok: false, reason: 'not-allowed' })
  expect((await caseForReporter(db, story.scope))?.talk.messages).toHaveLength(1)
})

onEachEngine('a case of another desk, another organisation or nobody is not there', async (db) => {
  const story = await reported(db)
  const { legal, external } = story.minato
  const elsewhere = await minatoWorks(db)
  const reply = (desk: Desk): Unsigned => write(story, desk, { transmissions: [talkOf(0, [message(deskParty(desk), 0)])] })
  expect(await send(db, external.scope, reply(external))).toEqual({ ok: false, reason: 'gone' })
  expect(await send(db, external.scope, reply(legal))).toEqual({ ok: false, reason: 'not-yours' })
  expect(await send(db, elsewhere.legal.scope, reply(elsewhere.legal))).toEqual({ ok: false, reason: 'gone' })
  expect(await caseForDesk(db, external.scope, { caseId: story.caseId, deskId: external.deskId })).toBeNull()
  expect(await caseForDesk(db, external.scope, { caseId: story.caseId, deskId: legal.deskId })).toBeNull()
  expect(await caseForDesk(db, elsewhere.legal.scope, { caseId: story.caseId, deskId: elsewhere.legal.deskId })).toBeNull()
  expect(await caseForDesk(db, legal.scope, { caseId: caseIdFrom(bytes(32)), deskId: legal.deskId })).toBeNull()
  expect(await caseForReporter(db, scopeOfReporter(elsewhere.instance, story.caseId))).toBeNull()
})

onEachEngine('states change along the table only, by the right role, with a message and the promised day', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  const handler = scopeOfMember(legal.scope.instance, legal.lead, [{ deskId: legal.deskId, role: 'handler' }])
  let n = 0
  let version = 0
  const step = async (scope: typeof handler, state: 'ACKNOWLEDGED' | 'TRIAGE' | 'OUTCOME_GIVEN' | 'CLOSED', more: object = {}, told = true) => {
    const transmissions = told ? [talkOf(0, [message(deskParty(legal), n)])] : []
    const answer = await send(db, scope, write(story, legal, { columns: { ...columns, ...more, expectedVersion: version, state }, transmissions }))
    if (answer.ok) version = answer.version
    if (answer.ok && told) n += 1
    return answer
  }
  expect(await step(handler, 'TRIAGE')).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await step(handler, 'ACKNOWLEDGED', {}, false)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await step(handler, 'ACKNOWLEDGED', { nextDay: null })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await step(handler, 'ACKNOWLEDGED', { nextDay: dayFrom(today - 1) })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await step(handler, 'ACKNOWLEDGED')).toMatchObject({ ok: true })
  expect(await step(handler, 'TRIAGE')).toMatchObject({ ok: true })
  expect(await step(handler, 'OUTCOME_GIVEN', { endDay: dayFrom(today + 30) })).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await step(legal.scope, 'OUTCOME_GIVEN')).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await step(legal.scope, 'OUTCOME_GIVEN', { endDay: dayFrom(today + 30), turn: 'reporter' })).toMatchObject({ ok: true })
  expect(await step(legal.scope, 'CLOSED', { nextDay: null, turn: 'nobody' })).toMatchObject({ ok: true })
  const running = await db.tables.selectFrom('clocks').select('clock_id').where('case_id', '=', bytesOf(story.caseId)).where('stopped_day', 'is', null).execute()
  expect(running).toEqual([])
  expect(await step(legal.scope, 'TRIAGE')).toMatchObject({ ok: true })
  expect((await caseForReporter(db, story.scope))?.talk.messages).toHaveLength(1 + n)
})

onEachEngine('a write from an older look at the case is refused, and an assignee must belong to the desk', async (db) => {
  const story = await reported(db)
  const { legal, external } = story.minato
  const assign = (expectedVersion: number, assignee: typeof legal.lead) =>
    send(db, legal.scope, write(story, legal, { columns: { ...columns, expectedVersion, state: 'RECEIVED', assignee } }))
  expect(await assign(0, external.lead)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await assign(0, legal.lead)).toEqual({ ok: true, version: 1 })
  expect(await assign(0, legal.lead)).toEqual({ ok: false, reason: 'conflict' })
})

onEachEngine('after a desk has new keys the old epoch takes no message, and a new one needs the true heads', async (db) => {
  const story = await reported(db, 'both')
  const { legal, external, roster } = story.minato
  const renewed = { ...legal, epoch: 2, cardHash: bytes(32) }
  await db.tables.insertInto('desk_cards').values({
    instance_id: bytesOf(legal.scope.instance), desk_id: bytesOf(legal.deskId), epoch: 2, card: bytes(1348), card_hash: renewed.cardHash,
    card_sig: bytes(64), next_sig: null, recovery_pk: null, recovery_label: '',
  }).execute()
  const next = rosterOf([renewed, external], roster)
  expect(await publishRoster(db, scopeOfRoot(story.minato.instance), next)).toEqual({ ok: true })
  const post = (transmission: ReturnType<typeof talkOf>) => postAsReporter(db, story.scope, { today, transmission })
  expect(await post(talkOf(0, [message(reporterParty, 1)]))).toEqual({ ok: false, reason: 'stale' })
  const heads = [{ author: reporterParty, n: 0 }]
  const open = (epoch: number, desks: Desk[], frozen = heads) => newEpoch(epoch, desks, next, { heads: frozen })
  const first = message(reporterParty, 1)
  expect(await post(talkOf(1, [first], open(1, [legal, external])))).toEqual({ ok: false, reason: 'stale' })
  expect(await post(talkOf(1, [first], open(1, [renewed, external], [])))).toEqual({ ok: false, reason: 'conflict' })
  expect(await post(talkOf(1, [first], open(1, [renewed, external], [{ author: reporterParty, n: 4 }])))).toEqual({ ok: false, reason: 'conflict' })
  expect(await post(talkOf(2, [first], open(2, [renewed, external])))).toEqual({ ok: false, reason: 'conflict' })
  expect((await caseForReporter(db, story.scope))?.talk.epochs).toHaveLength(1)
  expect(await post(talkOf(1, [first], open(1, [renewed])))).toEqual({ ok: true, day: today })
  expect(await post(talkOf(1, [first], open(1, [renewed])))).toEqual({ ok: true, day: today })
  expect((await caseForReporter(db, story.scope))?.talk.epochs).toHaveLength(2)
  expect(await caseForDesk(db, external.scope, { caseId: story.caseId, deskId: external.deskId })).toBeNull()
  expect((await caseForDesk(db, renewed.scope, { caseId: story.caseId, deskId: legal.deskId }))?.talk.epochs[1]?.wrap).not.toBeNull()
})

onEachEngine('an urgent message starts the clock of the next day and is answered by the desk', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  await postAsReporter(db, story.scope, { today, transmission: talkOf(0, [message(reporterParty, 1, { urgent: true })]) })
  const before = await caseForDesk(db, legal.scope, { caseId: story.caseId, deskId: legal.deskId })
  expect(before).toMatchObject({ urgent: true, columns: { turn: 'desk', nextDay: today + 1 } })
  await send(db, legal.scope, write(story, legal, {
    columns: { ...columns, expectedVersion: 1, state: 'ACKNOWLEDGED' }, transmissions: [talkOf(0, [message(deskParty(legal), 0)])],
  }))
  const clock = await db.tables.selectFrom('clocks').select('stopped_day').where('case_id', '=', bytesOf(story.caseId)).where('clock_id', '=', clockIdOf('P1-SEE')).executeTakeFirstOrThrow()
  expect(clock.stopped_day).toBe(today)
  expect((await caseForDesk(db, legal.scope, { caseId: story.caseId, deskId: legal.deskId }))?.urgent).toBe(false)
})

onEachEngine('words of danger start the clocks of seeing and of protecting, and asking again puts neither off', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  const urgent = (n: number, day: number) => postAsReporter(db, story.scope, { today: dayFrom(day), transmission: talkOf(0, [message(reporterParty, n, { urgent: true })]) })
  const due = async () => {
    const rows = await db.tables.selectFrom('clocks').select(['clock_id', 'due_day', 'stopped_day']).where('case_id', '=', bytesOf(story.caseId)).execute()
    return (['P1-SEE', 'P1-ACT'] as const).map((rule) => rows.filter(({ clock_id }) => sameBytes(clock_id, clockIdOf(rule))).map((row) => [row.due_day - today, row.stopped_day === null]))
  }
  expect(await due()).toEqual([[], []])
  await urgent(1, today)
  await urgent(2, today + 1)
  expect(await due()).toEqual([[[1, true]], [[3, true]]])
  await send(db, legal.scope, write(story, legal, { columns: { ...columns, expectedVersion: 2, state: 'ACKNOWLEDGED' }, transmissions: [talkOf(0, [message(deskParty(legal), 0)])] }))
  expect(await due()).toEqual([[[1, false]], [[3, true]]])
  await urgent(3, today + 2)
  expect(await due()).toEqual([[[3, true]], [[3, true]]])
})

onEachEngine('a summary is replaced by a newer one only', async (db) => {
  const story = await reported(db)
  const { legal } = story.minato
  const save = (version: number) => send(db, legal.scope, write(story, legal, { summary: { version, head: bytes(38, 1), sealed: bytes(500) } }))
  expect(await save(1)).toMatchObject({ ok: true })
  expect(await save(1)).toEqual({ ok: false, reason: 'conflict' })
  expect(await save(2)).toMatchObject({ ok: true })
})
