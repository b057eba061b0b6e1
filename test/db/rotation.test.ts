// A desk gets new keys: they wait for the root, and who was taken off the list has nothing left in the same moment.
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { admitMember } from '#db/commands/admit-member.server.ts'
import { inviteMember } from '#db/commands/invite-member.server.ts'
import { joinAsMember } from '#db/commands/join-as-member.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { openSession } from '#db/commands/open-session.server.ts'
import { recordRead } from '#db/commands/record-read.server.ts'
import { rotateDesk } from '#db/commands/rotate-desk.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, instantFrom, inviteIdFrom } from '#db/model/ids.ts'
import { entriesOfDesk } from '#db/queries/audit.server.ts'
import { directoryForMember } from '#db/queries/directory.server.ts'
import { unlockBoxesFor } from '#db/queries/unlock-boxes.server.ts'
import { memberScope, sessionBy } from '#db/queries/who.server.ts'
import { scopeOfMember } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { colleagueOf, headOfList, removalOf, removed, rotationOf } from './desk-life.ts'
import { bytes, minatoWorks, newChange, newDesk, newReport, today, type Organisation } from './organisation.ts'
import { entryFor, recorded } from './record.ts'

const boxes = (db: Database, minato: Organisation) =>
  db.tables.selectFrom('desk_boxes').select(['desk_epoch', 'which', 'owner_id']).where('instance_id', '=', bytesOf(minato.instance)).where('desk_id', '=', bytesOf(minato.legal.deskId)).execute()
const waiting = (db: Database, minato: Organisation) => db.tables.selectFrom('pending_cards').select(['card_hash', 'epoch']).where('instance_id', '=', bytesOf(minato.instance)).execute()

onEachEngine('new keys wait, bring a box of each kind for everybody, and are replaced by newer ones', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external } = minato
  const bo = await colleagueOf(db, legal, 'Bo')
  const head = (await headOfList(db, legal)).hash
  const first = rotationOf(legal, [legal.lead, bo.memberId], head)
  expect(await recorded(db, rotateDesk, external.scope, first)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await recorded(db, rotateDesk, bo.scope, first)).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead], head))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead, bo.memberId, external.lead], head))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, { ...first, boxes: first.boxes.slice(1) })).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead, bo.memberId], bytes(32)))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf({ ...legal, epoch: 4 }, [legal.lead, bo.memberId], head))).toEqual({ ok: false, reason: 'stale' })
  expect(await waiting(db, minato)).toEqual([])
  const signed = { ...first, entry: await entryFor(db, legal.scope) }
  expect(await rotateDesk(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await rotateDesk(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await waiting(db, minato)).toEqual([{ card_hash: first.card.hash, epoch: legal.epoch + 1 }])
  // The keys that count are still the old ones, and the new ones are in the hands of both.
  expect((await boxes(db, minato)).filter((row) => row.desk_epoch === legal.epoch + 1)).toHaveLength(4)
  const second = { ...rotationOf(legal, [legal.lead, bo.memberId], head), recovery: { pk: bytes(1216), label: 'The board', box: bytes(1192) } }
  expect(await recorded(db, rotateDesk, legal.scope, second)).toEqual({ ok: true })
  expect(await waiting(db, minato)).toEqual([{ card_hash: second.card.hash, epoch: legal.epoch + 1 }])
  expect((await boxes(db, minato)).filter((row) => row.desk_epoch === legal.epoch + 1)).toHaveLength(5)
  const directory = await directoryForMember(db, bo.scope)
  expect(directory.desks[0]).toMatchObject({ recovery: null, waiting: { card: second.card.bytes, nextSig: second.card.nextSignature, recovery: { label: 'The board' } } })
  // What was replaced does not come back with a late retry.
  expect(await rotateDesk(db, legal.scope, signed)).toEqual({ ok: false, reason: 'record' })
})

onEachEngine('who is taken off loses session, boxes, ways in, invitations and cases at once, and the record keeps them', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const bo = await colleagueOf(db, legal, 'Bo', 'lead')
  const inviteId = inviteIdFrom(bytes(16))
  expect(await recorded(db, inviteMember, bo.scope, { today, deskId: legal.deskId, inviteId, role: 'handler' })).toEqual({ ok: true })
  const tokenHash = bytes(32)
  const now = instantFrom(1_795_000_000_000)
  await openSession(db, minato.instance, { today, now, expiresAt: instantFrom(now + 1000), tokenHash, holder: { kind: 'member', memberId: bo.memberId } })
  const { scope, report } = newReport(minato, [legal])
  await openCase(db, scope, report)
  const columns = { expectedVersion: 0, state: 'RECEIVED' as const, turn: 'desk' as const, nextDay: null, endDay: null, assignee: bo.memberId }
  const assign = (change: Partial<typeof columns>) =>
    recorded(db, writeAsDesk, legal.scope, { today, caseId: scope.caseId, deskId: legal.deskId, columns: { ...columns, ...change }, summary: null, transmissions: [], acts: [] }, scope.caseId)
  expect(await assign({})).toEqual({ ok: true, version: 1 })

  const head = await headOfList(db, legal)
  const removal = removalOf(legal, bo, head)
  const rotation = rotationOf(legal, [legal.lead], head.hash, [removal])
  // Nobody takes themselves off and knows the new keys, nor signs for another.
  expect(await recorded(db, rotateDesk, bo.scope, rotation)).toEqual({ ok: false, reason: 'conflict' })
  const self = { ...removal, byMember: bo.memberId }
  expect(await recorded(db, rotateDesk, bo.scope, rotationOf(legal, [legal.lead], head.hash, [self]))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead], head.hash, [{ ...removal, op: 4 }]))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead, bo.memberId], head.hash, [removal]))).toEqual({ ok: false, reason: 'conflict' })
  expect(await memberScope(db, minato.instance, bo.memberId)).not.toBeNull()

  const signed = { ...rotation, entry: await entryFor(db, legal.scope) }
  expect(await rotateDesk(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await rotateDesk(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await memberScope(db, minato.instance, bo.memberId)).toBeNull()
  expect(await sessionBy(db, tokenHash, now)).toBeNull()
  expect((await boxes(db, minato)).some((row) => Buffer.from(row.owner_id).equals(Buffer.from(bytesOf(bo.memberId))))).toBe(false)
  expect(await unlockBoxesFor(db, minato.instance, 'Bo')).toEqual([])
  expect(await joinAsMember(db, minato.instance, newDesk(legal.deskId, inviteId, { name: 'Friend of Bo', email: null }))).toEqual({ ok: false, reason: 'gone' })
  const row = await db.tables.selectFrom('cases').select(['assignee', 'version']).where('case_id', '=', bytesOf(scope.caseId)).executeTakeFirstOrThrow()
  expect(row).toEqual({ assignee: null, version: 2 })
  expect(await assign({ expectedVersion: 1 })).toEqual({ ok: false, reason: 'conflict' })
  expect(await assign({ expectedVersion: 2 })).toEqual({ ok: false, reason: 'not-allowed' })
  const old = scopeOfMember(minato.instance, bo.memberId, [])
  expect(await recorded(db, recordRead, old, { today, caseId: scope.caseId, deskId: legal.deskId })).toEqual({ ok: false, reason: 'not-yours' })
  const record = await entriesOfDesk(db, legal.scope, legal.deskId)
  expect(record?.members.map(({ name }) => name)).toContain('Bo')
  expect((await directoryForMember(db, legal.scope)).desks[0]?.list.names.map(({ name }) => name)).toContain('Bo')
})

onEachEngine('a newcomer who is let in meanwhile gets the waiting keys too, or is not let in', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const bo = await colleagueOf(db, legal, 'Bo')
  await removed(db, legal, bo, [legal.lead])
  const inviteId = inviteIdFrom(bytes(16))
  await recorded(db, inviteMember, legal.scope, { today, deskId: legal.deskId, inviteId, role: 'handler' })
  const aye = newDesk(legal.deskId, inviteId, { name: 'Aye', email: null })
  expect(await joinAsMember(db, minato.instance, aye)).toEqual({ ok: true })
  const head = await headOfList(db, legal)
  const change = newChange({ n: head.n + 1, prev: head.hash, cardHash: aye.cardHash, byMember: legal.lead, role: 1 })
  const admission = { today, deskId: legal.deskId, change, boxes: aye.boxes }
  expect(await recorded(db, admitMember, legal.scope, admission)).toEqual({ ok: false, reason: 'stale' })
  const next = ([1, 2] as const).map((which) => ({ deskEpoch: legal.epoch + 1, which, box: bytes(1192) }))
  expect(await recorded(db, admitMember, legal.scope, { ...admission, boxes: [...aye.boxes, ...next.slice(1)] })).toEqual({ ok: false, reason: 'stale' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, boxes: [...aye.boxes, ...next] })).toEqual({ ok: true })
})

onEachEngine('of new keys and an admission in the same moment neither leaves the other without keys', async (db) => {
  for (let round = 0; round < 4; round++) {
    const minato = await minatoWorks(db)
    const { legal } = minato
    const inviteId = inviteIdFrom(bytes(16))
    await recorded(db, inviteMember, legal.scope, { today, deskId: legal.deskId, inviteId, role: 'handler' })
    const aye = newDesk(legal.deskId, inviteId, { name: 'Aye', email: null })
    await joinAsMember(db, minato.instance, aye)
    const bo = await colleagueOf(db, legal, 'Bo', 'lead')
    const head = await headOfList(db, legal)
    const change = newChange({ n: head.n + 1, prev: head.hash, cardHash: aye.cardHash, byMember: bo.memberId, role: 1 })
    const [rotated, admitted] = await Promise.all([
      recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead, bo.memberId], head.hash)),
      recorded(db, admitMember, bo.scope, { today, deskId: legal.deskId, change, boxes: aye.boxes }),
    ])
    // Exactly one is done; the other one is told to look again.
    expect([rotated.ok, admitted.ok].sort()).toEqual([false, true])
    const rows = (await boxes(db, minato)).filter((row) => row.desk_epoch === legal.epoch + 1)
    expect(rows).toHaveLength(rotated.ok ? 4 : 0)
  }
})

onEachEngine('of two leads who take somebody off in the same moment one looks again, and both removals stand', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const second = await colleagueOf(db, legal, 'Second lead', 'lead')
  const [bo, chi] = [await colleagueOf(db, legal, 'Bo'), await colleagueOf(db, legal, 'Chi')]
  const other = { ...legal, lead: second.memberId, scope: second.scope }
  const take = async (desk: typeof legal, gone: typeof bo, staying: (typeof bo)['memberId'][]) => {
    const head = await headOfList(db, legal)
    return recorded(db, rotateDesk, desk.scope, rotationOf(desk, staying, head.hash, [removalOf(desk, gone, head)]))
  }
  const leads = [legal.lead, second.memberId]
  const answers = await Promise.all([take(legal, bo, [...leads, chi.memberId]), take(other, chi, [...leads, bo.memberId])])
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'conflict' })
  const [left, by] = answers[0]?.ok === true ? [chi, other] as const : [bo, legal] as const
  expect(await take(by, left, leads)).toEqual({ ok: true })
  for (const gone of [bo, chi]) expect(await memberScope(db, minato.instance, gone.memberId)).toBeNull()
  expect(await waiting(db, minato)).toHaveLength(1)
  expect((await boxes(db, minato)).filter((row) => row.desk_epoch === legal.epoch + 1)).toHaveLength(4)
})
