// Lists of desks after the first: waiting keys begin to count, desks come and go, and nothing goes back.
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { foundDesk } from '#db/commands/found-desk.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { openSession } from '#db/commands/open-session.server.ts'
import { planDesk } from '#db/commands/plan-desk.server.ts'
import { publishRoster, type NewRoster } from '#db/commands/publish-roster.server.ts'
import { recordRecoveryRead } from '#db/commands/record-recovery-read.server.ts'
import { rotateDesk } from '#db/commands/rotate-desk.server.ts'
import { saveOperatorTexts } from '#db/commands/save-operator-texts.server.ts'
import { bytesOf, caseIdFrom, deskIdFrom, instantFrom, inviteIdFrom } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { recoveryBoxes, signedCard, waitingCardOf } from '#db/queries/desk-cards.server.ts'
import { inboxFor } from '#db/queries/inbox.server.ts'
import { casesToRekey } from '#db/queries/rekey.server.ts'
import { rosterDraft } from '#db/queries/roster-draft.server.ts'
import { memberScope, sessionBy } from '#db/queries/who.server.ts'
import { scopeOfRecovery, scopeOfRoot, scopeOfSetUp } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { colleagueOf, headOfList, removed, rotationOf } from './desk-life.ts'
import { bytes, minatoWorks, newDesk, newReport, rosterOf, today, type Desk, type Organisation } from './organisation.ts'
import { recorded } from './record.ts'

const publish = (db: Database, minato: Organisation, roster: NewRoster) => publishRoster(db, scopeOfRoot(minato.instance), roster)
const deskBoxes = (db: Database, desk: Desk) =>
  db.tables.selectFrom('desk_boxes').select(['desk_epoch', 'which']).where('desk_id', '=', bytesOf(desk.deskId)).orderBy('desk_epoch').orderBy('which').execute()

onEachEngine('waiting keys begin to count with the roster that names them, and older signing seeds go', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const bo = await colleagueOf(db, legal, 'Bo')
  const card = await removed(db, legal, bo, [legal.lead])
  const renewed = { ...legal, epoch: card.epoch, cardHash: card.hash }
  expect((await waitingCardOf(db, minato.instance, legal.deskId))?.hash).toEqual(card.hash)
  // A roster without them leaves them waiting.
  const same = rosterOf([legal, external], roster)
  expect(await publish(db, minato, same)).toEqual({ ok: true })
  expect((await deskBoxes(db, legal)).map((row) => [row.desk_epoch, row.which])).toEqual([[1, 1], [1, 2], [2, 1], [2, 2]])
  expect(await publish(db, minato, rosterOf([{ ...renewed, epoch: 3 }, external], same))).toEqual({ ok: false, reason: 'unknown-desk' })
  expect((await waitingCardOf(db, minato.instance, legal.deskId))?.hash).toEqual(card.hash)
  const next = rosterOf([renewed, { ...external, label: 'Lawyers of the town', roles: ['EXT', 'MIN'] }], same)
  expect(await publish(db, minato, next)).toEqual({ ok: true })
  expect(await publish(db, minato, next)).toEqual({ ok: true })
  expect(await waitingCardOf(db, minato.instance, legal.deskId)).toBeNull()
  expect((await signedCard(db, minato.instance, legal.deskId))?.hash).toEqual(card.hash)
  expect((await deskBoxes(db, legal)).map((row) => [row.desk_epoch, row.which])).toEqual([[1, 1], [2, 1], [2, 2]])
  const [row] = (await rosterDraft(db, scopeOfRoot(minato.instance))).filter((desk) => desk.deskId === external.deskId)
  expect(row).toMatchObject({ label: 'Lawyers of the town', roles: ['MIN', 'EXT'], waiting: null, founded: null })
  // Keys that somebody took along when they were taken off do not come back.
  expect(await publish(db, minato, rosterOf([legal, external], next))).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, rotateDesk, legal.scope, rotationOf(legal, [legal.lead], (await headOfList(db, legal)).hash))).toEqual({ ok: false, reason: 'stale' })
})

onEachEngine('a desk is planned by the root on a live portal, founded, and counts once it is signed', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const root = scopeOfRoot(minato.instance)
  const plan = { today, deskId: deskIdFrom(bytes(16)), inviteId: inviteIdFrom(bytes(16)), roles: ['EHS'] as const, independent: false, label: 'Health and safety' }
  expect(await planDesk(db, scopeOfSetUp(minato.instance), plan)).toEqual({ ok: false, reason: 'conflict' })
  expect(await planDesk(db, root, { ...plan, deskId: legal.deskId })).toEqual({ ok: false, reason: 'conflict' })
  expect(await planDesk(db, root, plan)).toEqual({ ok: true })
  expect(await planDesk(db, root, plan)).toEqual({ ok: true })
  const draft = async () => (await rosterDraft(db, root)).map(({ deskId, founded }) => [deskId, founded === null ? null : founded.memberName])
  expect(await draft()).toEqual([...[legal, external].map(({ deskId }) => deskId).sort().map((deskId) => [deskId, null]), [plan.deskId, null]])
  const first = newDesk(plan.deskId, plan.inviteId, { name: 'Chi', email: null })
  expect(await foundDesk(db, minato.instance, first)).toEqual({ ok: true })
  expect((await draft()).at(-1)).toEqual([plan.deskId, 'Chi'])
  // A lead of a desk that nobody signed does not speak for the portal, and no report goes there.
  const chi = await memberScope(db, minato.instance, first.memberId)
  if (chi === null) throw new Error('on the list')
  const texts = { today, texts: [{ language: 'en', key: 'readers', value: 'Only Chi.' }] }
  expect(await recorded(db, saveOperatorTexts, chi, texts)).toEqual({ ok: false, reason: 'wrong-role' })
  const desk: Desk = { ...plan, epoch: first.deskCard.epoch, cardHash: first.deskCard.hash, lead: first.memberId, scope: chi }
  const early = newReport(minato, [desk, external])
  expect(await openCase(db, early.scope, early.report)).toEqual({ ok: false, reason: 'stale' })
  const next = rosterOf([legal, external, desk], roster)
  expect(await publish(db, minato, next)).toEqual({ ok: true })
  expect(await recorded(db, saveOperatorTexts, chi, texts)).toEqual({ ok: true })
  // Left out, it is no reader any more and is not put forward again.
  expect(await publish(db, minato, rosterOf([legal, external], next))).toEqual({ ok: true })
  expect((await draft()).map(([deskId]) => deskId)).not.toContain(plan.deskId)
  expect(await recorded(db, saveOperatorTexts, chi, texts)).toEqual({ ok: false, reason: 'wrong-role' })
})

onEachEngine('another root is taken only where the one before named it, and then has to sign in itself', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const [tokenHash, now] = [bytes(32), instantFrom(1_795_000_000_000)]
  await openSession(db, minato.instance, { today, now, expiresAt: instantFrom(now + 1000), tokenHash, holder: { kind: 'root' } })
  expect(await sessionBy(db, tokenHash, now)).toEqual({ instance: minato.instance, holder: { kind: 'root' } })
  const next = { ...rosterOf([legal, external], roster), rootFp: bytes(32) }
  expect(await publish(db, minato, next)).toEqual({ ok: false, reason: 'wrong-root' })
  expect(await publish(db, minato, { ...next, formerRootFp: bytes(32) })).toEqual({ ok: false, reason: 'wrong-root' })
  expect(await publish(db, minato, { ...next, formerRootFp: roster.rootFp })).toEqual({ ok: true })
  expect(await sessionBy(db, tokenHash, now)).toBeNull()
  expect(await publish(db, minato, rosterOf([legal, external], { ...next, rootFp: roster.rootFp }))).toEqual({ ok: false, reason: 'wrong-root' })
})

onEachEngine('cases on older keys, or with a desk that is gone, wait to be given new ones', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const [both, own] = [newReport(minato, [legal, external]), newReport(minato, [legal])]
  for (const { scope, report } of [both, own]) expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  const list = async (desk: Desk) => casesToRekey(db, desk.scope, { deskId: desk.deskId, after: null })
  expect(await list(legal)).toEqual({ cases: [], next: null })
  expect(await casesToRekey(db, external.scope, { deskId: legal.deskId, after: null })).toBeNull()
  const bo = await colleagueOf(db, legal, 'Bo')
  const card = await removed(db, legal, bo, [legal.lead])
  expect(await list(legal)).toEqual({ cases: [], next: null })
  const renewed = { ...legal, epoch: card.epoch, cardHash: card.hash }
  const next = rosterOf([renewed, external], roster)
  expect(await publish(db, minato, next)).toEqual({ ok: true })
  const ids = [both.scope.caseId, own.scope.caseId].sort()
  expect((await list(legal))?.cases.map(({ caseId }) => caseId)).toEqual(ids)
  expect((await list(external))?.cases.map(({ caseId }) => caseId)).toEqual([both.scope.caseId])
  const first = ids[0]
  if (first === undefined) throw new Error('two cases')
  expect((await casesToRekey(db, legal.scope, { deskId: legal.deskId, after: first }))?.cases.map(({ caseId }) => caseId)).toEqual(ids.slice(1))
  const refs = await db.tables.selectFrom('cases').select(['case_id', 'audit_ref']).where('instance_id', '=', bytesOf(minato.instance)).execute()
  for (const { caseId, auditRef } of (await list(legal))?.cases ?? []) {
    expect(refs.find((row) => caseIdFrom(row.case_id) === caseId)?.audit_ref).toEqual(auditRef)
  }
})

onEachEngine('the recovery holder of one desk reads what that desk reads, and every time is written down', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external } = minato
  const recovery = { pk: bytes(1216), label: 'The board', box: bytes(1192) }
  expect(await recorded(db, rotateDesk, legal.scope, { ...rotationOf(legal, [legal.lead], (await headOfList(db, legal)).hash), recovery })).toEqual({ ok: true })
  expect(await recoveryBoxes(db, minato.instance, legal.deskId)).toEqual([{ deskEpoch: 2, box: recovery.box }])
  const [mine, theirs] = [newReport(minato, [legal]), newReport(minato, [external])]
  for (const { scope, report } of [mine, theirs]) await openCase(db, scope, report)
  const scope = scopeOfRecovery(minato.instance, legal.deskId)
  expect((await inboxFor(db, scope, { sort: 'newest' })).lines.map(({ caseId }) => caseId)).toEqual([mine.scope.caseId])
  expect(await caseForDesk(db, scope, { caseId: mine.scope.caseId, deskId: legal.deskId })).not.toBeNull()
  expect(await caseForDesk(db, scope, { caseId: theirs.scope.caseId, deskId: legal.deskId })).toBeNull()
  expect(await caseForDesk(db, scope, { caseId: theirs.scope.caseId, deskId: external.deskId })).toBeNull()
  expect(await recordRecoveryRead(db, scope, { today, caseId: null })).toEqual({ ok: true })
  expect(await recordRecoveryRead(db, scope, { today, caseId: mine.scope.caseId })).toEqual({ ok: true })
  expect(await recordRecoveryRead(db, scope, { today, caseId: theirs.scope.caseId })).toEqual({ ok: false, reason: 'gone' })
  const events = await db.tables.selectFrom('events').select(['kind', 'case_id', 'desk_id']).where('instance_id', '=', bytesOf(minato.instance)).where('kind', '=', 'recovery-read').execute()
  expect(events.map((row) => (row.case_id === null ? null : caseIdFrom(row.case_id))).sort()).toEqual([mine.scope.caseId, null].sort())
  expect(events.every((row) => row.desk_id !== null && deskIdFrom(row.desk_id) === legal.deskId)).toBe(true)
})
